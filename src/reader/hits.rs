//! The words that an article was opened for: marked, counted, and gone through one after another.

use super::actions::say;
use super::app::{App, Here};
use super::asking;
use super::typing::keep_search;
use crate::browser::{dom, events, highlight, worker};
use crate::search::message::{InPage, InPageRequests, PARTED};
use leptos::prelude::*;
use std::sync::{MutexGuard, PoisonError};
use web_sys::Element;

/// Times that an article is looked for, a few a second, before nothing is marked.
const TRIES: u32 = 40;

/// What of an article is marked.
const MARKED: &str = "main article h1, main article .deck, main article > figure, main article .text";

/// Where one is among the words found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hits {
    /// How many there are.
    pub count: usize,
    /// Which of them one is at, from 0; `None` before one has gone to any.
    pub at: Option<usize>,
}

/// Marks the words that the list looks for, once the article and the answer are there; then goes to the first of them in
/// the block of an anchor, or of the text, where `land` says so.
pub fn open(app: App, id: &str, anchor: Option<String>, land: bool) {
    requests(app).close();
    app.hits.set(Hits::default());
    app.landing.set(land.then_some(anchor));
    if !app.list.with_untracked(|list| list.query.trim().is_empty()) {
        keep_search(app);
        wait(app, id.to_owned(), TRIES);
    }
}

fn requests(app: App) -> MutexGuard<'static, InPageRequests> {
    app.state().in_page.lock().unwrap_or_else(PoisonError::into_inner)
}

fn wait(app: App, id: String, tries: u32) {
    events::after(if tries == TRIES { 30 } else { 150 }, move || {
        if app.here.get_untracked() != Here::Article(id.clone()) || tries == 0 {
            return;
        }
        let ready = untrack(|| asking::is_settled(app)) && dom::find("main article .text").is_some();
        if ready { ask(app, &id) } else { wait(app, id, tries - 1) }
    });
}

/// The elements whose words are looked through, and their text nodes in reading order.
fn nodes() -> Vec<web_sys::Node> {
    let Some(root) = dom::root() else { return Vec::new() };
    dom::all(&root, MARKED).iter().flat_map(highlight::texts).collect()
}

fn ask(app: App, id: &str) {
    highlight::clear();
    let words: Vec<String> = nodes().iter().map(|node| node.text_content().unwrap_or_default().replace(PARTED, " ")).collect();
    let lang = dom::find("main article").and_then(|article| article.get_attribute("lang")).unwrap_or_default();
    let asked = requests(app).ask(id);
    worker::places(asked.request, &asked.article, &lang, &words.join(&PARTED.to_string()));
}

/// Shows the places that the worker has found, where they are those of the article that is open.
pub fn show(app: App, asked: &InPage, places: &[u32]) {
    if !requests(app).take(asked) || app.here.get_untracked() != Here::Article(asked.article.clone()) {
        return;
    }
    highlight::mark(&nodes(), places);
    let marks = all();
    app.hits.set(Hits { count: marks.len(), at: None });
    dom::set_root_attribute("data-hits", (!marks.is_empty()).then_some(""));
    if !marks.is_empty() {
        let count = marks.len() as u32;
        say(&(app.room().words.hits)(count, &app.room().number(count)));
    }
    if let Some(anchor) = app.landing.get_untracked() {
        app.landing.set(None);
        land(app, &marks, anchor);
    }
}

fn all() -> Vec<Element> {
    dom::root().map(|root| highlight::marks(&root)).unwrap_or_default()
}

/// Goes to the first word found in the block that the row showed, else in the text.
fn land(app: App, marks: &[Element], anchor: Option<String>) {
    let block = anchor.and_then(|anchor| dom::document()?.get_element_by_id(&anchor)).or_else(|| dom::find("main article .text"));
    let inside = |mark: &Element| block.as_ref().is_some_and(|block| block.contains(Some(mark)));
    if let Some(at) = marks.iter().position(inside) {
        go(app, marks, at);
    }
}

/// Goes so many words on, or back; from the last to the first.
pub fn step(app: App, by: isize) {
    let marks = all();
    if marks.is_empty() {
        return;
    }
    let at = match app.hits.with_untracked(|hits| hits.at) {
        Some(at) => (at as isize + by).rem_euclid(marks.len() as isize) as usize,
        None => 0,
    };
    go(app, &marks, at);
    let room = app.room();
    say(&(room.words.hit)(&room.number(at as u32 + 1), &room.number(marks.len() as u32)));
}

fn go(app: App, marks: &[Element], at: usize) {
    for (number, mark) in marks.iter().enumerate() {
        _ = if number == at { mark.set_attribute("aria-current", "true") } else { mark.remove_attribute("aria-current") };
    }
    if let Some(mark) = marks.get(at) {
        open_folded(mark);
        dom::scroll_to_middle(mark);
    }
    app.hits.set(Hits { count: marks.len(), at: Some(at) });
}

/// A word inside something folded is only seen once that is open.
fn open_folded(mark: &Element) {
    let mut inside = mark.closest("details").ok().flatten();
    while let Some(details) = inside {
        _ = details.set_attribute("open", "");
        inside = details.parent_element().and_then(|parent| parent.closest("details").ok().flatten());
    }
}
