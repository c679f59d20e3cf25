//! Lists whose items come, go and move.

use crate::components::built_view::BuiltView;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// An item of a list that changes: what tells it from the others, and how it is drawn when it comes.
///
/// Every list of this type shares the code of one `<For>`; each type of item of its own would bring some 2.5 kB gzip more into the
/// program in the page.
pub struct KeyedView {
    key: u64,
    draw: Box<dyn FnOnce() -> BuiltView + Send>,
}

/// The items of such a list, as signals have them now.
pub type KeyedViews = Box<dyn Fn() -> Vec<KeyedView> + Send>;

/// The items of a list, from whatever computes them.
pub fn keyed(items: impl Fn() -> Vec<KeyedView> + Send + 'static) -> KeyedViews {
    Box::new(items)
}

impl KeyedView {
    /// An item. Items of the same key are the same item, which is not drawn again. Signals of an item are made in `draw`: what is
    /// made outside lives only until the list changes.
    pub fn new(key: &impl Hash, draw: impl FnOnce() -> BuiltView + Send + 'static) -> KeyedView {
        let mut hasher = FxHasher::default();
        key.hash(&mut hasher);
        KeyedView { key: hasher.finish(), draw: Box::new(draw) }
    }

    /// What tells it from the others.
    pub fn key(&self) -> u64 {
        self.key
    }

    /// Draws it.
    pub fn draw(self) -> BuiltView {
        (self.draw)()
    }
}
