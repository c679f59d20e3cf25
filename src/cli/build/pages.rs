//! Every page of the site as HTML: the views that the reader renders, written to files.

use super::build_cache::digest;
use super::collection::Collection;
use super::facet_pages::ValuePage;
use super::feed;
use super::head::{self, Head, SiteContext};
use super::list_pages::{PagedList, PagedLists};
use super::output::Output;
use super::preview::{Preview, Previews};
use super::template::{PageContent, Template};
use crate::article::{Article, text};
use crate::cli::catch_panic::catch_panic;
use crate::cli::command_error::CommandError;
use crate::cli::diagnostic::Diagnostic;
use crate::cli::locale::Icu;
use crate::cli::parallel_map_ordered::{STACK, parallel_map_ordered};
use crate::components::article::{ArticlePage, SitePage};
use crate::components::list::list_view::value_name;
use crate::components::pages::{DataOffer, DataPage, MessagePage, MissingPage, UnavailablePage};
use crate::components::render::render_to_html;
use crate::components::saved::SavedPage;
use crate::components::settings::SettingsPage;
use crate::components::shell::{Frame, Notices, PageShell};
use crate::components::ui::Waiting;
use crate::corpus::list_query::ROWS;
use crate::corpus::{Column, Form, Route, Site};
use crate::messages::{data as data_messages, offline as offline_messages};
use crate::stores::RenderContext;
use crate::stores::render_context::document_title;
use leptos::prelude::*;
use std::sync::Arc;

/// The maximum length of a description made from the first words of a text, in characters.
const DESCRIPTION: usize = 200;

/// Stands in the pages of a folder for the relative path to its root, which differs from page to page.
pub const ROOT: &str = "\u{f8f0}room\u{f8f0}/";

/// The inputs of pages.
pub struct BuildContext<'a> {
    /// The data that all pages share.
    pub common: &'a SiteContext<'a>,
    /// The published articles and pages.
    pub collection: &'a Collection,
    /// The template of the pages.
    pub template: &'a Template,
    /// The columns of its facets.
    pub columns: &'a [Column],
    /// The facet values that have a page.
    pub values: &'a [ValuePage],
    /// The cards as JSON.
    pub cards: &'a [Vec<u8>],
    /// The number of newest articles that get a page of their own.
    pub own_pages: usize,
    /// The previews of its pages.
    pub previews: &'a Previews,
    /// Whether the collection is offered as data.
    pub data: bool,
    /// The digest of the inputs shared by all pages.
    pub digest: &'a str,
}

/// A page in the making.
pub struct PageDraft<'a> {
    file: String,
    here: Route,
    head: Head,
    main: Main<'a>,
}

/// Renders the `main` element of a page, with the stores provided.
type Main<'a> = Box<dyn FnOnce() -> AnyView + 'a>;

/// Writes all pages except those of the articles: the lists, the site's own pages and the program's.
///
/// # Errors
/// When one cannot be written.
pub fn write(shown: &BuildContext, output: &Output, problems: &mut Vec<Diagnostic>) -> Result<(), CommandError> {
    let drawing = Drawing::of(shown);
    let form = shown.common.addressing.form();
    let front = PagedLists::of(shown.collection, shown.columns);
    if form == Form::Single {
        return drawing.write(drawing.list(&front, &PagedList::all(shown.collection), 1), output);
    }
    for page in &shown.collection.pages {
        match catch_panic(|| drawing.write(drawing.page(page), output)) {
            Ok(written) => written?,
            Err(caught) => problems.push(caught.problem(format!("pages/{}.json", page.id), "the rest of the site is built")),
        }
    }
    // Without a server there is no page for errors.
    let standing_in = if form == Form::Site { vec![drawing.missing(), drawing.unavailable()] } else { Vec::new() };
    for draft in [drawing.saved(), drawing.settings(), drawing.message()].into_iter().chain(standing_in) {
        drawing.write(draft, output)?;
    }
    let lists: Vec<PagedList> = std::iter::once(PagedList::all(shown.collection)).chain(shown.values.iter().map(PagedList::of)).collect();
    let columns = digest([serde_json::to_vec(shown.columns)?.as_slice(), &serde_json::to_vec(&shown.collection.lead())?]);
    let sheets: Vec<(&PagedList, usize)> = lists.iter().flat_map(|list| (1..=list.pages()).map(move |number| (list, number))).collect();
    let start = || {
        let (drawing, front, sheets) = (Drawing::of(shown), &front, &sheets);
        let columns = &columns;
        move |at: usize| {
            let (listed, number) = sheets[at];
            let own: Vec<&[u8]> = listed.ordinals(number).into_iter().map(|at| shown.cards[at].as_slice()).collect();
            let of = digest([shown.digest.as_bytes(), columns.as_bytes()].into_iter().chain(own));
            output.write_made(&file_of(&listed.route(number)), &of, || drawing.html(drawing.list(front, listed, number)).into_bytes())
        }
    };
    parallel_map_ordered(sheets.len(), STACK, &start, &mut |written: Result<(), CommandError>| written)
}

