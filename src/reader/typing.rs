//! What a person types: in the search box at each keystroke, and the keys that work everywhere.

use super::actions;
use super::app::{App, Here};
use super::{hits, navigation};
use crate::browser::{dom, events};
use crate::corpus::state::ROWS;
use crate::corpus::{ListState, Place};
use std::sync::atomic::Ordering;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

/// Listens to the search box and to keys.
pub fn listen(app: App) {
    let Some(document) = dom::document() else { return };
    events::listen(&document, "input", move |event| typed(app, &event));
    events::listen(&document, "submit", move |event| submitted(app, &event));
    events::listen(&document, "keydown", move |event| key(app, &event));
    for name in ["focusin", "focusout"] {
        // The focus has moved on only when the event is over.
        events::listen(&document, name, move |_| events::after(0, move || note_focus(app)));
    }
    // Whoever presses a search from before is still at the box.
    events::listen(&document, "mousedown", |event| {
        if events::nearest(&event, ".recent").is_some() {
            event.prevent_default();
        }
    });
}

fn note_focus(app: App) {
    let at_box = dom::focused().is_some_and(|focused| focused.closest(".desk").is_ok_and(|desk| desk.is_some()));
    app.at_box.put(at_box);
}

/// Puts words into the box.
pub fn fill(words: &str) {
    if let Some(input) = dom::find("#q") {
        dom::set_value(&input, words);
    }
}

fn typed(app: App, event: &Event) {
    let Some(input) = events::nearest(event, "main input[type=search]") else { return };
    if app.here.get_untracked() == Here::List && app.alive.get_untracked() {
        look_for(app, dom::value(&input));
    }
}

fn look_for(app: App, words: String) {
    app.typing.put(true);
    app.list.update(|list| {
        list.query = words;
        list.rows = ROWS;
    });
    navigation::write_address_soon(app);
}

fn submitted(app: App, event: &Event) {
    let Some(input) = events::nearest(event, "form.desk").and_then(|form| dom::all(&form, "input").into_iter().next()) else { return };
    if app.here.get_untracked() != Here::List {
        event.prevent_default();
        actions::search_list(app, dom::value(&input));
    } else if app.alive.get_untracked() {
        event.prevent_default();
        keep_search(app);
        // Enter goes on to what was found.
        if let Some(first) = dom::find("main article .headline a") {
            dom::focus(&first);
        }
    }
}

/// Keeps what is looked for, where the reader wants that.
pub fn keep_search(app: App) {
    let typed = app.list.with_untracked(|list| list.query.clone());
    app.kept.update(|kept| kept.add_search(&typed));
}

fn key(app: App, event: &Event) {
    let Some(pressed) = event.dyn_ref::<KeyboardEvent>().filter(|k| !k.ctrl_key() && !k.meta_key() && !k.alt_key() && !k.is_composing())
    else {
        return;
    };
    let writing = events::nearest(event, "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
    match (pressed.key().as_str(), writing) {
        ("Escape", writing) => escape(app, writing, event),
        (_, Some(_)) => {}
        ("/", None) => {
            event.prevent_default();
            search(app);
        }
        ("j", None) => step(1),
        ("k", None) => step(-1),
        ("n", None) => hits::step(app, 1),
        ("p", None) => hits::step(app, -1),
        _ => {}
    }
}

/// Gives the focus to the box once it is there, looking again for a second.
pub fn focus_box(tries: u32) {
    match dom::find("main input[type=search]") {
        Some(input) => dom::focus(&input),
        None if tries > 0 => events::after(50, move || focus_box(tries - 1)),
        None => {}
    }
}

/// The box gets the focus; where there is none, the list is opened first.
fn search(app: App) {
    match dom::find("main input[type=search]") {
        Some(input) => dom::focus(&input),
        None => {
            app.to_search.store(true, Ordering::Relaxed);
            navigation::go(app, &Place::List(ListState::new()));
        }
    }
}

fn escape(app: App, writing: Option<Element>, event: &Event) {
    if app.sheet.get_untracked() {
        actions::close_sheet(app);
    } else if app.filters.get_untracked() {
        app.filters.set(false);
    } else if let Some(input) = writing.filter(|w| w.get_attribute("type").as_deref() == Some("search")) {
        event.prevent_default();
        dom::set_value(&input, "");
        look_for(app, String::new());
    }
}

/// The focus goes to the headline after or before the one that has it.
fn step(by: i32) {
    let Some(root) = dom::root() else { return };
    let links = dom::all(&root, "main article .headline a");
    let here = dom::focused().and_then(|focused| links.iter().position(|link| *link == focused));
    let next = here.map_or(0, |at| (at as i32 + by).clamp(0, links.len() as i32 - 1));
    if let Some(link) = links.get(next as usize) {
        dom::focus(link);
        link.scroll_into_view_with_bool(false);
    }
}
