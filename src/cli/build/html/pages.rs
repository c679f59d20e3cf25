//! Every page of the site as HTML: the views that the app renders, written to files.

use crate::article::{Article, text};
use crate::cli::build::app::template::{PageContent, Template};
use crate::cli::build::build_cache::digest;
use crate::cli::build::collection::Collection;
use crate::cli::build::discovery::feed;
use crate::cli::build::html::facet_pages::ValuePage;
use crate::cli::build::html::head::{self, Head, SiteContext};
use crate::cli::build::html::list_pages::{PagedList, PagedLists};
use crate::cli::build::output::Output;
use crate::cli::build::preview::{Preview, Previews};
use crate::cli::catch_panic::catch_panic;
use crate::cli::command_error::CommandError;
use crate::cli::diagnostic::Diagnostic;
use crate::cli::locale::Icu;
use crate::cli::parallel_map_ordered::{STACK_BYTES, parallel_map_ordered};
use crate::cli::whitespace::collapse_whitespace;
use crate::components::annotations::NotebookPage;
use crate::components::article::{ArticlePage, SitePage};
use crate::components::list::list_view::value_name;
use crate::components::pages::{DataOffer, DataPage, MessagePage, MissingPage, UnavailablePage};
use crate::components::render::render_to_html;
use crate::components::saved::SavedPage;
use crate::components::settings::SettingsPage;
use crate::components::shell::{Frame, Notices, PageShell};
use crate::components::ui::Waiting;
use crate::corpus::{Column, Related, Route, Site};
use crate::stores::RenderContext;
use leptos::prelude::*;
use std::sync::Arc;

/// The maximum length of a description made from the first words of a text, in characters.
const MAX_DESCRIPTION_CHARS: usize = 200;

/// The inputs of pages.
pub(crate) struct BuildContext<'a> {
    /// The data that all pages share.
    pub site_context: &'a SiteContext<'a>,
    /// The published articles and pages.
    pub collection: &'a Collection,
    /// The template of the pages.
    pub template: &'a Template,
    /// The columns of its facets.
    pub columns: &'a [Column],
    /// The facet values that have a page.
    pub value_pages: &'a [ValuePage],
    /// The cards as JSON.
    pub card_json: &'a [Vec<u8>],
    /// The number of newest articles that get a page of their own.
    pub article_page_count: usize,
    /// The previews of its pages.
    pub previews: &'a Previews,
    /// Whether the collection is offered as data.
    pub has_data: bool,
    /// The digest of the inputs shared by all pages.
    pub digest: &'a str,
}

/// A page in the making.
pub(crate) struct PageDraft<'a> {
    /// Its file.
    file: String,
    /// Its route.
    pub route: Route,
    /// Its metadata.
    pub head: Head,
    /// Its `main` element.
    pub main: Main<'a>,
}

/// Renders the `main` element of a page, with the stores provided.
pub(crate) type Main<'a> = Box<dyn FnOnce() -> AnyView + 'a>;

/// Writes the pages that a reader can go to, except those of the articles: the lists, the site's own pages and the program's.
///
/// # Errors
/// When one cannot be written.
pub(crate) fn write(build_context: &BuildContext, output: &Output, problems: &mut Vec<Diagnostic>) -> Result<(), CommandError> {
    let renderer = PageRenderer::new(build_context);
    for page in &build_context.collection.pages {
        match catch_panic(|| renderer.write_page(renderer.site_page(page), output)) {
            Ok(written) => written?,
            Err(caught) => problems.push(caught.diagnostic(format!("pages/{}.json", page.id), "the rest of the site is built")),
        }
    }
    for draft in [renderer.saved_page(), renderer.settings_page(), renderer.notebook_page(), renderer.message_page()] {
        renderer.write_page(draft, output)?;
    }
    write_lists(build_context, output)
}

/// Writes the pages that a server or the service worker delivers in place of others: of those that do not exist, and of those that
/// cannot be read without a connection.
///
/// # Errors
/// When one cannot be written.
pub(crate) fn write_error_pages(build_context: &BuildContext, output: &Output) -> Result<(), CommandError> {
    let renderer = PageRenderer::new(build_context);
    renderer.write_page(renderer.not_found_page(), output)?;
    renderer.write_page(renderer.offline_page(), output)
}

/// Writes the first page of the list of all articles.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn write_front_page(build_context: &BuildContext, output: &Output) -> Result<(), CommandError> {
    let renderer = PageRenderer::new(build_context);
    renderer.write_page(renderer.list_page(&paged_lists(build_context), &PagedList::all(build_context.collection), 1), output)
}

