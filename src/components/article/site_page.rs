//! A page of the site.

use super::article_head::{deck, draft_mark, headline};
use super::body::render_body;
use super::contents_list::ContentsList;
use crate::article::Article;
use crate::components::built_view::IntoBuilt;
use crate::stores::use_render_context;
use leptos::prelude::*;
use std::sync::Arc;

/// A page of the site: an article without toolbar, byline and footer.
#[component]
pub(crate) fn SitePage(
    /// The content of the page.
    article: Arc<Article>,
) -> impl IntoView {
    let context = use_render_context();
    let text = render_body(&context, &article, false);
    view! {
        <main id="main" tabindex="-1">
            <div class="frame">
                <article lang=article.lang.clone() dir=article.direction().as_str() class="grid article site-page">
                    <header class="head">
                        {article.draft.then(|| draft_mark(&context))}
                        {headline(&article)}
                        {deck(&article)}
                    </header>
                    <ContentsList article=article.clone()/>
                    <div class="text">{text.blocks}</div>
                </article>
            </div>
        </main>
    }
    .into_built()
}
