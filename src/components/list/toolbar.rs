//! The toolbar under the search form.

use super::active_filters::ActiveFilters;
use super::list_view::{ArticleCount, ListView};
use super::sort_select::SortSelect;
use crate::components::built_view::IntoBuilt;
use crate::corpus::ListQuery;
use crate::stores::{RenderContext, use_list_store, use_render_context};
use leptos::prelude::*;

/// The button that opens the filters, the number of articles, the active filters, the order.
#[component]
pub(crate) fn Toolbar(
    /// The list to describe.
    view: ListView,
) -> impl IntoView {
    let (context, list) = (use_render_context(), use_list_store());
    let filters = {
        let context = context.clone();
        Signal::derive(move || filters_label(&context, view.query.with(ListQuery::filter_count) as u32))
    };
    let count = Signal::derive(move || view.query.with(|query| count_text(&context, query, &view.count.get())));
    let expanded = Signal::derive(move || if list.are_filters_open.get() { "true" } else { "false" }.to_owned());
    view! {
        <div class="toolbar">
            <button
                type="button"
                aria-expanded=expanded
                aria-controls="facets"
                class="button filters scripted"
                on:click=move |_| list.toggle_filters()
            >
                {filters}
            </button>
            <p role="status" class="count">{count}</p>
            <ActiveFilters query=view.query/>
            <SortSelect view/>
        </div>
    }
    .into_built()
}

fn filters_label(context: &RenderContext, active: u32) -> String {
    if active == 0 { context.messages.filters.to_owned() } else { context.messages.filters_with_count.fill([&context.number(active)]) }
}

fn count_text(context: &RenderContext, query: &ListQuery, count: &ArticleCount) -> String {
    let messages = context.messages;
    let total = context.number(count.total);
    if !query.is_match_all() {
        return messages.match_count.fill([&context.number(count.match_count), &total]);
    }
    let articles = (messages.article_count)(count.total, &total);
    match count.years {
        Some((first, last)) if first != last => {
            [&articles, messages.list_separator, &messages.year_range.fill([&context.year(first), &context.year(last)])].concat()
        }
        _ => articles,
    }
}
