//! The line of meta under a headline.

use super::date::foreign_date;
use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::corpus::Card;
use crate::stores::RenderContext;
use crate::stores::render_context::language_attributes;
use leptos::prelude::*;

/// The mark of a draft, section, date and reading time of an article, inside an element of its language and direction. They are in the
/// language of the interface: only the section is a word of the article.
pub(crate) fn card_meta(context: &RenderContext, card: &Card) -> Vec<BuiltView> {
    let messages = context.messages;
    let (lang, dir) = language_attributes(&context.lang, &card.lang, card.direction());
    let draft = card.draft.then(|| view! { <strong lang=context.lang.clone() class="draft">{messages.draft}</strong> }.into_built());
    let section = card.section.clone().map(|section| view! { <span class="section">{section}</span> }.into_built());
    let published = card.published.as_deref().and_then(|day| foreign_date(context, day, &context.lang, lang.clone(), dir));
    let minutes = (messages.reading_minutes)(card.minutes, &context.number(card.minutes));
    let minutes = view! { <span lang=lang dir=dir>{minutes}</span> }.into_built();
    [draft, section, published, Some(minutes)].into_iter().flatten().collect()
}
