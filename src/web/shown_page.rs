//! Reports the shown page from the main program to the offline program, which starts later.
//!
//! `globalThis.lecternPage` holds it, the event `lectern-page` of the window tells that it has changed or was redrawn, and
//! `globalThis.lecternFound` returns the matching articles.

use super::events;
use super::js;
use crate::state::ShownPage;
use crate::state::shown_page::route_of_kind;
use js_sys::Uint32Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

const PAGE: &str = "lecternPage";
const FOUND: &str = "lecternFound";
const EVENT: &str = "lectern-page";

/// Reports the shown page.
pub fn tell(page: &ShownPage) {
    let (kind, id) = page.kind();
    let told = js::object(&[
        ("page", kind.into()),
        ("article", id.into()),
        ("found", page.found.into()),
        ("whole", page.is_list_whole.into()),
        ("erasures", page.erasures.into()),
    ]);
    js::set(&js_sys::global(), PAGE, &told);
    if let Ok(event) = js::construct("Event", &[EVENT.into()]) {
        _ = js::call(&js_sys::global(), "dispatchEvent", &[event]);
    }
}

/// Offers a function that returns the doc ids of the matching articles.
pub fn offer_found(found: impl Fn() -> Vec<u32> + 'static) {
    let give: Box<dyn FnMut() -> JsValue> = Box::new(move || Uint32Array::from(found().as_slice()).into());
    js::set(&js_sys::global(), FOUND, &Closure::wrap(give).into_js_value());
}

/// The shown page, as last reported.
pub fn read() -> ShownPage {
    let told = js::global(PAGE);
    let number = |name: &str| js::get(&told, name).as_f64().unwrap_or_default() as u32;
    ShownPage {
        current: route_of_kind(&js::text(&told, "page"), js::text(&told, "article")),
        found: number("found"),
        is_list_whole: js::get(&told, "whole").is_truthy(),
        erasures: number("erasures"),
    }
}

/// Calls a handler whenever the page has changed or was redrawn.
pub fn listen(mut changed: impl FnMut(ShownPage) + 'static) {
    if let Some(window) = web_sys::window() {
        events::listen(&window, EVENT, move |_| changed(read()));
    }
}

/// The doc ids of the matching articles.
pub fn found() -> Vec<u32> {
    let found = js::call(&js_sys::global(), FOUND, &[]).ok().and_then(|found| found.dyn_into::<Uint32Array>().ok());
    found.map(|found| found.to_vec()).unwrap_or_default()
}
