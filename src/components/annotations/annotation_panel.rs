//! Everything that the program of annotations draws over and after an article.

use super::article_annotations::ArticleAnnotations;
use super::cite_dialog::CiteDialog;
use super::margin_notes::MarginNotes;
use super::note_editor::NoteEditor;
use super::selection_bar::SelectionBar;
use crate::components::built_view::IntoBuilt;
use leptos::prelude::*;

/// The bar on selected text, the marks beside the text, the open note, the annotations without a place, the citations.
#[component]
pub(crate) fn AnnotationPanel() -> impl IntoView {
    view! {
        <SelectionBar/>
        <MarginNotes/>
        <NoteEditor/>
        <ArticleAnnotations/>
        <CiteDialog/>
    }
    .into_built()
}
