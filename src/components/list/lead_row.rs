//! The first three articles of the front page: the lead, and two of half width.

use super::row::{PictureKind, headline_link, row_excerpt, row_frame, row_href};
use crate::components::built_view::IntoBuilt;
use crate::corpus::ListQuery;
use crate::state::list_rows::ListedArticle;
use crate::stores::use_render_context;
use leptos::prelude::*;

/// The position among the first three.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum LeadKind {
    /// The lead: the largest row of the page.
    Lead,
    /// One of the two after it.
    Secondary,
}

/// The lead of the front page, or one of the two after it.
#[component]
pub(crate) fn LeadRow(
    /// The article.
    article: ListedArticle,
    /// The position among the first three.
    kind: LeadKind,
    /// The query of the list that it is opened from.
    query: Signal<ListQuery>,
) -> impl IntoView {
    let context = use_render_context();
    let card = article.card;
    let excerpt = row_excerpt(article.doc_id, false);
    let href = row_href(context.clone(), card.clone(), query, excerpt);
    let (class, picture_kind) = match kind {
        LeadKind::Lead => ("lead", PictureKind::Lead),
        LeadKind::Secondary => ("second", PictureKind::Secondary),
    };
    let headline = view! { <h2 class="headline">{headline_link(card.clone(), href, excerpt)}</h2> }.into_built();
    row_frame(class, &context, &card, headline, href, excerpt, picture_kind)
}
