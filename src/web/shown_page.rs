//! Reports the shown page from the main program to the offline program, which starts later.
//!
//! `globalThis.lecternPage` holds it, the event `lectern-page` of the window tells that it has changed or was re-rendered, and
//! `globalThis.lecternMatches` returns the matching articles.

use super::events;
use super::js;
use crate::state::ShownPage;
use crate::state::shown_page::route_from_kind;
use js_sys::Uint32Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

const PAGE_GLOBAL: &str = "lecternPage";
const MATCHES_GLOBAL: &str = "lecternMatches";
const CHANGE_EVENT: &str = "lectern-page";

/// Reports the shown page.
pub(crate) fn report(page: &ShownPage) {
    let (kind, id) = page.kind();
    let report = js::object(&[
        ("page", kind.into()),
        ("article", id.into()),
        ("matchCount", page.match_count.into()),
        ("isListComplete", page.is_list_complete.into()),
        ("erasures", page.erasures.into()),
    ]);
    js::set(&js_sys::global(), PAGE_GLOBAL, &report);
    events::dispatch(CHANGE_EVENT);
}

/// Offers a function that returns the doc ids of the matching articles.
pub(crate) fn expose_matches(matches: impl Fn() -> Vec<u32> + 'static) {
    let get_matches: Box<dyn FnMut() -> JsValue> = Box::new(move || Uint32Array::from(matches().as_slice()).into());
    js::set(&js_sys::global(), MATCHES_GLOBAL, &Closure::wrap(get_matches).into_js_value());
}

/// The shown page, as last reported.
pub(crate) fn read() -> ShownPage {
    let report = js::global(PAGE_GLOBAL);
    let number = |name: &str| js::get(&report, name).as_f64().unwrap_or_default() as u32;
    ShownPage {
        current: route_from_kind(&js::get_string(&report, "page"), js::get_string(&report, "article")),
        match_count: number("matchCount"),
        is_list_complete: js::get(&report, "isListComplete").is_truthy(),
        erasures: number("erasures"),
    }
}

/// Calls a handler whenever the page has changed or was re-rendered.
pub(crate) fn on_change(mut handle: impl FnMut(ShownPage) + 'static) {
    if let Some(window) = web_sys::window() {
        events::add_listener(&window, CHANGE_EVENT, move |_| handle(read()));
    }
}

/// The doc ids of the matching articles.
pub(crate) fn read_matches() -> Vec<u32> {
    let found = js::call(&js_sys::global(), MATCHES_GLOBAL, &[]).ok().and_then(|found| found.dyn_into::<Uint32Array>().ok());
    found.map(|found| found.to_vec()).unwrap_or_default()
}
