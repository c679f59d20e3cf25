//! The page of an article.

use super::article_about::ArticleAbout;
use super::article_footer::ArticleFooter;
use super::article_head::ArticleHead;
use super::article_toolbar::ArticleToolbar;
use super::back_link::BackLink;
use super::body::render_body;
use super::contents_list::ContentsList;
use super::related_articles::RelatedArticles;
use super::resume_reading::ResumeReading;
use crate::article::Article;
use crate::components::built_view::IntoBuilt;
use crate::corpus::{Card, Related};
use crate::stores::{new_effect, use_article_store, use_render_context};
use leptos::prelude::*;
use std::sync::Arc;

/// An article: toolbar, head, text, and footer.
#[component]
pub(crate) fn ArticlePage(
    /// The article.
    article: Arc<Article>,
    /// The articles to read after it.
    related: Arc<Related>,
    /// The card of the previous article in the list.
    #[prop(into)]
    previous: Signal<Option<Arc<Card>>>,
    /// The card of the next article in the list.
    #[prop(into)]
    next: Signal<Option<Arc<Card>>>,
) -> impl IntoView {
    let context = use_render_context();
    let text = render_body(&context, &article, true);
    let class = if text.lead.is_some() { "grid article has-wide" } else { "grid article" };
    report_mounted(article.id.clone());
    view! {
        <main id="main" tabindex="-1">
            <div data-slot="toolbar" class="article-toolbar">
                <ArticleToolbar id=article.id.clone() title=article.title.clone()/>
            </div>
            <div data-slot="resume" class="resume">
                <ResumeReading/>
            </div>
            <div class="frame">
                <article lang=article.lang.clone() dir=article.direction().as_str() class=class>
                    <BackLink needs_lang=true/>
                    <ArticleHead article=article.clone()/>
                    {text.lead}
                    <ContentsList article=article.clone()/>
                    <div class="text">{text.blocks}</div>
                </article>
                <div class="grid after">
                    <RelatedArticles related/>
                    <ArticleAbout article=article.clone()/>
                    <div data-slot="footer" class="article-footer">
                        <ArticleFooter article previous next/>
                    </div>
                </div>
            </div>
        </main>
    }
    .into_built()
}

/// Reports to the store whose text is mounted, once the page is rendered.
fn report_mounted(id: String) {
    let article = use_article_store();
    new_effect(move || article.mounted_id.set(Some(id.clone())));
}
