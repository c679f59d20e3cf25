//! The service worker, `src/app/service_worker.js`: its registration, and the messages between it and the page.

use super::events;
use super::js::{self, JsResult, Task};
use crate::state::offline_copies::SERVICE_WORKER_PATH;
use js_sys::{Array, Function};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::EventTarget;

thread_local! {
    static REGISTRATION: RefCell<Option<Registration>> = const { RefCell::new(None) };
    /// URLs of background requests, see [`fetch_in_background`].
    static BACKGROUND_URLS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// A service worker registration.
#[derive(Clone)]
pub struct Registration(JsValue);

/// A message from the service worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WorkerNotice {
    /// A requested file can neither be fetched nor is it cached.
    FileUnavailable,
    /// It has finished copying.
    CopyingDone,
}

fn container() -> JsValue {
    js::navigator("serviceWorker")
}

/// Whether this browser supports service workers.
pub(crate) fn is_supported() -> bool {
    container().is_object()
}

/// Whether a service worker controls this page.
pub(crate) fn is_controlling() -> bool {
    js::get(&container(), "controller").is_object()
}

/// Registers the service worker of a site, once, and waits until there is one.
pub(crate) fn register(base: &str) -> Task<JsResult<Registration>> {
    let base = base.to_owned();
    Box::pin(async move {
        if let Some(known) = REGISTRATION.with_borrow(Clone::clone) {
            return Ok(known);
        }
        let script = trusted_script_url(&[&base, SERVICE_WORKER_PATH].concat());
        let options = js::object(&[("scope", base.into()), ("updateViaCache", "none".into())]);
        let registration = Registration(js::call_async(&container(), "register", &[script, options]).await?);
        js::await_promise(js::get(&container(), "ready")).await?;
        REGISTRATION.set(Some(registration.clone()));
        Ok(registration)
    })
}

/// A script URL that passes the page's Trusted Types policy, which `src/app/start.js` creates.
fn trusted_script_url(url: &str) -> JsValue {
    let url = JsValue::from_str(url);
    let policy = js::global("lecternTrustedUrl").dyn_into::<Function>();
    policy.ok().and_then(|policy| policy.call1(&JsValue::UNDEFINED, &url).ok()).unwrap_or(url)
}

/// Posts a message to a worker, if there is one.
fn post(worker: &JsValue, message: &JsValue) {
    _ = js::call(worker, "postMessage", std::slice::from_ref(message));
}

impl Registration {
    /// Tells every worker about an interaction: copying then pauses.
    pub fn post_interaction(&self) {
        let message = js::object(&[("stirred", true.into())]);
        for state in ["installing", "waiting", "active"] {
            post(&js::get(&self.0, state), &message);
        }
    }

    /// Tells the active worker which files this page has read, to be cached at once.
    pub fn post_read_files(&self) {
        post(&js::get(&self.0, "active"), &js::object(&[("seen", fetched_urls()), ("read", true.into())]));
    }

    /// Tells the newest worker, once it is installed, that the page is idle: a waiting one can already copy. `tag` names the
    /// programs of this page; with `saves_data`, only files that were read are copied.
    pub async fn post_idle(&self, tag: String, saves_data: bool) {
        let installing = js::get(&self.0, "installing");
        while js::get_string(&installing, "state") == "installing" && js::next_event(&installing, "statechange").await.is_ok() {}
        let waiting = js::get(&self.0, "waiting");
        let is_waiting = waiting.is_object();
        let newest = if is_waiting { waiting } else { js::get(&self.0, "active") };
        let message = [("seen", fetched_urls()), ("sparing", saves_data.into()), ("tag", tag.into()), ("waits", is_waiting.into())];
        post(&newest, &js::object(&message));
    }
}

/// The URLs of this page and of everything that it has fetched.
fn fetched_urls() -> JsValue {
    let page = js::get_string(&js::global("location"), "href");
    js::array(
        std::iter::once(page).chain(performance_entries("resource").iter().map(|entry| js::get_string(entry, "name"))).map(JsValue::from),
    )
    .into()
}

/// The performance entries of a type.
pub(crate) fn performance_entries(kind: &str) -> Vec<JsValue> {
    let entries = js::call(&js::global("performance"), "getEntriesByType", &[kind.into()]);
    entries.map(|entries| entries.unchecked_into::<Array>().to_vec()).unwrap_or_default()
}

/// Listens to messages from the service worker.
pub(crate) fn on_message(mut handle: impl FnMut(WorkerNotice) + 'static) {
    let Ok(container) = container().dyn_into::<EventTarget>() else { return };
    events::add_listener(&container, "message", move |event| {
        let message = events::property(&event, "data");
        for (name, notice) in [("unkept", WorkerNotice::FileUnavailable), ("rested", WorkerNotice::CopyingDone)] {
            if js::get(&message, name).is_truthy() {
                handle(notice);
            }
        }
    });
}

/// The registrations of a site.
async fn registrations(base: &str) -> Vec<JsValue> {
    let Ok(all) = js::call_async(&container(), "getRegistrations", &[]).await else { return Vec::new() };
    let scope = [&js::get_string(&js::global("location"), "origin"), base].concat();
    all.unchecked_into::<Array>().iter().filter(|registration| js::get_string(registration, "scope") == scope).collect()
}

/// Tells the workers of a site that the copies are being removed: they stop copying.
pub(crate) async fn post_removal(base: &str) {
    let message = js::object(&[("over", true.into())]);
    for registration in registrations(base).await {
        post(&js::get(&registration, "active"), &message);
        post(&js::get(&registration, "waiting"), &message);
    }
}

/// Unregisters the workers of a site; the next visit registers one again.
pub(crate) async fn unregister(base: &str) {
    for registration in registrations(base).await {
        _ = js::call_async(&registration, "unregister", &[]).await;
    }
}

/// Marks a file as requested in the background.
pub(crate) fn mark_background_request(url: &str) {
    BACKGROUND_URLS.with_borrow_mut(|urls| urls.push([&js::get_string(&js::global("location"), "origin"), url].concat()));
}

/// Fetches a text in the background. The worker recognizes that by the request mode, and goes on copying meanwhile. `cache` sets
/// how the browser's HTTP cache is used, `default` or `no-cache`.
pub(crate) fn fetch_in_background(url: &str, cache: &'static str) -> Task<JsResult<String>> {
    let url = url.to_owned();
    Box::pin(async move {
        mark_background_request(&url);
        let options = js::object(&[("mode", "same-origin".into()), ("priority", "low".into()), ("cache", cache.into())]);
        let response = js::call_async(&js_sys::global(), "fetch", &[url.into(), options]).await?;
        if !js::get(&response, "ok").is_truthy() {
            return Err(js::get(&response, "status"));
        }
        Ok(js::call_async(&response, "text", &[]).await?.as_string().unwrap_or_default())
    })
}

/// Whether a full URL is requested in the background.
pub(crate) fn is_background_request(url: &str) -> bool {
    BACKGROUND_URLS.with_borrow(|urls| urls.iter().any(|known| known == url))
}

/// Sends a HEAD request for a file to the host, past every cache.
///
/// # Errors
/// If there is no connection: the service worker does not respond to such requests.
pub(crate) async fn check_connection(url: &str) -> JsResult<()> {
    let options = js::object(&[("method", "HEAD".into()), ("cache", "no-store".into())]);
    js::call_async(&js_sys::global(), "fetch", &[url.into(), options]).await.map(drop)
}
