//! The program for offline reading: registers the service worker (`src/app/offline.js`), shows which articles are stored, downloads
//! on request, and lists the changes since the last visit. It draws outside of the main program's views; that program tells it
//! which page is shown ([`crate::web::shown_page`]). `src/app/start.js` starts it at idle: most visits have little use for it.
//!
//! - [`regions`]: the two regions of every page that it draws into, outside of what the main program replaces.
//! - [`rest`]: detects that the page is idle. [`visit`]: the record of the last visit.
//!
//! Deliberately absent: the download itself (see [`crate::stores::offline`]).

pub mod regions;
pub mod rest;
pub mod visit;

use super::runtime;
use crate::corpus::CurrentRoute;
use crate::stores::{OfflineStore, ShownPageStore, follow, on_count, provide_offline_stores, use_offline_store, use_shown_page_store};
use crate::web::cache_storage;
use crate::web::debounce::Debounce;
use crate::web::js::{self, JsResult};
use crate::web::service_worker::{self, WorkerNotice};
use crate::web::{dom, events, shown_page};
use leptos::prelude::*;
use rest::Rest;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// Milliseconds without drawing before the region under a list is shown: later rows would push it down.
const QUIET: i32 = 600;

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
    events::after(0, || {
        runtime::run(|owner| {
            provide_offline_stores(runtime::render_context(runtime::urls()));
            events::after(0, move || owner.with(follow_page));
        });
    });
}

fn follow_page() {
    let follower = Follower {
        offline: use_offline_store(),
        page: use_shown_page_store(),
        is_ready: RwSignal::new(false),
        offers_results: RwSignal::new(false),
    };
    if !regions::mount(follower.offline, follower.offers_results) {
        return;
    }
    note_own_files();
    follow(move || follower.follow_route());
    follow({
        let quiet = Debounce::default();
        move || follower.follow_results(&quiet)
    });
    on_count(follower.page.erasures, move || follower.offline.remove_downloads());
    follower.page.page.set(shown_page::read());
    shown_page::listen(move |page| follower.page.page.set(page));
    events::after(0, move || follower.begin());
}

/// Marks this program's own files as background requests.
fn note_own_files() {
    let Some(tag) = program_tag() else { return };
    for name in ["data-offline", "data-copies"] {
        service_worker::note_aside(&tag.get_attribute(name).unwrap_or_default());
    }
}

/// Returns the script tag that starts the programs, whose attributes name their files.
fn program_tag() -> Option<Element> {
    dom::find("script[data-wasm]")
}

impl Follower {
    /// Begins the service worker.
    fn begin(self) {
        events::spawn(async move {
            // A browser that refuses, as in a private window, still reads online; only the settings say so.
            if self.live().await.is_err() && !service_worker::is_controlling() {
                self.offline.is_unable.set(true);
                self.is_ready.set(true);
            }
        });
    }

    /// Updates the settings page with the stored copies, and clears the download's outcome when the page changes.
    fn follow_route(&self) {
        let is_at_settings = self.page.current.get() == CurrentRoute::Settings;
        if self.is_ready.get() {
            self.offline.dismiss();
            if is_at_settings {
                events::spawn(self.offline.refresh_copies());
            }
        }
    }

    /// Offers to download the results once the final search response is shown and nothing was drawn for a while. An empty result
    /// offers nothing.
    fn follow_results(&self, quiet: &Debounce) {
        self.page.page.track();
        let is_able = self.is_ready.get() && !self.offline.is_unable.get();
        if !(is_able && self.page.shows_results()) {
            self.hide_results();
        }
        let follower = *self;
        quiet.call(QUIET, move || follower.offer_results());
    }

    fn hide_results(&self) {
        if self.offers_results.get_untracked() {
            self.offers_results.set(false);
            self.offline.dismiss();
        }
    }

