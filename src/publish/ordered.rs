//! Work shared by all cores, its results taken in order.
//!
//! Only so much is done ahead of what was taken: memory stays flat however much there is to do.

use std::collections::BTreeMap;
use std::sync::mpsc::{self, Receiver};
use std::sync::{Condvar, Mutex};
use std::thread;

/// How many pieces may be done ahead of the one whose turn it is.
const AHEAD: usize = 16;

/// Room of a thread that reads or draws articles, in bytes: blocks stand in blocks. It is only taken where it is needed.
pub const STACK: usize = 16 << 20;

/// A thread stopped by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

/// Does `count` pieces of work, numbered from 0, on every core, each worker made by `start` on its own thread with a stack of so many
/// bytes, and hands the results to `each` in order, on this thread. The first error of `each` ends it.
///
/// # Errors
/// That of `each`, or [`Stopped`] where a worker panicked.
pub fn ordered<T, W, E>(
    count: usize,
    stack: usize,
    start: &(impl Fn() -> W + Sync),
    each: &mut dyn FnMut(T) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send,
    W: FnMut(usize) -> T,
    E: From<Stopped>,
{
    let turns = Turns { count, at: Mutex::new((0, 0)), moved: Condvar::new() };
    let (sender, receiver) = mpsc::channel();
    let workers = thread::available_parallelism().map_or(2, |n| n.get()).min(count);
    thread::scope(|scope| {
        let threads = (0..workers).map(|_| {
            let (sender, turns) = (sender.clone(), &turns);
            let work = move || {
                let _watch = Watch(turns);
                let mut worker = start();
                while let Some(at) = turns.claim() {
                    if sender.send((at, worker(at))).is_err() {
                        break;
                    }
                }
            };
            thread::Builder::new().stack_size(stack).spawn_scoped(scope, work)
        });
        let threads: Vec<_> = threads.filter_map(Result::ok).collect();
        drop(sender);
        let _watch = Watch(&turns);
        if threads.is_empty() {
            // A machine that gives no such thread still does the work, on this one.
            let mut worker = start();
            return (0..count).try_for_each(|at| each(worker(at)));
        }
        let taken = take(receiver, &turns, each);
        turns.stop();
        let panicked = threads.into_iter().filter_map(|thread| thread.join().err()).count();
        taken.and(if panicked == 0 { Ok(()) } else { Err(Stopped.into()) })
    })
}

/// Takes results as they come, and hands them on in order.
fn take<T, E>(receiver: Receiver<(usize, T)>, turns: &Turns, each: &mut dyn FnMut(T) -> Result<(), E>) -> Result<(), E> {
    let (mut waiting, mut turn) = (BTreeMap::new(), 0);
    for (at, result) in receiver {
        waiting.insert(at, result);
        while let Some(result) = waiting.remove(&turn) {
            each(result)?;
            turn += 1;
            turns.advance();
        }
    }
    Ok(())
}

/// Which piece is to be done next, and whose turn it is to be taken.
struct Turns {
    count: usize,
    at: Mutex<(usize, usize)>,
    moved: Condvar,
}

impl Turns {
    /// The next piece to do; waits while that is too far ahead.
    fn claim(&self) -> Option<usize> {
        let mut at = self.at.lock().ok()?;
        while at.0 < self.count && at.0 >= at.1 + AHEAD {
            at = self.moved.wait(at).ok()?;
        }
        at.0 += 1;
        Some(at.0 - 1).filter(|claimed| *claimed < self.count)
    }

    fn advance(&self) {
        self.change(|at| at.1 += 1);
    }

    /// Nothing more is claimed.
    fn stop(&self) {
        self.change(|at| at.0 = self.count);
    }

    fn change(&self, change: impl FnOnce(&mut (usize, usize))) {
        if let Ok(mut at) = self.at.lock() {
            change(&mut at);
        }
        self.moved.notify_all();
    }
}

/// Ends the work of all where one panics: the others would wait for a turn that never comes.
struct Watch<'a>(&'a Turns);

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.stop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[derive(Debug, PartialEq)]
    enum Ended {
        Stopped,
        Enough,
    }

    impl From<Stopped> for Ended {
        fn from(_: Stopped) -> Ended {
            Ended::Stopped
        }
    }

    #[test]
    fn results_come_in_order_and_little_is_done_ahead() {
        let (done, mut taken) = (AtomicUsize::new(0), Vec::new());
        let start = || {
            |at: usize| {
                done.fetch_add(1, Ordering::SeqCst);
                at * 2
            }
        };
        let ended = ordered(500, STACK, &start, &mut |result| {
            assert!(done.load(Ordering::SeqCst) <= taken.len() + AHEAD + 1);
            taken.push(result);
            Ok::<(), Ended>(())
        });
        assert_eq!((ended, taken), (Ok(()), (0..500).map(|n| n * 2).collect()));
    }

    #[test]
    fn nothing_hangs_when_the_taker_has_enough_or_a_worker_panics() {
        let enough = ordered(500, STACK, &|| |at: usize| at, &mut |at| if at == 40 { Err(Ended::Enough) } else { Ok(()) });
        assert_eq!(enough, Err(Ended::Enough));
        let panics = ordered(500, STACK, &|| |at: usize| assert!(at != 40), &mut |()| Ok::<(), Ended>(()));
        assert_eq!(panics, Err(Ended::Stopped));
        assert_eq!(ordered(0, STACK, &|| |_| (), &mut |()| Err(Ended::Enough)), Ok(()));
    }
}
