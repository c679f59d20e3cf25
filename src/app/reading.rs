//! Reading an article: the section one is in, the block that a link leads to, the place where one stops.

use super::in_page_search::{InPageSearch, Landing};
use crate::corpus::{CurrentRoute, Form, Route};
use crate::stores::{ArticleStore, LocalStore, RouteStore, follow, use_article_store, use_local_store, use_route_store};
use crate::web::debounce::Debounce;
use crate::web::{dom, events};
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use web_sys::Element;

/// Milliseconds after the last movement at which the place counts as where one stopped.
const STOPPED: i32 = 800;

/// An article is long where it can be scrolled by so many windows' heights.
const LONG: f64 = 2.0;

/// How far below the window's upper edge a line counts as being read, in CSS pixels.
const READ_LINE: f64 = 140.0;

/// Above this place the head of the article shows what the toolbar would, in CSS pixels.
const TOOLBAR_FROM: f64 = 400.0;

/// Marks the block that a link inside the program leads to: `:target` is only what the browser itself went to.
const REACHED: &str = "data-reached";

/// What follows the reading of the open article.
#[derive(Clone, Copy)]
pub struct Reading {
    route: RouteStore,
    article: ArticleStore,
    local: LocalStore,
    in_page: InPageSearch,
    /// The anchor to go to once the text stands in the page.
    anchor: RwSignal<Option<String>>,
}

impl Reading {
    /// The reading of the stores that are provided.
    pub fn of_context() -> Reading {
        Reading {
            route: use_route_store(),
            article: use_article_store(),
            local: use_local_store(),
            in_page: InPageSearch::of_context(),
            anchor: RwSignal::new(None),
        }
    }

    /// A page is opened. In an article the words it was opened for are marked once it is drawn, and the place where one stopped
    /// before is offered. `lands` says that it opens at what it was opened for, and not where it was left.
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

    /// Marks a block, and no other. In a single file the script of that file does, which follows every address.
    fn set_reached(self, block: Option<&Element>) {
        if self.route.context().urls.form() == Form::Single {
            return;
        }
        if let Some(before) = dom::find("main [data-reached]") {
            _ = before.remove_attribute(REACHED);
        }
        _ = block.map(|block| block.set_attribute(REACHED, ""));
    }

    /// Stores the block that is being read; removes it near the beginning and the end.
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

/// The toolbar comes when one scrolls up, and goes when one reads on.
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

/// The anchor of the block at the upper edge of the window.
fn block_read() -> Option<String> {
    let text = dom::find("main article .text")?;
    let blocks = dom::all(&text, ":scope > [id]");
    blocks.iter().find(|block| block.get_bounding_client_rect().bottom() > READ_LINE)?.get_attribute("id")
}
