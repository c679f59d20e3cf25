//! Where the reader is. The address is the state of the list: whatever changes its query writes the address.

use super::render_context::RenderContext;
use crate::corpus::{CurrentRoute, ListQuery, Route};
use crate::web::{dom, history};
use leptos::prelude::*;
use std::sync::Arc;

/// A page that was come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrival {
    /// Where.
    pub route: Route,
    /// Which page was left for it.
    pub left: CurrentRoute,
    /// Where it was scrolled to when it was left before, in CSS pixels; `None` where it was opened anew.
    pub scroll: Option<f64>,
}

/// Where the reader is.
#[derive(Clone, Copy)]
pub struct RouteStore {
    /// Which page is shown.
    pub current: RwSignal<CurrentRoute>,
    /// The query of the list, also while an article that was opened from it is read.
    pub query: RwSignal<ListQuery>,
    /// The last arrival, until the page is drawn and the focus is set.
    pub arrival: RwSignal<Option<Arrival>>,
    /// Whether the program draws what the page shows; before that it stands as it was built.
    pub is_mounted: RwSignal<bool>,
    /// Whether the program draws whole pages: it does from the first one that is opened from the prerendered one.
    pub draws_pages: RwSignal<bool>,
    /// How many steps inside the program lead back to where the reader came in.
    steps: RwSignal<u32>,
    context: StoredValue<Arc<RenderContext>>,
}

/// Provides the store at a route.
pub fn provide_route_store(context: Arc<RenderContext>, route: &Route) -> RouteStore {
    let store = RouteStore {
        current: RwSignal::new(route.current()),
        query: RwSignal::new(route.list_query()),
        arrival: RwSignal::new(None),
        is_mounted: RwSignal::new(false),
        draws_pages: RwSignal::new(false),
        steps: RwSignal::new(0),
        context: StoredValue::new(context),
    };
    provide_context(store);
    store
}

/// The store that was provided.
pub fn use_route_store() -> RouteStore {
    expect_context()
}

impl RouteStore {
    /// Messages, language and addresses.
    pub fn context(&self) -> Arc<RenderContext> {
        self.context.get_value()
    }

    /// Whether a page is the one that is shown.
    pub fn is_at(&self, current: &CurrentRoute) -> bool {
        self.current.with_untracked(|now| now == current)
    }

    /// The route of the address.
    pub fn route(&self) -> Route {
        let query = self.query.get_untracked();
        match self.current.get_untracked() {
            CurrentRoute::Article(id) => Route::Article { id, from: query, anchor: None },
            CurrentRoute::Saved => Route::Saved,
            CurrentRoute::Settings => Route::Settings,
            CurrentRoute::List | CurrentRoute::Other => Route::List(query),
        }
    }

    /// Goes to a route, as a new step of the browser's history.
    pub fn go(&self, route: Route) {
        history::remember_scroll(dom::scroll_y());
        let href = self.context().href(&route);
        if !history::push(&href) {
            return history::leave(&href);
        }
        self.steps.update_untracked(|steps| *steps += 1);
        self.arrive(route, None);
    }

    /// Shows a route whose address is there already. `scroll` is where it was scrolled to when it was left, if it was.
    pub fn arrive(&self, route: Route, scroll: Option<f64>) {
        let left = self.current.get_untracked();
        // An article keeps the list that it was opened from, so that its neighbours are those of that list.
        let keeps_list = match &route {
            Route::Article { from, .. } => {
                from.is_everything() && left == CurrentRoute::List && self.query.with_untracked(ListQuery::is_everything)
            }
            Route::Saved | Route::Settings => true,
            _ => false,
        };
        if !keeps_list {
            self.query.set(route.list_query());
        }
        self.current.set(route.current());
        self.arrival.set(Some(Arrival { route, left, scroll }));
    }

    /// Notes a step of the browser's own, back or forward.
    pub fn note_step_back(&self) {
        self.steps.update_untracked(|steps| *steps = steps.saturating_sub(1));
    }

    /// Goes back to the list: by the browser's own step where the reader came from there, so that the list is exactly where it was.
    pub fn back(&self) {
        if self.steps.get_untracked() > 0 {
            history::back();
        } else {
            self.go(Route::List(self.query.get_untracked()));
        }
    }

    /// Changes the query as a new step, so that Back undoes it.
    pub fn push_query(&self, query: ListQuery) {
        self.query.set(query);
        self.push_address();
    }

    /// Writes the query into the address, as a new step.
    pub fn push_address(&self) {
        if self.is_at(&CurrentRoute::List) {
            history::remember_scroll(dom::scroll_y());
            history::push(&self.context().href(&self.route()));
            self.steps.update_untracked(|steps| *steps += 1);
        }
    }

    /// Writes the query into the address of this step.
    pub fn replace_address(&self) {
        if self.is_at(&CurrentRoute::List) {
            history::replace(&self.context().href(&self.route()));
        }
    }
}
