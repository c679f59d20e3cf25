//! The note that is open, in place.

use super::colour_choice::ColourChoice;
use crate::components::built_view::{BuiltView, IntoBuilt, dynamic};
use crate::state::annotation_view::NoteDraft;
use crate::stores::{AnnotationStore, use_annotation_store};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// The open note: its text, the colour of its highlight, and what can be done with it. It is beside its passage, or at the lower edge
/// of a narrow window.
#[component]
pub(crate) fn NoteEditor() -> impl IntoView {
    let store = use_annotation_store();
    // A change of the colour leaves the text that is being typed.
    let id = Memo::new(move |_| store.draft.with(|draft| draft.as_ref().map(|draft| draft.annotation.id.clone())));
    dynamic(move || id.get().and_then(|_| store.draft.get_untracked()).map(editor))
}

fn editor(draft: NoteDraft) -> BuiltView {
    let store = use_annotation_store();
    let messages = store.messages();
    let NoteDraft { annotation, place, link, is_stored } = draft;
    let heading = if annotation.passage.is_some() { annotation.quotation().to_owned() } else { messages.article_note.to_string() };
    let colour = Signal::derive(move || store.draft.with(|draft| draft.as_ref().map(|draft| draft.annotation.colour).unwrap_or_default()));
    let colours = annotation.passage.is_some().then(|| {
        view! {
            <ColourChoice
                legend=messages.colour.to_string()
                names=messages.colours.iter().map(ToString::to_string).collect()
                chosen=colour
                on_choose=move |colour| store.set_colour(colour)
            />
        }
        .into_built()
    });
    view! {
        <section
            role="dialog"
            aria-label=messages.note.to_string()
            class=if place.is_some() { "note-editor" } else { "note-editor centred" }
            style:--top=format!("{}px", place.map_or(0.0, |place| place.bottom + 8.0))
            style:--left=format!("{}px", place.map_or(0.0, |place| place.left))
            on:keydown=move |event| on_keydown(store, &event)
        >
            <p lang=annotation.lang.clone() dir="auto" class="note-editor-quote">{heading}</p>
            <label>
                <span class="visually-hidden">{messages.note.to_string()}</span>
                <textarea rows="4" dir="auto" aria-describedby="note-hint" prop:value=annotation.note.clone()></textarea>
            </label>
            <p id="note-hint" class="note-hint">{messages.note_hint.to_string()}</p>
            {colours}
            <div class="buttons">
                <button type="button" class="button primary" on:click=move |_| store.close_draft()>{messages.save.to_string()}</button>
                {is_stored.then(|| stored_actions(annotation.id.clone(), annotation.quotation().to_owned(), link))}
            </div>
        </section>
    }
    .into_built()
}

/// The actions on an annotation that is stored.
fn stored_actions(id: String, quotation: String, link: String) -> BuiltView {
    let store = use_annotation_store();
    let messages = store.messages();
    let passage = (quotation.clone(), link.clone());
    let on_passage = (!link.is_empty()).then(|| {
        view! {
            <button type="button" class="button" on:click=move |_| store.copy(quotation.clone())>{messages.copy.to_string()}</button>
            <button type="button" class="button" on:click=move |_| store.cite(Some(passage.clone()))>{messages.cite.to_string()}</button>
            <button type="button" class="button" on:click=move |_| store.copy(link.clone())>{messages.copy_link.to_string()}</button>
        }
        .into_built()
    });
    view! {
        {on_passage}
        <button type="button" class="button" on:click=move |_| store.delete(&id)>{messages.delete.to_string()}</button>
    }
    .into_built()
}

/// Escape, and the enter key with Control or Command, close the note and store it.
fn on_keydown(store: AnnotationStore, event: &KeyboardEvent) {
    let is_enter = event.key() == "Enter" && (event.ctrl_key() || event.meta_key());
    if (is_enter || event.key() == "Escape") && !event.is_composing() {
        event.prevent_default();
        event.stop_propagation();
        store.close_draft();
    }
}
