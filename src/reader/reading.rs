//! Reading an article: the line of contents one is at, the words one came for, the place where one stopped.

use super::app::{App, Here};
use super::hits;
use crate::browser::dom;
use crate::browser::events::{self, next_frame};
use crate::corpus::{Form, Place};
use std::cell::Cell;
use std::rc::Rc;
use web_sys::Element;

/// Milliseconds after the last movement at which the place counts as where one stopped.
const STOPPED: i32 = 800;

/// An article is long where it can be scrolled by so many windows' heights.
const LONG: f64 = 2.0;

/// How far below the window's upper edge a line counts as being read, in CSS pixels.
const READ_LINE: f64 = 140.0;

/// Above this place the head of the article shows what the bar would, in CSS pixels.
const BAR_FROM: f64 = 400.0;

/// Marks the part of a text that a link inside the program leads to: `:target` is only what the browser itself went to.
const REACHED: &str = "data-reached";

/// Follows the page as it is scrolled.
pub fn listen(app: App) {
    let Some(window) = dom::window() else { return };
    events::listen(&window, "hashchange", move |_| set_reached(app, None));
    let drawn = Rc::new(Cell::new(true));
    let turn = Rc::new(Cell::new(0_u32));
    let last = Rc::new(Cell::new(0.0));
    events::listen_passive(&window, "scroll", move |_| {
        if !matches!(app.here.get_untracked(), Here::Article(_)) {
            return;
        }
        if drawn.replace(false) {
            let (drawn, last) = (drawn.clone(), last.clone());
            next_frame(move || {
                drawn.set(true);
                show_direction(&last);
                show_contents();
            });
        }
        let now = turn.get() + 1;
        turn.set(now);
        let turn = turn.clone();
        events::after(STOPPED, move || {
            if turn.get() == now {
                keep_place(app);
            }
        });
    });
}

/// The bar comes when one scrolls up, and goes when one reads on.
fn show_direction(last: &Cell<f64>) {
    let y = dom::scroll_y();
    let before = last.replace(y);
    if (y - before).abs() > 4.0 {
        dom::set_root_attribute("data-scroll", (y < before && y > BAR_FROM).then_some("up"));
    }
}

/// Marks the line of the contents list whose section is being read.
fn show_contents() {
    let Some(contents) = dom::find("[data-contents]") else { return };
    let links = dom::all(&contents, "a[href^='#']");
    let top = |link: &Element| {
        let heading = dom::document()?.get_element_by_id(link.get_attribute("href")?.trim_start_matches('#'))?;
        Some(heading.get_bounding_client_rect().top())
    };
    let current = links.iter().rposition(|link| top(link).is_some_and(|top| top < READ_LINE)).unwrap_or(0);
    for (at, link) in links.iter().enumerate() {
        _ = if at == current { link.set_attribute("aria-current", "true") } else { link.remove_attribute("aria-current") };
    }
}

/// An article was opened: its words are marked once it is drawn, and where one stopped before is offered. `land` says that
/// it opens at what it was opened for, and not where it was left.
pub fn open(app: App, place: &Place, land: bool) {
    dom::set_root_attribute("data-hits", None);
    dom::set_root_attribute("data-scroll", None);
    app.offer.set(None);
    set_reached(app, None);
    let Place::Article { id, anchor, .. } = place else { return };
    let kept = app.kept.with_untracked(|kept| kept.place(id).map(str::to_owned));
    if anchor.is_none() {
        app.offer.set(kept);
    }
    hits::open(app, id, anchor.clone(), land);
    let anchor = anchor.clone().filter(|_| land);
    settle(app, id.clone(), 40, move || {
        show_contents();
        if let Some(block) = anchor.and_then(|anchor| dom::document()?.get_element_by_id(&anchor)) {
            block.scroll_into_view();
            set_reached(app, Some(&block));
        }
    });
}

/// Marks a part of the text, and no other. In a single file the shelf does, which follows every address.
fn set_reached(app: App, block: Option<&Element>) {
    if app.room().addressing.form() == Form::Single {
        return;
    }
    if let Some(before) = dom::find("main [data-reached]") {
        _ = before.remove_attribute(REACHED);
    }
    _ = block.map(|block| block.set_attribute(REACHED, ""));
}

/// Calls something once the article is drawn, looking again a few times a second.
fn settle(app: App, id: String, tries: u32, then: impl FnOnce() + 'static) {
    events::after(if tries == 40 { 60 } else { 250 }, move || {
        if app.here.get_untracked() != Here::Article(id.clone()) || tries == 0 {
            return;
        }
        if dom::find("main article .text").is_some() { then() } else { settle(app, id, tries - 1, then) }
    });
}

/// Goes on where one stopped.
pub fn go_on(app: App) {
    if let Some(block) = app.offer.get_untracked().and_then(|anchor| dom::document()?.get_element_by_id(&anchor)) {
        block.scroll_into_view();
        dom::focus_place(&block);
    }
    app.offer.set(None);
}

/// Keeps the block that is being read; forgets it near the beginning and the end.
fn keep_place(app: App) {
    let Here::Article(id) = app.here.get_untracked() else { return };
    let window = dom::height();
    let (y, end) = (dom::scroll_y(), dom::scrollable());
    if window == 0.0 || end < window * LONG {
        return;
    }
    let inside = y > window && y < end - window;
    let anchor = if inside { block_read() } else { None };
    if app.kept.with_untracked(|kept| kept.place(&id) != anchor.as_deref()) {
        app.kept.update(|kept| kept.set_place(&id, anchor.as_deref()));
    }
}

/// The anchor of the block at the upper edge of the window.
fn block_read() -> Option<String> {
    let text = dom::find("main article .text")?;
    let blocks = dom::all(&text, ":scope > [id]");
    blocks.iter().find(|block| block.get_bounding_client_rect().bottom() > READ_LINE)?.get_attribute("id")
}
