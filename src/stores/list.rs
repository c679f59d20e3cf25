//! The actions of a reader on the list.

use super::local::{LocalStore, use_local_store};
use super::route::RouteStore;
use crate::corpus::list_query::ROWS_PER_PAGE;
use crate::corpus::{CurrentRoute, Facet, ListQuery, Route, Sort};
use crate::state::years::{RangeEnd, select_years, set_range_end};
use crate::web::debounce::Debounce;
use crate::web::dom;
use leptos::prelude::*;

/// Milliseconds without typing after which the URL is updated, and deferred parts are rendered.
const TYPING_DEBOUNCE_MS: i32 = 250;

/// The list.
#[derive(Clone, Copy)]
pub(crate) struct ListStore {
    /// Whether the sheet of filters is open, on a narrow screen.
    pub are_filters_open: RwSignal<bool>,
    /// Whether the reader is typing: then only the first rows are rendered; the others, and the counts, follow when typing pauses.
    pub is_typing: RwSignal<bool>,
    /// Whether the focus is in the search form.
    pub is_search_focused: RwSignal<bool>,
    /// The indices of the first row near the window and of the first one after it.
    pub rows_in_view: RwSignal<(usize, usize)>,
    /// Whether the list was opened to search: then the box gets the focus, not the heading.
    pub should_focus_search: RwSignal<bool>,
    route: RouteStore,
    local: LocalStore,
    typing: StoredValue<Debounce>,
    drag_start: RwSignal<Option<u16>>,
}

/// Provides the store.
pub(crate) fn provide_list_store(route: RouteStore) -> ListStore {
    let store = ListStore {
        are_filters_open: RwSignal::new(false),
        is_typing: RwSignal::new(false),
        is_search_focused: RwSignal::new(false),
        rows_in_view: RwSignal::new((0, 8)),
        should_focus_search: RwSignal::new(false),
        route,
        local: use_local_store(),
        typing: StoredValue::new(Debounce::default()),
        drag_start: RwSignal::new(None),
    };
    provide_context(store);
    store
}

/// Returns the store from context.
pub(crate) fn use_list_store() -> ListStore {
    expect_context()
}

impl ListStore {
    fn query(&self) -> ListQuery {
        self.route.query.get_untracked()
    }

    /// Sets the typed query. The URL follows when typing pauses.
    pub(crate) fn set_typed_query(&self, typed: String) {
        self.set_typing(true);
        self.route.query.update(|query| {
            query.query = typed;
            query.rows = ROWS_PER_PAGE;
        });
        let store = *self;
        self.typing.with_value(|typing| {
            typing.call(TYPING_DEBOUNCE_MS, move || {
                store.route.replace_url();
                store.set_typing(false);
            });
        });
    }

    fn set_typing(&self, is_typing: bool) {
        if self.is_typing.get_untracked() != is_typing {
            self.is_typing.set(is_typing);
        }
    }

    /// Opens the list with a query typed on another page; on the list itself Enter moves on to the results.
    pub(crate) fn submit(&self, typed: String) {
        if self.route.is_at(&CurrentRoute::List) {
            self.local.add_search(&typed);
            if let Some(first) = dom::find("main article .headline a") {
                dom::focus(&first);
            }
        } else {
            self.route.navigate(Route::List(ListQuery { query: typed, ..ListQuery::new() }));
        }
    }

    /// Focuses the search box; on a page without one, opens the list first.
    pub(crate) fn focus_search(&self) {
        match dom::find("main input[type=search]") {
            Some(input) => dom::focus(&input),
            None => {
                self.should_focus_search.set(true);
                self.route.navigate(Route::List(ListQuery::new()));
            }
        }
    }

    /// Adds or removes a facet value as a filter.
    pub(crate) fn set_facet(&self, facet: Facet, value: &str, is_on: bool) {
        let mut query = self.query();
        if query.is_selected(facet, value) != is_on {
            query.toggle(facet, value);
            self.route.push_query(query);
        }
    }

    /// Removes a facet value from the filters.
    pub(crate) fn remove_facet(&self, facet: Facet, value: &str) {
        let mut query = self.query();
        query.remove(facet, value);
        self.route.push_query(query);
    }

    /// Removes the range of days.
    pub(crate) fn remove_range(&self) {
        self.route.push_query(ListQuery { from: None, to: None, rows: ROWS_PER_PAGE, ..self.query() });
    }

    /// Removes the query and every filter; the order stays.
    pub(crate) fn clear(&self) {
        self.reset_query(ListQuery { sort: self.query().sort, ..ListQuery::new() });
    }

    /// Removes every filter.
    pub(crate) fn clear_filters(&self) {
        self.reset_query(ListQuery { query: self.query().query, ..ListQuery::new() });
    }

    /// Searches for another query.
    pub(crate) fn search_for(&self, query: &str) {
        self.reset_query(ListQuery { query: query.to_owned(), ..self.query() });
    }

    fn reset_query(&self, query: ListQuery) {
        dom::set_search_text(&query.query);
        self.route.push_query(ListQuery { rows: ROWS_PER_PAGE, ..query });
        // The pressed button is gone.
        if let Some(input) = dom::find("#q") {
            dom::focus(&input);
        }
    }

    /// Sets the order.
    pub(crate) fn set_sort(&self, sort: Sort) {
        self.route.push_query(ListQuery { sort, ..self.query() });
    }

    /// Shows more rows, and focuses the first of them.
    pub(crate) fn show_more(&self) {
        let shown = self.query().rows;
        self.route.query.update(|query| query.rows = shown + ROWS_PER_PAGE);
        self.route.replace_url();
        dom::after_paint(move || {
            if let Some(next) = dom::root().and_then(|root| dom::find_all(&root, "main article .headline a").into_iter().nth(shown)) {
                dom::focus(&next);
            }
        });
    }

    /// Toggles the sheet of filters.
    pub(crate) fn toggle_filters(&self) {
        self.are_filters_open.update(|open| *open = !*open);
    }

    /// Chooses one end of the range of years; `span` is the first and the last year of the collection.
    pub(crate) fn choose_year(&self, end: RangeEnd, year: u16, span: (u16, u16)) {
        let mut query = self.query();
        set_range_end(&mut query, end, year, span);
        self.route.push_query(query);
    }

    /// Begins to drag a range of years.
    pub(crate) fn begin_drag(&self, year: u16) {
        self.drag_start.set(Some(year));
        self.drag(year);
    }

    /// Extends the dragged range to a year.
    pub(crate) fn drag(&self, year: u16) {
        let Some(start) = self.drag_start.get_untracked() else { return };
        let mut query = self.query();
        if select_years(&mut query, start, year) {
            self.route.query.set(query);
        }
    }

    /// Ends the drag and updates the URL.
    pub(crate) fn end_drag(&self) {
        if self.drag_start.get_untracked().is_some() {
            self.drag_start.set(None);
            self.route.push_url();
        }
    }
}
