//! The article: why it needs a look, its fields, its blocks, what was cut, and new readings.

use super::article_review::ArticleReview;
use super::block_editor::BlockEditor;
use super::cut_list::CutList;
use super::fields_form::FieldsForm;
use super::form_fields::hidden_fields;
use crate::article::Article;
use crate::components::article::{ArticleHead, body_by_block};
use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::stores::use_render_context;
use leptos::prelude::*;
use std::sync::Arc;

/// The article with the controls that change it.
#[component]
pub(super) fn ArticlePanel(
    /// The article.
    shown: Arc<ArticleReview>,
) -> impl IntoView {
    let article = &shown.open.article;
    let blocks = body_by_block(&use_render_context(), article).into_iter().enumerate();
    let blocks: Vec<BuiltView> = blocks.map(|(at, content)| view! { <BlockEditor shown=shown.clone() at content/> }.into_built()).collect();
    view! {
        <section id="article" tabindex="-1" class="review-article" aria-labelledby="article-heading">
            <div class="panel-head">
                <h2 id="article-heading">{shown.messages.article}</h2>
                <p class="panel-note">{shown.messages.sureness(article.confidence)}</p>
            </div>
            {reasons_view(&shown)}
            <article lang=article.lang.clone() dir=article.direction().as_str() class="article">
                <ArticleHead article=Arc::new(article.clone())/>
            </article>
            <FieldsForm shown=shown.clone()/>
            <div class="blocks">{blocks}</div>
            <CutList shown=shown.clone()/>
            {shown.open.readings.iter().map(|(file, reading)| reading_view(&shown, file, reading)).collect::<Vec<_>>()}
        </section>
    }
}

fn reasons_view(shown: &ArticleReview) -> Option<BuiltView> {
    let reasons = &shown.open.entry.reasons;
    let items: Vec<BuiltView> = reasons.iter().map(|reason| view! { <li>{shown.messages.reason(reason)}</li> }.into_built()).collect();
    (!items.is_empty()).then(|| view! { <ul class="reasons" aria-label=shown.messages.why_look>{items}</ul> }.into_built())
}

/// A new reading of the source, with the buttons that settle it.
fn reading_view(shown: &ArticleReview, file: &str, reading: &Article) -> BuiltView {
    let messages = shown.messages;
    let blocks: Vec<BuiltView> = body_by_block(&use_render_context(), reading).into_iter().flatten().collect();
    view! {
        <section class="reading" aria-label=messages.reading>
            <h2>{messages.reading}</h2>
            <p>{messages.reading_explained}</p>
            <form method="post" action=shown.address() class="buttons">
                {hidden_fields(shown)}
                <input type="hidden" name="reading" value=file.to_owned()/>
                <button name="action" value="use-reading" class="button">{messages.use_reading}</button>
                <button name="action" value="discard-reading" class="button">{messages.discard_reading}</button>
            </form>
            <div lang=reading.lang.clone() dir=reading.direction().as_str() class="reading-text">
                <p class="reading-title">{reading.title.clone()}</p>
                <div class="text">{blocks}</div>
            </div>
        </section>
    }
    .into_built()
}
