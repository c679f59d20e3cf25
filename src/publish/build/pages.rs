//! Every page of the site as HTML: the same views that the reader draws, written to files.

use super::collection::Collection;
use super::feed;
use super::front::{Front, Listed};
use super::head::{self, Common, Head};
use super::memory::digest;
use super::output::Output;
use super::preview::{Preview, Previews};
use super::template::{Page, Template};
use super::values::ValuePage;
use crate::article::{Article, text};
use crate::corpus::state::ROWS;
use crate::corpus::{Column, Form, ListState, Place};
use crate::publish::catch_panic::catch_panic;
use crate::publish::failure::Failure;
use crate::publish::locale::Icu;
use crate::publish::ordered::{STACK, ordered};
use crate::publish::problem::Problem;
use crate::view::article::{self, Neighbour, Slots};
use crate::view::data::Offer;
use crate::view::room::document_title;
use crate::view::settings::{Settings, Stored};
use crate::view::shell::page::Frame;
use crate::view::wording::{data as words, offline};
use crate::view::{Element, Room, data, el, list, message, missing, notice, saved, settings, shell};
use leptos::prelude::RenderHtml;
use std::sync::Arc;

/// How long a description may be that is made of the first words of a text, in characters.
const DESCRIPTION: usize = 200;

/// What stands in the pages of a folder where the way to it will: each page has its own.
pub const ROOT: &str = "\u{f8f0}room\u{f8f0}/";

/// What pages are made of.
pub struct Shown<'a> {
    /// What is the same for every page.
    pub common: &'a Common<'a>,
    /// What is published.
    pub collection: &'a Collection,
    /// What pages are put into.
    pub template: &'a Template,
    /// The columns of its facets.
    pub columns: &'a [Column],
    /// The values that have a page.
    pub values: &'a [ValuePage],
    /// The cards as JSON.
    pub cards: &'a [Vec<u8>],
    /// How many of the newest articles get a page of their own.
    pub own_pages: usize,
    /// The previews of its pages.
    pub previews: &'a Previews,
    /// Whether the collection is offered as data.
    pub data: bool,
    /// The digest of what every page is made of.
    pub digest: &'a str,
}

/// A page in the making.
pub struct Draft {
    file: String,
    here: Place,
    head: Head,
    main: Element,
}

/// Writes all pages but those of the articles: the lists, the site's own pages and the program's.
///
/// # Errors
/// When one cannot be written.
pub fn write(shown: &Shown, output: &Output, problems: &mut Vec<Problem>) -> Result<(), Failure> {
    let drawing = Drawing::of(shown);
    let form = shown.common.addressing.form();
    let front = Front::of(shown.collection, shown.columns);
    if form == Form::Single {
        return drawing.write(drawing.list(&front, &Listed::all(shown.collection), 1), output);
    }
    for page in &shown.collection.pages {
        match catch_panic(|| drawing.write(drawing.page(page), output)) {
            Ok(written) => written?,
            Err(caught) => problems.push(caught.problem(format!("pages/{}.json", page.id), "the rest of the site is built")),
        }
    }
    // Without a server nothing stands in for a page that is missing.
    let standing_in = if form == Form::Site { vec![drawing.missing(), drawing.unkept()] } else { Vec::new() };
    for draft in [drawing.saved(), drawing.settings(), drawing.message()].into_iter().chain(standing_in) {
        drawing.write(draft, output)?;
    }
    let lists: Vec<Listed> = std::iter::once(Listed::all(shown.collection)).chain(shown.values.iter().map(Listed::of)).collect();
    let columns = digest([serde_json::to_vec(shown.columns)?.as_slice(), &serde_json::to_vec(&shown.collection.lead())?]);
    let sheets: Vec<(&Listed, usize)> = lists.iter().flat_map(|list| (1..=list.pages()).map(move |number| (list, number))).collect();
    let start = || {
        let (drawing, front, sheets) = (Drawing::of(shown), &front, &sheets);
        let columns = &columns;
        move |at: usize| {
            let (listed, number) = sheets[at];
            let own: Vec<&[u8]> = listed.ordinals(number).into_iter().map(|at| shown.cards[at].as_slice()).collect();
            let of = digest([shown.digest.as_bytes(), columns.as_bytes()].into_iter().chain(own));
            output.write_made(&file_of(&listed.place(number)), &of, || drawing.html(drawing.list(front, listed, number)).into_bytes())
        }
    };
    ordered(sheets.len(), STACK, &start, &mut |written: Result<(), Failure>| written)
}

