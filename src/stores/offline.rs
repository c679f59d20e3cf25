//! Offline reading: the copies on this device, downloads, the changes since the last visit.

use super::render_context::{RenderContext, use_render_context};
use super::shown_page::{ShownPageStore, use_shown_page_store};
use crate::corpus::files::SizedPath;
use crate::corpus::{CurrentRoute, Manifest};
use crate::messages::offline::OfflineMessages;
use crate::state::offline_copies::{
    ChangeGroup, Copies, Download, Edition, KeptCopies, MAX_CONCURRENT_FETCHES, Offer, Outcome, cache_names, corpus_file_hash,
    is_page_path, missing_files, total_size,
};
use crate::web::cache_storage::{self, Cache};
use crate::web::download::{self, Control};
use crate::web::js::{JsResult, Task};
use crate::web::service_worker::Registration;
use crate::web::{dom, events, locale, service_worker, shown_page};
use leptos::prelude::*;
use rustc_hash::FxHashSet;
use std::cell::Cell;
use std::future::poll_fn;
use std::rc::Rc;
use std::sync::Arc;
use std::task::Poll;
use wasm_bindgen::JsValue;

/// The state of offline reading.
#[derive(Clone, Copy)]
pub struct OfflineStore {
    /// The stored copies, once requested.
    pub copies: RwSignal<Option<Copies>>,
    /// The state of the download.
    pub download: RwSignal<Download>,
    /// Number of files downloaded, and of all files of the download.
    pub progress: RwSignal<(usize, usize)>,
    /// The changes since the last visit.
    pub changes: RwSignal<Vec<ChangeGroup>>,
    /// Whether the reader is offline.
    pub is_offline: RwSignal<bool>,
    /// Whether this browser cannot store copies.
    pub is_unsupported: RwSignal<bool>,
    loaded: StoredValue<Loaded>,
    page: ShownPageStore,
    context: StoredValue<Arc<RenderContext>>,
}

/// Data loaded for offline reading, which the list does not need.
#[derive(Clone, Default)]
struct Loaded {
    messages: Option<Arc<OfflineMessages>>,
    manifest: Option<(Arc<Manifest>, Arc<str>)>,
    edition: Option<Arc<Edition>>,
}

/// Provides the store, empty.
pub(crate) fn provide_offline_store() -> OfflineStore {
    let store = OfflineStore {
        copies: RwSignal::new(None),
        download: RwSignal::new(Download::Idle),
        progress: RwSignal::new((0, 0)),
        changes: RwSignal::new(Vec::new()),
        is_offline: RwSignal::new(false),
        is_unsupported: RwSignal::new(false),
        loaded: StoredValue::new(Loaded::default()),
        page: use_shown_page_store(),
        context: StoredValue::new(use_render_context()),
    };
    provide_context(store);
    store
}

/// Returns the store from context.
pub(crate) fn use_offline_store() -> OfflineStore {
    expect_context()
}

// Methods for event handlers.
impl OfflineStore {
    /// Downloads all files that are not stored.
    pub fn download_everything(&self) {
        if let Some(Copies::Kept(kept)) = self.copies.get_untracked() {
            self.start_download(kept.missing.clone());
        }
    }

    /// Removes all copies, and the worker, which is registered again at the next visit.
    pub fn remove_downloads(&self) {
        let store = *self;
        download::cancel();
        events::spawn(async move {
            store.remove_copies().await;
            if store.is_at_settings() {
                store.finish(Outcome::Removed).await;
            }
        });
    }

    /// Offers to download the articles found, with the size of the download.
    pub fn offer_results(&self) {
        let store = *self;
        let doc_ids = shown_page::read_matches();
        events::spawn(async move {
            match store.edition().await.zip(store.stored_paths().await) {
                Some((edition, kept)) => {
                    let files = missing_files(edition.files_of_articles(&doc_ids), &kept);
                    let size = store.format_size(total_size(files.iter()));
                    store.download.set(Download::Offered(Arc::new(Offer { articles: doc_ids.len() as u32, files, size })));
                    // The pressed button is gone.
                    dom::after_paint(|| _ = dom::find("[data-slot=offline] .button").map(|button| dom::focus(&button)));
                }
                None => store.download.set(Download::Ended(Outcome::Failed)),
            }
        });
    }

    /// Starts the offered download.
    pub fn download_results(&self) {
        if let Download::Offered(offer) = self.download.get_untracked() {
            self.start_download(offer.files.clone());
        }
    }

    /// Cancels the download. Files already downloaded stay.
    pub fn cancel(&self) {
        download::cancel();
    }

    /// Dismisses an offer, or the outcome of the last download.
    pub fn dismiss(&self) {
        if !self.download.with_untracked(|download| matches!(download, Download::Running | Download::Idle)) {
            self.download.set(Download::Idle);
        }
    }
}

