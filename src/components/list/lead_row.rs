//! The front page's first three: the lead, and two of half width.

use super::row::{PictureKind, deck, headline_link, meta, picture, row_excerpt, row_href};
use crate::components::built_view::IntoBuilt;
use crate::corpus::ListQuery;
use crate::state::list_rows::ListedArticle;
use crate::stores::use_render_context;
use leptos::prelude::*;

/// Which of the first three.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum LeadKind {
    /// The lead: the largest thing on the page.
    Lead,
    /// One of the two after it.
    Second,
}

/// The lead of the front page, or one of the two after it.
#[component]
pub fn LeadRow(
    /// The article.
    article: ListedArticle,
    /// Which of the first three.
    kind: LeadKind,
    /// The query of the list that it is opened from.
    query: Signal<ListQuery>,
) -> impl IntoView {
    let context = use_render_context();
    let card = article.card;
    let excerpt = row_excerpt(article.ordinal, false);
    let href = row_href(context.clone(), card.clone(), query, excerpt);
    let (class, picture_kind) = match kind {
        LeadKind::Lead => ("lead", PictureKind::Lead),
        LeadKind::Second => ("second", PictureKind::Second),
    };
    let picture = card.picture.as_ref().map(|image| picture(&context, image, href, picture_kind));
    view! {
        <article data-id=card.id.clone() lang=card.lang.clone() dir=card.direction().as_str() class=class>
            <div class="row-words">
                <h2 class="headline">{headline_link(card.clone(), href, excerpt)}</h2>
                {deck(card.clone(), excerpt)}
                {meta(&context, &card, excerpt)}
            </div>
            {picture}
        </article>
    }
    .into_built()
}
