//! Fetches the files that the page needs, and retries.

use super::excerpts::rows_near_window;
use crate::corpus::card::CardPack;
use crate::corpus::days::Days;
use crate::corpus::pack::ArticlePack;
use crate::corpus::{Column, CurrentRoute, File, Manifest};
use crate::state::needed_files::PageNeeds;
use crate::state::{CorpusData, CorpusFile, LoadState};
use crate::stores::{
    CorpusStore, ListStore, LocalStore, ResultsStore, RouteStore, SearchStore, new_effect, use_corpus_store, use_list_store,
    use_local_store, use_results_store, use_route_store, use_search_store, watch_counter,
};
use crate::web::debounce::Debounce;
use crate::web::events;
use crate::web::fetch::{self, FetchError};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use web_sys::RequestCache;

/// Milliseconds without another text after which the loaded texts are searched together.
const TEXTS_DEBOUNCE_MS: i32 = 12;

/// Signals that tell which files the current page needs.
#[derive(Clone, Copy)]
pub(crate) struct Needs {
    /// Whether the list can be rendered by the program.
    pub is_list_ready: Memo<bool>,
    /// Whether the fetching effects are running.
    has_started: RwSignal<bool>,
    page: ShownStores,
}

/// Returns the needs of the current page.
pub(crate) fn needs() -> Needs {
    let page = ShownStores::from_context();
    Needs { is_list_ready: Memo::new(move |_| page.with_needs(|needs| needs.is_list_ready())), has_started: RwSignal::new(false), page }
}

/// The stores that determine what a page needs.
#[derive(Clone, Copy)]
struct ShownStores {
    route: RouteStore,
    corpus: CorpusStore,
    search: SearchStore,
    list: ListStore,
    results: ResultsStore,
    local: LocalStore,
    /// The rows near the window.
    nearby_rows: Signal<Vec<u32>>,
}

impl ShownStores {
    fn from_context() -> ShownStores {
        ShownStores {
            route: use_route_store(),
            corpus: use_corpus_store(),
            search: use_search_store(),
            list: use_list_store(),
            results: use_results_store(),
            local: use_local_store(),
            nearby_rows: rows_near_window(),
        }
    }

    /// Reads the page's needs, tracked.
    fn with_needs<T>(&self, read: fn(&PageNeeds) -> T) -> T {
        let ShownStores { route, corpus, search, list, results, local, nearby_rows } = *self;
        // A prerendered article is not fetched again.
        let current = if route.is_mounted.get() { route.current.get() } else { CurrentRoute::List };
        // Texts for excerpts are fetched when typing pauses: the next keystroke may drop a row, and its fetch would be wasted.
        let shows_excerpts = route.is_mounted.get() && current == CurrentRoute::List && !list.is_typing.get();
        let excerpt_rows = if shows_excerpts && search.response.with(|r| !r.is_match_all()) { nearby_rows.get() } else { Vec::new() };
        let (has_response, is_final) = (results.has_response.get(), results.is_final.get());
        let is_idle = search.is_idle.get();
        corpus.data.with(|corpus| {
            let saved: Vec<u32> = local.data.with(|data| data.saved.iter().filter_map(|saved| corpus.doc_id(&saved.id)).collect());
            results.results.with(|results| {
                route.query.with(|query| {
                    read(&PageNeeds {
                        corpus,
                        route: &current,
                        query,
                        results,
                        is_final,
                        is_idle,
                        has_response,
                        is_typing: list.is_typing.get(),
                        excerpt_rows: &excerpt_rows,
                        saved: &saved,
                    })
                })
            })
        })
    }
}

/// Fetches the files that the current page needs, now and whenever they change, and refetches the failed ones on retry.
pub(crate) fn fetch_needed_files(needs: Needs) {
    if needs.has_started.get_untracked() {
        return;
    }
    needs.has_started.set(true);
    let loader = Loader::from_context();
    let corpus = loader.corpus;
    new_effect(move || {
        for file in needs.page.with_needs(|needs| needs.needed_files()) {
            if corpus.data.with_untracked(|corpus| corpus.load_state(file).is_none()) {
                loader.load(file, RequestCache::Default);
            }
        }
    });
    watch_counter(corpus.retries, move || {
        // Bypasses the browser's HTTP cache: a broken response would be served from it again.
        for file in corpus.data.with_untracked(CorpusData::failed_files) {
            loader.load(file, RequestCache::Reload);
        }
    });
}

/// Fetches corpus files into the stores.
#[derive(Clone, Copy)]
struct Loader {
    route: RouteStore,
    corpus: CorpusStore,
    search: SearchStore,
    texts_debounce: StoredValue<Debounce>,
}

/// A loaded file.
enum LoadedFile {
    Manifest(Box<Manifest>),
    Ids(Vec<String>),
    Cards(CardPack),
    Days(Days),
    Column(Column),
    Articles(ArticlePack),
}