// Stored copies and published files.
impl OfflineStore {
    /// The messages, once [`OfflineStore::load_messages`] has loaded them.
    pub(crate) fn messages(&self) -> Option<Arc<OfflineMessages>> {
        self.loaded.with_value(|loaded| loaded.messages.clone())
    }

    /// Fetches the messages unless loaded; the page contains their URL. Returns whether they are loaded.
    pub fn load_messages(&self) -> Task<bool> {
        let store = *self;
        Box::pin(async move {
            if store.messages().is_none() {
                let url = dom::find("[data-messages]").and_then(|slot| slot.get_attribute("data-messages")).unwrap_or_default();
                let messages = match service_worker::fetch_in_background(&url, "default").await {
                    Ok(text) => serde_json::from_slice(text.as_bytes()).ok().map(Arc::new),
                    Err(_) => None,
                };
                store.loaded.update_value(|loaded| loaded.messages = messages);
            }
            store.messages().is_some()
        })
    }

    /// Fetches the manifest; returns it with its text.
    pub fn manifest(&self) -> Task<Option<(Arc<Manifest>, Arc<str>)>> {
        let store = *self;
        Box::pin(async move {
            let known = store.loaded.with_value(|loaded| loaded.manifest.clone());
            if known.is_some() {
                return known;
            }
            // Fetches the newest: all other files are named by content hash.
            let text = service_worker::fetch_in_background(&store.file("corpus/manifest.json"), "no-cache").await.ok()?;
            let manifest = (Arc::new(serde_json::from_slice(text.as_bytes()).ok()?), Arc::from(text));
            store.loaded.update_value(|loaded| loaded.manifest = Some(manifest.clone()));
            Some(manifest)
        })
    }

    /// Fetches the published site version, with the list of its files.
    pub fn edition(&self) -> Task<Option<Arc<Edition>>> {
        let store = *self;
        Box::pin(async move {
            let known = store.loaded.with_value(|loaded| loaded.edition.clone());
            if known.is_some() {
                return known;
            }
            let (manifest, _) = store.manifest().await?;
            let files = store.corpus_text(&manifest.files.as_ref()?.path).await?;
            let ids = store.corpus_text(&manifest.ids.path).await?;
            let files = serde_json::from_slice(files.as_bytes()).ok()?;
            let ids = serde_json::from_slice(ids.as_bytes()).ok()?;
            let edition = Arc::new(Edition { manifest, files, ids });
            store.loaded.update_value(|loaded| loaded.edition = Some(edition.clone()));
            Some(edition)
        })
    }

    /// Fetches a corpus file named by its content hash, in the background.
    pub fn corpus_text(&self, path: &str) -> Task<Option<String>> {
        let url = self.file(&["corpus/", path].concat());
        Box::pin(async move { service_worker::fetch_in_background(&url, "default").await.ok() })
    }

    /// The URL of a file of the site.
    pub fn file(&self, path: &str) -> String {
        self.context.with_value(|context| context.file(path))
    }

    /// The names of the caches of files and of pages.
    pub fn cache_names(&self) -> [String; 2] {
        self.context.with_value(|context| cache_names(context.urls.base()))
    }

    /// Registers the service worker of this site.
    pub fn register(&self) -> Task<JsResult<Registration>> {
        service_worker::register(&self.base())
    }

    fn base(&self) -> String {
        self.context.with_value(|context| context.urls.base().to_owned())
    }

    fn format_size(&self, bytes: u64) -> String {
        self.context.with_value(|context| locale::format_size(bytes, &context.lang))
    }

    /// The paths of all copies inside the site.
    fn stored_paths(&self) -> Task<Option<FxHashSet<String>>> {
        let store = *self;
        Box::pin(async move {
            let base_url = [&dom::window()?.location().origin().ok()?, store.base().as_str()].concat();
            let mut paths = FxHashSet::default();
            for name in store.cache_names() {
                let urls = cache_storage::open(&name).await.ok()?.urls().await.ok()?;
                paths.extend(urls.iter().filter_map(|url| url.strip_prefix(base_url.as_str())).map(str::to_owned));
            }
            Some(paths)
        })
    }

    /// Reads the stored copies again.
    pub fn refresh_copies(&self) -> Task<()> {
        let store = *self;
        Box::pin(async move {
            if !store.load_messages().await {
                return;
            }
            let copies = match store.edition().await.zip(store.stored_paths().await) {
                _ if store.is_unsupported.get_untracked() => Copies::Unsupported,
                Some((edition, kept)) => Copies::Kept(Arc::new(store.describe_copies(&edition, &kept))),
                None => Copies::Unknown,
            };
            store.copies.set(Some(copies));
        })
    }