fn paged_lists<'a>(build_context: &BuildContext<'a>) -> PagedLists<'a> {
    let is_paginated = build_context.site_context.target.has_list_pages();
    PagedLists::new(build_context.collection, build_context.columns, is_paginated)
}

/// Writes all pages of all lists.
fn write_lists(build_context: &BuildContext, output: &Output) -> Result<(), CommandError> {
    let (renderer, paged_lists) = (PageRenderer::new(build_context), paged_lists(build_context));
    let lists: Vec<PagedList> = std::iter::once(PagedList::all(build_context.collection))
        .chain(build_context.value_pages.iter().map(PagedList::for_value))
        .collect();
    let columns = digest([serde_json::to_vec(build_context.columns)?.as_slice(), &serde_json::to_vec(&build_context.collection.lead())?]);
    let list_pages: Vec<(&PagedList, usize)> =
        lists.iter().flat_map(|list| (1..=list.page_count()).map(move |number| (list, number))).collect();
    let write_list_page = |at: usize| {
        let (listed, number) = list_pages[at];
        let cards: Vec<&[u8]> = listed.doc_ids(number).into_iter().map(|at| build_context.card_json[at].as_slice()).collect();
        let input_digest = digest([build_context.digest.as_bytes(), columns.as_bytes()].into_iter().chain(cards));
        output.write_if_changed(&file_for_route(&listed.route(number)), &input_digest, || {
            renderer.page_html(renderer.list_page(&paged_lists, listed, number)).into_bytes()
        })
    };
    parallel_map_ordered(list_pages.len(), STACK_BYTES, &write_list_page, &mut |written: Result<(), CommandError>| written)
}

/// Writes the page that offers the collection as data.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn write_data(build_context: &BuildContext, offer: &DataOffer, output: &Output) -> Result<(), CommandError> {
    let renderer = PageRenderer::new(build_context);
    let route = Route::File(crate::cli::build::data::downloads::FOLDER.to_owned());
    let head = Head { title: renderer.context.messages.data.title.to_owned(), ..renderer.head("data", &route) };
    let offer = offer.clone();
    let draft = PageDraft { file: file_for_route(&route), head, main: Box::new(|| view! { <DataPage offer/> }.into_any()), route };
    renderer.write_page(draft, output)
}

/// Renders the pages of a site.
pub(crate) struct PageRenderer<'a> {
    /// The inputs of the pages.
    pub build_context: &'a BuildContext<'a>,
    /// Messages, locale and addresses.
    pub context: RenderContext,
    site: Arc<Site>,
    titles: Arc<Vec<(String, String)>>,
}

