//! Spreads work over all cores and takes the results in order.
//!
//! Workers run only a limited distance ahead of the results taken, so memory stays flat however much work there is.

use rayon::ThreadPoolBuilder;
use std::collections::VecDeque;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::thread;

/// The number of pieces that may run ahead of the next one to be taken.
const MAX_AHEAD: usize = 16;

/// The stack of a thread that reads or renders articles, in bytes, as blocks nest. The system commits it only as used.
pub(crate) const STACK_BYTES: usize = 16 << 20;

/// A worker thread panicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkerPanicked;

/// Runs `count` pieces of work, numbered from 0, on all cores, on threads with a stack of the given size in bytes. `each` receives
/// the results in order on this thread, while further pieces run. The first error of `each` ends the work.
///
/// # Errors
/// The error of `each`, or [`WorkerPanicked`] if `work` panicked; `each` receives the results before that piece.
pub(crate) fn parallel_map_ordered<T: Send, E: From<WorkerPanicked>>(
    count: usize,
    stack: usize,
    work: &(impl Fn(usize) -> T + Sync),
    each: &mut dyn FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let threads = thread::available_parallelism().map_or(2, usize::from).min(count);
    let Ok(pool) = ThreadPoolBuilder::new().num_threads(threads).stack_size(stack).build() else {
        // If threads cannot be spawned, this thread does the work.
        return (0..count).try_for_each(|at| each(work(at)));
    };
    let has_ended = AtomicBool::new(false);
    pool.in_place_scope_fifo(|scope| {
        let pieces = (0..count).map(|at| {
            let (sender, receiver) = mpsc::sync_channel(1);
            let has_ended = &has_ended;
            scope.spawn_fifo(move |_| {
                if has_ended.load(Ordering::Relaxed) {
                    return;
                }
                // A panic drops the sender, which the receiver sees. Nothing that the panic left behind is used again.
                if let Ok(result) = panic::catch_unwind(AssertUnwindSafe(|| work(at))) {
                    sender.send(result).ok();
                }
            });
            receiver
        });
        let delivered = deliver_in_order(pieces, each);
        has_ended.store(true, Ordering::Relaxed);
        delivered
    })
}

/// Passes on the results of the pieces in order. Each piece is spawned when it is drawn from the iterator: [`MAX_AHEAD`] of them at
/// first, then one for each result.
fn deliver_in_order<T, E: From<WorkerPanicked>>(
    mut pieces: impl Iterator<Item = Receiver<T>>,
    each: &mut dyn FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let mut spawned: VecDeque<Receiver<T>> = pieces.by_ref().take(MAX_AHEAD).collect();
    while let Some(piece) = spawned.pop_front() {
        each(piece.recv().map_err(|_| WorkerPanicked)?)?;
        spawned.extend(pieces.next());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicUsize;

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
        let work = |at: usize| {
            done.fetch_add(1, Ordering::SeqCst);
            at * 2
        };
        let ended = parallel_map_ordered(500, STACK_BYTES, &work, &mut |result| {
            assert!(done.load(Ordering::SeqCst) <= delivered.len() + MAX_AHEAD + 1);
            delivered.push(result);
            Ok::<(), Ended>(())
        });
        assert_eq!((ended, delivered), (Ok(()), (0..500).map(|n| n * 2).collect()));
    }

    #[test]
    fn errors_and_panics_stop_all_workers() {
        let enough = parallel_map_ordered(500, STACK_BYTES, &|at| at, &mut |at| if at == 40 { Err(Ended::Enough) } else { Ok(()) });
        assert_eq!(enough, Err(Ended::Enough));
        let panics = parallel_map_ordered(500, STACK_BYTES, &|at| assert!(at != 40), &mut |()| Ok::<(), Ended>(()));
        assert_eq!(panics, Err(Ended::WorkerPanicked));
        assert_eq!(parallel_map_ordered(0, STACK_BYTES, &|_| (), &mut |()| Err(Ended::Enough)), Ok(()));
    }

    #[test]
    fn results_before_a_panic_are_delivered_and_few_pieces_start_after_it() {
        let (started, mut delivered) = (AtomicUsize::new(0), Vec::new());
        let work = |at: usize| {
            started.fetch_add(1, Ordering::SeqCst);
            assert!(at != 40);
            at
        };
        let ended = parallel_map_ordered(500, STACK_BYTES, &work, &mut |at| {
            delivered.push(at);
            Ok::<(), Ended>(())
        });
        assert_eq!((ended, delivered), (Err(Ended::WorkerPanicked), (0..40).collect()));
        assert!(started.load(Ordering::SeqCst) <= 40 + MAX_AHEAD);
    }

    #[test]
    fn a_panic_of_the_receiver_passes_through() {
        let panics =
            || parallel_map_ordered(500, STACK_BYTES, &|at| at, &mut |at| if at == 40 { panic!("taken") } else { Ok::<(), Ended>(()) });
        assert!(panic::catch_unwind(panics).is_err());
    }
}