    fn describe_copies(&self, edition: &Edition, kept: &FxHashSet<String>) -> KeptCopies {
        let count = edition.count_kept(kept);
        let missing = missing_files(edition.all_files(), kept);
        KeptCopies {
            articles: count.articles,
            total_articles: edition.ids.len() as u32,
            size: self.format_size(count.bytes),
            has_search: count.has_search,
            has_pictures: count.has_pictures,
            missing_size: self.format_size(total_size(missing.iter())),
            missing,
        }
    }

    fn is_at_settings(&self) -> bool {
        self.page.is_at(&CurrentRoute::Settings)
    }
}

// Downloads and removal.
impl OfflineStore {
    fn start_download(&self, files: Vec<SizedPath>) {
        let store = *self;
        self.progress.set((0, files.len()));
        self.download.set(Download::Running);
        events::spawn(async move {
            let outcome = store.fetch_all(files).await;
            store.finish(outcome).await;
        });
    }

    /// Sets the outcome, and in the settings refreshes the copies first.
    fn finish(&self, outcome: Outcome) -> Task<()> {
        let store = *self;
        Box::pin(async move {
            if store.is_at_settings() {
                store.refresh_copies().await;
            }
            store.download.set(Download::Ended(outcome));
        })
    }

    fn fetch_all(&self, files: Vec<SizedPath>) -> Task<Outcome> {
        let store = *self;
        Box::pin(async move {
            let Ok(control) = download::start() else { return Outcome::Full };
            let fetched = store.fetch_files(files, &control).await;
            let is_cancelled = control.is_aborted();
            control.abort();
            match fetched {
                Ok(()) => Outcome::Done,
                Err(_) if is_cancelled => Outcome::Cancelled,
                Err(outcome) => outcome,
            }
        })
    }

    /// Fetches and stores files, some at a time. A full disk, or a browser that refuses storage, ends the download.
    async fn fetch_files(&self, files: Vec<SizedPath>, control: &Control) -> Result<(), Outcome> {
        if cache_storage::free_space().await.is_some_and(|space| total_size(files.iter()) as f64 > space) {
            return Err(Outcome::Full);
        }
        cache_storage::request_persistence();
        let [file_cache, page_cache] = self.cache_names();
        let open = |name: String| -> Task<Result<Cache, Outcome>> {
            Box::pin(async move { cache_storage::open(&name).await.map_err(to_outcome) })
        };
        let queue = Rc::new(DownloadQueue {
            store: *self,
            control: control.clone(),
            file_cache: open(file_cache).await?,
            page_cache: open(page_cache).await?,
            files,
            next: Cell::new(0),
            done: Cell::new(0),
        });
        // Without the service worker no copy would ever be read.
        self.register().await.map_err(to_outcome)?;
        let mut tasks: Vec<Task<Result<(), Outcome>>> = (0..MAX_CONCURRENT_FETCHES).map(|_| queue.clone().fetch_queued()).collect();
        poll_fn(|context| {
            let mut at = 0;
            while let Some(task) = tasks.get_mut(at) {
                match task.as_mut().poll(context) {
                    Poll::Ready(Ok(())) => drop(tasks.swap_remove(at)),
                    Poll::Ready(failed) => return Poll::Ready(failed),
                    Poll::Pending => at += 1,
                }
            }
            if tasks.is_empty() { Poll::Ready(Ok(())) } else { Poll::Pending }
        })
        .await
    }

    async fn remove_copies(&self) {
        let base = self.base();
        service_worker::post_removal(&base).await;
        for name in self.cache_names() {
            _ = cache_storage::delete(&name).await;
        }
        service_worker::unregister(&base).await;
    }

    /// The outcome of the last download; tracked.
    pub fn outcome(&self) -> Option<Outcome> {
        self.download.with(|download| match download {
            Download::Ended(outcome) => Some(*outcome),
            _ => None,
        })
    }
}

fn to_outcome(error: JsValue) -> Outcome {
    Outcome::from_error_name(&download::error_name(&error))
}

/// The files of a download, a queue shared by several tasks.
struct DownloadQueue {
    store: OfflineStore,
    control: Control,
    file_cache: Cache,
    page_cache: Cache,
    files: Vec<SizedPath>,
    next: Cell<usize>,
    done: Cell<usize>,
}

impl DownloadQueue {
    fn fetch_queued(self: Rc<DownloadQueue>) -> Task<Result<(), Outcome>> {
        Box::pin(async move {
            while let Some((path, _)) = self.files.get(self.next.replace(self.next.get() + 1)) {
                let cache = if is_page_path(path) { &self.page_cache } else { &self.file_cache };
                if !self.control.fetch_and_store(&self.store.file(path), corpus_file_hash(path), cache).await.map_err(to_outcome)? {
                    return Err(Outcome::Failed);
                }
                self.done.set(self.done.get() + 1);
                self.store.progress.set((self.done.get(), self.files.len()));
            }
            Ok(())
        })
    }
}
