//! Spreads work over all cores and takes the results in order.
//!
//! Workers run only a limited distance ahead of the results taken, so memory stays flat however much work there is.

use std::collections::BTreeMap;
use std::sync::mpsc::{self, Receiver};
use std::sync::{Condvar, Mutex};
use std::thread;

/// The number of pieces that may run ahead of the next one to be taken.
const MAX_AHEAD: usize = 16;

/// The stack of a thread that reads or renders articles, in bytes, as blocks nest. The system commits it only as used.
pub const STACK_BYTES: usize = 16 << 20;

/// A worker thread panicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkerPanicked;

/// Runs `count` pieces of work, numbered from 0, on all cores. `start` makes each worker on its own thread with a stack of the
/// given size in bytes; `each` receives the results in order on this thread. The first error of `each` ends the work.
///
/// # Errors
/// The error of `each`, or [`WorkerPanicked`] if a worker panicked.
pub fn parallel_map_ordered<T, W, E>(
    count: usize,
    stack: usize,
    start: &(impl Fn() -> W + Sync),
    each: &mut dyn FnMut(T) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send,
    W: FnMut(usize) -> T,
    E: From<WorkerPanicked>,
{
    let turns = Turns { count, at: Mutex::new((0, 0)), changed: Condvar::new() };
    let (sender, receiver) = mpsc::channel();
    let workers = thread::available_parallelism().map_or(2, |n| n.get()).min(count);
    thread::scope(|scope| {
        let threads = (0..workers).map(|_| {
            let (sender, turns) = (sender.clone(), &turns);
            let work = move || {
                let _guard = StopOnPanic(turns);
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
        let _guard = StopOnPanic(&turns);
        if threads.is_empty() {
            // If no thread can be spawned, this thread does the work.
            let mut worker = start();
            return (0..count).try_for_each(|at| each(worker(at)));
        }
        let delivered = deliver_in_order(receiver, &turns, each);
        turns.stop();
        let panicked = threads.into_iter().filter_map(|thread| thread.join().err()).count();
        delivered.and(if panicked == 0 { Ok(()) } else { Err(WorkerPanicked.into()) })
    })
}

/// Receives results in any order, and passes them on in order.
fn deliver_in_order<T, E>(receiver: Receiver<(usize, T)>, turns: &Turns, each: &mut dyn FnMut(T) -> Result<(), E>) -> Result<(), E> {
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

/// The next piece to start, and the next one to be taken.
struct Turns {
    count: usize,
    at: Mutex<(usize, usize)>,
    changed: Condvar,
}

impl Turns {
    /// Claims the next piece; blocks while it is too far ahead.
    fn claim(&self) -> Option<usize> {
        let mut at = self.at.lock().ok()?;
        while at.0 < self.count && at.0 >= at.1 + MAX_AHEAD {
            at = self.changed.wait(at).ok()?;
        }
        at.0 += 1;
        Some(at.0 - 1).filter(|claimed| *claimed < self.count)
    }

    fn advance(&self) {
        self.update(|at| at.1 += 1);
    }

    /// Ends claiming.
    fn stop(&self) {
        self.update(|at| at.0 = self.count);
    }

    fn update(&self, change: impl FnOnce(&mut (usize, usize))) {
        if let Ok(mut at) = self.at.lock() {
            change(&mut at);
        }
        self.changed.notify_all();
    }
}

/// Ends the work of all threads if one panics: the others would wait forever for its result.
struct StopOnPanic<'a>(&'a Turns);

impl Drop for StopOnPanic<'_> {
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
        WorkerPanicked,
        Enough,
    }

    impl From<WorkerPanicked> for Ended {
        fn from(_: WorkerPanicked) -> Ended {
            Ended::WorkerPanicked
        }
    }

    #[test]
    fn results_come_in_order_with_bounded_lookahead() {
        let (done, mut delivered) = (AtomicUsize::new(0), Vec::new());
        let start = || {
            |at: usize| {
                done.fetch_add(1, Ordering::SeqCst);
                at * 2
            }
        };
        let ended = parallel_map_ordered(500, STACK_BYTES, &start, &mut |result| {
            assert!(done.load(Ordering::SeqCst) <= delivered.len() + MAX_AHEAD + 1);
            delivered.push(result);
            Ok::<(), Ended>(())
        });
        assert_eq!((ended, delivered), (Ok(()), (0..500).map(|n| n * 2).collect()));
    }

    #[test]
    fn errors_and_panics_stop_all_workers() {
        let enough =
            parallel_map_ordered(500, STACK_BYTES, &|| |at: usize| at, &mut |at| if at == 40 { Err(Ended::Enough) } else { Ok(()) });
        assert_eq!(enough, Err(Ended::Enough));
        let panics = parallel_map_ordered(500, STACK_BYTES, &|| |at: usize| assert!(at != 40), &mut |()| Ok::<(), Ended>(()));
        assert_eq!(panics, Err(Ended::WorkerPanicked));
        assert_eq!(parallel_map_ordered(0, STACK_BYTES, &|| |_| (), &mut |()| Err(Ended::Enough)), Ok(()));
    }
}
