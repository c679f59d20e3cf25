//! The service worker, `src/app/offline.js`: its registration, and the messages between it and the page.

use super::events;
use super::js::{self, JsResult, Task};
use crate::state::offline_copies::WORKER;
use js_sys::{Array, Function};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::EventTarget;

thread_local! {
    static REGISTERED: RefCell<Option<Registration>> = const { RefCell::new(None) };
    /// URLs of background requests, see [`fetch_aside`].
    static ASIDE: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// A service worker registration.
#[derive(Clone)]
pub struct Registration(JsValue);

/// A message from the service worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkerNotice {
    /// A requested file can neither be fetched nor is it cached.
    NotKept,
    /// It has finished copying.
    Rested,
}

fn container() -> JsValue {
    js::navigator("serviceWorker")
}

/// Whether this browser supports service workers.
pub fn is_offered() -> bool {
    container().is_object()
}

/// Whether a service worker controls this page.
pub fn is_controlling() -> bool {
    js::get(&container(), "controller").is_object()
}

/// Registers the service worker of a site, once, and waits until there is one.
pub fn register(base: &str) -> Task<JsResult<Registration>> {
    let base = base.to_owned();
    Box::pin(async move {
        if let Some(known) = REGISTERED.with_borrow(Clone::clone) {
            return Ok(known);
        }
        let script = trusted(&[&base, WORKER].concat());
        let options = js::object(&[("scope", base.into()), ("updateViaCache", "none".into())]);
        let registration = Registration(js::promised(&container(), "register", &[script, options]).await?);
        js::settled(js::get(&container(), "ready")).await?;
        REGISTERED.set(Some(registration.clone()));
        Ok(registration)
    })
}

/// A script URL that passes the page's Trusted Types policy, which `src/app/start.js` creates.
fn trusted(address: &str) -> JsValue {
    let address = JsValue::from_str(address);
    let policy = js::global("lecternTrusted").dyn_into::<Function>();
    policy.ok().and_then(|policy| policy.call1(&JsValue::UNDEFINED, &address).ok()).unwrap_or(address)
}

/// Posts a message to a worker, if there is one.
fn post(worker: &JsValue, message: &JsValue) {
    _ = js::call(worker, "postMessage", std::slice::from_ref(message));
}

impl Registration {
    /// Tells every worker about an interaction: copying then pauses.
    pub fn say_stirred(&self) {
        let message = js::object(&[("stirred", true.into())]);
        for state in ["installing", "waiting", "active"] {
            post(&js::get(&self.0, state), &message);
        }
    }

    /// Tells the active worker which files this page has read, to be cached at once.
    pub fn say_read(&self) {
        post(&js::get(&self.0, "active"), &js::object(&[("seen", seen()), ("read", true.into())]));
    }

    /// Tells the newest worker, once it is installed, that the page is idle: a waiting one can already copy. `tag` names the
    /// programs of this page; with `is_sparing`, only files that were read are copied.
    pub async fn say_rested(&self, tag: String, is_sparing: bool) {
        let installing = js::get(&self.0, "installing");
        while js::text(&installing, "state") == "installing" && js::next_event(&installing, "statechange").await.is_ok() {}
        let waiting = js::get(&self.0, "waiting");
        let waits = waiting.is_object();
        let newest = if waits { waiting } else { js::get(&self.0, "active") };
        let message = [("seen", seen()), ("sparing", is_sparing.into()), ("tag", tag.into()), ("waits", waits.into())];
        post(&newest, &js::object(&message));
    }
}

/// The URLs of this page and of everything that it has fetched.
fn seen() -> JsValue {
    let page = js::text(&js::global("location"), "href");
    js::list(std::iter::once(page).chain(entries("resource").iter().map(|entry| js::text(entry, "name"))).map(JsValue::from)).into()
}

/// The performance entries of a type.
pub fn entries(kind: &str) -> Vec<JsValue> {
    let entries = js::call(&js::global("performance"), "getEntriesByType", &[kind.into()]);
    entries.map(|entries| entries.unchecked_into::<Array>().to_vec()).unwrap_or_default()
}

/// Listens to messages from the service worker.
pub fn listen(mut hear: impl FnMut(WorkerNotice) + 'static) {
    let Ok(container) = container().dyn_into::<EventTarget>() else { return };
    events::listen(&container, "message", move |event| {
        let message = events::property(&event, "data");
        for (name, heard) in [("unkept", WorkerNotice::NotKept), ("rested", WorkerNotice::Rested)] {
            if js::get(&message, name).is_truthy() {
                hear(heard);
            }
        }
    });
}

/// The registrations of a site.
async fn registrations(base: &str) -> Vec<JsValue> {
    let Ok(all) = js::promised(&container(), "getRegistrations", &[]).await else { return Vec::new() };
    let scope = [&js::text(&js::global("location"), "origin"), base].concat();
    all.unchecked_into::<Array>().iter().filter(|registration| js::text(registration, "scope") == scope).collect()
}

/// Tells the workers of a site that the copies are being removed: they stop copying.
pub async fn say_over(base: &str) {
    let message = js::object(&[("over", true.into())]);
    for registration in registrations(base).await {
        post(&js::get(&registration, "active"), &message);
        post(&js::get(&registration, "waiting"), &message);
    }
}

/// Unregisters the workers of a site; the next visit registers one again.
pub async fn unregister(base: &str) {
    for registration in registrations(base).await {
        _ = js::promised(&registration, "unregister", &[]).await;
    }
}

/// Marks a file as requested in the background.
pub fn note_aside(address: &str) {
    ASIDE.with_borrow_mut(|own| own.push([&js::text(&js::global("location"), "origin"), address].concat()));
}

/// Fetches a text in the background. The worker recognizes that by the request mode, and goes on copying meanwhile. `cache` sets
/// how the browser's HTTP cache is used, `default` or `no-cache`.
pub fn fetch_aside(address: &str, cache: &'static str) -> Task<JsResult<String>> {
    let address = address.to_owned();
    Box::pin(async move {
        note_aside(&address);
        let options = js::object(&[("mode", "same-origin".into()), ("priority", "low".into()), ("cache", cache.into())]);
        let answer = js::promised(&js_sys::global(), "fetch", &[address.into(), options]).await?;
        if !js::get(&answer, "ok").is_truthy() {
            return Err(js::get(&answer, "status"));
        }
        Ok(js::promised(&answer, "text", &[]).await?.as_string().unwrap_or_default())
    })
}

/// Whether a full URL is requested in the background.
pub fn is_aside(address: &str) -> bool {
    ASIDE.with_borrow(|own| own.iter().any(|known| known == address))
}

/// Sends a HEAD request for a file to the host, past every cache.
///
/// # Errors
/// If there is no connection: the service worker does not respond to such requests.
pub async fn ask_host(address: &str) -> JsResult<()> {
    let options = js::object(&[("method", "HEAD".into()), ("cache", "no-store".into())]);
    js::promised(&js_sys::global(), "fetch", &[address.into(), options]).await.map(drop)
}
