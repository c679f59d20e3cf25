//! The program of reading offline: begins the service worker (`src/app/offline.js`), says what is kept, keeps on purpose, and says what
//! has changed since the last visit. It draws outside of what the program of the page draws, which tells it what is shown
//! ([`crate::web::shown_page`]). `src/app/start.js` begins it when nobody waits for anything: most visits have little use for it.
//!
//! - [`regions`]: the two places in every page that it draws into, outside of what the program replaces.
//! - [`rest`]: when the page has come to rest. [`visit`]: the note of the last visit.
//!
//! Deliberately absent: what a download does (see [`crate::stores::offline`]).

pub mod regions;
pub mod rest;
pub mod visit;

use super::runtime;
use crate::corpus::CurrentRoute;
use crate::stores::{OfflineStore, ShownPageStore, follow, on_count, provide_offline_stores, use_offline_store, use_shown_page_store};
use crate::web::cache_storage;
use crate::web::debounce::Debounce;
use crate::web::js::{self, Answer};
use crate::web::service_worker::{self, Heard};
use crate::web::{dom, events, shown_page};
use leptos::prelude::*;
use rest::Rest;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// Milliseconds for which nothing may have been drawn before the region under a list is: it would be pushed aside.
const QUIET: i32 = 600;

/// What follows the page.
#[derive(Clone, Copy)]
struct Follower {
    offline: OfflineStore,
    page: ShownPageStore,
    /// Whether it is known what this browser keeps.
    is_ready: RwSignal<bool>,
    /// Whether the region under the list is shown.
    offers_results: RwSignal<bool>,
}

/// Starts the program, in a task of its own. Pages without its regions are left as they are.
pub fn start() {
    events::after(0, || {
        runtime::run(|_| {
            provide_offline_stores(runtime::render_context(runtime::urls()));
            follow_page();
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
    events::spawn(async move {
        // A browser that refuses, as in a private window, reads with a connection like any other; only the settings say so.
        if follower.live().await.is_err() && !service_worker::is_controlling() {
            follower.offline.is_unable.set(true);
            follower.is_ready.set(true);
        }
    });
}

/// Nobody waits for this program.
fn note_own_files() {
    let Some(tag) = program_tag() else { return };
    for name in ["data-offline", "data-copies"] {
        service_worker::note_aside(&tag.get_attribute(name).unwrap_or_default());
    }
}

/// The tag that starts the programs, whose attributes name them.
fn program_tag() -> Option<Element> {
    dom::find("script[data-wasm]")
}

impl Follower {
    /// In the settings: what is kept. What was said of a download goes with the page.
    fn follow_route(&self) {
        let is_at_settings = self.page.current.get() == CurrentRoute::Settings;
        if self.is_ready.get() {
            self.offline.dismiss();
            if is_at_settings {
                events::spawn(self.offline.refresh_copies());
            }
        }
    }

    /// Under the list: what was found can be kept, once the whole answer stands and nothing more has been drawn for a while. Where
    /// nothing was found there is nothing to keep.
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

    async fn live(self) -> Answer<()> {
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
            // What this page has read came before there was a worker that keeps what passes: it is kept at once, mostly out of the
            // browser's own cache, so that a short visit is not in vain.
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
            Heard::NotKept => self.leave_article(),
            Heard::Rested => {
                rest.forget_worker();
                self.say_more_is_kept();
            }
        });
    }

    /// The connection is cut.
    async fn cut(self) {
        self.offline.refresh_copies().await;
        self.offline.is_cut.set(true);
    }

    /// An article that cannot be had, and is not kept: the page that says so stands at its address.
    fn leave_article(&self) {
        let is_article = self.page.current.with_untracked(|current| matches!(current, CurrentRoute::Article(_)));
        if is_article && dom::find("main .text").is_none() {
            dom::reload();
        }
    }

    /// More is kept than was said; nothing that is being read or pressed is drawn anew.
    fn say_more_is_kept(&self) {
        let is_quiet = dom::find("[data-slot=offline] :is(progress, :focus, [role=status]:not(:empty))").is_none();
        if is_quiet && self.page.is_at(&CurrentRoute::Settings) {
            events::spawn(self.offline.refresh_copies());
        }
    }

    /// Once the page rests: the visit is noted, and the worker copies what is to be kept.
    async fn copy(self, rest: &Rest) -> Answer<()> {
        let registration = self.offline.register().await?;
        // Told before it is known which worker copies.
        rest.tell(registration.clone());
        _ = visit::note(self.offline).await;
        let is_sparing = js::get(&js::navigator("connection"), "saveData").is_truthy();
        if !is_sparing {
            self.keep_pack().await;
        }
        registration.say_rested(program_names(), is_sparing).await;
        Ok(())
    }

    /// An article that came as a page is read again by way of the list as well, which takes its pack.
    async fn keep_pack(&self) {
        let CurrentRoute::Article(id) = self.page.current.get_untracked() else { return };
        let Some(edition) = self.offline.edition().await else { return };
        if let Some(pack) = edition.ordinal(&id).and_then(|ordinal| edition.pack_of(ordinal)) {
            _ = service_worker::fetch_aside(&self.offline.file(&pack), "default").await;
        }
    }
}

/// The programs that this page names: what stands in the attributes of the tag that starts it.
fn program_names() -> String {
    let Some(tag) = program_tag() else { return String::new() };
    let names = tag.get_attribute_names();
    names.iter().filter_map(|name| tag.get_attribute(&name.as_string()?)).collect::<Vec<_>>().join(" ")
}
