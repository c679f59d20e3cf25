//! The content of the notebook.

use super::annotation_entry::AnnotationEntry;
use super::article_annotations::undo;
use super::notebook_filters::NotebookFilters;
use super::notebook_transfer::NotebookTransfer;
use super::reading_list_section::ReadingListSection;
use super::storage_notice::StorageNotice;
use crate::annotation::Annotation;
use crate::components::built_view::{BuiltView, IntoBuilt, dynamic};
use crate::corpus::{ListQuery, Route};
use crate::messages::template::fill_placeholders;
use crate::state::notebook_view::{GroupHeading, Grouping, group};
use crate::stores::notebook::ListId;
use crate::stores::{AnnotationStore, NotebookStore, use_annotation_store, use_notebook_store, use_render_context};
use leptos::prelude::*;

/// Filters, highlights and notes under their headings, reading lists, saved articles, export and import.
#[component]
pub(crate) fn NotebookContent() -> impl IntoView {
    let (store, notebook) = (use_annotation_store(), use_notebook_store());
    view! {
        <StorageNotice/>
        <NotebookFilters/>
        <NotebookTransfer/>
        {undo(store)}
        {dynamic(move || entries(store, notebook))}
    }
    .into_built()
}

/// Everything that is shown; what to do in a notebook without entries.
fn entries(store: AnnotationStore, notebook: NotebookStore) -> Vec<BuiltView> {
    if !store.is_open.get() {
        return Vec::new();
    }
    let shown = notebook.shown();
    let (context, messages) = (use_render_context(), store.messages());
    let grouping = notebook.filter.with(|filter| filter.grouping);
    let shows_articles = notebook.filter.with(|filter| filter.kind.has_articles() && filter.query.trim().is_empty());
    let mut views = Vec::new();
    if store.notebook.with(|notebook| notebook.is_empty()) {
        views.push(empty_notice(store));
    } else if shown.annotations.is_empty() && shown.saved.is_empty() && shown.lists.is_empty() {
        views.push(view! { <p role="status" class="no-entries">{messages.no_matches.to_string()}</p> }.into_built());
    } else {
        let of_all = store.notebook.with(|notebook| notebook.annotations.len());
        let number = |count: usize| context.number(count as u32);
        let count = fill_placeholders(&messages.shown_count, &[("n", &number(shown.annotations.len())), ("of", &number(of_all))]);
        views.push(view! { <p role="status" class="entry-count">{count}</p> }.into_built());
    }
    views.extend(
        group(&shown.annotations, grouping).into_iter().map(|(heading, group)| entry_group(store, notebook, grouping, heading, group)),
    );
    for list in shown.lists {
        views.push(view! { <ReadingListSection id=ListId::Reading(list.id) name=list.name articles=list.articles/> }.into_built());
    }
    if !shown.saved.is_empty() || shows_articles {
        let name = context.messages.saved.to_owned();
        views.push(view! { <ReadingListSection id=ListId::Saved name articles=shown.saved/> }.into_built());
    }
    views
}

fn entry_group(
    store: AnnotationStore,
    notebook: NotebookStore,
    grouping: Grouping,
    heading: GroupHeading,
    group: Vec<Annotation>,
) -> BuiltView {
    let entry = |annotation: Annotation| {
        let names_article = grouping != Grouping::Article;
        view! { <AnnotationEntry annotation names_article/> }.into_built()
    };
    let entries: Vec<BuiltView> = group.into_iter().map(entry).collect();
    view! {
        <section class="entry-group">
            <h2>{group_heading(store, notebook, heading)}</h2>
            {entries}
        </section>
    }
    .into_built()
}

fn group_heading(store: AnnotationStore, notebook: NotebookStore, heading: GroupHeading) -> BuiltView {
    let (context, messages) = (use_render_context(), store.messages());
    match heading {
        GroupHeading::Article { id, title, lang } => {
            let name = if title.is_empty() { id.clone() } else { title };
            view! { <a href=context.href(&Route::article(&id)) lang=lang dir="auto">{name}</a> }.into_built()
        }
        GroupHeading::Tag(tag) => tag.map_or_else(|| messages.untagged.to_string(), |tag| ["#", &tag].concat()).into_built(),
        GroupHeading::Colour(Some(colour)) => messages.colours[colour as usize].to_string().into_built(),
        GroupHeading::Colour(None) => messages.article_note.to_string().into_built(),
        GroupHeading::Day(day) => notebook.date(&day).into_built(),
    }
}

fn empty_notice(store: AnnotationStore) -> BuiltView {
    let (context, messages) = (use_render_context(), store.messages());
    view! {
        <section class="empty">
            <h2>{messages.empty.to_string()}</h2>
            <p>{messages.empty_hint.to_string()}</p>
            <p><a href=context.href(&Route::List(ListQuery::new())) class="button">{context.messages.all_articles}</a></p>
        </section>
    }
    .into_built()
}
