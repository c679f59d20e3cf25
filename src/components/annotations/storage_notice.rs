//! Whether the browser stores highlights and notes.

use crate::components::built_view::{BuiltView, IntoBuilt, dynamic};
use crate::state::annotation_view::AnnotationStorage;
use crate::stores::use_annotation_store;
use leptos::prelude::*;

/// A sentence where the browser stores nothing, has no room, or may delete what it stores.
#[component]
pub(crate) fn StorageNotice() -> impl IntoView {
    let store = use_annotation_store();
    let messages = store.messages();
    dynamic(move || match store.storage.get() {
        AnnotationStorage::Blocked => Some(sentence("alert", messages.storage_blocked.to_string())),
        AnnotationStorage::Full => Some(sentence("alert", messages.storage_full.to_string())),
        AnnotationStorage::Ready => store.is_temporary.get().then(|| sentence("storage-hint", messages.storage_temporary.to_string())),
    })
}

fn sentence(class: &'static str, words: String) -> BuiltView {
    view! { <p role="status" class=class>{words}</p> }.into_built()
}
