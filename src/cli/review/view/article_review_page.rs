//! The page of an article: its source and itself, side by side.

use super::article_panel::ArticlePanel;
use super::article_review::ArticleReview;
use super::review_bar::ReviewBar;
use super::source_panel::SourcePanel;
use leptos::prelude::*;
use std::sync::Arc;

/// Source and article side by side; one above the other on a narrow screen.
#[component]
pub(in crate::cli::review) fn ArticleReviewPage(
    /// The article.
    shown: Arc<ArticleReview>,
) -> impl IntoView {
    view! {
        <a href="#article" class="skip">{shown.messages.skip_to_article}</a>
        <ReviewBar shown=shown.clone()/>
        <main id="main" class="review-panels">
            <SourcePanel shown=shown.clone()/>
            <ArticlePanel shown=shown/>
        </main>
    }
}
