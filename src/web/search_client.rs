//! The client of the search worker. `src/app/start.js` starts the worker, and restarts it after a panic.
//!
//! Every request carries an id, which its response brings back, and its purpose is stored with the id: a response that is no longer
//! wanted is dropped here, see [`crate::state::SearchRequests`].

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

/// A message from the worker.
#[derive(Debug)]
pub(crate) enum WorkerMessage {
    /// A response to a query, possibly preliminary.
    Response {
        /// The query, as typed.
        query: String,
        /// Doc ids of matches, best first.
        matches: Vec<u32>,
        /// Doc ids of partial matches, best first.
        partial: Vec<u32>,
        /// The rest, see [`crate::search::message::read_answer`].
        details: String,
        /// Whether no better response follows.
        is_final: bool,
    },
    /// Excerpts, see [`crate::search::message::read_excerpts`].
    Excerpts {
        /// The generation of the response that the rows belong to.
        generation: u32,
        /// The excerpts, a line each.
        lines: String,
    },
    /// The in-page matches in the open article.
    InPageMatches {
        /// The id of the article.
        article: String,
        /// Text node, first byte and end, in turn.
        ranges: Vec<u32>,
    },
    /// A file failed to load, or the worker stopped.
    Failed,
}

/// Searches for a query. With `retry`, failed files are refetched past the browser's HTTP cache.
pub(crate) fn search(query: &str, retry: bool) {
    let message = new_request(RequestPurpose::Search { query: query.to_owned() });
    set(&message, "query", &query.into());
    if retry {
        set(&message, "cache", &"reload".into());
    }
    post(&message, retry);
}

/// Drops the pending search.
pub(crate) fn cancel_search() {
    REQUESTS.with_borrow_mut(SearchRequests::close_search);
}

/// Requests the excerpts of some articles.
pub(crate) fn request_excerpts(generation: u32, articles: &[ExcerptRequest]) {
    let list = Array::new();
    for (doc_id, language, parts) in articles {
        list.push(&Array::of3(&(*doc_id).into(), &language.as_str().into(), &parts.as_str().into()));
    }
    let message = new_request(RequestPurpose::Excerpts { generation });
    set(&message, "articles", &list);
    post(&message, false);
}

/// Requests the in-page matches in an article's texts, which are separated by [`crate::search::message::SEPARATOR`].
pub(crate) fn find_in_page(article: &str, language: &str, texts: &str) {
    let message = new_request(RequestPurpose::InPage { article: article.to_owned() });
    set(&message, "language", &language.into());
    set(&message, "texts", &texts.into());
    post(&message, false);
}

/// Drops the pending in-page search, when the article is left.
pub(crate) fn cancel_find_in_page() {
    REQUESTS.with_borrow_mut(SearchRequests::close_in_page);
}

fn new_request(purpose: RequestPurpose) -> Object {
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
pub(crate) fn on_message(mut handle: impl FnMut(WorkerMessage) + 'static) {
    let Some(window) = web_sys::window() else { return };
    events::add_listener(&window, "lectern-search", move |event| {
        if let Some(message) = read_message(&events::property(&event, "detail")) {
            handle(message);
        }
    });
}

fn read_message(detail: &JsValue) -> Option<WorkerMessage> {
    let get = |name: &str| js::get(detail, name);
    let numbers = |name: &str| get(name).dyn_into::<Uint32Array>().map(|array| array.to_vec()).unwrap_or_default();
    let text = |name: &str| js::get_string(detail, name);
    if get("error").is_truthy() {
        return Some(WorkerMessage::Failed);
    }
    let matches = numbers("matches");
    let is_final = get("isFinal").is_truthy() || get("matches").is_undefined();
    let purpose = REQUESTS.with_borrow_mut(|requests| requests.resolve(get("id").as_f64().unwrap_or_default() as u32, is_final))?;
    Some(match purpose {
        RequestPurpose::Search { query } => {
            WorkerMessage::Response { query, matches, partial: numbers("partial"), details: text("details"), is_final }
        }
        RequestPurpose::Excerpts { generation } => WorkerMessage::Excerpts { generation, lines: text("excerpts") },
        RequestPurpose::InPage { article } => WorkerMessage::InPageMatches { article, ranges: numbers("inPageMatches") },
    })
}
