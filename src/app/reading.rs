//! Reading an article: the current section, the block that a link leads to, the reading position.

use super::in_page_search::{InPageSearch, Landing};
use crate::corpus::{CurrentRoute, Form, Route};
use crate::stores::{ArticleStore, LocalStore, RouteStore, new_effect, use_article_store, use_local_store, use_route_store};
use crate::web::debounce::Debounce;
use crate::web::{dom, events};
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use web_sys::Element;

/// Milliseconds without scrolling after which the position is stored as the reading position.
const POSITION_DEBOUNCE_MS: i32 = 800;

/// Window heights of scrolling from which an article counts as long.
const MIN_LONG_WINDOW_HEIGHTS: f64 = 2.0;

/// Distance of the reading line below the window's upper edge, in CSS pixels.
pub(super) const READING_LINE_OFFSET: f64 = 140.0;

/// Scroll position from which the toolbar may show, in CSS pixels: before it the article's head shows the same.
const MIN_TOOLBAR_SCROLL: f64 = 400.0;

/// Attribute of the block that a link inside the program leads to: `:target` only matches the browser's own navigations.
const TARGET_ATTRIBUTE: &str = "data-target";

/// Follows the reading of the open article.
#[derive(Clone, Copy)]
pub(crate) struct Reading {
    route: RouteStore,
    article: ArticleStore,
    local: LocalStore,
    in_page_search: InPageSearch,
    /// The anchor to scroll to once the text is mounted.
    anchor: RwSignal<Option<String>>,
}

impl Reading {
    /// Creates the reading from the stores in context.
    pub(crate) fn from_context() -> Reading {
        Reading {
            route: use_route_store(),
            article: use_article_store(),
            local: use_local_store(),
            in_page_search: InPageSearch::from_context(),
            anchor: RwSignal::new(None),
        }
    }

    /// Handles a page that opens. In an article, marks the matches once it is rendered, and offers to resume at the stored position.
    /// `scrolls_to_target` is true if the page opens at its match or anchor, not at the last scroll position.
    pub(crate) fn open(self, route: &Route, scrolls_to_target: bool) {
        dom::set_root_attribute("data-scroll", None);
        self.mark_target(None);
        self.anchor.set(None);
        let Route::Article { id, anchor, .. } = route else {
            self.article.resume_anchor.set(None);
            return self.in_page_search.close();
        };
        self.article.resume_anchor.set(if anchor.is_none() { self.local.position(id) } else { None });
        self.in_page_search.open(scrolls_to_target.then(|| Landing { anchor: anchor.clone() }));
        self.anchor.set(anchor.clone().filter(|_| scrolls_to_target));
    }

    /// Watches the page as it is rendered and scrolled.
    pub(crate) fn watch(self) {
        new_effect(move || {
            if self.article.mounted_id.with(Option::is_some) {
                mark_current_section();
                if let Some(block) = self.anchor.get_untracked().and_then(|anchor| dom::by_id(&anchor)) {
                    block.scroll_into_view();
                    self.mark_target(Some(&block));
                }
            }
        });
        self.add_listeners();
    }

    fn add_listeners(self) {
        let Some(window) = dom::window() else { return };
        events::add_listener(&window, "hashchange", move |_| self.mark_target(None));
        let (is_frame_done, last) = (Rc::new(Cell::new(true)), Rc::new(Cell::new(0.0)));
        let debounce = Debounce::default();
        events::add_passive_listener(&window, "scroll", move |_| {
            if self.open_article_id().is_none() {
                return;
            }
            if is_frame_done.replace(false) {
                let (is_frame_done, last) = (is_frame_done.clone(), last.clone());
                events::request_animation_frame(move || {
                    is_frame_done.set(true);
                    show_scroll_direction(&last);
                    mark_current_section();
                });
            }
            debounce.call(POSITION_DEBOUNCE_MS, move || self.store_position());
        });
    }

    fn open_article_id(self) -> Option<String> {
        self.route.current.with_untracked(|current| match current {
            CurrentRoute::Article(id) => Some(id.clone()),
            _ => None,
        })
    }

    /// Marks one block as the target. In a single-file site the file's own script does this for every URL.
    fn mark_target(self, block: Option<&Element>) {
        if self.route.context().urls.form() == Form::Single {
            return;
        }
        if let Some(before) = dom::find("main [data-target]") {
            _ = before.remove_attribute(TARGET_ATTRIBUTE);
        }
        _ = block.map(|block| block.set_attribute(TARGET_ATTRIBUTE, ""));
    }

    /// Stores the block being read; removes the position near the beginning and the end.
    fn store_position(self) {
        let Some(id) = self.open_article_id() else { return };
        let window = dom::window_height();
        let (y, end) = (dom::scroll_y(), dom::max_scroll_y());
        if window == 0.0 || end < window * MIN_LONG_WINDOW_HEIGHTS {
            return;
        }
        let is_inside = y > window && y < end - window;
        self.local.set_position(&id, if is_inside { current_block_anchor() } else { None }.as_deref());
    }
}

/// Shows the toolbar on scrolling up, and hides it on scrolling down.
fn show_scroll_direction(last: &Cell<f64>) {
    let y = dom::scroll_y();
    let before = last.replace(y);
    if (y - before).abs() > 4.0 {
        dom::set_root_attribute("data-scroll", (y < before && y > MIN_TOOLBAR_SCROLL).then_some("up"));
    }
}

/// Marks the line of the contents list whose section is being read.
fn mark_current_section() {
    let Some(contents) = dom::find("[data-contents]") else { return };
    let links = dom::find_all(&contents, "a[href^='#']");
    let top = |link: &Element| {
        let heading = dom::by_id(link.get_attribute("href")?.trim_start_matches('#'))?;
        Some(heading.get_bounding_client_rect().top())
    };
    let current = links.iter().rposition(|link| top(link).is_some_and(|top| top < READING_LINE_OFFSET)).unwrap_or(0);
    for (at, link) in links.iter().enumerate() {
        _ = if at == current { link.set_attribute("aria-current", "true") } else { link.remove_attribute("aria-current") };
    }
}

/// Returns the anchor of the block at the upper edge of the window.
fn current_block_anchor() -> Option<String> {
    let text = dom::find("main article .text")?;
    let blocks = dom::find_all(&text, ":scope > [id]");
    blocks.iter().find(|block| block.get_bounding_client_rect().bottom() > READING_LINE_OFFSET)?.get_attribute("id")
}
