//! A value that is watched: whoever reads it runs again when it has changed.
//!
//! What Leptos calls a signal, with one type for its bookkeeping: a signal of each type of value would bring its whole code
//! into the program once more.

use leptos::prelude::{ArcTrigger, Effect, Notify, Track};
use std::sync::{PoisonError, RwLock};

/// A value that is watched.
#[derive(Debug)]
pub struct Watched<T> {
    value: RwLock<T>,
    changed: ArcTrigger,
}

impl<T> Watched<T> {
    /// A value that nobody watches yet.
    pub fn new(value: T) -> Watched<T> {
        Watched { value: RwLock::new(value), changed: ArcTrigger::new() }
    }

    /// Reads it; whoever asks runs again when it has changed.
    pub fn with<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        self.changed.track();
        self.with_untracked(read)
    }

    /// Reads it once.
    pub fn with_untracked<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.value.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes it.
    pub fn update<R>(&self, change: impl FnOnce(&mut T) -> R) -> R {
        let result = self.update_untracked(change);
        self.changed.notify();
        result
    }

    /// Changes it, and nobody runs again.
    pub fn update_untracked<R>(&self, change: impl FnOnce(&mut T) -> R) -> R {
        change(&mut self.value.write().unwrap_or_else(PoisonError::into_inner))
    }

    /// Sets it.
    pub fn set(&self, value: T) {
        self.update(|old| *old = value);
    }
}

impl<T: PartialEq> Watched<T> {
    /// Sets it; where it is so already, nobody runs again.
    pub fn put(&self, value: T) {
        if self.with_untracked(|old| *old != value) {
            self.set(value);
        }
    }
}

impl<T: Clone> Watched<T> {
    /// A copy; whoever asks runs again when it has changed.
    pub fn get(&self) -> T {
        self.with(T::clone)
    }

    /// A copy.
    pub fn get_untracked(&self) -> T {
        self.with_untracked(T::clone)
    }
}

/// Runs something now, and again whenever what it read has changed. Every effect is of one type, see above.
pub fn follow(run: impl FnMut() + Send + 'static) {
    boxed(Box::new(run));
}

fn boxed(mut run: Box<dyn FnMut() + Send>) {
    Effect::new(move |_: Option<()>| run());
}
