//! The years: dragged across, or chosen.

use super::app::App;
use super::navigation;
use crate::browser::{dom, events};
use crate::corpus::state::ROWS;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, PointerEvent};

/// Listens to the pointer over the histogram.
pub fn listen(app: App) {
    let Some(document) = dom::document() else { return };
    let start: Rc<Cell<Option<u16>>> = Rc::default();
    let at = start.clone();
    events::listen(&document, "pointerdown", move |event| {
        if let Some(year) = events::nearest(&event, "[data-drag=years]").and_then(|bars| year_at(&bars, &event)) {
            at.set(Some(year));
            event.prevent_default();
            set(app, year, year);
        }
    });
    let at = start.clone();
    events::listen(&document, "pointermove", move |event| {
        if let (Some(from), Some(bars)) = (at.get(), dom::find("[data-drag=years]"))
            && let Some(to) = year_at(&bars, &event)
        {
            set(app, from.min(to), from.max(to));
        }
    });
    for end in ["pointerup", "pointercancel"] {
        let at = start.clone();
        events::listen(&document, end, move |_| {
            if at.take().is_some() {
                navigation::change_list(app, |_| {});
            }
        });
    }
}

/// The year whose bar the pointer is over, or nearest to.
fn year_at(bars: &Element, event: &Event) -> Option<u16> {
    let rect = bars.get_bounding_client_rect();
    let x = f64::from(event.dyn_ref::<PointerEvent>()?.client_x());
    let years: Vec<u16> = dom::all(bars, "[data-value]").iter().filter_map(|bar| bar.get_attribute("data-value")?.parse().ok()).collect();
    let share = ((x - rect.left()) / rect.width().max(1.0)).clamp(0.0, 0.999);
    years.get((share * years.len() as f64) as usize).copied()
}

fn set(app: App, from: u16, to: u16) {
    let (from, to) = (Some(format!("{from:04}")), Some(format!("{to:04}")));
    if app.list.with_untracked(|list| list.from != from || list.to != to) {
        app.list.update(|list| (list.from, list.to, list.rows) = (from, to, ROWS));
    }
}

/// Takes the choice of one end; the other follows where it would lie beyond. Both ends at the edge are no range.
pub fn choose(app: App, end: &str, value: &str) {
    let all: Vec<String> =
        dom::find("select[name=from]").map(|s| dom::all(&s, "option").iter().map(dom::value).collect()).unwrap_or_default();
    let (Some(first), Some(last)) = (all.first().cloned(), all.last().cloned()) else { return };
    navigation::change_list(app, |list| {
        let mut from = list.from.clone().unwrap_or_else(|| first.clone());
        let mut to = list.to.clone().unwrap_or_else(|| last.clone());
        if end == "from" {
            value.clone_into(&mut from);
            to = to.max(from.clone());
        } else {
            value.clone_into(&mut to);
            from = from.min(to.clone());
        }
        let whole = from == first && to == last;
        (list.from, list.to, list.rows) = if whole { (None, None, ROWS) } else { (Some(from), Some(to), ROWS) };
    });
}
