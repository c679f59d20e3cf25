//! The program for offline reading: registers the service worker (`src/app/service_worker.js`), shows which articles are stored, downloads
//! on request, and lists the changes since the last visit. It renders outside of the main program's views; that program tells it
//! which page is shown ([`crate::web::shown_page`]). `src/app/start.js` starts it at idle: most visits have little use for it.
//!
//! - [`regions`]: the two regions of every page that it renders into, outside of what the main program replaces.
//! - [`idle_detector`]: detects that the page is idle. [`visit`]: the record of the last visit.
//!
//! Deliberately absent: the download itself (see [`crate::stores::offline`]).

pub mod idle_detector;
pub mod regions;
pub mod visit;

use super::runtime;
use crate::corpus::CurrentRoute;
use crate::stores::{
    OfflineStore, ShownPageStore, new_effect, provide_offline_stores, use_offline_store, use_shown_page_store, watch_counter,
};
use crate::web::cache_storage;
use crate::web::debounce::Debounce;
use crate::web::js::{self, JsResult};
use crate::web::service_worker::{self, WorkerNotice};
use crate::web::{dom, events, shown_page};
use idle_detector::IdleDetector;
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// Milliseconds without drawing before the region under a list is shown: later rows would push it down.
const RESULTS_DEBOUNCE_MS: i32 = 600;

/// Follows the shown page and keeps the offline regions up to date.
#[derive(Clone, Copy)]
struct Follower {
    offline: OfflineStore,
    page: ShownPageStore,
    /// Whether it is known which articles are stored.
    is_ready: RwSignal<bool>,
    /// Whether the region under the list is shown.
    offers_results: RwSignal<bool>,
}

/// Starts the program in short tasks, between which the reader is answered. Pages without its regions are left alone.
pub fn start() {
    events::set_timeout(0, || {
        runtime::run(|owner| {
            provide_offline_stores(runtime::render_context(runtime::url_builder()));
            events::set_timeout(0, move || owner.with(start_follower));
        });
    });
}

fn start_follower() {
    let follower = Follower {
        offline: use_offline_store(),
        page: use_shown_page_store(),
        is_ready: RwSignal::new(false),
        offers_results: RwSignal::new(false),
    };
    if !regions::mount(follower.offline, follower.offers_results) {
        return;
    }
    mark_own_files();
    new_effect(move || follower.on_route_change());
    new_effect({
        let debounce = Debounce::default();
        move || follower.on_results_change(&debounce)
    });
    watch_counter(follower.page.erasures, move || follower.offline.remove_downloads());
    follower.page.page.set(shown_page::read());
    shown_page::on_change(move |page| follower.page.page.set(page));
    events::set_timeout(0, move || follower.start());
}

/// Marks this program's own files as background requests.
fn mark_own_files() {
    let Some(tag) = program_script() else { return };
    for name in ["data-offline", "data-offline-wasm"] {
        service_worker::mark_background_request(&tag.get_attribute(name).unwrap_or_default());
    }
}

/// Returns the script tag that starts the programs, whose attributes name their files.
fn program_script() -> Option<Element> {
    dom::find("script[data-wasm]")
}

impl Follower {
    /// Begins the service worker.
    fn start(self) {
        events::spawn(async move {
            // A browser that refuses, as in a private window, still reads online; only the settings say so.
            if self.start_worker().await.is_err() && !service_worker::is_controlling() {
                self.offline.is_unsupported.set(true);
                self.is_ready.set(true);
            }
        });
    }

    /// Updates the settings page with the stored copies, and clears the download's outcome when the page changes.
    fn on_route_change(&self) {
        let is_at_settings = self.page.current.get() == CurrentRoute::Settings;
        if self.is_ready.get() {
            self.offline.dismiss();
            if is_at_settings {
                events::spawn(self.offline.refresh_copies());
            }
        }
    }

    /// Offers to download the results once the final search response is shown and nothing was rendered for a while. An empty result
    /// offers nothing.
    fn on_results_change(&self, debounce: &Debounce) {
        self.page.page.track();
        let can_store = self.is_ready.get() && !self.offline.is_unsupported.get();
        if !(can_store && self.page.shows_results()) {
            self.hide_results();
        }
        let follower = *self;
        debounce.call(RESULTS_DEBOUNCE_MS, move || follower.show_results());
    }