impl Loader {
    fn from_context() -> Loader {
        let texts_debounce = StoredValue::new(Debounce::default());
        Loader { route: use_route_store(), corpus: use_corpus_store(), search: use_search_store(), texts_debounce }
    }

    fn load(self, file: CorpusFile, cache: RequestCache) {
        let data = self.corpus.data;
        // The view only depends on this load state if the file failed before.
        let failed_before = data.with_untracked(|corpus| corpus.load_state(file).is_some());
        data.update_untracked(|corpus| corpus.set_load_state(file, LoadState::Pending));
        if failed_before {
            data.notify();
        }
        let retries = self.corpus.retries.get_untracked();
        events::spawn(async move {
            match self.fetch(file, cache).await {
                Ok(loaded) => self.add(file, loaded),
                Err(_) => {
                    if file != CorpusFile::Manifest {
                        self.check_for_update().await;
                    }
                    if self.corpus.retries.get_untracked() == retries {
                        data.update(|corpus| corpus.set_load_state(file, LoadState::Failed));
                    } else {
                        self.load(file, RequestCache::Reload);
                    }
                }
            }
        });
    }

    /// Stores a loaded file. Texts of rows notify through a signal of their own: rows, counts and toolbar depend on cards and
    /// columns.
    fn add(self, file: CorpusFile, loaded: LoadedFile) {
        let is_text = matches!(loaded, LoadedFile::Articles(_)) && !matches!(self.route.current.get_untracked(), CurrentRoute::Article(_));
        let is_quiet = is_text && self.corpus.data.with_untracked(|corpus| corpus.failed_files().is_empty());
        let response = self.search.response.get_untracked();
        self.corpus.data.update_untracked(|corpus| {
            match loaded {
                LoadedFile::Manifest(manifest) => {
                    corpus.add_manifest(*manifest);
                    corpus.add_response_cards(&response.details.cards);
                }
                LoadedFile::Ids(ids) => corpus.add_ids(ids),
                LoadedFile::Cards(pack) => corpus.add_cards(pack),
                LoadedFile::Days(days) => corpus.add_days(days),
                LoadedFile::Column(column) => corpus.add_column(column),
                LoadedFile::Articles(pack) => corpus.add_articles(pack),
            }
            corpus.set_load_state(file, LoadState::Ready);
        });
        if !is_quiet {
            self.corpus.data.notify();
        }
        if is_text {
            // Texts that load together notify once.
            let texts = self.corpus.loaded_texts;
            self.texts_debounce.with_value(|debounce| debounce.call(TEXTS_DEBOUNCE_MS, move || texts.update(|count| *count += 1)));
        }
    }

    async fn fetch(self, file: CorpusFile, cache: RequestCache) -> Result<LoadedFile, FetchError> {
        Ok(match file {
            CorpusFile::Manifest => LoadedFile::Manifest(Box::new(self.manifest().await?)),
            CorpusFile::Ids => LoadedFile::Ids(self.json(file, cache).await?),
            CorpusFile::Cards(_) => LoadedFile::Cards(self.json(file, cache).await?),
            CorpusFile::Days => LoadedFile::Days(self.json(file, cache).await?),
            CorpusFile::Column(_) => LoadedFile::Column(self.json(file, cache).await?),
            CorpusFile::Articles(_) => LoadedFile::Articles(self.json(file, cache).await?),
        })
    }

    async fn json<T: DeserializeOwned>(self, file: CorpusFile, cache: RequestCache) -> Result<T, FetchError> {
        let find_file = |corpus: &CorpusData| corpus.manifest.as_ref().and_then(|manifest| file_in_manifest(manifest, file));
        let file = self.corpus.data.with_untracked(find_file).ok_or(FetchError::Missing)?;
        fetch::json(&self.route.context().file(&["corpus/", &file.path].concat()), file.hash(), cache).await
    }

    async fn manifest(self) -> Result<Manifest, FetchError> {
        fetch::json(&self.route.context().file("corpus/manifest.json"), None, RequestCache::NoCache).await
    }

    /// Checks the manifest for an update: a missing file may belong to a site version that is no longer published.
    async fn check_for_update(self) {
        if let Ok(manifest) = self.manifest().await {
            self.corpus.data.update(|corpus| {
                corpus.has_newer_version = corpus.manifest.as_ref().is_some_and(|old| old.edition != manifest.edition);
            });
        }
    }
}

fn file_in_manifest(manifest: &Manifest, file: CorpusFile) -> Option<File> {
    match file {
        CorpusFile::Manifest => None,
        CorpusFile::Ids => Some(manifest.ids.clone()),
        CorpusFile::Cards(pack) => manifest.card_file(pack),
        CorpusFile::Days => Some(manifest.days.clone()),
        CorpusFile::Column(facet) => manifest.column_file(facet).cloned(),
        CorpusFile::Articles(pack) => manifest.article_file(pack),
    }
}
