//! Reading an article: the current section, the block that a link leads to, the reading position.

use super::in_page_search::{InPageSearch, Landing};
use crate::corpus::{CurrentRoute, Form, Route};
use crate::stores::{ArticleStore, LocalStore, RouteStore, follow, use_article_store, use_local_store, use_route_store};
use crate::web::debounce::Debounce;
use crate::web::{dom, events};
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use web_sys::Element;

/// Milliseconds without scrolling after which the position is stored as the reading position.
const STOPPED: i32 = 800;

/// Window heights of scrolling from which an article counts as long.
const LONG: f64 = 2.0;

/// Distance of the reading line below the window's upper edge, in CSS pixels.
const READ_LINE: f64 = 140.0;

/// Scroll position from which the toolbar may show, in CSS pixels: before it the article's head shows the same.
const TOOLBAR_FROM: f64 = 400.0;

/// Attribute of the block that a link inside the program leads to: `:target` only matches the browser's own navigations.
const REACHED: &str = "data-reached";

/// Follows the reading of the open article.
#[derive(Clone, Copy)]
pub struct Reading {
    route: RouteStore,
    article: ArticleStore,
    local: LocalStore,
    in_page: InPageSearch,
    /// The anchor to scroll to once the text is mounted.
    anchor: RwSignal<Option<String>>,
}

impl Reading {
    /// Creates the reading from the stores in context.
    pub fn of_context() -> Reading {
        Reading {
            route: use_route_store(),
            article: use_article_store(),
            local: use_local_store(),
            in_page: InPageSearch::of_context(),
            anchor: RwSignal::new(None),
        }
    }

    /// Handles a page that opens. In an article, marks the matches once it is drawn, and offers to resume at the stored position.
    /// `lands` is true if the page opens at its match or anchor, not at the last scroll position.
    pub fn open(self, route: &Route, lands: bool) {
        dom::set_root_attribute("data-scroll", None);
        self.set_reached(None);
        self.anchor.set(None);
        let Route::Article { id, anchor, .. } = route else {
            self.article.resume_anchor.set(None);
            return self.in_page.close();
        };
        self.article.resume_anchor.set(if anchor.is_none() { self.local.position(id) } else { None });
        self.in_page.open(lands.then(|| Landing { anchor: anchor.clone() }));
        self.anchor.set(anchor.clone().filter(|_| lands));
    }

    /// Follows the page as it is drawn and scrolled.
    pub fn follow(self) {
        follow(move || {
            if self.article.drawn.with(Option::is_some) {
                mark_section();
                if let Some(block) = self.anchor.get_untracked().and_then(|anchor| dom::by_id(&anchor)) {
                    block.scroll_into_view();
                    self.set_reached(Some(&block));
                }
            }
        });
        self.listen();
    }

    fn listen(self) {
        let Some(window) = dom::window() else { return };
        events::listen(&window, "hashchange", move |_| self.set_reached(None));
        let (is_drawn, last) = (Rc::new(Cell::new(true)), Rc::new(Cell::new(0.0)));
        let stopped = Debounce::default();
        events::listen_passive(&window, "scroll", move |_| {
            if self.open_article().is_none() {
                return;
            }
            if is_drawn.replace(false) {
                let (is_drawn, last) = (is_drawn.clone(), last.clone());
                events::next_frame(move || {
                    is_drawn.set(true);
                    show_direction(&last);
                    mark_section();
                });
            }
            stopped.call(STOPPED, move || self.store_position());
        });
    }

    fn open_article(self) -> Option<String> {
        self.route.current.with_untracked(|current| match current {
            CurrentRoute::Article(id) => Some(id.clone()),
            _ => None,
        })
    }

    /// Marks one block as reached. In a single-file site the file's own script does this for every URL.
    fn set_reached(self, block: Option<&Element>) {
        if self.route.context().urls.form() == Form::Single {
            return;
        }
        if let Some(before) = dom::find("main [data-reached]") {
            _ = before.remove_attribute(REACHED);
        }
        _ = block.map(|block| block.set_attribute(REACHED, ""));
    }

    /// Stores the block being read; removes the position near the beginning and the end.
    fn store_position(self) {
        let Some(id) = self.open_article() else { return };
        let window = dom::height();
        let (y, end) = (dom::scroll_y(), dom::scrollable());
        if window == 0.0 || end < window * LONG {
            return;
        }
        let is_inside = y > window && y < end - window;
        self.local.set_position(&id, if is_inside { block_read() } else { None }.as_deref());
    }
}

/// Shows the toolbar on scrolling up, and hides it on scrolling down.
fn show_direction(last: &Cell<f64>) {
    let y = dom::scroll_y();
    let before = last.replace(y);
    if (y - before).abs() > 4.0 {
        dom::set_root_attribute("data-scroll", (y < before && y > TOOLBAR_FROM).then_some("up"));
    }
}

/// Marks the line of the contents list whose section is being read.
fn mark_section() {
    let Some(contents) = dom::find("[data-contents]") else { return };
    let links = dom::all(&contents, "a[href^='#']");
    let top = |link: &Element| {
        let heading = dom::by_id(link.get_attribute("href")?.trim_start_matches('#'))?;
        Some(heading.get_bounding_client_rect().top())
    };
    let current = links.iter().rposition(|link| top(link).is_some_and(|top| top < READ_LINE)).unwrap_or(0);
    for (at, link) in links.iter().enumerate() {
        _ = if at == current { link.set_attribute("aria-current", "true") } else { link.remove_attribute("aria-current") };
    }
}

/// Returns the anchor of the block at the upper edge of the window.
fn block_read() -> Option<String> {
    let text = dom::find("main article .text")?;
    let blocks = dom::all(&text, ":scope > [id]");
    blocks.iter().find(|block| block.get_bounding_client_rect().bottom() > READ_LINE)?.get_attribute("id")
}
