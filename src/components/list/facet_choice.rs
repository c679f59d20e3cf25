//! One value of a facet.

use super::list_view::value_name;
use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::corpus::{Facet, Route};
use crate::state::facet_choices::{FacetChoices, FacetValue};
use crate::stores::{RenderContext, use_list_store, use_render_context};
use leptos::prelude::*;
use std::sync::Arc;

/// A checkbox that filters the list by a value, and how many articles have it.
#[component]
pub(crate) fn FacetChoice(
    /// The facet.
    facet: Facet,
    /// The value, as it stands in the articles.
    value: Arc<str>,
    /// The values of the facet, including this one.
    choices: Memo<FacetChoices>,
) -> impl IntoView {
    let (context, list) = (use_render_context(), use_list_store());
    let read = {
        let value = value.clone();
        move |read: fn(&FacetValue) -> u32| choices.with(|choices| choices.get(&value).map(read)).unwrap_or_default()
    };
    let is_nonzero = |read_field: fn(&FacetValue) -> u32| {
        let read = read.clone();
        Signal::derive(move || read(read_field) > 0)
    };
    let (is_on, is_inside) = (is_nonzero(|choice| choice.is_selected.into()), is_nonzero(|choice| choice.is_nested.into()));
    let class = Signal::derive(move || if is_inside.get() { "choice nested" } else { "choice" }.to_owned());
    let name = name(&context, facet, &value, is_on.get_untracked());
    let count = Signal::derive(move || context.number(read(|choice| choice.count)));
    let input_value = value.to_string();
    view! {
        <label class=class>
            <input
                type="checkbox"
                name=facet.key()
                value=input_value
                checked=is_on
                prop:checked=is_on
                on:change=move |event| list.set_facet(facet, &value, event_target_checked(&event))
            />
            <span class="choice-name">{name}</span>
            " "
            <span class="choice-count">{count}</span>
        </label>
    }
    .into_built()
}

/// The name. Without the program a checkbox has no effect: then the name links to the page of the value.
fn name(context: &RenderContext, facet: Facet, value: &str, is_on: bool) -> BuiltView {
    let name = view! { <bdi>{value_name(context, facet, value)}</bdi> };
    let page = if cfg!(target_arch = "wasm32") || is_on { None } else { context.urls.value_page(facet, value) };
    match page {
        Some(path) => view! { <a href=context.href(&Route::File(path.to_owned()))>{name}</a> }.into_built(),
        None => name.into_built(),
    }
}
