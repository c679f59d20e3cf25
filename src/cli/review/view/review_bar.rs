//! The bar above source and article: what was done, what can be undone, and on to the next.

use super::article_review::{ActionNotice, ArticleReview, UndoTarget};
use super::form_fields::hidden_fields;
use crate::cli::review::guards::TOKEN_FIELD;
use crate::cli::review::messages::ReviewMessages;
use crate::components::built_view::{BuiltView, IntoBuilt};
use leptos::prelude::*;
use std::sync::Arc;

/// Links to the list, the last action, undo, and the button that says that the article is right.
#[component]
pub(super) fn ReviewBar(
    /// The article.
    shown: Arc<ArticleReview>,
) -> impl IntoView {
    let messages = shown.messages;
    let (action, label) = if shown.open.entry.needs_look() { ("approve", messages.approve) } else { ("next", messages.next) };
    view! {
        <header class="review-bar">
            <p class="bar-place">
                <a href="/" class="bar-list">{messages.to_list}</a>
                <span class="bar-left">{messages.count(&messages.left, shown.open.left)}</span>
            </p>
            <div class="bar-notice">
                {notice_view(shown.notice.as_ref(), messages)}
                {everywhere_form(&shown)}
            </div>
            <div class="bar-actions">
                {shown.undo.as_ref().map(|target| undo_form(target, shown.notice.as_ref(), &shown.token, messages))}
                <form method="post" action=shown.address()>
                    {hidden_fields(&shown)}
                    <button id="approve" name="action" value=action class="button primary">{label}</button>
                </form>
            </div>
        </header>
    }
}

/// The message about the last action, and what was typed and not saved.
pub(super) fn notice_view(notice: Option<&ActionNotice>, messages: &'static ReviewMessages) -> BuiltView {
    let text = notice.map(|notice| notice.text.clone()).filter(|text| !text.is_empty());
    let is_error = notice.is_some_and(|notice| notice.is_error);
    let typed: Vec<String> = notice.map(|notice| notice.typed.clone()).unwrap_or_default();
    view! {
        <p role="status" class="notice" data-error=is_error>{text}</p>
        {(!typed.is_empty()).then(|| typed_view(&typed, messages))}
    }
    .into_built()
}

fn typed_view(typed: &[String], messages: &'static ReviewMessages) -> BuiltView {
    let lines: Vec<BuiltView> = typed.iter().map(|text| view! { <p>{text.clone()}</p> }.into_built()).collect();
    view! {
        <div role="group" aria-label=messages.conflict_typed class="typed">
            <p class="typed-label">{messages.conflict_typed}</p>
            {lines}
        </div>
    }
    .into_built()
}

/// Offers to remove what was just removed on the other pages of its host.
fn everywhere_form(shown: &ArticleReview) -> Option<BuiltView> {
    let messages = shown.messages;
    let (host, pages) = shown.open.everywhere.as_ref()?;
    let form = view! {
        <form method="post" action=shown.address() class="everywhere">
            {hidden_fields(shown)}
            <p id="everywhere-words">{messages.count_on_host(&messages.everywhere, *pages, host)}</p>
            <button id="everywhere" name="action" value="everywhere" class="tool strong" aria-describedby="everywhere-words">
                {messages.remove_everywhere}
            </button>
        </form>
    };
    Some(form.into_built())
}

/// The button for undo, which names the step unless the notice does. It needs no revision: a step is undone on what it wrote, or not at
/// all.
pub(super) fn undo_form(target: &UndoTarget, notice: Option<&ActionNotice>, token: &str, messages: &'static ReviewMessages) -> BuiltView {
    let is_named = notice.is_some_and(|notice| notice.text == target.done);
    let label = if is_named { messages.undo.to_owned() } else { messages.undo_step.fill([&target.done]) };
    view! {
        <form method="post" action=["/article/", &target.id].concat()>
            <input type="hidden" name=TOKEN_FIELD value=token.to_owned()/>
            <button id="undo" name="action" value="undo" class="button undo">
                {label}
            </button>
        </form>
    }
    .into_built()
}
