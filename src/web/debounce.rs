//! Doing something once after things have come to rest.

use super::events::after;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Puts off what it is called with until it was not called for some time; only the last call counts.
#[derive(Debug, Clone, Default)]
pub struct Debounce(Arc<AtomicU32>);

impl Debounce {
    /// Calls something after so many milliseconds, unless this is called again before.
    pub fn call(&self, milliseconds: i32, call: impl FnOnce() + 'static) {
        let generation = self.0.fetch_add(1, Ordering::Relaxed) + 1;
        let last = self.0.clone();
        after(milliseconds, move || {
            if last.load(Ordering::Relaxed) == generation {
                call();
            }
        });
    }
}
