//! The client of the worker, which searches. `src/app/start.js` starts the worker, and starts it again where it stopped.
//!
//! Every request carries an id, which its answer brings back, and what it is for is kept with the id: an answer that nobody waits
//! for any more is dropped here, see [`crate::state::SearchRequests`].

use super::events;
use super::js::{self, set};
use crate::state::excerpts::ExcerptRequest;
use crate::state::{RequestPurpose, SearchRequests};
use js_sys::{Array, Function, Object, Uint32Array};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    static REQUESTS: RefCell<SearchRequests> = RefCell::default();
}

/// What the worker says.
#[derive(Debug)]
pub enum WorkerMessage {
    /// An answer to a query, or what can be said so far.
    Response {
        /// The query, as typed.
        query: String,
        /// Ordinals of what matches, best first.
        matches: Vec<u32>,
        /// Ordinals of what matches in part, best first.
        partial: Vec<u32>,
        /// The rest, see [`crate::search::message::read_answer`].
        details: String,
        /// Whether nothing better follows.
        is_final: bool,
    },
    /// Passages, see [`crate::search::message::read_excerpts`].
    Excerpts {
        /// The generation of the response whose rows they are.
        generation: u32,
        /// A line each.
        lines: String,
    },
    /// Where the open article holds what is looked for.
    InPageMatches {
        /// The id of the article.
        article: String,
        /// Text node, first byte and end, in turn.
        places: Vec<u32>,
    },
    /// Something did not come, or the worker stopped.
    Failed,
}

/// Looks for a query. `retry` says that what failed is to be fetched again, past the browser's cache.
pub fn search(query: &str, retry: bool) {
    let message = request(RequestPurpose::Search { query: query.to_owned() });
    set(&message, "typed", &query.into());
    if retry {
        set(&message, "cache", &"reload".into());
    }
    post(&message, retry);
}

/// Nothing is looked for any more: an answer that is on its way is dropped.
pub fn cancel_search() {
    REQUESTS.with_borrow_mut(SearchRequests::close_search);
}

/// Asks for the passages of some articles.
pub fn request_excerpts(generation: u32, articles: &[ExcerptRequest]) {
    let list = Array::new();
    for (ordinal, language, parts) in articles {
        list.push(&Array::of3(&(*ordinal).into(), &language.as_str().into(), &parts.as_str().into()));
    }
    let message = request(RequestPurpose::Excerpts { generation });
    set(&message, "articles", &list);
    post(&message, false);
}

/// Asks where the texts of an article's page hold what is looked for; they are parted by [`crate::search::message::PARTED`].
pub fn find_in_page(article: &str, language: &str, texts: &str) {
    let message = request(RequestPurpose::InPage { article: article.to_owned() });
    set(&message, "language", &language.into());
    set(&message, "parts", &texts.into());
    post(&message, false);
}

/// The open article is left: an answer about it is dropped.
pub fn cancel_find_in_page() {
    REQUESTS.with_borrow_mut(SearchRequests::close_in_page);
}

fn request(purpose: RequestPurpose) -> Object {
    let id = REQUESTS.with_borrow_mut(|requests| requests.open(purpose));
    let message = Object::new();
    set(&message, "id", &id.into());
    message
}

fn post(message: &Object, retry: bool) {
    if let Ok(function) = js::global("lecternSearch").dyn_into::<Function>() {
        _ = function.call2(&JsValue::NULL, message, &retry.into());
    }
}

/// Listens to the worker.
pub fn on_message(mut handle: impl FnMut(WorkerMessage) + 'static) {
    let Some(window) = web_sys::window() else { return };
    events::listen(&window, "lectern-search", move |event| {
        if let Some(message) = read(&events::property(&event, "detail")) {
            handle(message);
        }
    });
}

fn read(detail: &JsValue) -> Option<WorkerMessage> {
    let get = |name: &str| js::get(detail, name);
    let numbers = |name: &str| get(name).dyn_into::<Uint32Array>().map(|array| array.to_vec()).unwrap_or_default();
    let text = |name: &str| js::text(detail, name);
    if get("failed").is_truthy() {
        return Some(WorkerMessage::Failed);
    }
    let matches = numbers("matches");
    let is_final = get("whole").is_truthy() || get("matches").is_undefined();
    let purpose = REQUESTS.with_borrow_mut(|requests| requests.answer(get("id").as_f64().unwrap_or_default() as u32, is_final))?;
    Some(match purpose {
        RequestPurpose::Search { query } => {
            WorkerMessage::Response { query, matches, partial: numbers("partly"), details: text("rest"), is_final }
        }
        RequestPurpose::Excerpts { generation } => WorkerMessage::Excerpts { generation, lines: text("excerpts") },
        RequestPurpose::InPage { article } => WorkerMessage::InPageMatches { article, places: numbers("places") },
    })
}
