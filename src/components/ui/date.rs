//! A date as a language writes it.

use crate::article::date::Date;
use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::stores::RenderContext;
use leptos::prelude::*;

/// A `time` element, written in the language of what stands around it; `None` where the date cannot be read.
pub fn date(context: &RenderContext, date: &str, lang: &str) -> Option<BuiltView> {
    foreign_date(context, date, lang, None, None)
}

/// A `time` element, written in a language; `lang_attribute` and `dir` where these are not those around it.
pub fn foreign_date(
    context: &RenderContext,
    date: &str,
    lang: &str,
    lang_attribute: Option<String>,
    dir: Option<&'static str>,
) -> Option<BuiltView> {
    let date = Date::parse(date)?;
    Some(view! { <time datetime=date.day() lang=lang_attribute dir=dir>{context.locale.date(&date, lang)}</time> }.into_built())
}
