//! The source of an article: the page as it was saved, or its text.

use super::article_review::{ArticleReview, SourceState};
use super::key_help::KeyHelp;
use crate::cli::review::inert_page::START_ID;
use crate::components::built_view::{BuiltView, IntoBuilt};
use leptos::prelude::*;
use std::sync::Arc;

/// The source, or why it cannot be shown.
#[component]
pub(super) fn SourcePanel(
    /// The article.
    shown: Arc<ArticleReview>,
) -> impl IntoView {
    let name = Some(shown.source_name().to_owned()).filter(|name| !name.is_empty());
    view! {
        <section class="review-source" aria-labelledby="source-heading">
            <div class="panel-head">
                <h2 id="source-heading">{shown.messages.source}</h2>
                {name.map(|name| view! { <p class="panel-note">{name}</p> })}
            </div>
            {source_view(&shown)}
            <KeyHelp messages=shown.messages/>
        </section>
    }
}

fn source_view(shown: &ArticleReview) -> BuiltView {
    let messages = shown.messages;
    match &shown.source {
        SourceState::None => view! { <p class="source-missing">{messages.no_source}</p> }.into_built(),
        SourceState::Gone => gone_view(shown),
        SourceState::Page { is_changed } => [changed_note(shown, *is_changed), frame(shown)].into_built(),
        SourceState::Plain { text, is_changed } => [changed_note(shown, *is_changed), text_view(shown, text)].into_built(),
    }
}

/// The frame has no scripts, no origin and no network: by its sandbox, and by the policy of what it shows.
fn frame(shown: &ArticleReview) -> BuiltView {
    let title = shown.messages.source_of.fill([shown.source_name()]);
    let address = [&shown.source_address(), "#", START_ID].concat();
    view! { <iframe name="source" sandbox="" referrerpolicy="same-origin" title=title src=address class="source-frame"></iframe> }
        .into_built()
}

/// A text that scrolls, also by the keyboard.
fn text_view(shown: &ArticleReview, text: &str) -> BuiltView {
    let label = shown.messages.source_of.fill([shown.source_name()]);
    view! { <pre tabindex="0" role="region" aria-label=label class="source-text">{text.to_owned()}</pre> }.into_built()
}

fn gone_view(shown: &ArticleReview) -> BuiltView {
    let messages = shown.messages;
    let address = shown.open.article.canonical.clone().filter(|address| address.starts_with("http"));
    view! {
        <div class="source-missing">
            <p>{messages.source_gone.fill([shown.source_name()])}</p>
            <p>{messages.source_remedy}</p>
            {address.map(|address| view! { <p>{messages.page_address}{": "}<span class="address">{address}</span></p> })}
        </div>
    }
    .into_built()
}

fn changed_note(shown: &ArticleReview, is_changed: bool) -> BuiltView {
    is_changed.then(|| view! { <p class="source-note">{shown.messages.source_changed}</p> }).into_built()
}
