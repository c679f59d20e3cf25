//! The article of the current route.

use super::article_page::ArticlePage;
use crate::components::built_view::{IntoBuilt, dynamic};
use crate::components::list::LoadAlerts;
use crate::components::pages::MissingPage;
use crate::components::ui::Show;
use crate::components::ui::Waiting;
use crate::state::load_alerts::collect_load_alerts;
use crate::state::{CorpusData, CorpusFile, LoadState};
use crate::stores::{use_corpus_store, use_results_store, use_route_store, use_search_store};
use crate::web::dom;
use leptos::prelude::*;

/// The load state of the article.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OpenArticleState {
    /// It is loaded: its doc id.
    Loaded(u32),
    /// It is loading, or failed to load.
    Pending,
    /// No article has this id.
    Unknown,
}

/// The page of an article once it is loaded; before that a waiting state, an alert, or the missing page.
#[component]
pub(crate) fn OpenArticle(
    /// The id of the article.
    id: String,
) -> impl IntoView {
    let (corpus, results) = (use_corpus_store(), use_results_store());
    let [previous, next] = results.neighbour_cards(id.clone());
    let state = Memo::new(move |_| corpus.data.with(|corpus| load_state_of_article(corpus, &id)));
    dynamic(move || match state.get() {
        OpenArticleState::Loaded(doc_id) => corpus
            .data
            .with_untracked(|corpus| corpus.article_and_related(doc_id))
            .map(|(article, related)| view! { <ArticlePage article related previous next/> })
            .into_built(),
        OpenArticleState::Pending => view! { <PendingArticle/> }.into_built(),
        OpenArticleState::Unknown => view! { <MissingPage/> }.into_built(),
    })
}

fn load_state_of_article(corpus: &CorpusData, id: &str) -> OpenArticleState {
    let doc_id = corpus.doc_id(id);
    match doc_id.filter(|doc_id| corpus.article(*doc_id).is_some()) {
        Some(doc_id) => OpenArticleState::Loaded(doc_id),
        None if doc_id.is_none() && (corpus.load_state(CorpusFile::Ids) == Some(LoadState::Ready) || corpus.has_all_cards()) => {
            OpenArticleState::Unknown
        }
        None => OpenArticleState::Pending,
    }
}

/// An article that is loading or failed to load. A prerendered missing page stays until the article is loaded.
#[component]
fn PendingArticle() -> impl IntoView {
    let (corpus, route, search) = (use_corpus_store(), use_route_store(), use_search_store());
    let has_failed = Memo::new(move |_| {
        corpus.data.with(|corpus| route.current.with(|current| !collect_load_alerts(corpus, current, search.has_failed.get()).is_empty()))
    });
    let is_prerendered_missing = dom::root_attribute("data-page").as_deref() == Some("missing");
    dynamic(move || {
        if is_prerendered_missing && !has_failed.get() {
            return view! { <MissingPage/> }.into_built();
        }
        view! {
            <main id="main" tabindex="-1" class="frame page">
                <LoadAlerts/>
                <Show when=move || !has_failed.get()>
                    <Waiting/>
                </Show>
            </main>
        }
        .into_built()
    })
}
