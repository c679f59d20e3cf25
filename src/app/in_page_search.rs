//! In-page matches: the worker finds the words of the query in the text of the open article; the page marks them and scrolls to
//! them.

use crate::corpus::CurrentRoute;
use crate::search::message::SEPARATOR;
use crate::state::InPageMatches;
use crate::stores::{
    ArticleStore, LocalStore, RouteStore, new_effect, use_article_store, use_local_store, use_results_store, use_route_store,
};
use crate::web::{dom, highlight, search_client, shown_text};
use leptos::prelude::*;
use web_sys::{Element, Node};

/// Selectors of the parts of an article that are searched.
const SEARCHED_SELECTOR: &str = "main article h1, main article .deck, main article > figure, main article .text";

/// Finds and marks the matches in the open article.
#[derive(Clone, Copy)]
pub(crate) struct InPageSearch {
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
pub(crate) struct Landing {
    /// The anchor.
    pub anchor: Option<String>,
}

impl InPageSearch {
    /// Returns the search of the current context, and provides it on first use.
    pub(crate) fn from_context() -> InPageSearch {
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
    pub(crate) fn open(self, landing: Option<Landing>) {
        self.close();
        if self.route.query.with_untracked(|query| !query.query.trim().is_empty()) {
            self.route.query.with_untracked(|query| self.local.add_search(&query.query));
            self.pending.set(Some(landing));
        }
    }

    /// Ends the search when the article is left.
    pub(crate) fn close(self) {
        search_client::cancel_find_in_page();
        dom::set_root_attribute("data-matches", None);
        self.article.matches.set(InPageMatches::default());
        self.pending.set(None);
    }

    /// Searches an article once its text is mounted and the query is answered.
    pub(crate) fn watch(self) {
        let results = use_results_store();
        new_effect(move || {
            let mounted_id = self.article.mounted_id.get();
            if self.pending.with(Option::is_some)
                && results.has_response.get()
                && mounted_id.is_some()
                && mounted_id == self.open_article_id()
            {
                self.landing.set(self.pending.get_untracked().flatten());
                self.pending.set(None);
                self.request_matches(&mounted_id.unwrap_or_default());
            }
        });
    }

    fn open_article_id(self) -> Option<String> {
        match self.route.current.get() {
            CurrentRoute::Article(id) => Some(id),
            _ => None,
        }
    }

    fn request_matches(self, id: &str) {
        highlight::clear_marks();
        let texts: Vec<String> =
            searched_text_nodes().iter().map(|node| node.text_content().unwrap_or_default().replace(SEPARATOR, " ")).collect();
        let lang = shown_text::article_lang();
        search_client::find_in_page(id, &lang, &texts.join(&SEPARATOR.to_string()));
    }

    /// Marks the matches that the worker found, if they belong to the open article.
    pub(crate) fn show_matches(self, article: &str, ranges: &[u32]) {
        if !self.route.is_at(&CurrentRoute::Article(article.to_owned())) {
            return;
        }
        highlight::mark_ranges(&searched_text_nodes(), ranges);
        let marks = highlight::page_marks();
        self.article.matches.set(InPageMatches { count: marks.len(), current: None });
        dom::set_root_attribute("data-matches", (!marks.is_empty()).then_some(""));
        if !marks.is_empty() {
            let (context, count) = (self.route.context(), marks.len() as u32);
            dom::announce(&(context.messages.in_page_match_count)(count, &context.number(count)));
        }
        if let Some(landing) = self.landing.get_untracked() {
            self.landing.set(None);
            self.scroll_to_landing(&marks, landing);
        }
    }

    /// Scrolls to the first match in the block that the row's excerpt came from, else in the text.
    fn scroll_to_landing(self, marks: &[Element], landing: Landing) {
        let block = landing.anchor.and_then(|anchor| dom::by_id(&anchor)).or_else(|| dom::find("main article .text"));
        let is_inside = |mark: &Element| block.as_ref().is_some_and(|block| block.contains(Some(mark)));
        if let Some(at) = marks.iter().position(is_inside) {
            self.article.show_match(marks, at);
        }
    }
}

/// Returns the text nodes that are searched, in reading order.
fn searched_text_nodes() -> Vec<Node> {
    let Some(root) = dom::root() else { return Vec::new() };
    dom::find_all(&root, SEARCHED_SELECTOR).iter().flat_map(highlight::text_nodes).collect()
}
