//! Keyed lists.

use crate::components::built_view::BuiltView;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// An item of a list that changes: its key, and the function that renders it.
///
/// Every list of this type shares the code of one `<For>`; each item type of its own would add some 2.5 kB gzip to the program in
/// the page.
pub(crate) struct KeyedView {
    key: u64,
    render: Box<dyn FnOnce() -> BuiltView + Send>,
}

/// The current items of such a list, read from signals.
pub(crate) type KeyedViews = Box<dyn Fn() -> Vec<KeyedView> + Send>;

/// Boxes a function that computes the items of a list.
pub(crate) fn keyed(items: impl Fn() -> Vec<KeyedView> + Send + 'static) -> KeyedViews {
    Box::new(items)
}

impl KeyedView {
    /// Creates an item. Items with equal keys are the same item, which is not re-rendered. Signals of an item are created in `render`:
    /// those created outside live only until the list changes.
    pub(crate) fn new(key: &impl Hash, render: impl FnOnce() -> BuiltView + Send + 'static) -> KeyedView {
        let mut hasher = FxHasher::default();
        key.hash(&mut hasher);
        KeyedView { key: hasher.finish(), render: Box::new(render) }
    }

    /// The hash of the item's key.
    pub(crate) fn key(&self) -> u64 {
        self.key
    }

    /// Renders the item.
    pub(crate) fn render(self) -> BuiltView {
        (self.render)()
    }
}
