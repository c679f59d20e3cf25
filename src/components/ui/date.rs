//! A date in the format of a language.

use crate::article::date::Date;
use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::stores::RenderContext;
use leptos::prelude::*;

/// A `time` element, written in the language around it; `None` if the date cannot be parsed.
pub(crate) fn date(context: &RenderContext, date: &str, lang: &str) -> Option<BuiltView> {
    foreign_date(context, date, lang, None, None)
}

/// A `time` element, written in a language; `lang_attribute` and `dir` if these differ from those around it.
pub(crate) fn foreign_date(
    context: &RenderContext,
    date: &str,
    lang: &str,
    lang_attribute: Option<String>,
    dir: Option<&'static str>,
) -> Option<BuiltView> {
    let date = Date::parse(date)?;
    Some(view! { <time datetime=date.iso_date() lang=lang_attribute dir=dir>{context.locale.date(&date, lang)}</time> }.into_built())
}
