//! The passages that rows show: asked of the worker for the rows near the window, once their articles are there.

use super::app::{App, Here};
use super::library::Library;
use super::loading::SMALL;
use super::watched;
use crate::article::text::block_words;
use crate::browser::worker::{self, Looked};
use crate::browser::{dom, events};
use crate::search::message::{Excerpt, PARTED, read_excerpts};
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

/// Rows of about two windows, before anybody has scrolled.
const FIRST: (usize, usize) = (0, 8);

/// Milliseconds without scrolling after which the rows in the window count.
const SETTLED: i32 = 120;

/// What is known of the passages of the rows.
#[derive(Debug, Default)]
pub struct Excerpts {
    /// The answer whose words they hold.
    stamp: u32,
    /// Ordinals that were asked for, and whether with their texts.
    asked: Vec<(u32, bool)>,
    known: Vec<Arc<Excerpt>>,
}

impl Excerpts {
    /// What is known of an article. While the answer to new words is on its way, this is what the last ones gave.
    pub fn of(&self, ordinal: u32) -> Option<Arc<Excerpt>> {
        self.known.iter().find(|excerpt| excerpt.ordinal == ordinal).cloned()
    }
}

/// Asks for the passages of the rows near the window, whenever these change or their articles come.
pub fn follow(app: App) {
    app.window.set(FIRST);
    watched::follow(move || {
        let stamp = app.heard.with(|heard| if heard.is_everything() { 0 } else { heard.stamp });
        if stamp == 0 || !app.alive.get() || app.here.get() != Here::List {
            return;
        }
        let rows = near(app);
        app.texts.get();
        let looked = app.excerpts.update_untracked(|excerpts| {
            if excerpts.stamp != stamp {
                excerpts.stamp = stamp;
                excerpts.asked.clear();
                excerpts.known.retain(|excerpt| rows.contains(&excerpt.ordinal));
            }
            app.library.with(|library| {
                let wanted = rows.iter().map(|ordinal| (*ordinal, library.article(*ordinal).is_some()));
                let wanted: Vec<(u32, bool)> = wanted.filter(|one| !excerpts.asked.contains(one)).collect();
                let looked: Vec<Looked> = wanted.iter().filter_map(|(ordinal, _)| look_into(library, *ordinal)).collect();
                excerpts.asked.extend(wanted.iter().filter(|(o, _)| looked.iter().any(|(looked, ..)| looked == o)));
                looked
            })
        });
        if !looked.is_empty() {
            worker::look_into(stamp, &looked);
        }
    });
    listen(app);
}

/// The ordinals of the rows near the window. While somebody types in a large corpus there are none: it would be looked into
/// rows that the next letter takes away.
pub fn near(app: App) -> Vec<u32> {
    if app.typing.get() && app.library.with(|library| library.count() > SMALL) {
        return Vec::new();
    }
    let (first, last) = app.window.get();
    let rows = app.list.narrowed().rows;
    app.found().rows(rows).skip(first).take(last - first).collect()
}

/// An article as it is sent to the worker, where it is there; before that its headline.
fn look_into(library: &Library, ordinal: u32) -> Option<Looked> {
    let Some(article) = library.article(ordinal) else {
        return library.card(ordinal).map(|card| (ordinal, card.lang.clone(), card.title.clone()));
    };
    let mut parts = article.title.clone();
    for block in &article.body {
        parts.push(PARTED);
        // A part ends where the next begins, so that none may hold that mark.
        parts.push_str(&block_words(block).replace(PARTED, " "));
    }
    Some((ordinal, article.lang.clone(), parts))
}

/// Takes what the worker found.
pub fn take(app: App, stamp: u32, lines: &str) {
    let fresh = read_excerpts(lines);
    app.excerpts.update(|excerpts| {
        if excerpts.stamp == stamp {
            excerpts.known.retain(|known| !fresh.iter().any(|excerpt| excerpt.ordinal == known.ordinal));
            excerpts.known.extend(fresh.into_iter().map(Arc::new));
        }
    });
}

/// Follows the window over the rows.
fn listen(app: App) {
    let Some(window) = dom::window() else { return };
    let waiting = Rc::new(Cell::new(0_u32));
    events::listen_passive(&window, "scroll", move |_| {
        let turn = waiting.get() + 1;
        waiting.set(turn);
        let waiting = waiting.clone();
        events::after(SETTLED, move || {
            if waiting.get() == turn && app.here.get_untracked() == Here::List {
                look_around(app);
            }
        });
    });
}

/// Notes which rows are in the window or near it.
fn look_around(app: App) {
    let Some(root) = dom::root() else { return };
    let height = dom::height();
    let rows = dom::all(&root, "main .results article");
    let first = rows.partition_point(|row| row.get_bounding_client_rect().bottom() < -height / 2.0);
    let last = rows.partition_point(|row| row.get_bounding_client_rect().top() < height * 1.5);
    app.window.put((first, last.max(first)));
}
