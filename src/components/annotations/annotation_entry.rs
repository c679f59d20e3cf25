//! A highlight or note in a list.

use crate::annotation::Annotation;
use crate::components::built_view::{BuiltView, IntoBuilt, dynamic};
use crate::corpus::Route;
use crate::state::notebook_view::NotebookFilter;
use crate::stores::{AnnotationStore, use_annotation_store, use_notebook_store, use_render_context};
use crate::web::dom;
use leptos::prelude::*;

/// The quotation, the note with its tags, when it was made, and what can be done with it. A note is edited in place.
#[component]
pub(crate) fn AnnotationEntry(
    /// The annotation.
    annotation: Annotation,
    /// Whether it stands away from its article, and names it.
    names_article: bool,
) -> impl IntoView {
    let store = use_annotation_store();
    let is_edited = RwSignal::new(false);
    let (lang, id) = (annotation.lang.clone(), annotation.id.clone());
    let quotation = (!annotation.quotation().is_empty()).then(|| {
        view! {
            <blockquote lang=lang dir="auto" class="entry-quote">
                <span class=["entry-words ", &annotation.colour.class()].concat()>{annotation.quotation().to_owned()}</span>
            </blockquote>
        }
        .into_built()
    });
    let note = annotation.clone();
    view! {
        <article data-annotation=id tabindex="-1" class="entry">
            {quotation}
            {dynamic(move || if is_edited.get() { edited_note(store, note.clone(), is_edited) } else { shown_note(&note.note) })}
            {entry_meta(&annotation, names_article)}
            {entry_actions(store, annotation.id, is_edited)}
        </article>
    }
    .into_built()
}

/// The paragraphs of a note.
fn shown_note(note: &str) -> BuiltView {
    let paragraphs: Vec<BuiltView> = note
        .split('\n')
        .filter(|paragraph| !paragraph.trim().is_empty())
        .map(|paragraph| view! { <p dir="auto">{paragraph.to_owned()}</p> }.into_built())
        .collect();
    (!paragraphs.is_empty()).then(|| view! { <div class="entry-note">{paragraphs}</div> }).into_built()
}

fn edited_note(store: AnnotationStore, annotation: Annotation, is_edited: RwSignal<bool>) -> BuiltView {
    let messages = store.messages();
    let id = annotation.id.clone();
    let save = move |_| {
        is_edited.set(false);
        let text = dom::find(&["[data-annotation='", &id, "'] textarea"].concat()).map(|text| dom::value(&text));
        store.change_note(&id, &text.unwrap_or_default());
    };
    view! {
        <label class="entry-edit">
            <span class="visually-hidden">{messages.note.to_string()}</span>
            <textarea rows="4" dir="auto" prop:value=annotation.note></textarea>
        </label>
        <div class="buttons">
            <button type="button" class="button primary" on:click=save>{messages.save.to_string()}</button>
        </div>
    }
    .into_built()
}

/// The article, the day, and the tags, each of which narrows the notebook.
fn entry_meta(annotation: &Annotation, names_article: bool) -> BuiltView {
    let (store, context, notebook) = (use_annotation_store(), use_render_context(), use_notebook_store());
    let anchor = annotation.passage.as_ref().map(|passage| passage.block.clone()).filter(|block| !block.is_empty());
    let href = context.href(&Route::Article { id: annotation.article.clone(), from: Default::default(), anchor });
    let title = if annotation.title.is_empty() { annotation.article.clone() } else { annotation.title.clone() };
    let article = names_article.then(|| view! { <a href=href lang=annotation.lang.clone() dir="auto">{title}</a> }.into_built());
    let tag = |tag: String| {
        let query = ["#", &tag].concat();
        let label = query.clone();
        let narrow = move |_| notebook.filter.update(|filter: &mut NotebookFilter| filter.query = query.clone());
        view! { <button type="button" class="link" on:click=narrow>{label}</button> }.into_built()
    };
    let tags: Vec<BuiltView> = if names_article { annotation.tags().into_iter().map(tag).collect() } else { Vec::new() };
    let lost = annotation.is_lost().then(|| view! { <span class="entry-lost">{store.messages().lost.to_string()}</span> }.into_built());
    view! {
        <p class="meta">
            {article}
            <time datetime=annotation.created.clone()>{notebook.date(&annotation.created)}</time>
            {lost}
            {tags}
        </p>
    }
    .into_built()
}

fn entry_actions(store: AnnotationStore, id: String, is_edited: RwSignal<bool>) -> BuiltView {
    let messages = store.messages();
    let focused = id.clone();
    let edit = move |_| {
        is_edited.set(true);
        let selector = ["[data-annotation='", &focused, "'] textarea"].concat();
        dom::after_paint(move || _ = dom::find(&selector).map(|text| dom::focus(&text)));
    };
    view! {
        <p class="entry-actions">
            <button type="button" class="link" on:click=edit>{messages.edit.to_string()}</button>
            <button type="button" class="link" on:click=move |_| store.delete(&id)>{messages.delete.to_string()}</button>
        </p>
    }
    .into_built()
}
