//! What tests of components share.

use crate::article::date::Date;
use crate::corpus::{ListQuery, Route, UrlBuilder};
use crate::messages::Locale;
use crate::stores::{self, RenderContext};
use leptos::prelude::*;
use std::sync::Arc;

/// A locale that says what it was asked for.
pub(crate) struct Plain;

impl Locale for Plain {
    fn date(&self, date: &Date, lang: &str) -> String {
        [lang, ":", &date.day()].concat()
    }
    fn month(&self, year: u16, month: u8, _: &str) -> String {
        format!("{year}/{month}")
    }
    fn number(&self, number: u32, _: &str) -> String {
        number.to_string()
    }
    fn language(&self, code: &str) -> String {
        code.to_owned()
    }
}

/// The context of a site in a language.
pub(crate) fn context(lang: &str) -> RenderContext {
    RenderContext::new("Room", lang, UrlBuilder::site("/room/"), Arc::new(Plain))
}

/// What Leptos writes around dynamic parts, and for the empty fallback of `<Show>`.
const MARKERS: [&str; 2] = ["<!>", "<!--<() />-->"];

/// The HTML of a view at the list, with the stores of a first visit.
pub(crate) fn render<V: IntoView>(lang: &str, view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| {
        stores::provide_stores(context(lang), &Route::List(ListQuery::new()), Default::default(), Default::default());
        MARKERS.iter().fold(view().into_view().to_html(), |html, marker| html.replace(marker, ""))
    })
}
