//! The page that offers the collection as data: files, fields, licences. Only the machine draws it.

use super::element::{Element, el};
use super::room::Room;
use super::wording::data;
use crate::corpus::Place;

/// A file to download.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// Its path inside the site.
    pub path: String,
    /// What it is.
    pub kind: Kind,
    /// Its size in bytes.
    pub size: usize,
}

/// How a file of data is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// JSON Lines.
    Lines,
    /// Comma-separated values.
    Table,
    /// JSON Feed.
    Feed,
}

/// What is offered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offer {
    /// How many articles.
    pub articles: u32,
    /// The files.
    pub files: Vec<Download>,
    /// The names of the fields, in their order.
    pub fields: Vec<&'static str>,
    /// Each licence and how many articles name it; the one without a name is that of articles that name none.
    pub licences: Vec<(String, u32)>,
    /// The licence of the collection, where the site names one.
    pub licence: Option<String>,
}

/// The page, `main`.
pub fn page(room: &Room, offer: &Offer) -> Element {
    let words = data::of(&room.lang);
    let head = [words.file, words.kind, words.size].map(|name| el("th").attr("scope", "col").child(name));
    let table = el("table")
        .child(el("thead").child(el("tr").children(head)))
        .child(el("tbody").children(offer.files.iter().map(|file| row(room, file))));
    let field = |name: &&'static str| {
        let name = *name;
        [el("dt").child(el("code").child(name)), el("dd").child((words.field)(name))]
    };
    el("main")
        .attr("id", "main")
        .attr("tabindex", "-1")
        .class("frame page data")
        .child(el("h1").child(words.title))
        .child(el("p").class("page-words").child((words.what)(offer.articles, &room.number(offer.articles))))
        .child(el("div").class("data-files").child(table))
        .child(el("h2").child(words.fields))
        .child(el("dl").class("data-fields").children(offer.fields.iter().flat_map(field)))
        .child(el("h2").child(words.licence))
        .option(offer.licence.clone().map(|licence| el("p").class("page-words").child(licence)))
        .child(el("ul").class("data-licences").children(offer.licences.iter().map(|(name, n)| licence(room, name, *n))))
}

fn row(room: &Room, file: &Download) -> Element {
    let words = data::of(&room.lang);
    let name = file.path.rsplit('/').next().unwrap_or(&file.path).to_owned();
    let kind = match file.kind {
        Kind::Lines => words.lines,
        Kind::Table => words.table,
        Kind::Feed => words.feed,
    };
    let link = el("a").attr("href", room.href(&Place::File(file.path.clone()))).attr("download", name.clone()).child(name);
    el("tr").child(el("td").child(link)).child(el("td").child(kind)).child(el("td").child(size(room, file.size)))
}

/// A size in thousands of bytes.
fn size(room: &Room, bytes: usize) -> String {
    [&room.number(bytes.div_ceil(1000) as u32), " kB"].concat()
}

fn licence(room: &Room, name: &str, articles: u32) -> Element {
    let (words, shown) = (data::of(&room.lang), room.number(articles));
    el("li").child(if name.is_empty() { (words.unlicensed)(articles, &shown) } else { (words.licensed)(name, articles, &shown) })
}
