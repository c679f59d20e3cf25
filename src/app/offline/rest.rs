//! Detects that the page is idle: it is loaded, has no pending request, and for some time nothing was loaded and the reader did
//! nothing. Background requests do not count.

use crate::state::offline_copies::REST;
use crate::web::js;
use crate::web::service_worker::{Registration, entries, is_aside};
use crate::web::{dom, events};
use js_sys::Array;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// Tracks the activity that keeps the page from being idle.
pub struct Rest {
    /// Time of the last load or interaction, in milliseconds since the page began.
    last: Cell<f64>,
    /// The service worker to tell about interactions.
    worker: RefCell<Option<Registration>>,
}

fn now() -> f64 {
    js::call(&js::global("performance"), "now", &[]).ok().and_then(|now| now.as_f64()).unwrap_or_default()
}

/// Whether a performance entry is of a foreground request.
fn is_awaited(entry: &JsValue) -> bool {
    !is_aside(&js::text(entry, "name"))
}

impl Rest {
    /// Starts listening to interactions: any of them may need the connection.
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

    /// Tells the service workers about interactions from now on.
    pub fn tell(&self, worker: Registration) {
        self.worker.replace(Some(worker));
    }

    /// Stops telling the service workers.
    pub fn forget_worker(&self) {
        self.worker.replace(None);
    }

    /// Waits until the page is idle.
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

    /// Observes loads from now on.
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

/// Whether the page is still loading or part of it is pending.
fn is_busy() -> bool {
    js::text(&js::global("document"), "readyState") != "complete" || dom::find("main [aria-busy=true]").is_some()
}
