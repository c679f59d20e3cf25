//! What the list looks for is asked of the worker at each change, and what the worker says is kept.

use super::app::App;
use super::{excerpts, watched};
use crate::browser::dom;
use crate::browser::worker::{self, Said};
use crate::search::message::{Answered, InPage, read_answer};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

/// What the worker answered last. It stands until the next answer comes, so that nothing flashes while one types.
#[derive(Debug, Default)]
pub struct Heard {
    /// What was looked for, as typed; nothing for the list of everything.
    pub typed: String,
    /// Counts the answers, from 1.
    pub stamp: u32,
    /// Whether nothing better follows.
    pub whole: bool,
    /// The ordinals of what matches, best first.
    pub matches: Vec<u32>,
    /// Those of what matches in part, best first.
    pub partly: Vec<u32>,
    /// The rest of the answer.
    pub rest: Answered,
}

impl Heard {
    /// True where nothing is looked for.
    pub fn is_everything(&self) -> bool {
        self.typed.is_empty()
    }
}

/// Asks whenever the words of the list change, and listens.
pub fn follow(app: App) {
    worker::listen(move |said| hear(app, said));
    // An attribute alone: no row is drawn anew for it.
    watched::follow(move || mark_busy(app.asking.get()));
    let mut last = None;
    watched::follow(move || {
        let typed = app.list.with(|list| list.query.clone());
        if last.as_ref() != Some(&typed) {
            look_for(app, &typed);
            last = Some(typed);
        }
    });
}

fn look_for(app: App, typed: &str) {
    let nothing = typed.trim().is_empty();
    // An answer to what was asked before is dropped when it comes.
    let turn = app.turn.fetch_add(1, Relaxed) + 1;
    let known = app.heard.with_untracked(|heard| if nothing { heard.is_everything() } else { heard.typed == typed && heard.whole });
    app.asking.put(!nothing && !known);
    app.silent.put(false);
    if known {
        return;
    }
    if nothing {
        app.heard.update(|heard| *heard = Arc::new(Heard { stamp: heard.stamp + 1, ..Heard::default() }));
    } else {
        worker::ask(turn, typed, false);
    }
}

/// Says of the region of results that a better answer may follow. Where it is drawn meanwhile, it says so itself.
fn mark_busy(busy: bool) {
    if let Some(results) = dom::find("main .results") {
        _ = if busy { results.set_attribute("aria-busy", "true") } else { results.remove_attribute("aria-busy") };
    }
}

/// Asks once more, past the browser's cache.
pub fn retry(app: App) {
    app.silent.put(false);
    app.asking.put(true);
    let typed = app.list.with_untracked(|list| list.query.clone());
    worker::ask(app.turn.fetch_add(1, Relaxed) + 1, &typed, true);
}

/// True where the list shows what it looks for, or cannot.
pub fn is_settled(app: App) -> bool {
    let looked_for = app.list.with(|list| list.query.clone());
    app.heard.with(|heard| if looked_for.trim().is_empty() { heard.is_everything() } else { heard.typed == looked_for })
}

/// True where nothing better follows, either.
pub fn is_final(app: App) -> bool {
    is_settled(app) && !app.asking.get()
}

fn hear(app: App, said: Said) {
    match said {
        Said::Answer { turn, matches, partly, rest, whole } if turn == app.turn.load(Relaxed) => {
            let rest = read_answer(&rest);
            let typed = app.list.with_untracked(|list| list.query.clone());
            if app.library.update_untracked(|library| library.put_sent(&rest.cards)) {
                app.library.update(|_| ());
            }
            let stamp = app.heard.with_untracked(|heard| heard.stamp) + 1;
            app.heard.set(Arc::new(Heard { typed, stamp, whole, matches, partly, rest }));
            app.asking.put(!whole);
        }
        Said::Excerpts { stamp, lines } => excerpts::take(app, stamp, &lines),
        Said::Places { turn, article, places } => super::hits::show(app, &InPage { request: turn, article }, &places),
        Said::Failed => {
            app.asking.put(false);
            app.silent.put(true);
        }
        Said::Answer { .. } => {}
    }
}