    fn offer_results(&self) {
        let is_able = self.is_ready.get_untracked() && !self.offline.is_unable.get_untracked();
        let is_whole = self.page.page.with_untracked(|page| page.is_list_whole);
        if !is_able || !is_whole || !self.page.shows_results() || self.offers_results.get_untracked() {
            return;
        }
        let follower = *self;
        events::spawn(async move {
            if follower.offline.load_messages().await && follower.page.shows_results() {
                follower.offers_results.set(true);
            }
        });
    }

    async fn live(self) -> JsResult<()> {
        let is_controlled = service_worker::is_controlling();
        if !service_worker::is_offered() {
            return Err(JsValue::UNDEFINED);
        }
        cache_storage::check().await?;
        self.is_ready.set(true);
        let rest = Rest::begin();
        self.listen(&rest);
        if is_controlled {
            let manifest = self.offline.file("corpus/manifest.json");
            events::spawn(async move {
                if service_worker::ask_host(&manifest).await.is_err() {
                    self.cut().await;
                }
            });
        } else {
            // This page's files were loaded before a service worker could cache them. They are cached at once, mostly from the
            // browser's HTTP cache, so that a short visit counts.
            self.offline.register().await?.say_read();
        }
        rest.wait().await;
        self.copy(&rest).await
    }

    fn listen(self, rest: &Rc<Rest>) {
        let Some(window) = dom::window() else { return };
        events::listen(&window, "offline", move |_| events::spawn(self.cut()));
        events::listen(&window, "online", move |_| self.offline.is_cut.set(false));
        let rest = rest.clone();
        service_worker::listen(move |heard| match heard {
            WorkerNotice::NotKept => self.leave_article(),
            WorkerNotice::Rested => {
                rest.forget_worker();
                self.say_more_is_kept();
            }
        });
    }

    /// Handles a lost connection.
    async fn cut(self) {
        self.offline.refresh_copies().await;
        self.offline.is_cut.set(true);
    }

    /// Reloads the page if its article is neither reachable nor stored: the service worker then answers with the offline page.
    fn leave_article(&self) {
        let is_article = self.page.current.with_untracked(|current| matches!(current, CurrentRoute::Article(_)));
        if is_article && dom::find("main .text").is_none() {
            dom::reload();
        }
    }

    /// Refreshes the settings when more is stored; nothing that is focused, announced or in progress is redrawn.
    fn say_more_is_kept(&self) {
        let is_quiet = dom::find("[data-slot=offline] :is(progress, :focus, [role=status]:not(:empty))").is_none();
        if is_quiet && self.page.is_at(&CurrentRoute::Settings) {
            events::spawn(self.offline.refresh_copies());
        }
    }

    /// Once the page is idle, records the visit and lets the worker copy files.
    async fn copy(self, rest: &Rest) -> JsResult<()> {
        let registration = self.offline.register().await?;
        // Sent before it is known which worker copies.
        rest.tell(registration.clone());
        _ = visit::note(self.offline).await;
        let is_sparing = js::get(&js::navigator("connection"), "saveData").is_truthy();
        if !is_sparing {
            self.keep_pack().await;
        }
        registration.say_rested(program_names(), is_sparing).await;
        Ok(())
    }

    /// Fetches the pack of a prerendered article too: the list opens the article from its pack.
    async fn keep_pack(&self) {
        let CurrentRoute::Article(id) = self.page.current.get_untracked() else { return };
        let Some(edition) = self.offline.edition().await else { return };
        if let Some(pack) = edition.ordinal(&id).and_then(|ordinal| edition.pack_of(ordinal)) {
            _ = service_worker::fetch_aside(&self.offline.file(&pack), "default").await;
        }
    }
}

/// Returns the file names in the attributes of the script tag.
fn program_names() -> String {
    let Some(tag) = program_tag() else { return String::new() };
    let names = tag.get_attribute_names();
    names.iter().filter_map(|name| tag.get_attribute(&name.as_string()?)).collect::<Vec<_>>().join(" ")
}
