//! Notes on how a query was interpreted.

use crate::components::built_view::{BuiltView, IntoBuilt, dynamic};
use crate::components::ui::truncate;
use crate::messages::Messages;
use crate::search::message::AnswerDetails;
use crate::search::query::Hint;
use crate::stores::{use_list_store, use_render_context, use_search_store};
use leptos::prelude::*;

/// One or two short lines above the rows: corrections, hints, and a suggested query, as a button.
#[component]
pub(crate) fn SearchNotes() -> impl IntoView {
    let search = use_search_store();
    let details = Memo::new(move |_| {
        search.response.with(|response| {
            let AnswerDetails { hints, corrections, suggestion, .. } = &response.details;
            (hints.clone(), corrections.clone(), suggestion.clone())
        })
    });
    dynamic(move || {
        details.with(|(hints, corrections, suggestion)| {
            let lines = lines(hints, corrections, suggestion.as_deref());
            (!lines.is_empty()).then(|| view! { <div role="status" class="notes">{lines}</div> }.into_built())
        })
    })
}

fn lines(hints: &[Hint], corrections: &[(String, String)], suggestion: Option<&str>) -> Vec<BuiltView> {
    let (messages, list) = (use_render_context().messages, use_list_store());
    let line = |words: String| view! { <p>{words}</p> }.into_built();
    let corrections = corrections.iter().map(|(typed, taken)| line(messages.spelling_corrected.fill([&truncate(typed), taken])));
    let hints = hints.iter().map(|hint| line(hint_text(messages, hint)));
    let suggestion = suggestion.map(|query| {
        let (label, query) = (messages.suggest_spelling.fill([&truncate(query)]), query.to_owned());
        view! {
            <p>
                <button type="button" class="link" on:click=move |_| list.search_for(&query)>{label}</button>
            </p>
        }
        .into_built()
    });
    corrections.chain(hints).chain(suggestion).collect()
}

fn hint_text(messages: &Messages, hint: &Hint) -> String {
    match hint {
        Hint::Quote => messages.unmatched_quotation_mark.to_owned(),
        Hint::Bracket => messages.unmatched_bracket.to_owned(),
        Hint::Date(date) => messages.invalid_date.fill([&truncate(date)]),
        Hint::Field(field) => messages.field_without_value.fill([&truncate(field)]),
        Hint::Operator(operator) => messages.operator_without_words.fill([&truncate(operator)]),
        Hint::TooLong => messages.query_too_long.to_owned(),
    }
}
