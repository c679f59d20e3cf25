//! The filters of a list.

use super::facet_group::FacetGroup;
use super::list_view::ListView;
use super::years_filter::YearsFilter;
use crate::components::built_view::IntoBuilt;
use crate::components::ui::Show;
use crate::corpus::Facet;
use crate::stores::{use_list_store, use_render_context};
use leptos::prelude::*;

/// Years, then facets as values with counts. A sheet on a narrow screen.
#[component]
pub(crate) fn FacetSidebar(
    /// The list to filter.
    view: ListView,
) -> impl IntoView {
    let (messages, list) = (use_render_context().messages, use_list_store());
    let groups = Facet::ALL.into_iter().filter(|facet| !facet.is_range());
    view! {
        <aside id="facets" aria-label=messages.filters data-open=move || list.are_filters_open.get() class="facet-sidebar">
            <Show when=move || view.years.with(|years| years.bars.len() > 1)>
                <YearsFilter years=view.years/>
            </Show>
            {groups.map(|facet| view! { <FacetGroup facet counts=view.facets/> }).collect_view()}
            <p class="facet-sidebar-done">
                <button type="button" class="button" on:click=move |_| list.toggle_filters()>{messages.close_filters}</button>
            </p>
        </aside>
    }
    .into_built()
}
