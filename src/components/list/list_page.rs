//! The page of the list.

use super::facet_sidebar::FacetSidebar;
use super::list_view::ListView;
use super::recent_searches::RecentSearches;
use super::results::Results;
use super::search_form::SearchForm;
use super::toolbar::Toolbar;
use crate::components::built_view::{BuiltChildren, IntoBuilt};
use crate::stores::{use_render_context, use_route_store};
use leptos::prelude::*;

/// The `main` of the list: search form, toolbar, facet sidebar, results.
#[component]
pub(crate) fn ListPage(
    /// The list to show.
    view: ListView,
    /// Children after the results.
    #[prop(optional)]
    children: Option<BuiltChildren>,
) -> impl IntoView {
    let context = use_render_context();
    let initial = use_route_store().query.with_untracked(|query| query.query.clone());
    let total = Signal::derive(move || Some(view.count.with(|count| count.total)).filter(|total| *total > 0));
    view! {
        <main id="main" tabindex="-1" class="frame list">
            <h1 class="visually-hidden">{context.site_name.clone()}</h1>
            <SearchForm total initial>
                <RecentSearches/>
            </SearchForm>
            <Toolbar view/>
            <div class="grid">
                <FacetSidebar view/>
                <Results view>{children.map(|children| children.render())}</Results>
            </div>
        </main>
    }
    .into_built()
}
