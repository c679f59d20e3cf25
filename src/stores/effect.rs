//! Effects.

use leptos::prelude::*;

/// Runs a closure now, and again whenever a signal that it read changes.
///
/// All effects are boxed closures of one type: an [`Effect`] for each closure type would add its code to the program again, some 5
/// kB gzip in all.
pub(crate) fn new_effect(run: impl FnMut() + 'static) {
    new_boxed_effect(Box::new(run));
}

fn new_boxed_effect(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| run());
}

/// Runs a closure whenever a counter changes, but not now.
pub(crate) fn watch_counter(count: impl Into<Signal<u32>>, mut run: impl FnMut() + 'static) {
    let count = count.into();
    let mut before = count.get_untracked();
    new_effect(move || {
        let now = count.get();
        if std::mem::replace(&mut before, now) != now {
            untrack(&mut run);
        }
    });
}
