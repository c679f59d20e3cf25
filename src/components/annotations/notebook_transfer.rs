//! Export and import of the notebook.

use crate::annotation::export::ExportFormat;
use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::components::ui::Show;
use crate::corpus::Route;
use crate::stores::{NotebookStore, use_annotation_store, use_notebook_store, use_render_context};
use crate::web::file_transfer;
use leptos::prelude::*;

/// The buttons Export and Import, the formats of export while they are open, and the result of the last import.
#[component]
pub(crate) fn NotebookTransfer() -> impl IntoView {
    let (store, notebook, context) = (use_annotation_store(), use_notebook_store(), use_render_context());
    let messages = store.messages();
    let is_open = notebook.is_export_open;
    let expanded = move || if is_open.get() { "true" } else { "false" };
    view! {
        <div class="notebook-transfer">
            <div class="buttons">
                <button type="button" class="button" aria-expanded=expanded on:click=move |_| is_open.update(|open| *open = !*open)>
                    {messages.export.to_string()}
                </button>
                <label class="button file-button">
                    {messages.import.to_string()}
                    <input
                        type="file"
                        accept=".json,.jsonld,application/json,application/ld+json"
                        class="visually-hidden"
                        on:change=move |event| file_transfer::read_chosen(&event, move |name, text| notebook.import(&name, &text))
                    />
                </label>
            </div>
            <Show when=move || is_open.get()>{export_menu(notebook)}</Show>
            <p role="status">{move || notebook.import_result.get()}</p>
            <p class="erase-hint">
                {messages.erase_hint.to_string()}
                " "
                <a href=context.href(&Route::Settings)>{context.messages.erase_all}</a>
            </p>
        </div>
    }
    .into_built()
}

/// The choice of scope and format.
fn export_menu(notebook: NotebookStore) -> BuiltView {
    let messages = use_annotation_store().messages();
    let scope = |(is_shown, label): (bool, String)| {
        view! {
            <label class="option">
                <input
                    type="radio"
                    name="scope"
                    prop:checked=move || notebook.exports_shown.get() == is_shown
                    on:change=move |_| notebook.exports_shown.set(is_shown)
                />
                <span>{label}</span>
            </label>
        }
        .into_built()
    };
    let scopes: Vec<BuiltView> = [false, true].into_iter().zip(messages.export_scopes.iter().map(ToString::to_string)).map(scope).collect();
    let format = |format: ExportFormat| {
        let label = match format {
            ExportFormat::Markdown => "Markdown".to_owned(),
            ExportFormat::MarkdownFiles => messages.file_per_article.to_string(),
            ExportFormat::Json => "JSON".to_owned(),
            ExportFormat::WebAnnotation => "Web Annotation".to_owned(),
            ExportFormat::Csv => "CSV".to_owned(),
        };
        view! { <button type="button" class="button" on:click=move |_| notebook.export(format)>{label}</button> }.into_built()
    };
    let formats: Vec<BuiltView> = ExportFormat::ALL.into_iter().map(format).collect();
    view! {
        <div class="export-menu">
            <fieldset class="setting">
                <legend>{messages.export_scope.to_string()}</legend>
                <div class="options">{scopes}</div>
            </fieldset>
            <div class="buttons">{formats}</div>
        </div>
    }
    .into_built()
}
