//! When the page has come to rest: it is loaded, waits for nothing, and for some time nothing has come and its reader has done
//! nothing. What is fetched aside does not count.

use crate::state::offline_copies::REST;
use crate::web::js;
use crate::web::service_worker::{Registration, entries, is_aside};
use crate::web::{dom, events};
use js_sys::Array;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// What keeps the page from resting.
pub struct Rest {
    /// When something last came or was done, in milliseconds since the page began.
    last: Cell<f64>,
    /// Whom to tell that the reader does something.
    worker: RefCell<Option<Registration>>,
}

fn now() -> f64 {
    js::call(&js::global("performance"), "now", &[]).ok().and_then(|now| now.as_f64()).unwrap_or_default()
}

/// Whether somebody waits for what an entry is about.
fn is_awaited(entry: &JsValue) -> bool {
    !is_aside(&js::text(entry, "name"))
}

impl Rest {
    /// Begins to listen to what the reader does: any of it may need the connection.
    pub fn begin() -> Rc<Rest> {
        let rest = Rc::new(Rest { last: Cell::new(0.0), worker: RefCell::new(None) });
        let Some(window) = dom::window() else { return rest };
        for name in ["keydown", "pointerdown"] {
            let rest = rest.clone();
            events::listen_passive(&window, name, move |_| rest.stir());
        }
        rest
    }

    fn stir(&self) {
        self.last.set(now());
        if let Some(worker) = &*self.worker.borrow() {
            worker.say_stirred();
        }
    }

    /// From now on the workers are told when the reader does something.
    pub fn tell(&self, worker: Registration) {
        self.worker.replace(Some(worker));
    }

    /// They need no longer be told.
    pub fn forget_worker(&self) {
        self.worker.replace(None);
    }

    /// Waits until the page rests.
    pub async fn wait(self: &Rc<Rest>) {
        let came = ["navigation", "resource"].into_iter().flat_map(entries).filter(is_awaited);
        self.last.set(came.filter_map(|entry| js::get(&entry, "responseEnd").as_f64()).fold(self.last.get(), f64::max));
        let observer = self.observe();
        loop {
            if is_busy() {
                self.last.set(now());
            }
            let left = self.last.get() + f64::from(REST) - now();
            if left <= 0.0 || js::sleep(left.max(100.0)).await.is_err() {
                break;
            }
        }
        _ = js::call(&observer, "disconnect", &[]);
    }

    /// Notes what comes from now on.
    fn observe(self: &Rc<Rest>) -> JsValue {
        let rest = self.clone();
        let came: Box<dyn FnMut(JsValue)> = Box::new(move |list| {
            let entries = js::call(&list, "getEntries", &[]).map(|entries| entries.unchecked_into::<Array>().to_vec());
            if entries.is_ok_and(|entries| entries.iter().any(is_awaited)) {
                rest.last.set(now());
            }
        });
        let observer = js::construct("PerformanceObserver", &[Closure::wrap(came).into_js_value()]).unwrap_or_default();
        _ = js::call(&observer, "observe", &[js::object(&[("type", "resource".into())])]);
        observer
    }
}

/// Whether the page is still being loaded, or something in it is on its way.
fn is_busy() -> bool {
    js::text(&js::global("document"), "readyState") != "complete" || dom::find("main [aria-busy=true]").is_some()
}
