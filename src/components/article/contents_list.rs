//! The contents list of an article.

use crate::article::outline::{self, outline};
use crate::article::{Article, typography};
use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::stores::use_render_context;
use leptos::prelude::*;
use std::sync::Arc;

/// Number of headings from which an article has a contents list.
const MIN_HEADINGS: usize = 3;

/// The headings of an article, as links. The program sets `aria-current` while the reader scrolls.
#[component]
pub(crate) fn ContentsList(
    /// The article.
    article: Arc<Article>,
) -> impl IntoView {
    let context = use_render_context();
    let (messages, _) = context.messages_in(&article.lang);
    let lines: Vec<_> = outline(&article.body).into_iter().filter(|entry| entry.level <= 3 && !entry.text.is_empty()).collect();
    (lines.len() >= MIN_HEADINGS).then(|| {
        view! {
            <nav aria-label=messages.table_of_contents data-contents="" class="contents">
                <ul>{lines.iter().map(|entry| item(entry, &article.lang)).collect_view()}</ul>
            </nav>
        }
    })
}

fn item(entry: &outline::OutlineEntry, lang: &str) -> BuiltView {
    let class = if entry.level == 2 { "contents-2" } else { "contents-3" };
    let href = ["#", &entry.anchor].concat();
    view! { <li class=class><a href=href>{typography::smarten_punctuation(&entry.text, lang)}</a></li> }.into_built()
}
