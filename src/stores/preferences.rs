//! The reader's preferences, and the sheet of settings.

use super::render_context::use_render_context;
use crate::state::Preferences;
use crate::state::local_data::Preference;
use crate::web::{dom, storage};
use leptos::prelude::*;

/// The reader's preferences.
#[derive(Clone, Copy)]
pub(crate) struct PreferenceStore {
    /// The preferences, as they are stored.
    pub values: RwSignal<Preferences>,
    /// Whether the sheet of settings is open.
    pub is_sheet_open: RwSignal<bool>,
    base: StoredValue<String>,
}

/// Provides the store with stored preferences.
pub(crate) fn provide_preference_store(values: Preferences) -> PreferenceStore {
    let base = use_render_context().urls.base().to_owned();
    let store = PreferenceStore { values: RwSignal::new(values), is_sheet_open: RwSignal::new(false), base: StoredValue::new(base) };
    provide_context(store);
    store
}

/// Returns the store from context.
pub(crate) fn use_preference_store() -> PreferenceStore {
    expect_context()
}

impl PreferenceStore {
    /// Sets a preference to a form option and applies it. Returns whether it could be stored.
    pub(crate) fn set(&self, preference: Preference, value: &str) -> bool {
        let value = Preference::stored_value(value);
        self.values.update(|values| values.set(preference, value));
        self.apply(preference);
        let base = self.base.get_value();
        self.values.with_untracked(|values| storage::write_unless_default(&base, storage::PREFERENCES_KEY, values))
    }

    /// Sets every preference to its default.
    pub(crate) fn reset(&self) {
        self.values.set(Preferences::default());
        Preference::ALL.into_iter().for_each(|preference| self.apply(preference));
        storage::remove(&self.base.get_value(), storage::PREFERENCES_KEY);
    }

    /// Writes the preference to the root element, where the style sheet reads it.
    fn apply(&self, preference: Preference) {
        self.values.with_untracked(|values| {
            let value = Some(values.get(preference)).filter(|value| !value.is_empty());
            dom::set_root_attribute(&["data-", preference.key()].concat(), value);
        });
    }

    /// Toggles the sheet of settings, and moves the focus with it.
    pub(crate) fn toggle_sheet(&self) {
        if self.is_sheet_open.get_untracked() {
            self.close_sheet();
        } else {
            self.is_sheet_open.set(true);
            dom::after_paint(|| _ = dom::find(".sheet").map(|sheet| dom::focus_with_tabindex(&sheet)));
        }
    }

    /// Closes the sheet of settings; the focus returns to the link that opened it.
    pub(crate) fn close_sheet(&self) {
        self.is_sheet_open.set(false);
        if let Some(opener) = dom::find("[aria-haspopup=dialog]") {
            dom::focus(&opener);
        }
    }
}
