//! Start-up: provides the stores, starts the effects, and takes over the prerendered page by its kind.

use super::in_page_search::InPageSearch;
use super::mount::Mounts;
use super::prerendered::{self, PrerenderedList};
use super::reading::Reading;
use super::{document, excerpts, listeners, loading, navigation, runtime, search, shown_page};
use crate::components::built_view::IntoBuilt;
use crate::components::settings::SettingsSheet;
use crate::corpus::{CurrentRoute, Form, Route};
use crate::state::{LocalData, Preferences};
use crate::stores::{new_effect, provide_stores, use_route_store, use_search_store};
use crate::web::locale::warm_up;
use crate::web::{dom, events, history, storage};
use leptos::prelude::*;

/// Milliseconds after which files not needed for reading are fetched.
const IDLE_LOADING_DELAY_MS: i32 = 300;

/// Starts the program in a task of its own: compiling it has already taken a long task.
pub fn start() {
    events::set_timeout(0, begin);
}

fn begin() {
    runtime::run(|owner| run(Mounts::new(owner)));
}

fn run(mounts: Mounts) {
    let urls = runtime::url_builder();
    let (path, query, hash) = history::location_parts();
    let to = urls.parse_route(&path, &query, &hash).unwrap_or(Route::File(path));
    let (preferences, data) = read_stored(urls.base());
    provide_stores(runtime::render_context(urls), &to, preferences, data);
    PageStart { needs: loading::needs(), reading: Reading::from_context(), mounts, to }.run_steps(0);
}

/// The start-up steps, in order.
const STEPS: [fn(&PageStart); 5] = [
    PageStart::start_effects,
    PageStart::take_over_page,
    |_| listeners::add_listeners(),
    PageStart::mount_settings,
    |page| shown_page::report_changes(page.needs),
];

/// Reads the data stored on this device.
fn read_stored(base: &str) -> (Preferences, LocalData) {
    let preferences = storage::read(base, storage::PREFERENCES_KEY).unwrap_or_default();
    let data = LocalData {
        saved: storage::read(base, storage::SAVED_KEY).unwrap_or_default(),
        searches: storage::read(base, storage::SEARCHES_KEY).unwrap_or_default(),
        positions: storage::read(base, storage::POSITIONS_KEY).unwrap_or_default(),
        annotated: storage::read(base, storage::ANNOTATED_KEY).unwrap_or_default(),
    };
    (preferences, data)
}

/// The prerendered page at start-up.
#[derive(Clone)]
struct PageStart {
    mounts: Mounts,
    needs: loading::Needs,
    reading: Reading,
    /// Its route.
    to: Route,
}

impl PageStart {
    /// Runs each step from `at` on in a task of its own, so that input is handled between them.
    fn run_steps(self, at: usize) {
        let Some(step) = STEPS.get(at) else { return };
        events::set_timeout(0, move || {
            self.mounts.with_owner(|| step(&self));
            self.run_steps(at + 1);
        });
    }

    /// Takes over the prerendered page by its kind.
    fn take_over_page(&self) {
        let to = &self.to;
        prerendered::attach_search_form(&self.mounts);
        match dom::root_attribute("data-page").unwrap_or_default().as_str() {
            "article" => self.start_article(to),
            // The only page of a single-file site.
            "list" if self.is_single_file() && !matches!(to, Route::List(_)) => self.open_route(to.clone()),
            // A page with a previous one is a further page: the program's own list begins with the first row.
            "list" if dom::find(".pager [rel=prev]").is_some() => self.start_further_page(),
            "list" => self.start_list(),
            "saved" | "settings" => self.start_saved_or_settings(),
            "missing" if matches!(to, Route::Article { .. }) => self.start_missing_article(to),
            // The site's own pages stay as prerendered; they have no list.
            _ => self.keep_prerendered(),
        }
        history::disable_scroll_restoration();
    }

    /// Whether the whole site is one file.
    fn is_single_file(&self) -> bool {
        use_route_store().context().urls.form() == Form::Single
    }

    /// Starts the effects that every page needs.
    fn start_effects(&self) {
        search::watch_query();
        InPageSearch::from_context().watch();
        self.reading.watch();
        navigation::watch_arrivals(&self.mounts, self.needs, self.reading);
        document::sync_document();
        excerpts::watch_rows();
    }

