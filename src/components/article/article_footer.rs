//! The footer of an article.

use super::article_actions::ArticleActions;
use super::neighbours::Neighbours;
use crate::article::Article;
use crate::citation::citation_fields;
use crate::components::built_view::IntoBuilt;
use crate::corpus::Card;
use leptos::prelude::*;
use std::sync::Arc;

/// The actions of an article, and its neighbours in the list, each in a slot of a prerendered page. The metadata that a citation
/// is made of stands beside the actions.
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
    view! {
        <div class="article-footer-row">
            <div data-slot="actions" data-citation=citation_fields::encode(&article)>
                <ArticleActions/>
            </div>
            <div data-slot="neighbours">
                <Neighbours previous next/>
            </div>
        </div>
    }
    .into_built()
}