/// Writes the page that offers the collection as data.
///
/// # Errors
/// When it cannot be written.
pub fn write_data(shown: &Shown, offer: &Offer, output: &Output) -> Result<(), Failure> {
    let drawing = Drawing::of(shown);
    let here = Place::File(super::data::FOLDER.to_owned());
    let head = Head { title: words::of(&drawing.room.lang).title.to_owned(), ..drawing.head("data", &here) };
    let draft = Draft { file: file_of(&here), head, main: data::page(&drawing.room, offer), here };
    drawing.write(draft, output)
}

/// A site while its pages are drawn.
pub struct Drawing<'a> {
    /// What is drawn.
    pub shown: &'a Shown<'a>,
    room: Room,
    titles: Vec<(String, String)>,
}

impl<'a> Drawing<'a> {
    /// Begins to draw. Dates are written by what one thread alone may hold: each draws for itself.
    pub fn of(shown: &'a Shown<'a>) -> Drawing<'a> {
        let site = &shown.collection.site;
        let room = Room::new(&site.name, site.language(), shown.common.addressing.clone(), Arc::new(Icu));
        let titles = shown.collection.pages.iter().map(|page| (page.id.clone(), page.title.clone())).collect();
        Drawing { shown, room, titles }
    }

    /// Writes a page.
    ///
    /// # Errors
    /// When its file cannot be written.
    pub fn write(&self, draft: Draft, output: &Output) -> Result<(), Failure> {
        let file = draft.file.clone();
        output.write(&file, self.html(draft).as_bytes())
    }

    /// Writes the page of an article, whose ordinal it stands at, where anything has changed that it is made of.
    ///
    /// # Errors
    /// When its file cannot be written.
    pub fn write_article(&self, at: usize, article: &Article, output: &Output) -> Result<(), Failure> {
        let card = |at: Option<usize>| at.and_then(|at| self.shown.cards.get(at)).map(Vec::as_slice).unwrap_or_default();
        let (before, after) = (card(at.checked_sub(1)), card(Some(at + 1)));
        let versions = serde_json::to_vec(&self.versions(at))?;
        let preview = self.shown.previews.of_article(article, &self.shown.collection.cards[at], output)?;
        let shown = preview.as_ref().map_or("", |preview| preview.path.as_str());
        let hash = self.shown.collection.texts[at].hash.as_bytes();
        let of = digest([self.shown.digest.as_bytes(), hash, before, after, &versions, shown.as_bytes()]);
        let file = file_of(&Place::article(&article.id));
        output.write_made(&file, &of, || self.html(self.article(at, article, preview)).into_bytes())
    }

    /// A page in full.
    fn html(&self, draft: Draft) -> String {
        let common = self.shown.common;
        let frame = Frame { site: common.site, pages: &self.titles, here: &draft.here, data: self.shown.data, offline: &common.offline };
        let (root, head) = (common.root(&draft.head), common.head(&draft.head));
        let page = Page { is_article: draft.head.is_article(), root, head, body: self.body(&draft.head, &frame, draft.main) };
        let html = self.shown.template.fill(common.addressing.base(), &page);
        if common.addressing.form() == Form::Folder { html.replace(ROOT, &way_up(&draft.file)) } else { html }
    }

    /// The notices stand outside of what the reader replaces: they are shown when it cannot run. The interface speaks
    /// the site's language inside a document that speaks its article's.
    fn body(&self, head: &Head, frame: &Frame, main: Element) -> String {
        let spoken = |element: Element| element.attr("lang", self.room.lang.clone()).attr("dir", self.room.direction().as_str());
        let app = spoken(el("div").attr("id", "app").attr("data-page", head.page)).child(shell::page(&self.room, frame, main));
        let (packed, aside) = match self.room.addressing.form() {
            Form::Single => (spoken(self.packed()).to_html(), self.aside()),
            _ => Default::default(),
        };
        [spoken(notice::notices(&self.room)).to_html(), packed, app.to_html(), aside].concat()
    }

    /// What a single file says where no program runs that unpacks its articles.
    fn packed(&self) -> Element {
        let all = self.shown.collection.cards.len();
        let words = offline::of(&self.room.lang).packed;
        let words = words.replace("{n}", &self.room.number(all.min(ROWS) as u32)).replace("{of}", &self.room.number(all as u32));
        el("div").class("frame notices unscripted").child(el("p").class("alert").child(words))
    }

    /// The pages of the site as they stand in a single file: `shelf.js` shows the one whose place is opened.
    fn aside(&self) -> String {
        let pages = self.shown.collection.pages.iter().map(|page| self.page(page));
        pages.chain([self.message()]).map(|draft| self.template(draft).to_html()).collect()
    }

    fn template(&self, draft: Draft) -> Element {
        el("template")
            .attr("data-place", self.room.href(&draft.here).trim_start_matches('#').to_owned())
            .attr("data-title", document_title(&draft.head.title, &self.room.name))
            .attr("data-lang", draft.head.lang)
            .attr("data-dir", draft.head.dir.as_str())
            .child(draft.main)
    }

    /// A page of a list, counted from 1.
    fn list(&self, front: &Front, listed: &Listed, number: usize) -> Draft {
        let (here, pages) = (listed.place(number), listed.pages());
        let whole = listed.value.is_none();
        let beside = |number: usize| self.room.href(&listed.place(number));
        let head = Head {
            title: self.title_of(listed, number),
            description: self.shown.collection.site.description.clone().filter(|_| whole),
            canonical: Some(self.room.href(&listed.told(number))),
            data: (number == 1 && whole).then(|| self.shown.common.site_data()),
            before: (number > 1).then(|| beside(number - 1)),
            after: (number < pages).then(|| beside(number + 1)),
            feeds: listed.value.map(|value| (self.value_name(value), feed::folder(Some(value)))),
            ..self.head("list", &here)
        };
        Draft { file: file_of(&here), head, main: front.list(&self.room, listed, number), here }
    }

    fn title_of(&self, listed: &Listed, number: usize) -> String {
        let page = (number > 1).then(|| {
            let written = |number: usize| self.room.number(number as u32);
            (self.room.words.page_of)(&written(number), &written(listed.pages()))
        });
        listed.value.map(|value| self.value_name(value)).into_iter().chain(page).collect::<Vec<_>>().join(" — ")
    }

    fn value_name(&self, value: &ValuePage) -> String {
        list::line::value_name(&self.room, value.facet, &value.value)
    }

    /// The page of an article, whose ordinal it stands at.
    fn article(&self, at: usize, article: &Article, preview: Option<Preview>) -> Draft {
        let collection = self.shown.collection;
        let card = &collection.cards[at];
        let here = Place::article(&article.id);
        let path = self.room.href(&here);
        let from = ListState::new();
        let neighbour = |at: Option<usize>| at.and_then(|at| collection.cards.get(at)).map(|card| Neighbour { card, from: &from });
        let end = article::end(&self.room, article, neighbour(at.checked_sub(1)).as_ref(), neighbour(Some(at + 1)).as_ref());
        let back = Place::List(ListState::new());
        let bar = article::bar(&self.room, &back, &article.id, &article.title, false, None);
        let save = list::row::save(&self.room, &article.id, &article.title, false);
        let slots = Slots { back, save: save.into(), bar: bar.into(), place: "".into(), end: end.into() };
        let head = Head {
            preview,
            published: head::published(article),
            data: Some(self.shown.common.article_data(article, card, &path)),
            versions: self.versions(at),
            ..self.head_of(article, "article", &here)
        };
        Draft { file: file_of(&here), here, head, main: article::page(&self.room, article, None, slots) }
    }

    /// The languages that an article can be read in, whose ordinal it stands at, its own among them, with the paths of their pages.
    fn versions(&self, at: usize) -> Vec<(String, String)> {
        let (collection, own_pages) = (self.shown.collection, self.shown.own_pages);
        let all = collection.versions(at).into_iter().filter(|at| *at < own_pages).map(|at| &collection.cards[at]);
        let all: Vec<_> = all.map(|card| (card.lang.clone(), self.room.href(&Place::article(&card.id)))).collect();
        if all.len() > 1 { all } else { Vec::new() }
    }

    fn page(&self, page: &Article) -> Draft {
        let here = Place::SitePage(page.id.clone());
        Draft { file: file_of(&here), head: self.head_of(page, "page", &here), main: article::site_page(&self.room, page), here }
    }

    fn saved(&self) -> Draft {
        let main = saved::page(&self.room, el("div").class("scripted").child(saved::waiting(&self.room)));
        self.own("saved", Place::Saved, self.room.words.saved, main)
    }

    fn settings(&self) -> Draft {
        let choices = settings::choices(&self.room, &Settings::default());
        let main = settings::page(&self.room, choices, settings::kept(&self.room, &Stored::default(), false));
        self.own("settings", Place::Settings, self.room.words.settings, main)
    }

    fn message(&self) -> Draft {
        let site = &self.shown.collection.site;
        let label = site.message.as_ref().and_then(|message| message.label.as_deref()).unwrap_or(self.room.words.message);
        self.own("message", Place::Message, label, message::page(&self.room, site))
    }

    fn missing(&self) -> Draft {
        let here = Place::File("404.html".to_owned());
        Draft { file: "404.html".to_owned(), ..self.own("missing", here, self.room.words.missing, missing::page(&self.room)) }
    }

    fn unkept(&self) -> Draft {
        let here = Place::File("offline.html".to_owned());
        let title = offline::of(&self.room.lang).unkept;
        Draft { file: "offline.html".to_owned(), ..self.own("offline", here, title, missing::unkept(&self.room)) }
    }

    /// A page of the program: nothing for search engines.
    fn own(&self, page: &'static str, here: Place, title: &str, main: Element) -> Draft {
        let head = Head { title: title.to_owned(), canonical: None, ..self.head(page, &here) };
        Draft { file: file_of(&here), here, head, main }
    }

    fn head(&self, page: &'static str, here: &Place) -> Head {
        let (lang, dir) = (self.room.lang.clone(), self.room.direction());
        Head { page, lang, dir, canonical: Some(self.room.href(here)), ..Head::default() }
    }

    fn head_of(&self, article: &Article, page: &'static str, here: &Place) -> Head {
        Head {
            title: article.title.clone(),
            description: description(article),
            lang: article.lang.clone(),
            dir: article.direction(),
            ..self.head(page, here)
        }
    }
}

/// The file of a place.
fn file_of(place: &Place) -> String {
    format!("{}index.html", crate::corpus::Addressing::site("/").href(place).trim_start_matches('/'))
}

/// The way from a file of a folder to the folder itself.
fn way_up(file: &str) -> String {
    match file.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}

/// The deck, else the first words of the text.
fn description(article: &Article) -> Option<String> {
    let deck = article.deck.as_deref().map(str::trim).filter(|deck| !deck.is_empty());
    if let Some(deck) = deck {
        return Some(deck.to_owned());
    }
    let words = text::blocks_words(&article.body).split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = words.chars().take(DESCRIPTION).collect();
    let whole = cut.len() == words.len();
    // Words that are not cut in two; a language without spaces is cut where it is.
    let cut = if whole { cut } else { format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(before, _)| before)) };
    (!words.is_empty()).then_some(cut)
}
