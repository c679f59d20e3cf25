//! The passages that were cut from the source, to be brought back.

use super::article_review::ArticleReview;
use super::form_fields::hidden_fields;
use crate::article::text::block_text;
use crate::cli::review::messages::ReviewMessages;
use crate::cli::whitespace::shorten;
use crate::components::built_view::{BuiltView, IntoBuilt};
use leptos::prelude::*;
use std::sync::Arc;

/// The maximum number of characters of a block in the list of places.
const MAX_PLACE_CHARS: usize = 48;
/// With more passages the list is folded.
const MAX_OPEN: usize = 6;
/// Shorter passages are hardly sentences: menus, labels, names. They stand behind the others.
const MIN_SENTENCE_CHARS: usize = 60;

/// The passages that were cut, each with a button that brings it back to the chosen place.
#[component]
pub(super) fn CutList(
    /// The article.
    shown: Arc<ArticleReview>,
) -> impl IntoView {
    let (messages, cut) = (shown.messages, shown.cut());
    let content = if cut.is_empty() { view! { <p class="panel-note">{messages.cut_empty}</p> }.into_built() } else { restore_form(&shown) };
    view! {
        <details class="cut" open=cut.len() <= MAX_OPEN>
            <summary>
                <h2>{format!("{} ({})", messages.cut, cut.len())}</h2>
            </summary>
            {content}
        </details>
    }
}

/// One form for all passages: the chosen place, and a button for each.
fn restore_form(shown: &ArticleReview) -> BuiltView {
    let (messages, cut, article) = (shown.messages, shown.cut(), &shown.open.article);
    let is_long = |(_, passage): &(usize, &String)| passage.chars().count() >= MIN_SENTENCE_CHARS;
    let (long, short): (Vec<_>, Vec<_>) = cut.iter().enumerate().partition(|item| cut.len() <= MAX_OPEN || is_long(item));
    let views = |passages: Vec<(usize, &String)>| passages.into_iter().map(|(at, passage)| passage_view(shown, at, passage)).collect();
    let [long, short]: [Vec<BuiltView>; 2] = [views(long), views(short)];
    view! {
        <form method="post" action=shown.address()>
            {hidden_fields(shown)}
            <input type="hidden" name="action" value="restore"/>
            <p class="panel-note">{messages.cut_explained}</p>
            <p class="place">
                <label for="place">{messages.bring_back_place}</label>
                <select id="place" name="before">{places(shown)}</select>
            </p>
            <div lang=article.lang.clone() dir=article.direction().as_str()>
                <ol>{long}</ol>
                {short_lines(short, messages)}
            </div>
        </form>
    }
    .into_built()
}

/// The short passages, folded.
fn short_lines(passages: Vec<BuiltView>, messages: &'static ReviewMessages) -> Option<BuiltView> {
    if passages.is_empty() {
        return None;
    }
    let label = messages.cut_short.fill([&passages.len().to_string()]);
    let lines = view! {
        <details class="short-lines">
            <summary lang=messages.lang dir="ltr">{label}</summary>
            <ol>{passages}</ol>
        </details>
    };
    Some(lines.into_built())
}

fn passage_view(shown: &ArticleReview, at: usize, passage: &str) -> BuiltView {
    let messages = shown.messages;
    let label = [messages.bring_back, " ", &messages.cut_passage.fill([&(at + 1).to_string()])].concat();
    view! {
        <li>
            <p class="cut-words">{passage.to_owned()}</p>
            <button name="passage" value=at.to_string() aria-label=label lang=messages.lang dir="ltr" class="tool strong">
                {messages.bring_back}
            </button>
        </li>
    }
    .into_built()
}

/// The places of the body: its beginning, and behind each block. The block that was changed last is chosen, else the end.
fn places(shown: &ArticleReview) -> Vec<BuiltView> {
    let body = &shown.open.article.body;
    let chosen = shown.open.last_step.as_ref().and_then(|step| step.block).map_or(body.len(), |block| (block + 1).min(body.len()));
    let first = option(0, shown.messages.place_first.to_owned(), chosen == 0);
    let behind = body.iter().enumerate().map(|(at, block)| {
        let words = shorten(&block_text(block), MAX_PLACE_CHARS);
        let words = if words.is_empty() { shown.messages.block_kind(block) } else { words };
        option(at + 1, shown.messages.place_after.fill([&words]), chosen == at + 1)
    });
    std::iter::once(first).chain(behind).collect()
}

fn option(place: usize, words: String, is_chosen: bool) -> BuiltView {
    view! { <option value=place.to_string() selected=is_chosen>{words}</option> }.into_built()
}
