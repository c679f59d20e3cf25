//! The page of an article: its source and itself, side by side.

use super::article_panel::ArticlePanel;
use super::desk::Desk;
use super::review_bar::ReviewBar;
use super::source_panel::SourcePanel;
use leptos::prelude::*;
use std::sync::Arc;

/// Source and article side by side; one above the other on a narrow screen.
#[component]
pub(in crate::cli::review) fn DeskPage(
    /// The article.
    desk: Arc<Desk>,
) -> impl IntoView {
    view! {
        <a href="#article" class="skip">{desk.messages.skip_to_article}</a>
        <ReviewBar desk=desk.clone()/>
        <main id="main" class="review-desk">
            <SourcePanel desk=desk.clone()/>
            <ArticlePanel desk=desk/>
        </main>
    }
}
