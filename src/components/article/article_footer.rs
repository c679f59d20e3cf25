//! The footer of an article.

use super::article_about::citation;
use super::article_actions::ArticleActions;
use super::neighbours::Neighbours;
use crate::article::Article;
use crate::components::built_view::IntoBuilt;
use crate::corpus::Card;
use crate::stores::use_render_context;
use leptos::prelude::*;
use std::sync::Arc;

/// The actions of an article, and its neighbours in the list, each in a slot of a prerendered page.
#[component]
pub(crate) fn ArticleFooter(
    /// The article.
    article: Arc<Article>,
    /// The card of the previous article in the list.
    #[prop(into)]
    previous: Signal<Option<Arc<Card>>>,
    /// The card of the next article in the list.
    #[prop(into)]
    next: Signal<Option<Arc<Card>>>,
) -> impl IntoView {
    let citation = citation(&use_render_context(), &article);
    let copied = citation.clone();
    view! {
        <div class="article-footer-row">
            <div data-slot="actions" data-citation=copied>
                <ArticleActions citation/>
            </div>
            <div data-slot="neighbours">
                <Neighbours previous next/>
            </div>
        </div>
    }
    .into_built()
}
