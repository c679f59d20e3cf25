//! What reads without a connection: begins the service worker (`src/app/offline.js`), says what is kept, keeps on purpose, and says
//! what has changed since the last visit.
//!
//! - [`regions`]: the two places in every page that it draws into, outside of what the program replaces.
//! - [`rest`]: when the page has come to rest. [`visit`]: the note of the last visit.
//!
//! Deliberately absent: what a download does (see [`crate::stores::offline`]).

pub mod regions;
pub mod rest;
pub mod visit;

use crate::corpus::CurrentRoute;
use crate::state::offline_copies::REST;
use crate::stores::{
    CorpusStore, OfflineStore, RouteStore, SearchStore, follow, on_count, use_corpus_store, use_local_store, use_offline_store,
    use_route_store, use_search_store,
};
use crate::web::cache_storage;
use crate::web::debounce::Debounce;
use crate::web::js::{self, Answer};
use crate::web::service_worker::{self, Heard};
use crate::web::{dom, events};
use leptos::prelude::*;
use rest::Rest;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// Milliseconds for which nothing may have been drawn before the region under a list is: it would be pushed aside.
const QUIET: i32 = 600;

/// What follows the page.
#[derive(Clone, Copy)]
struct Follower {
    offline: OfflineStore,
    route: RouteStore,
    corpus: CorpusStore,
    search: SearchStore,
    /// The ordinals of the articles that match.
    found: Signal<Vec<u32>>,
    /// Whether the list is drawn by the program, and no better answer is on its way.
    is_list_whole: Signal<bool>,
    /// Whether it is known what this browser keeps.
    is_ready: RwSignal<bool>,
    /// Whether the region under the list is shown.
    offers_results: RwSignal<bool>,
}

/// Starts all of it, below the owner that holds the stores, once the page is drawn. `found` are the ordinals of the articles that
/// match; `is_list_whole` says that the program has drawn the list and no better answer is on its way. Pages without the regions
/// are left as they are: those of a room that is opened from a disk.
pub fn start(found: Signal<Vec<u32>>, is_list_whole: Signal<bool>) {
    let follower = Follower {
        offline: use_offline_store(),
        route: use_route_store(),
        corpus: use_corpus_store(),
        search: use_search_store(),
        found,
        is_list_whole,
        is_ready: RwSignal::new(false),
        offers_results: RwSignal::new(false),
    };
    if !regions::mount(follower.offline, found, follower.offers_results) {
        return;
    }
    follow(move || follower.follow_page());
    follow({
        let quiet = Debounce::default();
        move || follower.follow_results(&quiet)
    });
    let erasures = use_local_store().erasures;
    on_count(erasures, move || {
        follower.offline.remove_downloads();
    });
    events::spawn(async move {
        // A browser that refuses, as in a private window, reads with a connection like any other; only the settings say so.
        if follower.live().await.is_err() && !service_worker::is_controlling() {
            follower.offline.is_unable.set(true);
            follower.is_ready.set(true);
        }
    });
}

impl Follower {
    /// In the settings: what is kept. What was said of a download goes with the page.
    fn follow_page(&self) {
        let is_at_settings = self.route.current.get() == CurrentRoute::Settings;
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
        let is_at_list = self.route.current.get() == CurrentRoute::List;
        let is_found = self.found.with(|found| !found.is_empty());
        let is_able = self.is_ready.get() && !self.offline.is_unable.get();
        self.is_list_whole.track();
        self.follow_drawing();
        if !(is_at_list && is_found && is_able) {
            self.hide_results();
        }
        let follower = *self;
        quiet.call(QUIET, move || follower.offer_results());
    }

    /// Whatever draws more rows, or more in them.
    fn follow_drawing(&self) {
        self.route.query.track();
        self.corpus.data.track();
        self.corpus.texts.track();
        self.search.excerpts.track();
    }

    fn hide_results(&self) {
        if self.offers_results.get_untracked() {
            self.offers_results.set(false);
            self.offline.dismiss();
        }
    }

    fn offer_results(&self) {
        let is_able = self.is_ready.get_untracked() && !self.offline.is_unable.get_untracked();
        if !is_able || !self.shows_results() || !self.is_list_whole.get_untracked() || self.offers_results.get_untracked() {
            return;
        }
        let follower = *self;
        events::spawn(async move {
            if follower.offline.load_messages().await && follower.shows_results() {
                follower.offers_results.set(true);
            }
        });
    }

    /// Whether the page is a list that shows articles that match.
    fn shows_results(&self) -> bool {
        self.route.is_at(&CurrentRoute::List) && self.found.with_untracked(|found| !found.is_empty())
    }

    async fn live(self) -> Answer<()> {
        let is_controlled = service_worker::is_controlling();
        // Whoever is here for the first time and looks at the list has nothing fetched for some seconds that the list does not need.
        if !is_controlled && self.route.is_at(&CurrentRoute::List) {
            js::sleep(f64::from(REST)).await?;
        }
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
        let is_article = self.route.current.with_untracked(|current| matches!(current, CurrentRoute::Article(_)));
        if is_article && dom::find("main .text").is_none() {
            dom::reload();
        }
    }

    /// More is kept than was said; nothing that is being read or pressed is drawn anew.
    fn say_more_is_kept(&self) {
        let is_quiet = dom::find("[data-slot=offline] :is(progress, :focus, [role=status]:not(:empty))").is_none();
        if is_quiet && self.route.is_at(&CurrentRoute::Settings) {
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
        let CurrentRoute::Article(id) = self.route.current.get_untracked() else { return };
        let Some(edition) = self.offline.edition().await else { return };
        if let Some(pack) = edition.ordinal(&id).and_then(|ordinal| edition.pack_of(ordinal)) {
            _ = service_worker::fetch_aside(&self.offline.file(&pack), "default").await;
        }
    }
}

/// The programs that this page names: what stands in the attributes of the tag that starts it.
fn program_names() -> String {
    let Some(tag) = dom::find("script[data-wasm]") else { return String::new() };
    let names = tag.get_attribute_names();
    names.iter().filter_map(|name| tag.get_attribute(&name.as_string()?)).collect::<Vec<_>>().join(" ")
}
