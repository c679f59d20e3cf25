//! The active filters of the list.

use super::list_view::value_name;
use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::components::ui::Show;
use crate::components::ui::{KeyedView, keyed};
use crate::corpus::{Facet, ListQuery};
use crate::stores::{ListStore, RenderContext, use_list_store, use_render_context};
use leptos::prelude::*;

/// An active filter.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum ActiveFilter {
    /// A value of a facet.
    Value(Facet, String),
    /// A range of days: first and last.
    Range(Option<String>, Option<String>),
}

/// A chip for each active filter, which removes it, and a button that clears all.
#[component]
pub(crate) fn ActiveFilters(
    /// The query of the list.
    query: Signal<ListQuery>,
) -> impl IntoView {
    let (context, list) = (use_render_context(), use_list_store());
    let messages = context.messages;
    let context = StoredValue::new(context);
    let chips = move || {
        let chip = |filter: ActiveFilter| KeyedView::new(&filter.clone(), move || chip(&context.get_value(), list, filter));
        query.with(|query| active_filters(query).into_iter().map(chip).collect())
    };
    view! {
        <Show when=move || query.with(|query| query.filter_count() > 0)>
            <ul aria-label=messages.active_filters class="chips scripted">
                <For each=keyed(chips) key=KeyedView::key children=KeyedView::render/>
                <li>
                    <button type="button" class="link" on:click=move |_| list.clear()>{messages.clear_all}</button>
                </li>
            </ul>
        </Show>
    }
    .into_built()
}

fn active_filters(query: &ListQuery) -> Vec<ActiveFilter> {
    let values = query.facets.iter().flat_map(|(facet, values)| values.iter().map(|value| ActiveFilter::Value(*facet, value.clone())));
    let range = (query.from.is_some() || query.to.is_some()).then(|| ActiveFilter::Range(query.from.clone(), query.to.clone()));
    values.chain(range).collect()
}

fn chip(context: &RenderContext, list: ListStore, filter: ActiveFilter) -> BuiltView {
    let name = match &filter {
        ActiveFilter::Value(facet, value) => value_name(context, *facet, value),
        ActiveFilter::Range(from, to) => range_name(context, from.as_deref(), to.as_deref()),
    };
    let remove = move |_| match &filter {
        ActiveFilter::Value(facet, value) => list.remove_facet(*facet, value),
        ActiveFilter::Range(..) => list.remove_range(),
    };
    view! {
        <li>
            <button type="button" aria-label=context.messages.remove_filter.fill([&name]) class="chip" on:click=remove>{name.clone()}</button>
        </li>
    }
    .into_built()
}

fn range_name(context: &RenderContext, from: Option<&str>, to: Option<&str>) -> String {
    let year = |day: &str| day.get(..4).and_then(|year| year.parse().ok()).map_or_else(|| day.to_owned(), |year| context.year(year));
    let (from, to) = (from.map(year), to.map(year));
    match (from, to) {
        (Some(from), Some(to)) if from == to => from,
        (from, to) => context.messages.year_range.fill([from.as_deref().unwrap_or("…"), to.as_deref().unwrap_or("…")]),
    }
}
