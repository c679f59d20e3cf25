//! The service worker, `src/app/offline.js`: beginning it, and what it and the page say to each other.

use super::events;
use super::js::{self, Answer, Task};
use crate::state::offline_copies::WORKER;
use js_sys::{Array, Function};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::EventTarget;

thread_local! {
    static REGISTERED: RefCell<Option<Registration>> = const { RefCell::new(None) };
    /// Addresses that nobody waits for, see [`fetch_aside`].
    static ASIDE: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// A registration of a worker.
#[derive(Clone)]
pub struct Registration(JsValue);

/// What the worker says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// Something that was asked for can neither be fetched nor is it kept.
    NotKept,
    /// It has copied what it was told of.
    Rested,
}

fn container() -> JsValue {
    js::navigator("serviceWorker")
}

/// Whether this browser has service workers.
pub fn is_offered() -> bool {
    container().is_object()
}

/// Whether a worker serves this page.
pub fn is_controlling() -> bool {
    js::get(&container(), "controller").is_object()
}

/// Registers the worker of a site, once, and waits until one is there.
pub fn register(base: &str) -> Task<Answer<Registration>> {
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

/// The address of a program, as the page's policy takes it: `src/app/start.js` holds that policy.
fn trusted(address: &str) -> JsValue {
    let address = JsValue::from_str(address);
    let policy = js::global("lecternTrusted").dyn_into::<Function>();
    policy.ok().and_then(|policy| policy.call1(&JsValue::UNDEFINED, &address).ok()).unwrap_or(address)
}

/// Says something to a worker, where there is one.
fn post(worker: &JsValue, message: &JsValue) {
    _ = js::call(worker, "postMessage", std::slice::from_ref(message));
}

impl Registration {
    /// Says to every worker that the reader does something: what is copied meanwhile waits.
    pub fn say_stirred(&self) {
        let message = js::object(&[("stirred", true.into())]);
        for state in ["installing", "waiting", "active"] {
            post(&js::get(&self.0, state), &message);
        }
    }

    /// Says to the worker that serves what this page has read, to be kept at once.
    pub fn say_read(&self) {
        post(&js::get(&self.0, "active"), &js::object(&[("seen", seen()), ("read", true.into())]));
    }

    /// Says to the newest worker, once it is installed, that the page has come to rest: one that waits for the pages of another to
    /// close can copy already. `tag` names the programs of this page; `is_sparing` says that nothing but what was read is to be
    /// copied.
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

/// The addresses of this page and of all that it has fetched.
fn seen() -> JsValue {
    let page = js::text(&js::global("location"), "href");
    js::list(std::iter::once(page).chain(entries("resource").iter().map(|entry| js::text(entry, "name"))).map(JsValue::from)).into()
}

/// What the browser has noted of a kind of event.
pub fn entries(kind: &str) -> Vec<JsValue> {
    let entries = js::call(&js::global("performance"), "getEntriesByType", &[kind.into()]);
    entries.map(|entries| entries.unchecked_into::<Array>().to_vec()).unwrap_or_default()
}

/// Listens to what the worker says.
pub fn listen(mut hear: impl FnMut(Heard) + 'static) {
    let Ok(container) = container().dyn_into::<EventTarget>() else { return };
    events::listen(&container, "message", move |event| {
        let message = events::property(&event, "data");
        for (name, heard) in [("unkept", Heard::NotKept), ("rested", Heard::Rested)] {
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

/// Says to the workers of a site that the copies go: they copy nothing any more.
pub async fn say_over(base: &str) {
    let message = js::object(&[("over", true.into())]);
    for registration in registrations(base).await {
        post(&js::get(&registration, "active"), &message);
        post(&js::get(&registration, "waiting"), &message);
    }
}

/// Removes the workers of a site: one comes again with the next visit.
pub async fn unregister(base: &str) {
    for registration in registrations(base).await {
        _ = js::promised(&registration, "unregister", &[]).await;
    }
}

/// Notes that nobody waits for a file.
pub fn note_aside(address: &str) {
    ASIDE.with_borrow_mut(|own| own.push([&js::text(&js::global("location"), "origin"), address].concat()));
}

/// Fetches a text that nobody waits for. The worker knows that by the mode, and goes on copying meanwhile. `cache` is how the browser's
/// own cache is used, `default` or `no-cache`.
pub fn fetch_aside(address: &str, cache: &'static str) -> Task<Answer<String>> {
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

/// Whether nobody waits for what stands at an address, in full.
pub fn is_aside(address: &str) -> bool {
    ASIDE.with_borrow(|own| own.iter().any(|known| known == address))
}

/// Asks the host for the head of a file, past every copy.
///
/// # Errors
/// Where there is no connection: the worker answers no such question.
pub async fn ask_host(address: &str) -> Answer<()> {
    let options = js::object(&[("method", "HEAD".into()), ("cache", "no-store".into())]);
    js::promised(&js_sys::global(), "fetch", &[address.into(), options]).await.map(drop)
}
