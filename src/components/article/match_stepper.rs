//! The words that an article was opened for.

use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::components::ui::Show;
use crate::stores::{ArticleStore, use_article_store, use_render_context};
use leptos::prelude::*;

/// Where one is among the matches, and the way to the one before and the one after; nothing where there is none.
#[component]
pub fn MatchStepper() -> impl IntoView {
    let context = use_render_context();
    let messages = context.messages;
    let article = use_article_store();
    let position = Signal::derive(move || {
        let matches = article.matches.get();
        let count = context.number(matches.count as u32);
        match matches.current {
            Some(current) => (messages.hit)(&context.number(current as u32 + 1), &count),
            None => (messages.hits)(matches.count as u32, &count),
        }
    });
    view! {
        <Show when=move || article.matches.with(|matches| matches.count > 0)>
            <span class="matches">
                <span>{position}</span>
                {step(article, -1, messages.hit_previous, "p", "↑")}
                {step(article, 1, messages.hit_next, "n", "↓")}
            </span>
        </Show>
    }
}

/// The button that goes so many matches on; `key` does the same.
fn step(article: ArticleStore, by: isize, label: &'static str, key: &'static str, sign: &'static str) -> BuiltView {
    view! {
        <button type="button" aria-label=label aria-keyshortcuts=key title=label on:click=move |_| article.step_match(by)>
            <span aria-hidden="true">{sign}</span>
        </button>
    }
    .into_built()
}
