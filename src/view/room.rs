//! What every view is given: the words, the language, the addresses and the locale.

use super::element::{Element, el};
use super::wording::{self, Wording};
use crate::article::date::Date;
use crate::article::language::Direction;
use crate::corpus::{Addressing, Place};
use std::sync::Arc;

/// Dates and numbers as a language writes them: by `Intl` in the browser, by ICU4X on the machine.
pub trait Locale: Send + Sync {
    /// A date in its long form; only month and year, or only the year, where no more is known.
    fn date(&self, date: &Date, lang: &str) -> String;

    /// A month of a year, `May 2024`.
    fn month(&self, year: u16, month: u8, lang: &str) -> String;

    /// A whole number with its grouping and digits.
    fn number(&self, number: u32, lang: &str) -> String;

    /// A language by its own name; the code itself where it is not known.
    fn language(&self, code: &str) -> String;
}

/// The room that is being read in.
#[derive(Clone)]
pub struct Room {
    /// The words of the interface.
    pub words: &'static Wording,
    /// Language of the interface, BCP 47.
    pub lang: String,
    /// How addresses are written.
    pub addressing: Addressing,
    /// How dates and numbers are written.
    pub locale: Arc<dyn Locale>,
    /// The site's name.
    pub name: String,
}

impl Room {
    /// A room in a language, with the words that there are for it.
    pub fn new(name: &str, lang: &str, addressing: Addressing, locale: Arc<dyn Locale>) -> Room {
        Room { words: wording::of(lang), lang: lang.to_owned(), addressing, locale, name: name.to_owned() }
    }

    /// The address of a place.
    pub fn href(&self, place: &Place) -> String {
        self.addressing.href(place)
    }

    /// The address of a file of the corpus.
    pub fn file(&self, path: &str) -> String {
        self.addressing.href(&Place::File(path.to_owned()))
    }

    /// A number as the interface writes it.
    pub fn number(&self, number: u32) -> String {
        self.locale.number(number, &self.lang)
    }

    /// A year as the interface writes it, without grouping.
    pub fn year(&self, year: u16) -> String {
        self.locale.date(&Date { year, month: 0, day: 0, time: String::new() }, &self.lang)
    }

    /// Direction of the interface.
    pub fn direction(&self) -> Direction {
        Direction::of(&self.lang)
    }

    /// The words of an article's own language; those of the interface where there are none.
    pub fn words_of(&self, lang: &str) -> (&'static Wording, String) {
        match wording::known(lang) {
            Some(words) => (words, lang.to_owned()),
            None => (self.words, self.lang.clone()),
        }
    }

    /// An element of the interface inside one that is in a language and direction: it says its own where they are others.
    pub fn spoken(&self, element: Element, lang: &str, dir: Direction) -> Element {
        said(element, &self.lang, lang, dir)
    }

    /// How long an article takes, in its own language; says which one it is where that has no words here.
    pub fn minutes(&self, minutes: u32, lang: &str, dir: Direction) -> Element {
        let (words, own) = self.words_of(lang);
        said(el("span").child((words.minutes)(minutes, &self.locale.number(minutes, &own))), &own, lang, dir)
    }
}

/// An element whose words are in one language, inside another.
fn said(element: Element, own: &str, around: &str, dir: Direction) -> Element {
    let other = Some(Direction::of(own)).filter(|own| *own != dir).map(Direction::as_str);
    element.maybe("lang", (own != around).then(|| own.to_owned())).maybe("dir", other)
}

/// The title of a document: the page's, then the site's.
pub fn document_title(title: &str, site: &str) -> String {
    match (title, site) {
        ("", name) => name.to_owned(),
        (title, "") => title.to_owned(),
        (title, name) => [title, " — ", name].concat(),
    }
}
