//! The byline of an article.

use super::block_renderer::{element, text_children};
use crate::article::word_count::WordCount;
use crate::article::{Article, Block};
use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::components::ui::{SaveButton, date, join_with_spaces};
use crate::stores::render_context::language_attributes;
use crate::stores::{RenderContext, use_render_context};
use leptos::prelude::*;
use std::sync::Arc;

/// Authors, source, place, dates, reading time, and the save button.
#[component]
pub(crate) fn Byline(
    /// The article.
    article: Arc<Article>,
) -> impl IntoView {
    let context = use_render_context();
    let (messages, _) = context.messages_in(&article.lang);
    let source_tag = if article.authors.is_empty() { "b" } else { "span" };
    let save = view! {
        <span data-slot="save" class="byline-save">
            <SaveButton id=article.id.clone() title=article.title.clone()/>
        </span>
    };
    let parts = [
        join_names(&article.authors, messages.list_separator, messages.author_conjunction)
            .map(|names| element("b", None, None, text_children(names))),
        article.source.as_deref().map(|source| element(source_tag, None, None, text_children(source))),
        dateline_place(&article).map(|place| element("span", None, None, text_children(place))),
        article.published.as_deref().and_then(|published| date(&context, published, &article.lang)),
        updated(&context, &article),
        Some(reading_time(&context, &article)),
        Some(save.into_built()),
    ];
    view! { <p class="byline">{join_with_spaces(parts.into_iter().flatten())}</p> }
}

/// The date of the publisher's last change, if on another day than the publication.
fn updated(context: &RenderContext, article: &Article) -> Option<BuiltView> {
    let modified = article.modified.as_deref().filter(|modified| day_of(modified) != article.published.as_deref().map_or("", day_of))?;
    let time = date(context, modified, &article.lang)?;
    let (messages, _) = context.messages_in(&article.lang);
    Some(element("span", None, None, vec![messages.updated.into_built(), " ".into_built(), time]))
}

fn day_of(date: &str) -> &str {
    date.get(..10).unwrap_or(date)
}

/// The reading time in the article's language; with a `lang` attribute if that language has no messages.
fn reading_time(context: &RenderContext, article: &Article) -> BuiltView {
    let minutes = WordCount::from_blocks(&article.body).minutes(&article.lang);
    let (messages, own) = context.messages_in(&article.lang);
    let (lang, dir) = language_attributes(&own, &article.lang, article.direction());
    view! { <span lang=lang dir=dir>{(messages.reading_minutes)(minutes, &context.locale.number(minutes, &own))}</span> }.into_built()
}

/// The place of the dateline, if no paragraph opens the body to carry it.
fn dateline_place(article: &Article) -> Option<&str> {
    let begins = matches!(article.body.first(), Some(Block::Paragraph(_)));
    article.dateline.as_deref().filter(|_| !begins)
}

/// Joins names in one line, as the language does.
pub(super) fn join_names(names: &[String], comma: &str, and: &str) -> Option<String> {
    match names {
        [] => None,
        [one] => Some(one.clone()),
        [first @ .., last] => Some([first.join(comma).as_str(), and, last].concat()),
    }
}
