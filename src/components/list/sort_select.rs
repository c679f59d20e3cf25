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
    label_sort: Sort,
}

/// The choice of the order. Without a query there is no relevance: newest first takes its place.
#[component]
pub(crate) fn SortSelect(
    /// The list to sort.
    view: ListView,
) -> impl IntoView {
    let (messages, list) = (use_render_context().messages, use_list_store());
    let is_chosen = move |option: SortOption| {
        view.query.with(|query| {
            let has_query = !query.query.trim().is_empty();
            query.sort == option.sort || (!has_query && option.sort == Sort::Best && query.sort == Sort::Newest)
        })
    };
    let render = move |option: SortOption| {
        let chosen = Signal::derive(move || is_chosen(option));
        view! { <option value=option.sort.key() selected=chosen prop:selected=chosen>{(messages.sort_option)(option.label_sort)}</option> }
            .into_built()
    };
    let options = move || {
        let match_count = view.count.with(|count| count.match_count) as usize;
        let options = view.query.with(|query| sort_options(!query.query.trim().is_empty(), match_count, query.sort));
        options.into_iter().map(|option| KeyedView::new(&option, move || render(option))).collect()
    };
    view! {
        <select
            name="sort"
            aria-label=messages.sort_label
            class="sort-select scripted"
            on:change=move |event| list.set_sort(Sort::from_key(&event_target_value(&event)))
        >
            <For each=keyed(options) key=KeyedView::key children=KeyedView::render/>
        </select>
    }
    .into_built()
}

fn sort_options(has_query: bool, match_count: usize, current: Sort) -> Vec<SortOption> {
    let offered = Sort::ALL
        .into_iter()
        .filter(|sort| (has_query || *sort != Sort::Newest) && (match_count <= MAX_CARD_SORT || !sort.needs_cards() || *sort == current));
    let label_sort = |sort| if sort == Sort::Best && !has_query { Sort::Newest } else { sort };
    offered.map(|sort| SortOption { sort, label_sort: label_sort(sort) }).collect()
}
