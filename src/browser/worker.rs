//! The program in the worker, by way of `src/reader/start.js`, which starts it and starts it again.

use super::events;
use js_sys::{Array, Function, Object, Reflect, Uint32Array};
use wasm_bindgen::{JsCast, JsValue};

/// What the worker says.
#[derive(Debug)]
pub enum Said {
    /// An answer, or what can be said so far.
    Answer {
        /// The number of the question.
        turn: u32,
        /// Ordinals of what matches, best first.
        matches: Vec<u32>,
        /// Ordinals of what matches in part, best first.
        partly: Vec<u32>,
        /// The rest, see [`crate::search::message::read_answer`].
        rest: String,
        /// Whether nothing better follows.
        whole: bool,
    },
    /// Passages, see [`crate::search::message::read_excerpts`].
    Excerpts {
        /// The number that was given with the articles.
        stamp: u32,
        /// A line each.
        lines: String,
    },
    /// Where an article that was open holds what was asked.
    Places {
        /// The number of the question.
        turn: u32,
        /// The id of the article.
        article: String,
        /// Places in the pieces of its page: piece, first byte, end, in turn.
        places: Vec<u32>,
    },
    /// Something did not come, or the program stopped.
    Failed,
}

/// An article that is to be looked into: its ordinal, its language, its headline and blocks parted by
/// [`crate::search::message::PARTED`].
pub type Looked = (u32, String, String);

/// Asks what was typed. `anew` says that what failed is to be fetched again, past the browser's cache.
pub fn ask(turn: u32, typed: &str, anew: bool) {
    let message = message(turn);
    set(&message, "typed", &typed.into());
    if anew {
        set(&message, "cache", &"reload".into());
    }
    post(&message, anew);
}

/// Asks where articles hold what was asked last; `stamp` comes back with the answer.
pub fn look_into(stamp: u32, articles: &[Looked]) {
    let list = Array::new();
    for (ordinal, language, parts) in articles {
        list.push(&Array::of3(&(*ordinal).into(), &language.as_str().into(), &parts.as_str().into()));
    }
    let message = message(stamp);
    set(&message, "articles", &list);
    post(&message, false);
}

/// Asks where the pieces of an article's page hold what was asked last; number and article come back with the answer.
pub fn places(turn: u32, article: &str, language: &str, parts: &str) {
    let message = message(turn);
    set(&message, "article", &article.into());
    set(&message, "language", &language.into());
    set(&message, "parts", &parts.into());
    post(&message, false);
}

fn message(turn: u32) -> Object {
    let message = Object::new();
    set(&message, "turn", &turn.into());
    message
}

fn set(object: &Object, name: &str, value: &JsValue) {
    _ = Reflect::set(object, &name.into(), value);
}

fn post(message: &Object, anew: bool) {
    call("lecternSearch", message, anew);
}

fn call(name: &str, message: &JsValue, anew: bool) {
    let function = Reflect::get(&js_sys::global(), &name.into()).ok().and_then(|f| f.dyn_into::<Function>().ok());
    if let Some(function) = function {
        _ = function.call2(&JsValue::NULL, message, &anew.into());
    }
}

/// Offers to keep the articles of some ordinals to be read without a line, see `src/reader/keeping.js`.
pub fn keep(ordinals: &[u32]) {
    call("lecternKeep", &Uint32Array::from(ordinals), false);
}

/// Removes all copies that were kept to be read without a line.
pub fn forget() {
    call("lecternForget", &JsValue::NULL, false);
}

/// Listens to what the worker says.
pub fn listen(mut hear: impl FnMut(Said) + 'static) {
    let Some(window) = web_sys::window() else { return };
    events::listen(&window, "lectern-search", move |event| hear(said(&events::property(&event, "detail"))));
}

fn said(detail: &JsValue) -> Said {
    let get = |name: &str| Reflect::get(detail, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let numbers = |name: &str| get(name).dyn_into::<Uint32Array>().ok().map(|array| array.to_vec());
    let turn = get("turn").as_f64().unwrap_or_default() as u32;
    if let Some(matches) = numbers("matches") {
        let partly = numbers("partly").unwrap_or_default();
        Said::Answer { turn, matches, partly, rest: get("rest").as_string().unwrap_or_default(), whole: get("whole").is_truthy() }
    } else if let Some(lines) = get("excerpts").as_string() {
        Said::Excerpts { stamp: turn, lines }
    } else if let Some(places) = numbers("places") {
        Said::Places { turn, article: get("article").as_string().unwrap_or_default(), places }
    } else {
        Said::Failed
    }
}
