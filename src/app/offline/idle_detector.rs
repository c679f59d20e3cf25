//! Detects that the page is idle: it is loaded, has no pending request, and for some time nothing was loaded and the reader did
//! nothing. Background requests do not count.

use crate::state::offline_copies::IDLE_DELAY_MS;
use crate::web::js;
use crate::web::service_worker::{Registration, is_background_request, performance_entries};
use crate::web::{dom, events};
use js_sys::Array;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// Tracks the activity that keeps the page from being idle.
pub struct IdleDetector {
    /// Time of the last load or interaction, in milliseconds since the page began.
    last_activity: Cell<f64>,
    /// The service worker to tell about interactions.
    worker: RefCell<Option<Registration>>,
}

fn now() -> f64 {
    js::call(&js::global("performance"), "now", &[]).ok().and_then(|now| now.as_f64()).unwrap_or_default()
}

/// Whether a performance entry is of a foreground request.
fn is_foreground(entry: &JsValue) -> bool {
    !is_background_request(&js::get_string(entry, "name"))
}

impl IdleDetector {
    /// Starts listening to interactions: any of them may need the connection.
    pub fn start() -> Rc<IdleDetector> {
        let idle_detector = Rc::new(IdleDetector { last_activity: Cell::new(0.0), worker: RefCell::new(None) });
        let Some(window) = dom::window() else { return idle_detector };
        for name in ["keydown", "pointerdown"] {
            let idle_detector = idle_detector.clone();
            events::add_passive_listener(&window, name, move |_| idle_detector.on_interaction());
        }
        idle_detector
    }

    fn on_interaction(&self) {
        self.last_activity.set(now());
        if let Some(worker) = &*self.worker.borrow() {
            worker.post_interaction();
        }
    }

    /// Tells the service workers about interactions from now on.
    pub fn set_worker(&self, worker: Registration) {
        self.worker.replace(Some(worker));
    }

    /// Stops telling the service workers.
    pub fn forget_worker(&self) {
        self.worker.replace(None);
    }

    /// Waits until the page is idle.
    pub async fn wait_until_idle(self: &Rc<IdleDetector>) {
        let requests = ["navigation", "resource"].into_iter().flat_map(performance_entries).filter(is_foreground);
        self.last_activity
            .set(requests.filter_map(|entry| js::get(&entry, "responseEnd").as_f64()).fold(self.last_activity.get(), f64::max));
        let observer = self.observe_requests();
        loop {
            if is_busy() {
                self.last_activity.set(now());
            }
            let remaining = self.last_activity.get() + f64::from(IDLE_DELAY_MS) - now();
            if remaining <= 0.0 || js::sleep(remaining.max(100.0)).await.is_err() {
                break;
            }
        }
        _ = js::call(&observer, "disconnect", &[]);
    }

    /// Observes loads from now on.
    fn observe_requests(self: &Rc<IdleDetector>) -> JsValue {
        let idle_detector = self.clone();
        let callback: Box<dyn FnMut(JsValue)> = Box::new(move |list| {
            let entries = js::call(&list, "getEntries", &[]).map(|entries| entries.unchecked_into::<Array>().to_vec());
            if entries.is_ok_and(|entries| entries.iter().any(is_foreground)) {
                idle_detector.last_activity.set(now());
            }
        });
        let observer = js::construct("PerformanceObserver", &[Closure::wrap(callback).into_js_value()]).unwrap_or_default();
        _ = js::call(&observer, "observe", &[js::object(&[("type", "resource".into())])]);
        observer
    }
}

/// Whether the page is still loading or part of it is pending.
fn is_busy() -> bool {
    js::get_string(&js::global("document"), "readyState") != "complete" || dom::find("main [aria-busy=true]").is_some()
}
