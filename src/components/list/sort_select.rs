//! The order of the list.

use super::list_view::ListView;
use crate::components::built_view::IntoBuilt;
use crate::components::ui::{KeyedView, keyed};
use crate::corpus::Sort;
use crate::state::list_results::MAX_CARD_SORT;
use crate::stores::{use_list_store, use_render_context};
use leptos::prelude::*;

/// An order as an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct SortOption {
    sort: Sort,
    /// The order whose name it has.
    named: Sort,
}

/// The choice of the order. Without a query there is no relevance: newest first takes its place.
#[component]
pub fn SortSelect(
    /// The list to sort.
    view: ListView,
) -> impl IntoView {
    let (messages, list) = (use_render_context().messages, use_list_store());
    let is_chosen = move |option: SortOption| {
        view.query.with(|query| {
            let searching = !query.query.trim().is_empty();
            query.sort == option.sort || (!searching && option.sort == Sort::Best && query.sort == Sort::Newest)
        })
    };
    let draw = move |option: SortOption| {
        let chosen = Signal::derive(move || is_chosen(option));
        view! { <option value=option.sort.key() selected=chosen prop:selected=chosen>{(messages.sort)(option.named)}</option> }.into_built()
    };
    let options = move || {
        let found = view.count.with(|count| count.found) as usize;
        let options = view.query.with(|query| options(!query.query.trim().is_empty(), found, query.sort));
        options.into_iter().map(|option| KeyedView::new(&option, move || draw(option))).collect()
    };
    view! {
        <select
            name="sort"
            aria-label=messages.order
            class="order scripted"
            on:change=move |event| list.set_sort(Sort::of_key(&event_target_value(&event)))
        >
            <For each=keyed(options) key=KeyedView::key children=KeyedView::draw/>
        </select>
    }
    .into_built()
}

fn options(searching: bool, found: usize, current: Sort) -> Vec<SortOption> {
    let offered = Sort::ALL
        .into_iter()
        .filter(|sort| (searching || *sort != Sort::Newest) && (found <= MAX_CARD_SORT || !sort.needs_cards() || *sort == current));
    let named = |sort| if sort == Sort::Best && !searching { Sort::Newest } else { sort };
    offered.map(|sort| SortOption { sort, named: named(sort) }).collect()
}
