//! The citations of an article or a passage.

use crate::article::language::Direction;
use crate::citation::{CitationFormat, CslItem, StyledText};
use crate::components::built_view::{BuiltView, IntoBuilt, dynamic};
use crate::messages::template::fill_placeholders;
use crate::stores::annotations::CitedPassage;
use crate::stores::{AnnotationStore, use_annotation_store, use_render_context};
use crate::web::{dom, file_transfer};
use leptos::prelude::*;

/// A dialog with every style as text to copy, and every format of reference managers as text and file.
#[component]
pub(crate) fn CiteDialog() -> impl IntoView {
    let store = use_annotation_store();
    dynamic(move || store.cited.get().map(|cited| dialog(store, cited)))
}

fn dialog(store: AnnotationStore, cited: CitedPassage) -> BuiltView {
    let messages = store.messages();
    let title = if cited.passage.is_some() { &messages.cite_passage } else { &messages.cite_article };
    let entries: Vec<BuiltView> = CitationFormat::ALL.into_iter().map(|format| entry(store, &cited.item, format)).collect();
    view! {
        <dialog
            aria-labelledby="cite-heading"
            class="cite"
            on:close=move |_| store.cited.set(None)
        >
            <div class="cite-head">
                <h2 id="cite-heading">{title.to_string()}</h2>
                <button type="button" class="button" on:click=move |_| dom::close_modal("dialog.cite")>{messages.close.to_string()}</button>
            </div>
            {cited.passage.map(|(words, link)| passage(store, &cited.item.language, words, link))}
            <dl>{entries}</dl>
        </dialog>
    }
    .into_built()
}

/// The words of the passage, and its address.
fn passage(store: AnnotationStore, lang: &str, words: String, link: String) -> BuiltView {
    let messages = store.messages();
    let copied = link.clone();
    view! {
        <blockquote lang=lang.to_owned() dir="auto" class="entry-quote">{words}</blockquote>
        <p class="cite-link">
            <span>{messages.passage_link.to_string()}</span>
            <code dir="ltr">{link}</code>
            <button type="button" class="link" on:click=move |_| store.copy(copied.clone())>{messages.copy_link.to_string()}</button>
        </p>
    }
    .into_built()
}

fn entry(store: AnnotationStore, item: &CslItem, format: CitationFormat) -> BuiltView {
    let (messages, context) = (store.messages(), use_render_context());
    let text = format.cite(item, &|date| context.locale.date(date, &item.language));
    let plain = text.plain();
    let copied = plain.clone();
    let copy_name = fill_placeholders(&messages.copy_format, &[("format", format.name())]);
    let download = format.file_type().map(|(extension, media_type)| {
        let name = [&item.id, ".", extension].concat();
        let label = fill_placeholders(&messages.download_format, &[("format", format.name())]);
        let save = move |_| file_transfer::download_text(&name, media_type, &plain);
        view! { <button type="button" aria-label=label class="link" on:click=save>{messages.download.to_string()}</button> }.into_built()
    });
    view! {
        <div class="cite-entry">
            <dt>{format.name()}</dt>
            <dd>
                {shown_text(text, format, &item.language)}
                <p class="entry-actions">
                    <button type="button" aria-label=copy_name class="link" on:click=move |_| store.copy(copied.clone())>{messages.copy.to_string()}</button>
                    {download}
                </p>
            </dd>
        </div>
    }
    .into_built()
}

/// A style as a paragraph with its italics, a format as it stands in a file.
fn shown_text(text: StyledText, format: CitationFormat, lang: &str) -> BuiltView {
    if format.file_type().is_some() {
        return view! { <pre dir="ltr" tabindex="0">{text.plain()}</pre> }.into_built();
    }
    let runs: Vec<BuiltView> = text
        .0
        .into_iter()
        .map(|run| if run.is_italic { view! { <em>{run.text}</em> }.into_built() } else { run.text.into_built() })
        .collect();
    let direction = Direction::from_lang(lang).as_str();
    view! { <p lang=lang.to_owned() dir=direction class="cite-text">{runs}</p> }.into_built()
}
