//! The empty result.

use crate::corpus::Facet;
use crate::stores::{ListStore, use_list_store, use_render_context};
use leptos::prelude::*;
use std::borrow::Cow;

/// Maximum number of characters of the query to quote.
const MAX_QUERY_CHARS: usize = 80;

/// An action offered if nothing was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SuggestedAction {
    /// The label of the button.
    pub label: String,
    /// The effect of the button.
    pub kind: SuggestedActionKind,
}

/// The effect of a suggested action's button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SuggestedActionKind {
    /// Removes every filter.
    ClearFilters,
    /// Removes a value of a facet.
    RemoveFacet(Facet, String),
    /// Searches for another query.
    SearchFor(String),
    /// Removes the query and every filter.
    ClearAll,
}

impl SuggestedActionKind {
    fn run(&self, list: ListStore) {
        match self {
            SuggestedActionKind::ClearFilters => list.clear_filters(),
            SuggestedActionKind::RemoveFacet(facet, value) => list.remove_facet(*facet, value),
            SuggestedActionKind::SearchFor(words) => list.search_for(words),
            SuggestedActionKind::ClearAll => list.clear(),
        }
    }
}

/// Quotes the query, and offers the actions, a button each.
#[component]
pub(crate) fn EmptyResults(
    /// The query.
    query: String,
    /// The actions to offer.
    actions: Vec<SuggestedAction>,
) -> impl IntoView {
    let messages = use_render_context().messages;
    let query = query.trim();
    let heading = if query.is_empty() { messages.no_results.to_owned() } else { messages.no_results_for_query.fill([&truncate(query)]) };
    let hint = (!actions.is_empty()).then(|| view! { <p>{messages.no_results_hint}</p> });
    view! {
        <section class="empty">
            <h2>{heading}</h2>
            {hint}
            <div class="buttons">{actions.into_iter().map(button).collect_view()}</div>
        </section>
    }
}

fn button(action: SuggestedAction) -> impl IntoView {
    let list = use_list_store();
    let SuggestedAction { label, kind } = action;
    view! { <button type="button" class="button" on:click=move |_| kind.run(list)>{label}</button> }
}

/// The beginning of a query that may be long, for display.
pub(crate) fn truncate(words: &str) -> Cow<'_, str> {
    let end = words.char_indices().nth(MAX_QUERY_CHARS).map(|(end, _)| end);
    match end.and_then(|end| words.get(..end)) {
        Some(beginning) => Cow::Owned([beginning, "…"].concat()),
        None => Cow::Borrowed(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::test_support::{html, text};

    #[test]
    fn suggested_actions_are_shown_if_there_are_any() {
        let actions = vec![SuggestedAction { label: "Everywhere".into(), kind: SuggestedActionKind::ClearFilters }];
        let with = html("en", || view! { <EmptyResults query=" <rail> ".to_owned() actions/> });
        assert!(with.contains("<button type=\"button\" class=\"button\">Everywhere</button>") && with.contains("<p>"), "{with}");
        assert!(text(&with).contains("<rail>") && !text(&with).contains(" <rail> "), "{with}");
        let without = html("en", || view! { <EmptyResults query=String::new() actions=Vec::new()/> });
        assert!(without.ends_with("<div class=\"buttons\"></div></section>") && !without.contains("<p>"), "{without}");
    }

    #[test]
    fn long_query_is_truncated() {
        let long = "长".repeat(MAX_QUERY_CHARS + 1);
        assert_eq!(truncate(&long), ["长".repeat(MAX_QUERY_CHARS), "…".to_owned()].concat());
        assert_eq!(truncate("rail"), "rail");
    }
}
