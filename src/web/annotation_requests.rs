//! Requests to the program of annotations, which `src/app/start.js` starts if it does not run yet. A control of a page makes one by its
//! attribute `data-request`.

use super::js;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

/// Opens the citations of the article.
pub(crate) const CITE: &str = "cite";
/// Opens a note on the whole article.
pub(crate) const NOTE: &str = "note";
/// Selects text with the arrow keys; highlights the selection if there is one.
pub(crate) const SELECT: &str = "select";

/// The function of `src/app/start.js` that takes a request.
const REQUEST_GLOBAL: &str = "lecternRequest";
/// The requests that wait for the program.
const WAITING_GLOBAL: &str = "lecternRequests";
/// The function of the program of annotations that answers it.
const ANSWER_GLOBAL: &str = "lecternAnswer";

/// Makes a request.
pub(crate) fn request(name: &str) {
    _ = js::call(&js_sys::global(), REQUEST_GLOBAL, &[name.into()]);
}

/// Answers the requests that were made before, and those from now on.
pub(crate) fn answer(mut handle: impl FnMut(String) + 'static) {
    let handle: Box<dyn FnMut(JsValue)> = Box::new(move |name| handle(name.as_string().unwrap_or_default()));
    js::set(&js_sys::global(), ANSWER_GLOBAL, &Closure::wrap(handle).into_js_value());
    let waiting = js::call(&js::global(WAITING_GLOBAL), "splice", &[0.into()]).unwrap_or_default();
    for name in js_sys::Array::from(&waiting).iter() {
        _ = js::call(&js_sys::global(), ANSWER_GLOBAL, &[name]);
    }
}
