//! The current route. The URL is the state of the list: every change of its query updates the URL.

use super::render_context::RenderContext;
use crate::corpus::{CurrentRoute, ListQuery, Route};
use crate::web::{dom, history};
use leptos::prelude::*;
use std::sync::Arc;

/// A navigation to a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Arrival {
    /// The route.
    pub route: Route,
    /// The page that was left.
    pub previous: CurrentRoute,
    /// The scroll position to restore, in CSS pixels; `None` if the page was opened anew.
    pub scroll: Option<f64>,
}

/// The current route.
#[derive(Clone, Copy)]
pub(crate) struct RouteStore {
    /// The page that is shown.
    pub current: RwSignal<CurrentRoute>,
    /// The query of the list, also while an article opened from it is read.
    pub query: RwSignal<ListQuery>,
    /// The last navigation, until the page is rendered and the focus is set.
    pub arrival: RwSignal<Option<Arrival>>,
    /// Whether the program has rendered the page; before that it is prerendered.
    pub is_mounted: RwSignal<bool>,
    /// Whether the program renders whole pages: it does from the first navigation on.
    pub renders_pages: RwSignal<bool>,
    /// Number of history steps back to the page where the reader came in.
    history_depth: RwSignal<u32>,
    context: StoredValue<Arc<RenderContext>>,
}

/// Provides the store at a route.
pub(crate) fn provide_route_store(context: Arc<RenderContext>, route: &Route) -> RouteStore {
    let store = RouteStore {
        current: RwSignal::new(route.current_route()),
        query: RwSignal::new(route.list_query()),
        arrival: RwSignal::new(None),
        is_mounted: RwSignal::new(false),
        renders_pages: RwSignal::new(false),
        history_depth: RwSignal::new(0),
        context: StoredValue::new(context),
    };
    provide_context(store);
    store
}

/// Returns the store from context.
pub(crate) fn use_route_store() -> RouteStore {
    expect_context()
}

impl RouteStore {
    /// Messages, language and URLs.
    pub(crate) fn context(&self) -> Arc<RenderContext> {
        self.context.get_value()
    }

    /// Whether a page is the current one.
    pub(crate) fn is_at(&self, current: &CurrentRoute) -> bool {
        self.current.with_untracked(|now| now == current)
    }

    /// The route of the URL.
    pub(crate) fn route(&self) -> Route {
        let query = self.query.get_untracked();
        match self.current.get_untracked() {
            CurrentRoute::Article(id) => Route::Article { id, from: query, anchor: None },
            CurrentRoute::Saved => Route::Saved,
            CurrentRoute::Settings => Route::Settings,
            CurrentRoute::List | CurrentRoute::Other => Route::List(query),
        }
    }

    /// Navigates to a route, as a new history entry.
    pub(crate) fn navigate(&self, route: Route) {
        history::remember_scroll(dom::scroll_y());
        let href = self.context().href(&route);
        if !history::push(&href) {
            return history::assign_location(&href);
        }
        self.history_depth.update_untracked(|history_depth| *history_depth += 1);
        self.arrive(route, None);
    }

    /// Shows a route whose URL is already set. `scroll` is its scroll position when it was left, if it was.
    pub(crate) fn arrive(&self, route: Route, scroll: Option<f64>) {
        let previous = self.current.get_untracked();
        // An article keeps the list that it was opened from, so that its neighbours are those of that list.
        let keeps_list = match &route {
            Route::Article { from, .. } => {
                from.is_match_all() && previous == CurrentRoute::List && self.query.with_untracked(ListQuery::is_match_all)
            }
            Route::Saved | Route::Settings => true,
            _ => false,
        };
        if !keeps_list {
            self.query.set(route.list_query());
        }
        self.current.set(route.current_route());
        self.arrival.set(Some(Arrival { route, previous, scroll }));
    }

    /// Counts a back or forward step of the browser.
    pub(crate) fn count_step_back(&self) {
        self.history_depth.update_untracked(|history_depth| *history_depth = history_depth.saturating_sub(1));
    }

    /// Goes back to the list: by the browser's history if the reader came from there, which restores the list exactly.
    pub(crate) fn back(&self) {
        if self.history_depth.get_untracked() > 0 {
            history::back();
        } else {
            self.navigate(Route::List(self.query.get_untracked()));
        }
    }

    /// Changes the query as a new history entry, so that Back undoes it.
    pub(crate) fn push_query(&self, query: ListQuery) {
        self.query.set(query);
        self.push_url();
    }

    /// Writes the query into the URL, as a new history entry.
    pub(crate) fn push_url(&self) {
        if self.is_at(&CurrentRoute::List) {
            history::remember_scroll(dom::scroll_y());
            history::push(&self.context().href(&self.route()));
            self.history_depth.update_untracked(|history_depth| *history_depth += 1);
        }
    }

    /// Writes the query into the URL of the current history entry.
    pub(crate) fn replace_url(&self) {
        if self.is_at(&CurrentRoute::List) {
            history::replace(&self.context().href(&self.route()));
        }
    }
}
