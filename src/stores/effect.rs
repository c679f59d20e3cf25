//! Effects.

use leptos::prelude::*;

/// Runs something now, and again whenever what it read has changed.
///
/// All effects have the type of a box: an [`Effect`] of each type of closure would bring its code into the program once more,
/// some 5 kB gzip together.
pub fn follow(run: impl FnMut() + 'static) {
    follow_boxed(Box::new(run));
}

fn follow_boxed(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| run());
}

/// Runs something whenever a counter has gone on, but not now.
pub fn on_count(count: impl Into<Signal<u32>>, mut run: impl FnMut() + 'static) {
    let count = count.into();
    let mut before = count.get_untracked();
    follow(move || {
        let now = count.get();
        if std::mem::replace(&mut before, now) != now {
            untrack(&mut run);
        }
    });
}