    /// Mounts the settings sheet, which any page can open.
    fn mount_settings(&self) {
        if let Some((body, place)) = dom::document().and_then(|document| document.body()).zip(dom::create_element("div")) {
            _ = body.append_child(&place);
            self.mounts.append_permanently(&place, || view! { <SettingsSheet/> }.into_built());
        }
    }

    /// Keeps the prerendered article, and loads the data of its slots after the first paint.
    fn start_article(&self, to: &Route) {
        self.reading.open(to, history::remembered_scroll().is_none());
        if let Route::Article { id, .. } = to {
            prerendered::mount_article_slots(&self.mounts, id);
        }
        restore_scroll();
        let page = self.clone();
        events::set_timeout(IDLE_LOADING_DELAY_MS, move || page.fetch_needed_files());
    }

    /// Keeps the prerendered list until everything that it shows is loaded.
    fn start_list(&self) {
        let Some(list) = PrerenderedList::from_page(&self.mounts) else { return };
        let (route, search) = self.mounts.with_owner(|| (use_route_store(), use_search_store()));
        search.is_idle.set(route.query.with_untracked(|query| query.query.trim().is_empty()));
        // Rows hold dates and counts; other pages mostly hold none that the program would format.
        warm_up(&route.context().lang);
        self.fetch_needed_files();
        list.mount_alerts();
        let (is_ready, mounts) = (self.needs.is_list_ready, self.mounts.clone());
        self.mounts.with_owner(|| {
            let mut is_done = false;
            new_effect(move || {
                if !is_done && !route.renders_pages.get_untracked() && is_ready.get() {
                    is_done = true;
                    untrack(|| list.on_loaded());
                    restore_scroll();
                    prerendered::allow_idle_loading(&mounts, IDLE_LOADING_DELAY_MS);
                }
            });
        });
    }

    /// Keeps a further page of a list prerendered, with the reader's place in it, until the reader types or ticks there.
    fn start_further_page(&self) {
        let route = use_route_store();
        route.current.set(CurrentRoute::Other);
        prerendered::mark_ready();
        let Some(main) = dom::find("#main") else { return };
        if prerendered::has_user_input(&main) {
            return self.start_list();
        }
        for name in ["input", "click"] {
            let page = self.clone();
            events::add_listener(&main, name, move |event| {
                let wants_list = name == "input" || events::closest(&event, ".filters").is_some();
                if wants_list && route.is_at(&CurrentRoute::Other) {
                    dom::set_title(&route.context().site_name);
                    page.start_list();
                }
            });
        }
    }

    /// Renders saved articles and settings, which are stored on this device, once nothing is selected in the page.
    fn start_saved_or_settings(&self) {
        self.fetch_needed_files();
        let Some(document) = dom::document() else { return };
        let (route, mounts) = (use_route_store(), self.mounts.clone());
        let render = move || {
            if !route.renders_pages.get_untracked() && !dom::has_selection() {
                prerendered::replace_page(&mounts);
                prerendered::mark_ready();
            }
        };
        render();
        events::add_listener(&document, "selectionchange", move |_| render());
    }

    /// Opens a URL without a prerendered page, which may still be an article of the collection.
    fn start_missing_article(&self, to: &Route) {
        self.reading.open(to, true);
        self.fetch_needed_files();
        prerendered::replace_page(&self.mounts);
        prerendered::mark_ready();
    }

    /// Renders the route if the program renders its kind; otherwise leaves the prerendered page.
    fn open_route(&self, to: Route) {
        if to.current_route() == CurrentRoute::Other {
            return self.keep_prerendered();
        }
        self.fetch_needed_files();
        use_route_store().arrive(to, history::remembered_scroll());
    }

    fn keep_prerendered(&self) {
        use_route_store().current.set(CurrentRoute::Other);
        prerendered::mark_ready();
    }

    /// Fetches what the page needs from now on.
    fn fetch_needed_files(&self) {
        let needs = self.needs;
        self.mounts.with_owner(|| loading::fetch_needed_files(needs));
    }
}

fn restore_scroll() {
    if let Some(y) = history::remembered_scroll() {
        dom::scroll_to(y);
        // Rows below the window get their height only when rendered.
        events::request_animation_frame(move || dom::scroll_to(y));
    }
}