/// Writes the page that offers the collection as data.
///
/// # Errors
/// When it cannot be written.
pub fn write_data(shown: &BuildContext, offer: &DataOffer, output: &Output) -> Result<(), CommandError> {
    let drawing = Drawing::of(shown);
    let here = Route::File(super::data::FOLDER.to_owned());
    let head = Head { title: data_messages::of(&drawing.context.lang).title.to_owned(), ..drawing.head("data", &here) };
    let offer = offer.clone();
    let draft = PageDraft { file: file_of(&here), head, main: Box::new(|| view! { <DataPage offer/> }.into_any()), here };
    drawing.write(draft, output)
}

/// Renders the pages of a site.
pub struct Drawing<'a> {
    /// The inputs of the pages.
    pub shown: &'a BuildContext<'a>,
    context: RenderContext,
    site: Arc<Site>,
    titles: Arc<Vec<(String, String)>>,
}

impl<'a> Drawing<'a> {
    /// Creates a renderer. The date formatters cannot be shared between threads: each thread creates its own renderer.
    pub fn of(shown: &'a BuildContext<'a>) -> Drawing<'a> {
        let site = &shown.collection.site;
        let context = RenderContext::new(&site.name, site.language(), shown.common.addressing.clone(), Arc::new(Icu));
        let titles = shown.collection.pages.iter().map(|page| (page.id.clone(), page.title.clone())).collect();
        Drawing { shown, context, site: Arc::new(site.clone()), titles: Arc::new(titles) }
    }

    /// Writes a page.
    ///
    /// # Errors
    /// When its file cannot be written.
    pub fn write(&self, draft: PageDraft, output: &Output) -> Result<(), CommandError> {
        let file = draft.file.clone();
        output.write(&file, self.html(draft).as_bytes())
    }

    /// Writes the page of the article with doc id `at`, if any of its inputs has changed.
    ///
    /// # Errors
    /// When its file cannot be written.
    pub fn write_article(&self, at: usize, article: &Article, output: &Output) -> Result<(), CommandError> {
        let card = |at: Option<usize>| at.and_then(|at| self.shown.cards.get(at)).map(Vec::as_slice).unwrap_or_default();
        let (before, after) = (card(at.checked_sub(1)), card(Some(at + 1)));
        let versions = serde_json::to_vec(&self.versions(at))?;
        let preview = self.shown.previews.of_article(article, &self.shown.collection.cards[at], output)?;
        let shown = preview.as_ref().map_or("", |preview| preview.path.as_str());
        let hash = self.shown.collection.texts[at].hash.as_bytes();
        let of = digest([self.shown.digest.as_bytes(), hash, before, after, &versions, shown.as_bytes()]);
        let file = file_of(&Route::article(&article.id));
        output.write_made(&file, &of, || self.html(self.article(at, article, preview)).into_bytes())
    }

    /// The complete HTML of a page.
    fn html(&self, draft: PageDraft) -> String {
        let common = self.shown.common;
        let file = draft.file.clone();
        let (root, head) = (common.root(&draft.head), common.head(&draft.head));
        let page = PageContent { is_article: draft.head.is_article(), root, head, body: self.body(draft) };
        let html = self.shown.template.fill(common.addressing.base(), &page);
        if common.addressing.form() == Form::Folder { html.replace(ROOT, &way_up(&file)) } else { html }
    }

    /// The notices stand outside the part that the program replaces: they are shown if it cannot run. The interface is in the
    /// site's language, in a document in the article's language.
    fn body(&self, draft: PageDraft) -> String {
        let is_single = self.context.urls.form() == Form::Single;
        let frame = Frame {
            site: self.site.clone(),
            pages: self.titles.clone(),
            here: draft.here.clone(),
            has_data: self.shown.data,
            offline_messages: self.shown.common.offline.clone(),
        };
        let (lang, dir) = (self.context.lang.clone(), self.context.direction().as_str());
        let packed = is_single.then(|| self.packed());
        let html = render_to_html(&self.context, &draft.here, || {
            let main = (draft.main)();
            view! {
                <Notices/>
                {packed}
                <div id="app" data-page=draft.head.page lang=lang dir=dir>
                    <PageShell frame>{main}</PageShell>
                </div>
            }
        });
        if is_single { [html, self.aside()].concat() } else { html }
    }

    /// The message of a single file if no program runs that could unpack its articles.
    fn packed(&self) -> AnyView {
        let context = &self.context;
        let all = self.shown.collection.cards.len();
        let words = &offline_messages::of(&context.lang).packed;
        let words = words.replace("{n}", &context.number(all.min(ROWS) as u32)).replace("{of}", &context.number(all as u32));
        view! {
            <div lang=context.lang.clone() dir=context.direction().as_str() class="frame notices unscripted">
                <p class="alert">{words}</p>
            </div>
        }
        .into_any()
    }

    /// The pages of the site as a single file holds them: `bundle.js` shows the one whose address is opened.
    fn aside(&self) -> String {
        let pages = self.shown.collection.pages.iter().map(|page| self.page(page));
        pages.chain([self.message()]).map(|draft| self.template(draft)).collect()
    }

    fn template(&self, draft: PageDraft) -> String {
        let place = self.context.href(&draft.here).trim_start_matches('#').to_owned();
        let title = document_title(&draft.head.title, &self.context.site_name);
        let (lang, dir) = (draft.head.lang, draft.head.dir.as_str());
        render_to_html(&self.context, &draft.here, || {
            let main = (draft.main)();
            view! { <template data-place=place data-title=title data-lang=lang data-dir=dir>{main}</template> }
        })
    }

    /// A page of a list, counted from 1.
    fn list<'s>(&'s self, front: &'s PagedLists, listed: &'s PagedList, number: usize) -> PageDraft<'s> {
        let (here, pages) = (listed.route(number), listed.pages());
        let whole = listed.value.is_none();
        let beside = |number: usize| self.context.href(&listed.route(number));
        let head = Head {
            title: self.title_of(listed, number),
            description: self.shown.collection.site.description.clone().filter(|_| whole),
            canonical: Some(self.context.href(&listed.told(number))),
            data: (number == 1 && whole).then(|| self.shown.common.site_data()),
            before: (number > 1).then(|| beside(number - 1)),
            after: (number < pages).then(|| beside(number + 1)),
            feeds: listed.value.map(|value| (self.value_name(value), feed::folder(Some(value)))),
            ..self.head("list", &here)
        };
        PageDraft { file: file_of(&here), head, main: Box::new(move || front.list(&self.context, listed, number)), here }
    }

    fn title_of(&self, listed: &PagedList, number: usize) -> String {
        let page = (number > 1).then(|| {
            let written = |number: usize| self.context.number(number as u32);
            (self.context.messages.page_of)(&written(number), &written(listed.pages()))
        });
        listed.value.map(|value| self.value_name(value)).into_iter().chain(page).collect::<Vec<_>>().join(" — ")
    }

    fn value_name(&self, value: &ValuePage) -> String {
        value_name(&self.context, value.facet, &value.value)
    }

    /// The page of the article with doc id `at`.
    fn article(&self, at: usize, article: &Article, preview: Option<Preview>) -> PageDraft<'_> {
        let collection = self.shown.collection;
        let card = &collection.cards[at];
        let here = Route::article(&article.id);
        let path = self.context.href(&here);
        let neighbour = |at: Option<usize>| at.and_then(|at| collection.cards.get(at)).cloned().map(Arc::new);
        let (previous, next) = (neighbour(at.checked_sub(1)), neighbour(Some(at + 1)));
        let head = Head {
            preview,
            published: head::published(article),
            data: Some(self.shown.common.article_data(article, card, &path)),
            versions: self.versions(at),
            ..self.head_of(article, "article", &here)
        };
        let article = Arc::new(article.clone());
        let main = Box::new(|| view! { <ArticlePage article previous=Signal::stored(previous) next=Signal::stored(next)/> }.into_any());
        PageDraft { file: file_of(&here), here, head, main }
    }

    /// The languages in which the article with doc id `at` is available, its own among them, with the paths of their pages.
    fn versions(&self, at: usize) -> Vec<(String, String)> {
        let (collection, own_pages) = (self.shown.collection, self.shown.own_pages);
        let all = collection.versions(at).into_iter().filter(|at| *at < own_pages).map(|at| &collection.cards[at]);
        let all: Vec<_> = all.map(|card| (card.lang.clone(), self.context.href(&Route::article(&card.id)))).collect();
        if all.len() > 1 { all } else { Vec::new() }
    }

    fn page(&self, page: &Article) -> PageDraft<'_> {
        let here = Route::SitePage(page.id.clone());
        let head = self.head_of(page, "page", &here);
        let article = Arc::new(page.clone());
        PageDraft { file: file_of(&here), head, main: Box::new(|| view! { <SitePage article/> }.into_any()), here }
    }

    fn saved(&self) -> PageDraft<'_> {
        let main = || view! { <SavedPage><div class="scripted"><Waiting/></div></SavedPage> }.into_any();
        self.own("saved", Route::Saved, self.context.messages.saved, Box::new(main))
    }

    fn settings(&self) -> PageDraft<'_> {
        self.own("settings", Route::Settings, self.context.messages.settings, Box::new(|| view! { <SettingsPage/> }.into_any()))
    }

    fn message(&self) -> PageDraft<'_> {
        let site = self.site.clone();
        let label = self.site.message.as_ref().and_then(|message| message.label.as_deref()).unwrap_or(self.context.messages.message);
        self.own("message", Route::Message, label, Box::new(|| view! { <MessagePage site/> }.into_any()))
    }

    fn missing(&self) -> PageDraft<'_> {
        let here = Route::File("404.html".to_owned());
        let main = Box::new(|| view! { <MissingPage/> }.into_any());
        PageDraft { file: "404.html".to_owned(), ..self.own("missing", here, self.context.messages.missing, main) }
    }

    fn unavailable(&self) -> PageDraft<'_> {
        let here = Route::File("offline.html".to_owned());
        let title = &offline_messages::of(&self.context.lang).unkept;
        let main = Box::new(|| view! { <UnavailablePage/> }.into_any());
        PageDraft { file: "offline.html".to_owned(), ..self.own("offline", here, title, main) }
    }

    /// A page of the program, not indexed by search engines.
    fn own<'s>(&self, page: &'static str, here: Route, title: &str, main: Main<'s>) -> PageDraft<'s> {
        let head = Head { title: title.to_owned(), canonical: None, ..self.head(page, &here) };
        PageDraft { file: file_of(&here), here, head, main }
    }

    fn head(&self, page: &'static str, here: &Route) -> Head {
        let (lang, dir) = (self.context.lang.clone(), self.context.direction());
        Head { page, lang, dir, canonical: Some(self.context.href(here)), ..Head::default() }
    }

    fn head_of(&self, article: &Article, page: &'static str, here: &Route) -> Head {
        Head {
            title: article.title.clone(),
            description: description(article),
            lang: article.lang.clone(),
            dir: article.direction(),
            ..self.head(page, here)
        }
    }
}

/// The file of a route.
fn file_of(route: &Route) -> String {
    format!("{}index.html", crate::corpus::UrlBuilder::site("/").href(route).trim_start_matches('/'))
}

/// The relative path from a file of a folder to the folder itself.
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
    // Words are not cut in two; in a language without spaces the cut may fall anywhere.
    let cut = if whole { cut } else { format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(before, _)| before)) };
    (!words.is_empty()).then_some(cut)
}
