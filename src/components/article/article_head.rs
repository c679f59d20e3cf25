//! The head of an article.

use super::byline::Byline;
use crate::article::{Article, typography};
use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::components::ui::{join_with_spaces, title};
use crate::corpus::{Facet, ListQuery, Route};
use crate::stores::{RenderContext, use_render_context};
use leptos::prelude::*;
use std::sync::Arc;

/// Section, headline, deck, byline, and the same article in other languages.
#[component]
pub(crate) fn ArticleHead(
    /// The article.
    article: Arc<Article>,
) -> impl IntoView {
    let context = use_render_context();
    view! {
        <header class="head">
            {article.draft.then(|| draft_mark(&context))}
            {article.section.as_deref().map(|section| section_link(&context, section))}
            {headline(&article)}
            {deck(&article)}
            <Byline article=article.clone()/>
            {versions(&context, &article)}
        </header>
    }
    .into_built()
}

/// The mark of a draft.
pub(super) fn draft_mark(context: &RenderContext) -> BuiltView {
    view! {
        <p lang=context.lang.clone() dir=context.direction().as_str() class="draft">
            {context.messages.draft}
        </p>
    }
    .into_built()
}

fn section_link(context: &RenderContext, section: &str) -> BuiltView {
    let href = filtered_list_href(context, Facet::Section, section);
    let name = (!section.is_empty()).then(|| section.to_owned());
    view! { <p class="section"><a href=href>{name}</a></p> }.into_built()
}

/// The URL of the list filtered by one value.
pub(super) fn filtered_list_href(context: &RenderContext, facet: Facet, value: &str) -> String {
    let mut query = ListQuery::new();
    query.toggle(facet, value);
    context.href(&Route::List(query))
}

/// The headline; its text stays as it is stored.
pub(super) fn headline(article: &Article) -> BuiltView {
    view! { <h1 class="headline">{title(&article.title, &article.lang, &[])}</h1> }.into_built()
}

/// The deck.
pub(super) fn deck(article: &Article) -> Option<BuiltView> {
    let deck = article.deck.as_deref().filter(|deck| !deck.trim().is_empty())?;
    Some(view! { <p class="deck">{typography::smarten_punctuation(deck, &article.lang)}</p> }.into_built())
}

fn versions(context: &RenderContext, article: &Article) -> Option<BuiltView> {
    if article.versions.is_empty() {
        return None;
    }
    let (messages, _) = context.messages_in(&article.lang);
    let mut parts = vec![view! { <span>{messages.other_languages}</span> }.into_built()];
    for version in &article.versions {
        let href = context.href(&Route::article(&version.id));
        let (lang, name) = (version.lang.clone(), context.locale.language(&version.lang));
        parts.push(view! { <a href=href hreflang=lang.clone() lang=lang>{name}</a> }.into_built());
    }
    Some(view! { <p class="versions">{join_with_spaces(parts)}</p> }.into_built())
}