impl<'a> PageRenderer<'a> {
    /// Creates a renderer, which all threads share.
    pub(crate) fn new(build_context: &'a BuildContext<'a>) -> PageRenderer<'a> {
        let site = &build_context.collection.site;
        let context = RenderContext::new(&site.name, site.language(), build_context.site_context.urls.clone(), Arc::new(Icu));
        let titles = build_context.collection.pages.iter().map(|page| (page.id.clone(), page.title.clone())).collect();
        PageRenderer { build_context, context, site: Arc::new(site.clone()), titles: Arc::new(titles) }
    }

    /// Writes a page.
    ///
    /// # Errors
    /// When its file cannot be written.
    pub(crate) fn write_page(&self, draft: PageDraft, output: &Output) -> Result<(), CommandError> {
        let file = draft.file.clone();
        output.write(&file, self.page_html(draft).as_bytes())
    }

    /// Writes the page of the article with doc id `at`, which names related articles, if any of its inputs has changed.
    ///
    /// # Errors
    /// When its file cannot be written.
    pub(crate) fn write_article(&self, at: usize, article: &Article, related: &Related, output: &Output) -> Result<(), CommandError> {
        let card = |at: Option<usize>| at.and_then(|at| self.build_context.card_json.get(at)).map(Vec::as_slice).unwrap_or_default();
        let (before, after) = (card(at.checked_sub(1)), card(Some(at + 1)));
        let versions = serde_json::to_vec(&self.versions(at))?;
        let preview = self.build_context.previews.article_preview(article, &self.build_context.collection.cards[at], output)?;
        let preview_path = preview.as_ref().map_or("", |preview| preview.path.as_str());
        let hash = self.build_context.collection.texts[at].hash.as_bytes();
        let related_json = serde_json::to_vec(related)?;
        let inputs = [self.build_context.digest.as_bytes(), hash, before, after, &versions, preview_path.as_bytes(), &related_json];
        let input_digest = digest(inputs);
        let file = file_for_route(&Route::article(&article.id));
        output.write_if_changed(&file, &input_digest, || self.page_html(self.article_page(at, article, related, preview)).into_bytes())
    }

    /// The complete HTML of a page.
    fn page_html(&self, draft: PageDraft) -> String {
        let site_context = self.build_context.site_context;
        let file = draft.file.clone();
        let (root, head) = (site_context.root_attributes(&draft.head), site_context.head_html(&draft.head));
        let page = PageContent { is_article: draft.head.is_article(), root, head, body: self.body_html(draft) };
        let html = self.build_context.template.fill(site_context.urls.base(), &page);
        site_context.target.finish_page(html, &file)
    }

    /// The notices stand outside the part that the program replaces: they are shown if it cannot run. The interface is in the
    /// site's language, in a document in the article's language.
    fn body_html(&self, draft: PageDraft) -> String {
        let site_context = self.build_context.site_context;
        let frame = Frame {
            site: self.site.clone(),
            pages: self.titles.clone(),
            current_route: draft.route.clone(),
            has_data: self.build_context.has_data,
            annotation_messages: self.context.file(&site_context.annotation_messages),
            offline_messages: site_context.offline_messages.as_deref().map(|path| self.context.file(path)).unwrap_or_default(),
        };
        let (lang, dir) = (self.context.lang.clone(), self.context.direction().as_str());
        let notice = site_context.target.notice(self);
        let mut html = render_to_html(&self.context, &draft.route, || {
            let main = (draft.main)();
            view! {
                <Notices/>
                {notice}
                <div id="app" data-page=draft.head.page lang=lang dir=dir>
                    <PageShell frame>{main}</PageShell>
                </div>
            }
        });
        html.push_str(&site_context.target.page_end(self));
        html
    }

    /// A page of a list, counted from 1.
    fn list_page<'s>(&'s self, paged_lists: &'s PagedLists, listed: &'s PagedList, number: usize) -> PageDraft<'s> {
        let (route, pages) = (listed.route(number), listed.page_count());
        let whole = listed.value.is_none();
        let neighbour_href = |number: usize| self.context.href(&listed.route(number));
        let head = Head {
            title: self.list_title(listed, number),
            description: self.build_context.collection.site.description.clone().filter(|_| whole),
            canonical: Some(self.context.href(&listed.canonical_route(number))),
            json_ld: (number == 1 && whole).then(|| self.build_context.site_context.site_json_ld()),
            previous: (number > 1).then(|| neighbour_href(number - 1)),
            next: (number < pages).then(|| neighbour_href(number + 1)),
            feeds: listed.value.map(|value| (self.value_name(value), feed::folder(Some(value)))),
            ..self.head("list", &route)
        };
        PageDraft { file: file_for_route(&route), head, main: Box::new(move || paged_lists.render(&self.context, listed, number)), route }
    }

    fn list_title(&self, listed: &PagedList, number: usize) -> String {
        let page = (number > 1).then(|| {
            let written = |number: usize| self.context.number(number as u32);
            self.context.messages.build.page_number.fill([&written(number), &written(listed.page_count())])
        });
        listed.value.map(|value| self.value_name(value)).into_iter().chain(page).collect::<Vec<_>>().join(" — ")
    }

    fn value_name(&self, value: &ValuePage) -> String {
        value_name(&self.context, value.facet, &value.value)
    }

    /// The page of the article with doc id `at`.
    fn article_page(&self, at: usize, article: &Article, related: &Related, preview: Option<Preview>) -> PageDraft<'_> {
        let collection = self.build_context.collection;
        let card = &collection.cards[at];
        let route = Route::article(&article.id);
        let path = self.context.href(&route);
        let neighbour = |at: Option<usize>| at.and_then(|at| collection.cards.get(at)).cloned().map(Arc::new);
        let (previous, next) = (neighbour(at.checked_sub(1)), neighbour(Some(at + 1)));
        let head = Head {
            preview,
            published: head::published_date(article),
            citation: self.build_context.site_context.citation_metadata(article, &path),
            json_ld: Some(self.build_context.site_context.article_json_ld(article, card, &path)),
            versions: self.versions(at),
            ..self.article_head(article, "article", &route)
        };
        let (article, related) = (Arc::new(article.clone()), Arc::new(related.clone()));
        let main = || view! { <ArticlePage article related previous=Signal::stored(previous) next=Signal::stored(next)/> }.into_any();
        PageDraft { file: file_for_route(&route), route, head, main: Box::new(main) }
    }

    /// The languages in which the article with doc id `at` is available, its own among them, with the paths of their pages.
    fn versions(&self, at: usize) -> Vec<(String, String)> {
        let (collection, article_page_count) = (self.build_context.collection, self.build_context.article_page_count);
        let all = collection.versions(at).into_iter().filter(|at| *at < article_page_count).map(|at| &collection.cards[at]);
        let all: Vec<_> = all.map(|card| (card.lang.clone(), self.context.href(&Route::article(&card.id)))).collect();
        if all.len() > 1 { all } else { Vec::new() }
    }

    /// A page of the site.
    pub(crate) fn site_page(&self, page: &Article) -> PageDraft<'_> {
        let route = Route::SitePage(page.id.clone());
        let head = self.article_head(page, "page", &route);
        let article = Arc::new(page.clone());
        PageDraft { file: file_for_route(&route), head, main: Box::new(|| view! { <SitePage article/> }.into_any()), route }
    }

    fn saved_page(&self) -> PageDraft<'_> {
        let main = || view! { <SavedPage><div class="scripted"><Waiting/></div></SavedPage> }.into_any();
        self.app_page("saved", Route::Saved, self.context.messages.saved, Box::new(main))
    }

    fn settings_page(&self) -> PageDraft<'_> {
        self.app_page("settings", Route::Settings, self.context.messages.settings, Box::new(|| view! { <SettingsPage/> }.into_any()))
    }

    /// The page of the notebook.
    pub(crate) fn notebook_page(&self) -> PageDraft<'_> {
        self.app_page("notebook", Route::Notebook, self.context.messages.notebook, Box::new(|| view! { <NotebookPage/> }.into_any()))
    }

    /// The page on which a reader leaves a message.
    pub(crate) fn message_page(&self) -> PageDraft<'_> {
        let site = self.site.clone();
        let label =
            self.site.message.as_ref().and_then(|message| message.label.as_deref()).unwrap_or(self.context.messages.build.leave_message);
        self.app_page("message", Route::Message, label, Box::new(|| view! { <MessagePage site/> }.into_any()))
    }

    fn not_found_page(&self) -> PageDraft<'_> {
        let route = Route::File("404.html".to_owned());
        let main = Box::new(|| view! { <MissingPage/> }.into_any());
        PageDraft { file: "404.html".to_owned(), ..self.app_page("missing", route, self.context.messages.page_not_found, main) }
    }

    fn offline_page(&self) -> PageDraft<'_> {
        let route = Route::File("offline.html".to_owned());
        let title = self.context.messages.build.unavailable_heading;
        let main = Box::new(|| view! { <UnavailablePage/> }.into_any());
        PageDraft { file: "offline.html".to_owned(), ..self.app_page("offline", route, title, main) }
    }

    /// A page of the program, not indexed by search engines.
    fn app_page<'s>(&self, page: &'static str, route: Route, title: &str, main: Main<'s>) -> PageDraft<'s> {
        let head = Head { title: title.to_owned(), canonical: None, ..self.head(page, &route) };
        PageDraft { file: file_for_route(&route), route, head, main }
    }

    fn head(&self, page: &'static str, route: &Route) -> Head {
        let (lang, dir) = (self.context.lang.clone(), self.context.direction());
        Head { page, lang, dir, canonical: Some(self.context.href(route)), ..Head::default() }
    }

    fn article_head(&self, article: &Article, page: &'static str, route: &Route) -> Head {
        Head {
            title: article.title.clone(),
            description: description(article),
            lang: article.lang.clone(),
            dir: article.direction(),
            ..self.head(page, route)
        }
    }
}

/// The file of a route.
fn file_for_route(route: &Route) -> String {
    format!("{}index.html", crate::corpus::UrlBuilder::for_site("/").href(route).trim_start_matches('/'))
}

/// The deck, else the first words of the text.
fn description(article: &Article) -> Option<String> {
    let deck = article.deck.as_deref().map(str::trim).filter(|deck| !deck.is_empty());
    if let Some(deck) = deck {
        return Some(deck.to_owned());
    }
    let words = collapse_whitespace(&text::blocks_text(&article.body));
    let cut: String = words.chars().take(MAX_DESCRIPTION_CHARS).collect();
    let whole = cut.len() == words.len();
    // Words are not cut in two; in a language without spaces the cut may fall anywhere.
    let cut = if whole { cut } else { format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(before, _)| before)) };
    (!words.is_empty()).then_some(cut)
}
