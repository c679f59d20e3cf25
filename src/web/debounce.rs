//! Debouncing.

use super::events::set_timeout;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Delays a call until no other has come for some time; only the last one runs.
#[derive(Debug, Clone, Default)]
pub(crate) struct Debounce(Arc<AtomicU32>);

impl Debounce {
    /// Runs a closure after a delay in milliseconds, unless this is called again before.
    pub(crate) fn call(&self, milliseconds: i32, call: impl FnOnce() + 'static) {
        let generation = self.0.fetch_add(1, Ordering::Relaxed) + 1;
        let last = self.0.clone();
        set_timeout(milliseconds, move || {
            if last.load(Ordering::Relaxed) == generation {
                call();
            }
        });
    }
}
