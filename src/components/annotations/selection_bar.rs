//! The bar of actions on selected text.

use super::colour_choice::swatch;
use crate::annotation::HighlightColour;
use crate::components::built_view::{BuiltView, IntoBuilt, dynamic};
use crate::state::annotation_view::SelectedPassage;
use crate::stores::use_annotation_store;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

/// The height of the bar with its distance from the text, in CSS pixels.
const BAR_HEIGHT: f64 = 56.0;

/// Highlight, note, copy, cite and link, while a passage is selected: near it, or at the lower edge of the window on a touch screen.
#[component]
pub(crate) fn SelectionBar() -> impl IntoView {
    let store = use_annotation_store();
    dynamic(move || store.selected.get().map(bar))
}

fn bar(passage: SelectedPassage) -> BuiltView {
    let store = use_annotation_store();
    let messages = store.messages();
    let place = passage.place;
    let top = if place.has_room_above { place.top - BAR_HEIGHT } else { place.bottom + 8.0 };
    let (words, link) = (passage.selector.exact.clone(), passage.link.clone());
    let colours: Vec<BuiltView> = HighlightColour::ALL
        .into_iter()
        .zip(messages.highlight.iter())
        .map(|(colour, name)| colour_button(colour, name.to_string()))
        .collect();
    view! {
        <div
            role="toolbar"
            aria-label=messages.selection.to_string()
            class=if passage.is_touch { "selection-bar docked" } else { "selection-bar" }
            style:--top=format!("{top}px")
            style:--left=format!("{}px", place.left)
            on:pointerdown=keep_selection
            on:keydown=move |event| move_focus(&event)
        >
            {colours}
            {action(messages.note.to_string(), move || store.begin_note())}
            {action(messages.copy.to_string(), move || store.copy(words.clone()))}
            {action(messages.cite.to_string(), move || store.cite_selection())}
            {action(messages.link.to_string(), move || store.copy(link.clone()))}
        </div>
    }
    .into_built()
}

fn colour_button(colour: HighlightColour, name: String) -> BuiltView {
    let store = use_annotation_store();
    view! {
        <button type="button" aria-label=name.clone() title=name class="bar-colour" on:click=move |_| store.highlight(colour)>
            {swatch(colour)}
        </button>
    }
    .into_built()
}

fn action(label: String, press: impl Fn() + 'static) -> BuiltView {
    view! { <button type="button" class="bar-action" on:click=move |_| press()>{label}</button> }.into_built()
}

/// A press on the bar leaves the text selected.
fn keep_selection(event: PointerEvent) {
    if event.pointer_type() == "mouse" {
        event.prevent_default();
    }
}

/// Arrow keys move between the buttons of the bar.
fn move_focus(event: &KeyboardEvent) {
    let by = match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => 1,
        "ArrowLeft" | "ArrowUp" => -1,
        _ => return,
    };
    event.prevent_default();
    crate::web::dom::focus_sibling(".selection-bar button", by);
}
