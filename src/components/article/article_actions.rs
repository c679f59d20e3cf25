//! The actions of an article.

use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::stores::{use_article_store, use_render_context};
use crate::web::{annotation_requests, dom, history, share};
use leptos::prelude::*;

/// Copy link, share, cite, add a note, print.
#[component]
pub(crate) fn ArticleActions() -> impl IntoView {
    let messages = use_render_context().messages;
    let article = use_article_store();
    let share = share::is_supported().then(|| button(messages.share, Box::new(|| share::share_page(history::href()))));
    view! {
        <div role="group" aria-label=messages.article_actions class="buttons scripted">
            {button(messages.copy_link, Box::new(move || article.copy(history::href())))}
            {share}
            {request_button(annotation_requests::CITE, messages.cite)}
            {request_button(annotation_requests::NOTE, messages.add_note)}
            {button(messages.print_article, Box::new(dom::print))}
        </div>
    }
}

/// A button with its action.
fn button(label: &'static str, press: Box<dyn Fn()>) -> BuiltView {
    view! { <button type="button" class="button" on:click=move |_| press()>{label}</button> }.into_built()
}

/// A button whose request another program answers.
fn request_button(request: &'static str, label: &'static str) -> BuiltView {
    view! { <button type="button" data-request=request class="button">{label}</button> }.into_built()
}
