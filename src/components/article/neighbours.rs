//! The neighbours of an article in the list.

use crate::components::built_view::{BuiltView, IntoBuilt, dynamic};
use crate::components::ui::Show;
use crate::components::ui::title;
use crate::corpus::{Card, ListQuery, Route};
use crate::stores::{use_render_context, use_route_store};
use leptos::prelude::*;
use std::sync::Arc;

/// Links to the previous and the next article; nothing if there is neither.
#[component]
pub(crate) fn Neighbours(
    /// The card of the previous article.
    #[prop(into)]
    previous: Signal<Option<Arc<Card>>>,
    /// The card of the next article.
    #[prop(into)]
    next: Signal<Option<Arc<Card>>>,
) -> impl IntoView {
    let messages = use_render_context().messages;
    let has_any = move || previous.with(Option::is_some) || next.with(Option::is_some);
    view! {
        <Show when=has_any>
            <nav aria-label=messages.adjacent_articles class="neighbours">
                {dynamic(move || previous.get().map(|card| view! { <Neighbour label=messages.previous_article rel="prev" card/> }.into_built()))}
                {dynamic(move || next.get().map(|card| view! { <Neighbour label=messages.next_article rel="next" card/> }.into_built()))}
            </nav>
        </Show>
    }
}

/// The link to a neighbour; its URL carries the list that both are in.
#[component]
fn Neighbour(label: &'static str, rel: &'static str, card: Arc<Card>) -> impl IntoView {
    let context = use_render_context();
    let route = use_route_store();
    let id = card.id.clone();
    let href = Signal::derive(move || {
        let from = route.query.with(|query| if query.is_match_all() { ListQuery::new() } else { query.clone() });
        context.href(&Route::Article { id: id.clone(), from, anchor: None })
    });
    adjacent_link(label, rel, &card, href)
}

/// A link to an article before or after another one: a label, and the headline.
pub(super) fn adjacent_link(label: &'static str, rel: &'static str, card: &Card, href: Signal<String>) -> BuiltView {
    view! {
        <a href=href rel=rel>
            <span class="neighbour-label">{label}</span>
            " "
            <span lang=card.lang.clone() dir=card.direction().as_str() class="headline">
                {title(&card.title, &card.lang, &[])}
            </span>
        </a>
    }
    .into_built()
}
