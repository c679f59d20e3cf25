//! The saved articles of this device.

use super::saved_articles::{SavedArticles, SavedEntry};
use super::saved_page::SavedPage;
use crate::components::built_view::IntoBuilt;
use crate::components::list::LoadAlerts;
use crate::components::ui::Show;
use crate::components::ui::Waiting;
use crate::state::{CorpusData, CorpusFile};
use crate::stores::{use_corpus_store, use_local_store};
use leptos::prelude::*;

/// The page of the saved articles, once it is known which of them still exist.
#[component]
pub(crate) fn OpenSaved() -> impl IntoView {
    let (corpus, local) = (use_corpus_store(), use_local_store());
    let is_settled =
        Memo::new(move |_| corpus.data.with(|corpus| local.data.with(|data| data.saved.iter().all(|saved| is_settled(corpus, &saved.id)))));
    let has_failed = move || corpus.data.with(|corpus| !corpus.failed_files().is_empty());
    let articles = Signal::derive(move || {
        corpus.data.with(|corpus| {
            let entry = |id: &str, title: &str| match corpus.doc_id(id).and_then(|doc_id| corpus.card(doc_id)) {
                Some(card) => SavedEntry::Found(card),
                None => SavedEntry::Gone { id: id.to_owned(), title: title.to_owned() },
            };
            local.data.with(|data| data.saved.iter().map(|saved| entry(&saved.id, &saved.title)).collect::<Vec<_>>())
        })
    });
    view! {
        <SavedPage>
            <Show when=move || is_settled.get() fallback=move || view! {
                <LoadAlerts/>
                <Show when=move || !has_failed()>
                    <Waiting/>
                </Show>
            }>
                <SavedArticles articles/>
            </Show>
        </SavedPage>
    }
    .into_built()
}

/// True if the card of an id is loaded or will not load.
fn is_settled(corpus: &CorpusData, id: &str) -> bool {
    match corpus.doc_id(id) {
        Some(doc_id) => corpus.card(doc_id).is_some() || corpus.is_card_settled(doc_id),
        None => corpus.has_all_cards() || corpus.is_settled(CorpusFile::Ids),
    }
}
