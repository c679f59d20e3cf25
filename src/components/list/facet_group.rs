//! One facet.

use super::facet_choice::FacetChoice;
use crate::components::built_view::IntoBuilt;
use crate::components::ui::Show;
use crate::components::ui::{KeyedView, keyed};
use crate::corpus::Facet;
use crate::state::FacetCounts;
use crate::state::facet_choices::{FacetChoices, FacetValue};
use crate::stores::use_render_context;
use leptos::prelude::*;
use std::sync::Arc;

/// The values of a facet, a checkbox each; those beyond the first few are folded.
#[component]
pub(crate) fn FacetGroup(
    /// The facet.
    facet: Facet,
    /// How many articles each value of every facet has.
    counts: Signal<Arc<FacetCounts>>,
) -> impl IntoView {
    let context = use_render_context();
    let messages = context.messages;
    let choices = Memo::new(move |_| counts.with(|counts| facet_choices(counts, facet)));
    let all = Signal::derive(move || choices.with(|choices| messages.show_all_values.fill([&context.number(choices.total)])));
    let list = move |values: fn(&FacetChoices) -> &Vec<FacetValue>| {
        let item = move |value: &FacetValue| {
            let value = value.value.clone();
            KeyedView::new(&value.clone(), move || view! { <FacetChoice facet value choices/> }.into_built())
        };
        let items = move || choices.with(|choices| values(choices).iter().map(item).collect());
        view! { <For each=keyed(items) key=KeyedView::key children=KeyedView::render/> }
    };
    view! {
        <Show when=move || choices.with(|choices| !choices.open.is_empty())>
            <fieldset class="facet">
                <legend>{(messages.facet_name)(facet)}</legend>
                {list(|choices| &choices.open)}
                <Show when=move || choices.with(|choices| !choices.folded.is_empty())>
                    <details>
                        <summary>{all}</summary>
                        {list(|choices| &choices.folded)}
                    </details>
                </Show>
            </fieldset>
        </Show>
    }
    .into_built()
}

fn facet_choices(counts: &FacetCounts, facet: Facet) -> FacetChoices {
    counts.iter().find(|(other, _)| *other == facet).map(|(_, values)| FacetChoices::from_counts(facet, values)).unwrap_or_default()
}
