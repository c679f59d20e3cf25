//! The articles of a list, in their order.

use crate::annotation::notebook::ArticleReference;
use crate::components::built_view::{BuiltView, IntoBuilt, dynamic};
use crate::components::ui::Show;
use crate::corpus::Route;
use crate::messages::template::fill_placeholders;
use crate::stores::notebook::ListId;
use crate::stores::{use_annotation_store, use_notebook_store, use_render_context};
use crate::web::dom;
use leptos::prelude::*;

/// The saved articles, or a reading list: each article with its place, whether it is read, and the lists that it can be added to.
#[component]
pub(crate) fn ReadingListSection(
    /// The list.
    id: ListId,
    /// Its name.
    name: String,
    /// Its articles.
    articles: Vec<ArticleReference>,
) -> impl IntoView {
    let (store, notebook) = (use_annotation_store(), use_notebook_store());
    let messages = store.messages();
    let last = articles.len().saturating_sub(1);
    let rows: Vec<BuiltView> =
        articles.into_iter().enumerate().map(|(at, article)| article_row(id.clone(), article, at == 0, at == last)).collect();
    let delete = match &id {
        ListId::Reading(list) => {
            let (list, label) = (list.clone(), fill_placeholders(&messages.delete_list, &[("name", &name)]));
            Some(view! { <button type="button" class="link" on:click=move |_| notebook.delete_list(&list)>{label}</button> }.into_built())
        }
        ListId::Saved => Some(new_list_form()),
    };
    view! {
        <section class="entry-group">
            <h2 dir="auto">{name}</h2>
            <ol class="reading-list">{rows}</ol>
            {delete}
        </section>
    }
    .into_built()
}

fn article_row(list: ListId, article: ArticleReference, is_first: bool, is_last: bool) -> BuiltView {
    let (context, store) = (use_render_context(), use_annotation_store());
    let title = if article.title.is_empty() { article.id.clone() } else { article.title.clone() };
    let id = article.id.clone();
    let (read_id, toggled) = (id.clone(), id.clone());
    let messages = store.messages();
    let is_read = Signal::derive(move || store.is_read(&read_id));
    let label = move || if is_read.get() { messages.mark_unread.to_string() } else { messages.mark_read.to_string() };
    let state = {
        let messages = store.messages();
        move || if is_read.get() { messages.is_read.to_string() } else { messages.is_unread.to_string() }
    };
    view! {
        <li class="list-article">
            <a href=context.href(&Route::article(&id)) dir="auto" class="headline">{title.clone()}</a>
            <span class="meta">{state}</span>
            <span class="entry-actions">
                <button type="button" class="link" on:click=move |_| store.toggle_read(&toggled)>{label}</button>
                {(!is_first).then(|| move_button(list.clone(), &article, &title, -1))}
                {(!is_last).then(|| move_button(list.clone(), &article, &title, 1))}
                {add_to_list(article.clone(), &title)}
                {remove_button(list, id, &title)}
            </span>
        </li>
    }
    .into_built()
}

fn move_button(list: ListId, article: &ArticleReference, title: &str, by: isize) -> BuiltView {
    let (notebook, messages) = (use_notebook_store(), use_annotation_store().messages());
    let (message, arrow) = if by < 0 { (&messages.move_up, "↑") } else { (&messages.move_down, "↓") };
    let label = fill_placeholders(message, &[("title", title)]);
    let (id, focused) = (article.id.clone(), label.clone());
    let press = move |_| {
        notebook.move_article(&list, &id, by);
        // The list is drawn anew: the focus stays on the button that was pressed.
        let selector = ["button[aria-label='", &focused.replace('\\', "\\\\").replace('\'', "\\'"), "']"].concat();
        dom::after_paint(move || _ = dom::find(&selector).map(|button| dom::focus(&button)));
    };
    view! { <button type="button" aria-label=label class="link move" on:click=press>{arrow}</button> }.into_built()
}

fn remove_button(list: ListId, id: String, title: &str) -> BuiltView {
    let (notebook, messages) = (use_notebook_store(), use_annotation_store().messages());
    let label = fill_placeholders(&messages.remove, &[("title", title)]);
    view! { <button type="button" aria-label=label class="link move" on:click=move |_| notebook.remove_article(&list, &id)>{"×"}</button> }
        .into_built()
}

/// The choice of a reading list for an article, if there is one.
fn add_to_list(article: ArticleReference, title: &str) -> BuiltView {
    let (store, notebook) = (use_annotation_store(), use_notebook_store());
    let messages = store.messages();
    let label = fill_placeholders(&messages.add_to_list, &[("title", title)]);
    let has_lists = move || store.notebook.with(|notebook| !notebook.lists.is_empty());
    let article = StoredValue::new(article);
    view! {
        <Show when=has_lists>
            <select
                aria-label=label.clone()
                on:change=move |event| notebook.add_to_list(&event_target_value(&event), &article.get_value())
            >
                <option value="">{messages.choose_list.to_string()}</option>
                {dynamic(move || list_options(store))}
            </select>
        </Show>
    }
    .into_built()
}

fn list_options(store: crate::stores::AnnotationStore) -> Vec<BuiltView> {
    let lists = store.notebook.with(|notebook| notebook.lists.clone());
    lists.into_iter().map(|list| view! { <option value=list.id>{list.name}</option> }.into_built()).collect()
}

/// The form that makes a reading list.
fn new_list_form() -> BuiltView {
    let (notebook, messages) = (use_notebook_store(), use_annotation_store().messages());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(input) = dom::find(".new-list input") {
            notebook.create_list(&dom::value(&input));
        }
    };
    view! {
        <form class="new-list" on:submit=submit>
            <label>
                <span>{messages.new_list.to_string()}</span>
                " "
                <input type="text" name={"list"} dir="auto" autocomplete="off"/>
            </label>
            <button type="submit" class="button">{messages.create.to_string()}</button>
        </form>
    }
    .into_built()
}
