//! Helpers for component tests.

use crate::article::date::Date;
use crate::components::render::render_with;
use crate::corpus::{ListQuery, Route, UrlBuilder};
use crate::messages::{LANGUAGES, Locale};
use crate::state::LocalData;
use crate::stores::RenderContext;
use leptos::prelude::*;
use std::sync::Arc;

/// A locale with plain formats.
pub(crate) struct Plain;

impl Locale for Plain {
    fn date(&self, date: &Date, lang: &str) -> String {
        [lang, ":", &date.iso_date()].concat()
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
    RenderContext::new("Room", lang, UrlBuilder::for_site("/room/"), Arc::new(Plain))
}

/// The codes of the languages of the interface.
pub(crate) fn interface_languages() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(|language| language.code)
}

/// Renders a view to HTML, on the page of the list.
pub(crate) fn html<V: IntoView>(lang: &str, view: impl FnOnce() -> V) -> String {
    html_with(lang, LocalData::default(), view)
}

/// Renders a view to HTML, with data stored on the device.
pub(crate) fn html_with<V: IntoView>(lang: &str, data: LocalData, view: impl FnOnce() -> V) -> String {
    render_with(&context(lang), &Route::List(ListQuery::new()), data, view)
}

/// The text of a piece of HTML, as a browser would give it.
pub(crate) fn text(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Checks invariants of every page: no style attribute, one `h1`, no skipped heading level, a name for every button.
pub(crate) fn check_page(html: &str) {
    assert!(!html.contains(" style=") && !html.contains("<!"), "{html}");
    let levels: Vec<u8> =
        html.split("<h").skip(1).filter_map(|rest| rest.bytes().next()).filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "one h1: {levels:?}");
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    for level in 1..=6 {
        assert!(!html.contains(&format!("<h{level}></h{level}>")), "an empty heading");
    }
    assert!(html.matches("<main").count() == 1, "{html}");
    for rest in html.split("<button").skip(1) {
        let control = rest.split("</button>").next().unwrap();
        assert!(control.contains("aria-label=") || !text(&["<button", control].concat()).trim().is_empty(), "{control}");
    }
}
