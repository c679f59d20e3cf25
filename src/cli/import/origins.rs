//! The origin of each field of an article.

use std::collections::BTreeMap;

/// Origins of fields, by the fields' names in an article.
#[derive(Debug, Default, Clone)]
pub(super) struct Origins(BTreeMap<&'static str, String>);

/// Looks for a value in one place; returns it with that place.
pub(super) type Candidate<'c, T> = &'c dyn Fn() -> Option<(T, String)>;

impl Origins {
    /// The value of the first candidate that has one; its place is the origin of the field.
    pub(super) fn first<T>(&mut self, field: &'static str, candidates: &[Candidate<T>]) -> Option<T> {
        let (value, origin) = candidates.iter().find_map(|candidate| candidate())?;
        self.set(field, origin);
        Some(value)
    }

    /// Sets the origin of a field.
    pub(super) fn set(&mut self, field: &'static str, origin: impl Into<String>) {
        self.0.insert(field, origin.into());
    }

    /// The origin of a field.
    pub(super) fn get(&self, field: &str) -> Option<&str> {
        self.0.get(field).map(String::as_str)
    }
}

/// A value with its place.
pub(super) fn found<T>(value: Option<T>, place: &str) -> Option<(T, String)> {
    value.map(|value| (value, place.to_owned()))
}
