//! What is selected in the open article, and presses on highlights.

use super::drawing::passage_box;
use crate::state::annotation_view::SelectedPassage;
use crate::stores::AnnotationStore;
use crate::web::debounce::Debounce;
use crate::web::shown_text::ShownText;
use crate::web::{dom, events, selection};
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Event, MouseEvent};

/// Milliseconds without a change of the selection before the bar is shown.
const SELECTION_DEBOUNCE_MS: i32 = 200;

/// Where a press leaves an open note alone.
const NOTE_SELECTOR: &str = ".note-editor, .margin-notes, dialog, .selection-bar";

/// Controls of an article, whose presses mean something else than the highlight below them.
const CONTROLS_SELECTOR: &str = "a, button, summary, input, select, textarea, label";

/// Follows the selection, and presses on highlights.
pub(super) fn watch(store: AnnotationStore) {
    let Some(document) = dom::document() else { return };
    let debounce = Rc::new(Debounce::default());
    // While a pointer is down the selection grows.
    let is_down = Rc::new(Cell::new(false));
    let update_later = {
        let is_down = is_down.clone();
        move || {
            let is_down = is_down.clone();
            debounce.call(SELECTION_DEBOUNCE_MS, move || {
                if !is_down.get() {
                    update(store);
                }
            });
        }
    };
    update_later();
    for name in ["selectionchange", "keyup"] {
        let update_later = update_later.clone();
        events::add_listener(&document, name, move |_| update_later());
    }
    let down = is_down.clone();
    events::add_passive_listener(&document, "pointerdown", move |event| {
        down.set(events::property(&event, "pointerType").as_string().as_deref() == Some("mouse"));
        if store.draft.with_untracked(Option::is_some) && events::closest(&event, NOTE_SELECTOR).is_none() {
            store.close_draft();
        }
    });
    for name in ["pointerup", "pointercancel"] {
        let (is_down, update_later) = (is_down.clone(), update_later.clone());
        events::add_passive_listener(&document, name, move |_| {
            is_down.set(false);
            update_later();
        });
    }
    events::add_listener(&document, "click", move |event| on_click(store, &event));
    events::add_listener(&document, "keydown", move |event| on_keydown(store, &event));
}

/// Shows the bar on the selected passage, and hides it without one.
fn update(store: AnnotationStore) {
    let selected = selected_passage(store);
    // An engine may select nothing while a button of the bar has the focus.
    if selected.is_none() && is_in_bar() {
        return;
    }
    if store.selected.with_untracked(|known| *known != selected) {
        store.selected.set(selected);
    }
}

fn selected_passage(store: AnnotationStore) -> Option<SelectedPassage> {
    let range = selection::selected_range().filter(|_| store.article.with_untracked(Option::is_some))?;
    let text = ShownText::read()?;
    let selector = text.text.selector(text.place_of(&range)?)?;
    let link = store.passage_link(&text, &selector);
    Some(SelectedPassage { selector, link, place: passage_box(&range)?, is_touch: selection::is_touch() })
}

/// Opens the highlight that was pressed; of several the shortest.
fn on_click(store: AnnotationStore, event: &Event) {
    let in_text = events::closest(event, "main article").is_some() && events::closest(event, CONTROLS_SELECTOR).is_none();
    let Some(event) = event.dyn_ref::<MouseEvent>().filter(|_| in_text && !dom::has_selection()) else { return };
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    if let Some(id) = highlight_at(store, x, y) {
        store.open_annotation(&id);
    }
}

fn highlight_at(store: AnnotationStore, x: f64, y: f64) -> Option<String> {
    let placed = store.placed.get_untracked();
    if placed.is_empty() {
        return None;
    }
    let text = ShownText::read()?;
    let hits = placed.iter().filter(|placed| {
        let range = text.dom_range(&placed.range);
        let contains = |rect: &web_sys::DomRect| (rect.left()..=rect.right()).contains(&x) && (rect.top()..=rect.bottom()).contains(&y);
        range.is_some_and(|range| selection::line_rects(&range).iter().any(contains))
    });
    hits.min_by_key(|placed| placed.annotation.quotation().len()).map(|placed| placed.annotation.id.clone())
}

/// Whether the focus is in the bar.
fn is_in_bar() -> bool {
    dom::focused_element().is_some_and(|focused| focused.closest(".selection-bar").ok().flatten().is_some())
}

/// Tab moves from selected text into the bar, Escape selects nothing.
fn on_keydown(store: AnnotationStore, event: &Event) {
    if store.selected.with_untracked(Option::is_none) {
        return;
    }
    let is_in_bar = is_in_bar();
    match events::property(event, "key").as_string().as_deref() {
        Some("Tab") if !is_in_bar && !events::property(event, "shiftKey").is_truthy() => {
            event.prevent_default();
            _ = dom::find(".selection-bar button").map(|button| dom::focus(&button));
        }
        Some("Escape") => {
            event.prevent_default();
            store.clear_selection();
        }
        _ => {}
    }
}
