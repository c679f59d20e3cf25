//! After an article: the annotations without a place in it, and the way to the notebook.

use super::annotation_entry::AnnotationEntry;
use super::storage_notice::StorageNotice;
use crate::annotation::Annotation;
use crate::components::built_view::{BuiltView, IntoBuilt, dynamic};
use crate::components::ui::Show;
use crate::corpus::Route;
use crate::stores::{AnnotationStore, use_annotation_store, use_render_context};
use leptos::prelude::*;

/// Notes on the whole article, highlights whose passage is gone, whether the article is read, the undoing of a deletion; nothing of an
/// article without annotations.
#[component]
pub(crate) fn ArticleAnnotations() -> impl IntoView {
    let store = use_annotation_store();
    let has_annotations =
        move || store.article.with(Option::is_some) && (!store.of_article().is_empty() || store.deleted.with(Option::is_some));
    view! {
        <Show when=has_annotations>
            <div class="article-annotations">
                <h2>{store.messages().title.to_string()}</h2>
                <StorageNotice/>
                {undo(store)}
                {dynamic(move || on_article(store))}
                {dynamic(move || shelf(store))}
                {article_buttons(store)}
            </div>
        </Show>
    }
    .into_built()
}

/// The button that brings back what was deleted last.
pub(super) fn undo(store: AnnotationStore) -> BuiltView {
    let messages = store.messages();
    view! {
        <Show when=move || store.deleted.with(Option::is_some)>
            <p class="undo">
                <span>{messages.deleted.to_string()}</span>
                " "
                <button type="button" class="link" on:click=move |_| store.undo_delete()>{messages.undo.to_string()}</button>
            </p>
        </Show>
    }
    .into_built()
}

/// Notes on the whole article.
fn on_article(store: AnnotationStore) -> Vec<BuiltView> {
    let notes = store.of_article().into_iter().filter(|annotation| annotation.passage.is_none());
    notes.map(|annotation| view! { <AnnotationEntry annotation names_article=false/> }.into_built()).collect()
}

/// Highlights and notes whose passage is gone.
fn shelf(store: AnnotationStore) -> Option<BuiltView> {
    let messages = store.messages();
    let unplaced = store.unplaced.get();
    let lost: Vec<Annotation> = store.of_article().into_iter().filter(|annotation| unplaced.contains(&annotation.id)).collect();
    (!lost.is_empty()).then(|| {
        let entries =
            lost.into_iter().map(|annotation| view! { <AnnotationEntry annotation names_article=false/> }.into_built()).collect::<Vec<_>>();
        view! {
            <section class="shelf">
                <h3>{messages.shelf.to_string()}</h3>
                <p>{messages.shelf_explanation.to_string()}</p>
                {entries}
            </section>
        }
        .into_built()
    })
}

fn article_buttons(store: AnnotationStore) -> BuiltView {
    let (context, messages) = (use_render_context(), store.messages());
    let is_read = move || store.article.get().is_some_and(|id| store.is_read(&id));
    let label = move || if is_read() { messages.mark_unread.to_string() } else { messages.mark_read.to_string() };
    view! {
        <div class="buttons">
            <a href=context.href(&Route::Notebook) class="button">{store.messages().open_notebook.to_string()}</a>
            <button
                type="button"
                class="button"
                on:click=move |_| {
                    if let Some(id) = store.article.get_untracked() {
                        store.toggle_read(&id);
                    }
                }
            >
                {label}
            </button>
        </div>
    }
    .into_built()
}
