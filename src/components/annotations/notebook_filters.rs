//! What the notebook shows.

use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::messages::stored::Message;
use crate::state::notebook_view::{EntryKind, Grouping};
use crate::stores::{use_annotation_store, use_notebook_store};
use leptos::prelude::*;

/// The search box, the kind of entries, and their order. Each change shows at once.
#[component]
pub(crate) fn NotebookFilters() -> impl IntoView {
    let (store, notebook) = (use_annotation_store(), use_notebook_store());
    let messages = store.messages();
    let label = messages.search.to_string();
    let query = Signal::derive(move || notebook.filter.with(|filter| filter.query.clone()));
    view! {
        <form role="search" class="notebook-filters" on:submit=|event| event.prevent_default()>
            <input
                type="search"
                aria-label=label.clone()
                placeholder=label
                dir="auto"
                autocomplete="off"
                spellcheck="false"
                prop:value=query
                on:input=move |event| notebook.filter.update(|filter| filter.query = event_target_value(&event))
            />
            {choice("kind", &messages.show, &messages.kinds, EntryKind::ALL.map(|kind| {
                let is_chosen = Signal::derive(move || notebook.filter.with(|filter| filter.kind == kind));
                (is_chosen, Callback::new(move |()| notebook.filter.update(|filter| filter.kind = kind)))
            }))}
            {choice("grouping", &messages.group_by, &messages.groupings, Grouping::ALL.map(|grouping| {
                let is_chosen = Signal::derive(move || notebook.filter.with(|filter| filter.grouping == grouping));
                (is_chosen, Callback::new(move |()| notebook.filter.update(|filter| filter.grouping = grouping)))
            }))}
        </form>
    }
    .into_built()
}

/// A choice as radio buttons.
fn choice(name: &'static str, legend: &Message, labels: &[Message; 4], options: [(Signal<bool>, Callback<()>); 4]) -> BuiltView {
    let option = |((is_chosen, choose), label): ((Signal<bool>, Callback<()>), &Message)| {
        view! {
            <label class="option">
                <input type="radio" name=name prop:checked=is_chosen on:change=move |_| choose.run(())/>
                <span>{label.to_string()}</span>
            </label>
        }
        .into_built()
    };
    let options: Vec<BuiltView> = options.into_iter().zip(labels).map(option).collect();
    view! {
        <fieldset class="setting">
            <legend>{legend.to_string()}</legend>
            <div class="options">{options}</div>
        </fieldset>
    }
    .into_built()
}
