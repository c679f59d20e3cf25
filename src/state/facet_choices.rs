//! The values of a facet on offer.

use crate::corpus::Facet;
use crate::search::selection::ValueCount;
use std::sync::Arc;

/// Number of values of a facet that are not folded.
const MAX_OPEN: usize = 8;

/// Maximum number of folded values that are drawn, ordered by count; filtering the list brings the others up.
const MAX_FOLDED: usize = 60;

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FacetValue {
    /// The value, as it stands in the articles.
    pub value: Arc<str>,
    /// The number of articles in the current list that have it.
    pub count: u32,
    /// Whether it is an active filter.
    pub is_selected: bool,
    /// Whether it is part of the value before it, as a region of a language.
    pub is_nested: bool,
}

/// The values of a facet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FacetChoices {
    /// The values that are not folded.
    pub open: Vec<FacetValue>,
    /// The folded values.
    pub folded: Vec<FacetValue>,
    /// The number of values, drawn or not.
    pub total: u32,
}

impl FacetChoices {
    /// Collects the counted values of a facet. In a filtered list, values without articles are omitted.
    pub(crate) fn from_counts(facet: Facet, values: &[ValueCount]) -> FacetChoices {
        let offered = offered_values(facet, values);
        let total = offered.len() as u32;
        let (open, folded): (Vec<_>, Vec<_>) =
            offered.into_iter().enumerate().partition(|(at, choice)| *at < MAX_OPEN || choice.is_selected || choice.is_nested);
        let values = |list: Vec<(usize, FacetValue)>| list.into_iter().map(|(_, value)| value);
        FacetChoices { open: values(open).collect(), folded: values(folded).take(MAX_FOLDED).collect(), total }
    }

    /// Finds a value.
    pub(crate) fn get(&self, value: &str) -> Option<&FacetValue> {
        self.open.iter().chain(&self.folded).find(|choice| &*choice.value == value)
    }
}

fn offered_values(facet: Facet, values: &[ValueCount]) -> Vec<FacetValue> {
    let non_empty = || values.iter().filter(|v| v.is_selected || v.count > 0);
    let choice = |v: &ValueCount, is_nested| FacetValue { value: v.value.clone(), count: v.count, is_selected: v.is_selected, is_nested };
    if !facet.is_hierarchical() {
        return non_empty().map(|v| choice(v, false)).collect();
    }
    let mut choices = Vec::new();
    for whole in non_empty().filter(|v| facet.widest_value(&v.value).is_none()) {
        choices.push(choice(whole, false));
        // A variant that all articles of a wider value have would filter nothing.
        let selects_same_as_wider = |v: &ValueCount| non_empty().any(|w| w.count == v.count && facet.is_narrower_than(&v.value, &w.value));
        let inside = non_empty().filter(|v| whole.is_selected && facet.is_narrower_than(&v.value, &whole.value));
        choices.extend(inside.filter(|v| v.is_selected || !selects_same_as_wider(v)).map(|v| choice(v, true)));
    }
    choices
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value_counts(values: &[(&str, u32, bool)]) -> Vec<ValueCount> {
        values.iter().map(|(value, count, on)| ValueCount { value: (*value).into(), count: *count, is_selected: *on }).collect()
    }

    #[test]
    fn language_regions_are_listed_only_while_it_is_selected() {
        let shown = |values: &[(&str, u32, bool)]| {
            let choices = FacetChoices::from_counts(Facet::Language, &value_counts(values));
            choices.open.into_iter().map(|choice| (choice.value.to_string(), choice.is_nested)).collect::<Vec<_>>()
        };
        let (one, inside) = (|value: &str| (value.to_owned(), false), |value: &str| (value.to_owned(), true));
        let counts = |on: bool| [("en", 5, on), ("en-US", 3, false), ("zh", 2, on), ("zh-Hans", 2, false), ("en-GB", 1, on)];
        assert_eq!(shown(&counts(false)), [one("en"), one("zh")]);
        assert_eq!(shown(&counts(true)), [one("en"), inside("en-US"), inside("en-GB"), one("zh")]);
    }

    #[test]
    fn values_beyond_the_limit_are_folded_unless_selected() {
        let names: Vec<String> = (0..80).map(|n| format!("t{n}")).collect();
        let values: Vec<(&str, u32, bool)> = names.iter().map(|name| (name.as_str(), u32::from(name != "t3"), name == "t70")).collect();
        let choices = FacetChoices::from_counts(Facet::Tag, &value_counts(&values));
        assert_eq!((choices.total, choices.open.len(), choices.folded.len()), (79, MAX_OPEN + 1, MAX_FOLDED));
        assert!(choices.get("t3").is_none(), "what would leave nothing is not offered");
        assert!(choices.get("t70").is_some_and(|choice| choice.is_selected));
    }
}
