//! Event listeners, timers, animation frames. A listener lives as long as the page.

use super::js;
use std::pin::Pin;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AddEventListenerOptions, Element, Event, EventTarget, MouseEvent};

/// Adds an event listener to a target.
pub(crate) fn add_listener(target: &EventTarget, name: &str, handler: impl FnMut(Event) + 'static) {
    add_boxed(target, name, Box::new(handler), false);
}

/// Adds a passive listener, for events that must never be delayed, scrolling above all.
pub(crate) fn add_passive_listener(target: &EventTarget, name: &str, handler: impl FnMut(Event) + 'static) {
    add_boxed(target, name, Box::new(handler), true);
}

/// Dispatches an event of a name at the window.
pub(crate) fn dispatch(name: &str) {
    _ = js::construct("Event", &[name.into()]).map(|event| js::call(&js_sys::global(), "dispatchEvent", &[event]));
}

// The functions below take boxes: for each closure type the program would contain the code of the binding again.

fn add_boxed(target: &EventTarget, name: &str, handler: Box<dyn FnMut(Event)>, passive: bool) {
    let options = AddEventListenerOptions::new();
    if passive {
        options.set_passive(true);
    }
    let closure = Closure::wrap(handler);
    _ = target.add_event_listener_with_callback_and_add_event_listener_options(name, closure.as_ref().unchecked_ref(), &options);
    closure.forget();
}

fn once_into_js(call: Box<dyn FnOnce()>) -> JsValue {
    Closure::once_into_js(call)
}

/// Spawns a task that waits for the network or the browser.
pub(crate) fn spawn(task: impl Future<Output = ()> + 'static) {
    let task: Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
    wasm_bindgen_futures::spawn_local(task);
}

/// The nearest element at or above the target of an event that matches a selector.
pub(crate) fn closest(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok().flatten()
}

/// Whether a click is of the primary button without modifier keys: the browser handles any other.
pub(crate) fn is_plain_click(event: &MouseEvent) -> bool {
    event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
}

/// Runs a closure after a delay in milliseconds.
pub(crate) fn set_timeout(milliseconds: i32, call: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let closure = once_into_js(Box::new(call));
        _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(closure.unchecked_ref(), milliseconds);
    }
}

/// Runs a closure before the next frame.
pub(crate) fn request_animation_frame(call: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let closure = once_into_js(Box::new(call));
        _ = window.request_animation_frame(closure.unchecked_ref());
    }
}

/// A property of an event: `key` of a keystroke, `state` of a history entry.
pub(crate) fn property(event: &Event, name: &str) -> JsValue {
    js_sys::Reflect::get(event, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}
