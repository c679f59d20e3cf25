//! In-page matches: the worker finds the words of the query in the text of the open article; the page marks them and scrolls to
//! them.

use crate::corpus::CurrentRoute;
use crate::search::message::PARTED;
use crate::state::InPageMatches;
use crate::stores::{ArticleStore, LocalStore, RouteStore, follow, use_article_store, use_local_store, use_results_store, use_route_store};
use crate::web::{dom, highlight, search_client};
use leptos::prelude::*;
use web_sys::{Element, Node};

/// Selectors of the parts of an article that are searched.
const SEARCHED: &str = "main article h1, main article .deck, main article > figure, main article .text";

/// Finds and marks the matches in the open article.
#[derive(Clone, Copy)]
pub struct InPageSearch {
    route: RouteStore,
    article: ArticleStore,
    local: LocalStore,
    /// The pending search, run once article and search response are loaded; its landing, if the page is to scroll to a match.
    pending: RwSignal<Option<Option<Landing>>>,
    /// Where the page scrolls once the matches are marked.
    landing: RwSignal<Option<Landing>>,
}

/// Where an article opens: at the first match in the block of an anchor, or in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Landing {
    /// The anchor.
    pub anchor: Option<String>,
}

impl InPageSearch {
    /// Returns the search of the current context, and provides it on first use.
    pub fn of_context() -> InPageSearch {
        use_context().unwrap_or_else(|| {
            let search = InPageSearch {
                route: use_route_store(),
                article: use_article_store(),
                local: use_local_store(),
                pending: RwSignal::new(None),
                landing: RwSignal::new(None),
            };
            provide_context(search);
            search
        })
    }

    /// Starts a search in an article that opens: its matches are marked once its text and the search response are loaded. `landing`
    /// is where the page then scrolls; `None` leaves it in place.
    pub fn open(self, landing: Option<Landing>) {
        self.close();
        if self.route.query.with_untracked(|query| !query.query.trim().is_empty()) {
            self.route.query.with_untracked(|query| self.local.add_search(&query.query));
            self.pending.set(Some(landing));
        }
    }

    /// Ends the search when the article is left.
    pub fn close(self) {
        search_client::cancel_find_in_page();
        dom::set_root_attribute("data-matches", None);
        self.article.matches.set(InPageMatches::default());
        self.pending.set(None);
    }

    /// Searches an article once its text is mounted and the query is answered.
    pub fn follow(self) {
        let results = use_results_store();
        follow(move || {
            let drawn = self.article.drawn.get();
            if self.pending.with(Option::is_some) && results.has_response.get() && drawn.is_some() && drawn == self.open_article() {
                self.landing.set(self.pending.get_untracked().flatten());
                self.pending.set(None);
                self.ask(&drawn.unwrap_or_default());
            }
        });
    }

    fn open_article(self) -> Option<String> {
        match self.route.current.get() {
            CurrentRoute::Article(id) => Some(id),
            _ => None,
        }
    }

    fn ask(self, id: &str) {
        highlight::clear();
        let texts: Vec<String> = text_nodes().iter().map(|node| node.text_content().unwrap_or_default().replace(PARTED, " ")).collect();
        let lang = dom::find("main article").and_then(|article| article.get_attribute("lang")).unwrap_or_default();
        search_client::find_in_page(id, &lang, &texts.join(&PARTED.to_string()));
    }

    /// Marks the matches that the worker found, if they belong to the open article.
    pub fn show(self, article: &str, places: &[u32]) {
        if !self.route.is_at(&CurrentRoute::Article(article.to_owned())) {
            return;
        }
        highlight::mark(&text_nodes(), places);
        let marks = highlight::page_marks();
        self.article.matches.set(InPageMatches { count: marks.len(), current: None });
        dom::set_root_attribute("data-matches", (!marks.is_empty()).then_some(""));
        if !marks.is_empty() {
            let (context, count) = (self.route.context(), marks.len() as u32);
            dom::announce(&(context.messages.hits)(count, &context.number(count)));
        }
        if let Some(landing) = self.landing.get_untracked() {
            self.landing.set(None);
            self.land(&marks, landing);
        }
    }

    /// Scrolls to the first match in the block that the row's excerpt came from, else in the text.
    fn land(self, marks: &[Element], landing: Landing) {
        let block = landing.anchor.and_then(|anchor| dom::by_id(&anchor)).or_else(|| dom::find("main article .text"));
        let inside = |mark: &Element| block.as_ref().is_some_and(|block| block.contains(Some(mark)));
        if let Some(at) = marks.iter().position(inside) {
            self.article.show_match(marks, at);
        }
    }
}

/// Returns the text nodes that are searched, in reading order.
fn text_nodes() -> Vec<Node> {
    let Some(root) = dom::root() else { return Vec::new() };
    dom::all(&root, SEARCHED).iter().flat_map(highlight::texts).collect()
}
