//! The context of every component: messages, language, URLs, locale.

use crate::article::date::Date;
use crate::article::language::Direction;
use crate::corpus::{Route, UrlBuilder};
use crate::messages::{self, Locale, Messages};
use crate::web::{clipboard, dom};
use leptos::prelude::*;
use std::sync::Arc;

/// Messages, language, URLs and locale of a site.
#[derive(Clone)]
pub(crate) struct RenderContext {
    /// The messages of the interface.
    pub messages: &'static Messages,
    /// Language of the interface, BCP 47.
    pub lang: String,
    /// Builds URLs.
    pub urls: UrlBuilder,
    /// Formats dates and numbers.
    pub locale: Arc<dyn Locale>,
    /// The site's name.
    pub site_name: String,
}

/// Provides the context to the components below the current owner.
pub(crate) fn provide_render_context(context: RenderContext) -> Arc<RenderContext> {
    let context = Arc::new(context);
    provide_context(context.clone());
    context
}

/// Returns the context.
pub(crate) fn use_render_context() -> Arc<RenderContext> {
    expect_context()
}

impl RenderContext {
    /// Creates the context of a site in a language, with the messages available for it.
    pub(crate) fn new(site_name: &str, lang: &str, urls: UrlBuilder, locale: Arc<dyn Locale>) -> RenderContext {
        RenderContext { messages: messages::for_lang(lang), lang: lang.to_owned(), urls, locale, site_name: site_name.to_owned() }
    }

    /// The URL of a route.
    pub(crate) fn href(&self, route: &Route) -> String {
        self.urls.href(route)
    }

    /// The URL of a file of the site.
    pub(crate) fn file(&self, path: &str) -> String {
        self.urls.href(&Route::File(path.to_owned()))
    }

    /// Formats a number in the language of the interface.
    pub(crate) fn number(&self, number: u32) -> String {
        self.locale.number(number, &self.lang)
    }

    /// Formats a year in the language of the interface, without grouping.
    pub(crate) fn year(&self, year: u16) -> String {
        self.locale.date(&Date { year, month: 0, day: 0, time: String::new() }, &self.lang)
    }

    /// Copies text, and announces whether that worked.
    pub(crate) fn copy(&self, text: String) {
        let messages = self.messages;
        clipboard::copy(text, move |copied| dom::announce(if copied { messages.announce_copied } else { messages.announce_not_copied }));
    }

    /// Direction of the interface.
    pub(crate) fn direction(&self) -> Direction {
        Direction::from_lang(&self.lang)
    }

    /// The messages in an article's own language and that language; those of the interface if there are none.
    pub(crate) fn messages_in(&self, lang: &str) -> (&'static Messages, String) {
        match messages::try_for_lang(lang) {
            Some(messages) => (messages, lang.to_owned()),
            None => (self.messages, self.lang.clone()),
        }
    }
}

/// `lang` and `dir` of an element in one language inside an element of another language and direction; `None` for each that does
/// not differ.
pub(crate) fn language_attributes(lang: &str, surrounding_lang: &str, direction: Direction) -> (Option<String>, Option<&'static str>) {
    let other = Some(Direction::from_lang(lang)).filter(|own| *own != direction).map(Direction::as_str);
    ((lang != surrounding_lang).then(|| lang.to_owned()), other)
}

/// The title of a document: the page's, then the site's.
pub(crate) fn document_title(title: &str, site: &str) -> String {
    match (title, site) {
        ("", name) => name.to_owned(),
        (title, "") => title.to_owned(),
        (title, name) => [title, " — ", name].concat(),
    }
}
