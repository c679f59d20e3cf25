//! The source of an article: the page as it was saved, or its text.

use super::desk::{Desk, SourceState};
use super::key_help::KeyHelp;
use crate::cli::review::inert_page::START_ID;
use crate::components::built_view::{BuiltView, IntoBuilt};
use leptos::prelude::*;
use std::sync::Arc;

/// The source, or why it cannot be shown.
#[component]
pub(super) fn SourcePanel(
    /// The article.
    desk: Arc<Desk>,
) -> impl IntoView {
    let name = Some(desk.source_name().to_owned()).filter(|name| !name.is_empty());
    view! {
        <section class="review-source" aria-labelledby="source-heading">
            <div class="panel-head">
                <h2 id="source-heading">{desk.messages.source}</h2>
                {name.map(|name| view! { <p class="panel-note">{name}</p> })}
            </div>
            {source_view(&desk)}
            <KeyHelp messages=desk.messages/>
        </section>
    }
}

fn source_view(desk: &Desk) -> BuiltView {
    let messages = desk.messages;
    match &desk.source {
        SourceState::None => view! { <p class="source-missing">{messages.no_source}</p> }.into_built(),
        SourceState::Gone => gone_view(desk),
        SourceState::Page { is_changed } => [changed_note(desk, *is_changed), frame(desk)].into_built(),
        SourceState::Plain { text, is_changed } => [changed_note(desk, *is_changed), text_view(desk, text)].into_built(),
    }
}

/// The frame has no scripts, no origin and no network: by its sandbox, and by the policy of what it shows.
fn frame(desk: &Desk) -> BuiltView {
    let title = desk.messages.source_of.fill([desk.source_name()]);
    let address = [&desk.source_address(), "#", START_ID].concat();
    view! { <iframe name="source" sandbox="" referrerpolicy="same-origin" title=title src=address class="source-frame"></iframe> }
        .into_built()
}

/// A text that scrolls, also by the keyboard.
fn text_view(desk: &Desk, text: &str) -> BuiltView {
    let label = desk.messages.source_of.fill([desk.source_name()]);
    view! { <pre tabindex="0" role="region" aria-label=label class="source-text">{text.to_owned()}</pre> }.into_built()
}

fn gone_view(desk: &Desk) -> BuiltView {
    let messages = desk.messages;
    let address = desk.open.article.canonical.clone().filter(|address| address.starts_with("http"));
    view! {
        <div class="source-missing">
            <p>{messages.source_gone.fill([desk.source_name()])}</p>
            <p>{messages.source_remedy}</p>
            {address.map(|address| view! { <p>{messages.page_address}{": "}<span class="address">{address}</span></p> })}
        </div>
    }
    .into_built()
}

fn changed_note(desk: &Desk, is_changed: bool) -> BuiltView {
    is_changed.then(|| view! { <p class="source-note">{desk.messages.source_changed}</p> }).into_built()
}
