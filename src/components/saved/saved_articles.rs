//! The saved articles, a row each.

use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::components::list::Row;
use crate::components::ui::Show;
use crate::components::ui::{KeyedView, SaveButton, keyed};
use crate::corpus::{Card, ListQuery, Route};
use crate::state::list_rows::ListedArticle;
use crate::stores::use_render_context;
use leptos::prelude::*;
use std::sync::Arc;

/// A saved article.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum SavedEntry {
    /// It is in the collection.
    Found(Arc<Card>),
    /// It is no longer in the collection.
    Gone {
        /// Its id.
        id: String,
        /// Its headline when it was saved, or its id.
        title: String,
    },
}

impl SavedEntry {
    /// Its id, and whether it exists: an article that returns is rendered anew.
    fn key(&self) -> (String, bool) {
        match self {
            SavedEntry::Found(card) => (card.id.clone(), true),
            SavedEntry::Gone { id, .. } => (id.clone(), false),
        }
    }
}

/// The saved articles in the order given; instructions if there is none.
#[component]
pub(crate) fn SavedArticles(
    /// The saved articles.
    #[prop(into)]
    articles: Signal<Vec<SavedEntry>>,
) -> impl IntoView {
    let keyed_entry = |saved: &SavedEntry| {
        let saved = saved.clone();
        KeyedView::new(&saved.key(), move || entry_row(saved))
    };
    let entries = move || articles.with(|articles| articles.iter().map(keyed_entry).collect());
    view! {
        <Show when=move || articles.with(|articles| !articles.is_empty()) fallback=empty_notice>
            <div class="results">
                <For each=keyed(entries) key=KeyedView::key children=KeyedView::render/>
            </div>
        </Show>
    }
    .into_built()
}

fn entry_row(entry: SavedEntry) -> BuiltView {
    match entry {
        SavedEntry::Found(card) => {
            let (article, query) = (ListedArticle { doc_id: 0, card }, Signal::stored(ListQuery::new()));
            view! { <Row article is_under_heading=false query shows_excerpt=false/> }.into_built()
        }
        SavedEntry::Gone { id, title } => gone_row(id, title),
    }
}

fn gone_row(id: String, title: String) -> BuiltView {
    let messages = use_render_context().messages;
    let data_id = id.clone();
    view! {
        <article data-id=data_id class="row gone">
            <div class="row-text">
                <h2 class="headline">{title.clone()}</h2>
                <p class="row-deck">{messages.saved_article_withdrawn}</p>
                <p class="meta"><SaveButton id title/></p>
            </div>
        </article>
    }
    .into_built()
}

fn empty_notice() -> impl IntoView {
    let context = use_render_context();
    let messages = context.messages;
    view! {
        <section class="empty">
            <h2>{messages.saved_empty}</h2>
            <p>{messages.saved_hint}</p>
            <p><a href=context.href(&Route::List(ListQuery::new())) class="button">{messages.all_articles}</a></p>
        </section>
    }
}
