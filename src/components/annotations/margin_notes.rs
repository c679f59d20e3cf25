//! The marks of highlights and notes beside the text.

use crate::components::built_view::{BuiltView, IntoBuilt, dynamic};
use crate::messages::template::fill_placeholders;
use crate::state::annotation_view::PlacedAnnotation;
use crate::stores::use_annotation_store;
use leptos::prelude::*;

/// One button for each annotation of the open article, at the height of its passage: a card with the note where there is room beside
/// the text, else a small mark. They stand in the order of the text, for the keyboard and for screen readers.
#[component]
pub(crate) fn MarginNotes() -> impl IntoView {
    let store = use_annotation_store();
    let has_marks = move || store.placed.with(|placed| !placed.is_empty());
    let title = store.messages().title.to_string();
    dynamic(move || {
        has_marks().then(|| {
            let marks: Vec<BuiltView> = store.placed.get().into_iter().map(mark).collect();
            view! { <ol aria-label=title.clone() class="margin-notes">{marks}</ol> }.into_built()
        })
    })
}

fn mark(placed: PlacedAnnotation) -> BuiltView {
    let store = use_annotation_store();
    let messages = store.messages();
    let PlacedAnnotation { annotation, top, left, width, .. } = placed;
    let (id, opened) = (annotation.id.clone(), annotation.id.clone());
    let has_note = !annotation.note.trim().is_empty();
    let name = if has_note {
        fill_placeholders(&messages.note_of, &[("note", annotation.note.trim())])
    } else {
        fill_placeholders(&messages.highlight_of, &[("quote", annotation.quotation())])
    };
    let is_card = has_note && width.is_some();
    let content = if is_card { annotation.note.trim().to_owned() } else { String::new() };
    view! {
        <li
            class=if is_card { "margin-note card" } else { "margin-note" }
            style:--top=format!("{top}px")
            style:--left=format!("{left}px")
            style:--width=width.map(|width| format!("{width}px"))
        >
            <button
                type="button"
                aria-label=name
                dir="auto"
                data-annotation=id
                class=["margin-mark ", &annotation.colour.class(), if has_note { " noted" } else { "" }].concat()
                on:click=move |_| store.open_annotation(&opened)
            >
                {content}
            </button>
        </li>
    }
    .into_built()
}
