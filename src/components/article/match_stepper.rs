//! The in-page matches of an article.

use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::components::ui::Show;
use crate::stores::{ArticleStore, use_article_store, use_render_context};
use leptos::prelude::*;

/// The number of the current match, and buttons to the previous and next one; nothing without matches.
#[component]
pub(crate) fn MatchStepper() -> impl IntoView {
    let context = use_render_context();
    let messages = context.messages;
    let article = use_article_store();
    let position = Signal::derive(move || {
        let matches = article.matches.get();
        let count = context.number(matches.count as u32);
        match matches.current {
            Some(current) => messages.current_match.fill([&context.number(current as u32 + 1), &count]),
            None => (messages.in_page_match_count)(matches.count as u32, &count),
        }
    });
    view! {
        <Show when=move || article.matches.with(|matches| matches.count > 0)>
            <span class="matches">
                <span>{position}</span>
                {step_button(article, -1, messages.previous_match, "p", "↑")}
                {step_button(article, 1, messages.next_match, "n", "↓")}
            </span>
        </Show>
    }
}

/// A button that steps by `by` matches; the shortcut `key` does the same.
fn step_button(article: ArticleStore, by: isize, label: &'static str, key: &'static str, sign: &'static str) -> BuiltView {
    view! {
        <button type="button" aria-label=label aria-keyshortcuts=key title=label on:click=move |_| article.step_match(by)>
            <span aria-hidden="true">{sign}</span>
        </button>
    }
    .into_built()
}
