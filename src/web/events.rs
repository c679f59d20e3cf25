//! Listening, waiting, frames. A listener lives as long as the page.

use std::pin::Pin;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AddEventListenerOptions, Element, Event, EventTarget};

/// Listens to an event of a target.
pub fn listen(target: &EventTarget, name: &str, handler: impl FnMut(Event) + 'static) {
    add(target, name, Box::new(handler), false);
}

/// Listens to an event that must never be held up, scrolling above all.
pub fn listen_passive(target: &EventTarget, name: &str, handler: impl FnMut(Event) + 'static) {
    add(target, name, Box::new(handler), true);
}

// What follows takes boxes: for each type of closure the program would hold the code of the binding once more.

fn add(target: &EventTarget, name: &str, handler: Box<dyn FnMut(Event)>, passive: bool) {
    let options = AddEventListenerOptions::new();
    if passive {
        options.set_passive(true);
    }
    let closure = Closure::wrap(handler);
    _ = target.add_event_listener_with_callback_and_add_event_listener_options(name, closure.as_ref().unchecked_ref(), &options);
    closure.forget();
}

fn once(call: Box<dyn FnOnce()>) -> JsValue {
    Closure::once_into_js(call)
}

/// Runs something that waits for the network or the browser.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    let task: Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
    wasm_bindgen_futures::spawn_local(task);
}

/// The nearest element at or above the target of an event that a selector fits.
pub fn nearest(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok().flatten()
}

/// Calls something after some milliseconds.
pub fn after(milliseconds: i32, call: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let closure = once(Box::new(call));
        _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(closure.unchecked_ref(), milliseconds);
    }
}

/// Calls something before the next frame is drawn.
pub fn next_frame(call: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let closure = once(Box::new(call));
        _ = window.request_animation_frame(closure.unchecked_ref());
    }
}

/// A property of an event as text: `key` of a keystroke, `state` of a step in history.
pub fn property(event: &Event, name: &str) -> JsValue {
    js_sys::Reflect::get(event, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}