    fn hide_results(&self) {
        if self.offers_results.get_untracked() {
            self.offers_results.set(false);
            self.offline.dismiss();
        }
    }

    fn show_results(&self) {
        let can_store = self.is_ready.get_untracked() && !self.offline.is_unsupported.get_untracked();
        let is_list_complete = self.page.page.with_untracked(|page| page.is_list_complete);
        if !can_store || !is_list_complete || !self.page.shows_results() || self.offers_results.get_untracked() {
            return;
        }
        let follower = *self;
        events::spawn(async move {
            if follower.offline.load_messages().await && follower.page.shows_results() {
                follower.offers_results.set(true);
            }
        });
    }

    async fn start_worker(self) -> JsResult<()> {
        let is_controlled = service_worker::is_controlling();
        if !service_worker::is_supported() {
            return Err(JsValue::UNDEFINED);
        }
        cache_storage::check_support().await?;
        self.is_ready.set(true);
        let idle_detector = IdleDetector::start();
        self.add_listeners(&idle_detector);
        if is_controlled {
            let manifest = self.offline.file("corpus/manifest.json");
            events::spawn(async move {
                if service_worker::check_connection(&manifest).await.is_err() {
                    self.on_connection_lost().await;
                }
            });
        } else {
            // This page's files were loaded before a service worker could cache them. They are cached at once, mostly from the
            // browser's HTTP cache, so that a short visit counts.
            self.offline.register().await?.post_read_files();
        }
        idle_detector.wait_until_idle().await;
        self.start_copying(&idle_detector).await
    }

    fn add_listeners(self, idle_detector: &Rc<IdleDetector>) {
        let Some(window) = dom::window() else { return };
        events::add_listener(&window, "offline", move |_| events::spawn(self.on_connection_lost()));
        events::add_listener(&window, "online", move |_| self.offline.is_offline.set(false));
        let idle_detector = idle_detector.clone();
        service_worker::on_message(move |notice| match notice {
            WorkerNotice::FileUnavailable => self.reload_unavailable_article(),
            WorkerNotice::CopyingDone => {
                idle_detector.forget_worker();
                self.refresh_settings();
            }
        });
    }

    /// Handles a lost connection.
    async fn on_connection_lost(self) {
        self.offline.refresh_copies().await;
        self.offline.is_offline.set(true);
    }

    /// Reloads the page if its article is neither reachable nor stored: the service worker then answers with the offline page.
    fn reload_unavailable_article(&self) {
        let is_article = self.page.current.with_untracked(|current| matches!(current, CurrentRoute::Article(_)));
        if is_article && dom::find("main .text").is_none() {
            dom::reload();
        }
    }

    /// Refreshes the settings when more is stored; nothing that is focused, announced or in progress is re-rendered.
    fn refresh_settings(&self) {
        let is_quiet = dom::find("[data-slot=offline] :is(progress, :focus, [role=status]:not(:empty))").is_none();
        if is_quiet && self.page.is_at(&CurrentRoute::Settings) {
            events::spawn(self.offline.refresh_copies());
        }
    }

    /// Once the page is idle, records the visit and lets the worker copy files.
    async fn start_copying(self, idle_detector: &IdleDetector) -> JsResult<()> {
        let registration = self.offline.register().await?;
        // Sent before it is known which worker copies.
        idle_detector.set_worker(registration.clone());
        _ = visit::record(self.offline).await;
        let saves_data = js::get(&js::navigator("connection"), "saveData").is_truthy();
        if !saves_data {
            self.cache_article_pack().await;
        }
        registration.post_idle(program_files(), saves_data).await;
        Ok(())
    }

    /// Fetches the pack of a prerendered article too: the list opens the article from its pack.
    async fn cache_article_pack(&self) {
        let CurrentRoute::Article(id) = self.page.current.get_untracked() else { return };
        let Some(edition) = self.offline.edition().await else { return };
        if let Some(pack) = edition.doc_id(&id).and_then(|doc_id| edition.pack_path(doc_id)) {
            _ = service_worker::fetch_in_background(&self.offline.file(&pack), "default").await;
        }
    }
}

/// Returns the file names in the attributes of the script tag.
fn program_files() -> String {
    let Some(tag) = program_script() else { return String::new() };
    let names = tag.get_attribute_names();
    names.iter().filter_map(|name| tag.get_attribute(&name.as_string()?)).collect::<Vec<_>>().join(" ")
}
