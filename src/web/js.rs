//! Browser APIs called by name, where a binding for each function would be larger than the call.

use js_sys::{Array, Function, Object, Promise, Reflect};
use std::pin::Pin;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A boxed future: the program then contains the code that awaits it once.
pub(crate) type Task<T> = Pin<Box<dyn Future<Output = T>>>;

/// The result of a browser API, or its error.
pub(crate) type JsResult<T = JsValue> = Result<T, JsValue>;

/// A property of an object; `undefined` if there is none.
pub(crate) fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// Sets a property of an object.
pub(crate) fn set(object: &JsValue, name: &str, value: &JsValue) {
    _ = Reflect::set(object, &name.into(), value);
}

/// A property of the global object.
pub(crate) fn global(name: &str) -> JsValue {
    get(&js_sys::global(), name)
}

/// A property of `navigator`.
pub(crate) fn navigator(name: &str) -> JsValue {
    get(&global("navigator"), name)
}

/// A text property, or an empty string.
pub(crate) fn get_string(object: &JsValue, name: &str) -> String {
    get(object, name).as_string().unwrap_or_default()
}

/// Creates an object with some properties.
pub(crate) fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        set(&object, name, value);
    }
    object.into()
}

/// Creates an array.
pub(crate) fn array(values: impl Iterator<Item = JsValue>) -> Array {
    let array = Array::new();
    values.for_each(|value| _ = array.push(&value));
    array
}

/// Calls a method.
///
/// # Errors
/// If there is no such method, or it throws.
pub(crate) fn call(object: &JsValue, name: &str, arguments: &[JsValue]) -> JsResult {
    get(object, name).dyn_into::<Function>()?.apply(object, &array(arguments.iter().cloned()))
}

/// Creates an instance of a class.
///
/// # Errors
/// If there is no such class, or it throws.
pub(crate) fn construct(class: &str, arguments: &[JsValue]) -> JsResult {
    Reflect::construct(&global(class).dyn_into::<Function>()?, &array(arguments.iter().cloned()))
}

/// Calls a method at once, and awaits the promise that it returns.
pub(crate) fn call_async(object: &JsValue, name: &str, arguments: &[JsValue]) -> Task<JsResult> {
    let promise = call(object, name, arguments);
    Box::pin(async move { await_promise(promise?).await })
}

/// Awaits a promise.
pub(crate) fn await_promise(promise: JsValue) -> JsFuture {
    JsFuture::from(Promise::resolve(&promise))
}

/// Waits for some milliseconds.
pub(crate) fn sleep(milliseconds: f64) -> JsFuture {
    JsFuture::from(Promise::new(&mut |resolve, _| {
        _ = call(&js_sys::global(), "setTimeout", &[resolve.into(), milliseconds.into()]);
    }))
}

/// Waits for the next event of a target.
pub(crate) fn next_event(target: &JsValue, name: &str) -> JsFuture {
    JsFuture::from(Promise::new(&mut |resolve, _| {
        _ = call(target, "addEventListener", &[name.into(), resolve.into(), object(&[("once", true.into())])]);
    }))
}
