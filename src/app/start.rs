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
use crate::stores::{follow, provide_stores, use_route_store, use_search_store};
use crate::web::locale::warm_up;
use crate::web::{dom, events, history, storage};
use leptos::prelude::*;

/// Milliseconds after which files not needed for reading are fetched.
const AFTER_READING_BEGINS: i32 = 300;

/// Starts the program in a task of its own: compiling it has already taken a long task.
pub fn start() {
    events::after(0, begin);
}

fn begin() {
    runtime::run(|owner| run(Mounts::new(owner)));
}

fn run(mounts: Mounts) {
    let urls = runtime::urls();
    let (path, query, hash) = history::address();
    let to = urls.route(&path, &query, &hash).unwrap_or(Route::File(path));
    let (preferences, data) = stored(urls.base());
    provide_stores(runtime::render_context(urls), &to, preferences, data);
    PageStart { needs: loading::needs(), reading: Reading::of_context(), mounts, to }.run_steps(0);
}

/// The start-up steps, in order.
const STEPS: [fn(&PageStart); 5] =
    [PageStart::follow, PageStart::start, |_| listeners::listen(), PageStart::mount_settings, |page| shown_page::tell(page.needs)];

/// Reads the data stored on this device.
fn stored(base: &str) -> (Preferences, LocalData) {
    let preferences = storage::read(base, storage::PREFERENCES).unwrap_or_default();
    let data = LocalData {
        saved: storage::read(base, storage::SAVED).unwrap_or_default(),
        searches: storage::read(base, storage::SEARCHES).unwrap_or_default(),
        positions: storage::read(base, storage::POSITIONS).unwrap_or_default(),
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
        events::after(0, move || {
            self.mounts.with_owner(|| step(&self));
            self.run_steps(at + 1);
        });
    }

    /// Takes over the prerendered page by its kind.
    fn start(&self) {
        let to = &self.to;
        prerendered::attach_search_form(&self.mounts);
        match dom::root_attribute("data-page").unwrap_or_default().as_str() {
            "article" => self.start_article(to),
            // The only page of a single-file site.
            "list" if self.is_single() && !matches!(to, Route::List(_)) => self.open(to.clone()),
            // A page with a previous one is a further page: the program's own list begins with the first row.
            "list" if dom::find(".pager [rel=prev]").is_some() => self.start_further_page(),
            "list" => self.start_list(),
            "saved" | "settings" => self.start_drawn(),
            "missing" if matches!(to, Route::Article { .. }) => self.start_missing_article(to),
            // The site's own pages stay as prerendered; they have no list.
            _ => self.leave(),
        }
        history::take_over_scrolling();
    }

    /// Whether the whole site is one file.
    fn is_single(&self) -> bool {
        use_route_store().context().urls.form() == Form::Single
    }

    /// Starts the effects that every page needs.
    fn follow(&self) {
        search::follow_query();
        InPageSearch::of_context().follow();
        self.reading.follow();
        navigation::follow_arrivals(&self.mounts, self.needs, self.reading);
        document::describe_pages();
        excerpts::follow_rows();
    }

    /// Mounts the settings sheet, which any page can open.
    fn mount_settings(&self) {
        if let Some((body, place)) = dom::document().and_then(|document| document.body()).zip(dom::create("div")) {
            _ = body.append_child(&place);
            self.mounts.append_for_good(&place, || view! { <SettingsSheet/> }.into_built());
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
        events::after(AFTER_READING_BEGINS, move || page.load());
    }

    /// Keeps the prerendered list until everything that it shows is loaded.
    fn start_list(&self) {
        let Some(list) = PrerenderedList::of_page(&self.mounts) else { return };
        let (route, search) = self.mounts.with_owner(|| (use_route_store(), use_search_store()));
        search.is_idle.set(route.query.with_untracked(|query| query.query.trim().is_empty()));
        // Rows hold dates and counts; other pages mostly hold none that the program would format.
        warm_up(&route.context().lang);
        self.load();
        list.draw_alerts();
        let (is_ready, mounts) = (self.needs.is_list_ready, self.mounts.clone());
        self.mounts.with_owner(|| {
            let mut is_done = false;
            follow(move || {
                if !is_done && !route.draws_pages.get_untracked() && is_ready.get() {
                    is_done = true;
                    untrack(|| list.come_alive());
                    restore_scroll();
                    prerendered::allow_idle_loading(&mounts, AFTER_READING_BEGINS);
                }
            });
        });
    }

    /// Keeps a further page of a list prerendered, with the reader's place in it, until the reader types or ticks there.
    fn start_further_page(&self) {
        let route = use_route_store();
        route.current.set(CurrentRoute::Other);
        prerendered::note_ready();
        let Some(main) = dom::find("#main") else { return };
        if prerendered::is_touched(&main) {
            return self.start_list();
        }
        for name in ["input", "click"] {
            let page = self.clone();
            events::listen(&main, name, move |event| {
                let wants_list = name == "input" || events::nearest(&event, ".filters").is_some();
                if wants_list && route.is_at(&CurrentRoute::Other) {
                    dom::set_title(&route.context().site_name);
                    page.start_list();
                }
            });
        }
    }

    /// Draws saved articles and settings, which are stored on this device, once nothing is selected in the page.
    fn start_drawn(&self) {
        self.load();
        let Some(document) = dom::document() else { return };
        let (route, mounts) = (use_route_store(), self.mounts.clone());
        let draw = move || {
            if !route.draws_pages.get_untracked() && !dom::is_selecting() {
                prerendered::replace_page(&mounts);
                prerendered::note_ready();
            }
        };
        draw();
        events::listen(&document, "selectionchange", move |_| draw());
    }

    /// Opens a URL without a prerendered page, which may still be an article of the collection.
    fn start_missing_article(&self, to: &Route) {
        self.reading.open(to, true);
        self.load();
        prerendered::replace_page(&self.mounts);
        prerendered::note_ready();
    }

    /// Draws the route if the program draws its kind; otherwise leaves the prerendered page.
    fn open(&self, to: Route) {
        if to.current() == CurrentRoute::Other {
            return self.leave();
        }
        self.load();
        use_route_store().arrive(to, history::remembered_scroll());
    }

    fn leave(&self) {
        use_route_store().current.set(CurrentRoute::Other);
        prerendered::note_ready();
    }

    /// Fetches what the page needs from now on.
    fn load(&self) {
        let needs = self.needs;
        self.mounts.with_owner(|| loading::follow_needs(needs));
    }
}

fn restore_scroll() {
    if let Some(y) = history::remembered_scroll() {
        dom::scroll_to(y);
        // Rows below the window get their height only when drawn.
        events::next_frame(move || dom::scroll_to(y));
    }
}
