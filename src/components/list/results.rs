//! The results of the list.

use super::list_view::ListView;
use super::load_alerts::LoadAlerts;
use super::result_rows::ResultRows;
use super::search_notes::SearchNotes;
use crate::components::built_view::{BuiltChildren, BuiltView, IntoBuilt, dynamic};
use crate::components::list::list_view::value_name;
use crate::components::ui::{EmptyCollection, EmptyResults, SuggestedAction, SuggestedActionKind, Waiting, truncate};
use crate::corpus::ListQuery;
use crate::state::list_rows::ListRows;
use crate::stores::{RenderContext, use_render_context, use_search_store};
use leptos::prelude::*;

/// Maximum number of single words offered as searches if nothing is found.
const MAX_SINGLE_WORDS: usize = 8;

/// The kind of [`ListRows`] shown: a change of rows alone does not re-render the whole.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ResultsState {
    Pending,
    Unavailable,
    EmptyCollection,
    NoResults,
    Rows,
}

/// The region of results: alerts, notes, and rows or the reason why there are none.
#[component]
pub(crate) fn Results(
    /// The list to show.
    view: ListView,
    /// Children after the rows.
    #[prop(optional)]
    children: Option<BuiltChildren>,
) -> impl IntoView {
    let search = use_search_store();
    let busy = Signal::derive(move || search.is_pending.get().then(|| "true".to_owned()));
    let state = Memo::new(move |_| {
        view.rows.with(|rows| match **rows {
            ListRows::Pending => ResultsState::Pending,
            ListRows::Unavailable => ResultsState::Unavailable,
            ListRows::EmptyCollection => ResultsState::EmptyCollection,
            ListRows::NoResults => ResultsState::NoResults,
            ListRows::Items(_) => ResultsState::Rows,
        })
    });
    let body = dynamic(move || match state.get() {
        ResultsState::Pending => view! { <Waiting/> }.into_built(),
        ResultsState::Unavailable => ().into_built(),
        ResultsState::EmptyCollection => view! { <EmptyCollection/> }.into_built(),
        ResultsState::NoResults => dynamic(move || view.query.with(no_results)).into_built(),
        ResultsState::Rows => view! { <ResultRows view/> }.into_built(),
    });
    view! {
        <div aria-busy=busy class="results">
            <LoadAlerts/>
            <SearchNotes/>
            {body}
            {children.map(|children| children.render())}
        </div>
    }
    .into_built()
}

/// Nothing was found: offers filters to remove and shorter queries.
fn no_results(query: &ListQuery) -> BuiltView {
    let context = use_render_context();
    let actions = suggested_actions(&context, query);
    view! { <EmptyResults query=query.query.clone() actions/> }.into_built()
}

fn suggested_actions(context: &RenderContext, query: &ListQuery) -> Vec<SuggestedAction> {
    let messages = context.messages;
    let searches = !query.query.trim().is_empty();
    let mut actions = Vec::new();
    let mut add = |label: String, kind| actions.push(SuggestedAction { label, kind });
    if query.filter_count() > 0 && searches {
        add(messages.suggest_without_filters.to_owned(), SuggestedActionKind::ClearFilters);
    }
    for (facet, values) in &query.facets {
        for value in values {
            let label = messages.suggest_without_filter.fill([&value_name(context, *facet, value)]);
            add(label, SuggestedActionKind::RemoveFacet(*facet, value.clone()));
        }
    }
    let words: Vec<&str> = query.query.split_whitespace().collect();
    if words.len() > 1 {
        for word in words.iter().take(MAX_SINGLE_WORDS) {
            add(messages.suggest_fewer_words.fill([&truncate(word)]), SuggestedActionKind::SearchFor((*word).to_owned()));
        }
    }
    add(messages.clear_all.to_owned(), SuggestedActionKind::ClearAll);
    actions
}
