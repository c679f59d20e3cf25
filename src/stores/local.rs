//! The data stored on this device: saved articles, reading positions, searches.

use super::preferences::{PreferenceStore, use_preference_store};
use super::render_context::{RenderContext, use_render_context};
use crate::state::LocalData;
use crate::state::StoredCounts;
use crate::state::local_data::Preference;
use crate::web::{annotation_db, dom, storage};
use leptos::prelude::*;
use std::sync::Arc;

/// The data stored on this device.
#[derive(Clone, Copy)]
pub(crate) struct LocalStore {
    /// The data, except for the preferences.
    pub data: RwSignal<LocalData>,
    /// Whether "erase" was pressed once and asks for confirmation.
    pub confirms_erase: RwSignal<bool>,
    /// Number of times that everything was erased: the offline copies are erased as well.
    pub erasures: RwSignal<u32>,
    preferences: PreferenceStore,
    context: StoredValue<Arc<RenderContext>>,
}

/// Provides the store with stored data.
pub(crate) fn provide_local_store(data: LocalData) -> LocalStore {
    let store = LocalStore {
        data: RwSignal::new(data),
        confirms_erase: RwSignal::new(false),
        erasures: RwSignal::new(0),
        preferences: use_preference_store(),
        context: StoredValue::new(use_render_context()),
    };
    provide_context(store);
    store
}

/// Returns the store from context.
pub(crate) fn use_local_store() -> LocalStore {
    expect_context()
}

impl LocalStore {
    /// Whether an article is saved; tracked.
    pub(crate) fn is_saved(&self, id: &str) -> bool {
        self.data.with(|data| data.is_saved(id))
    }

    /// Saves an article, or removes it from the saved ones, and announces it.
    pub(crate) fn toggle_saved(&self, id: &str, title: &str) {
        self.data.update(|data| data.toggle_saved(id, title));
        let stored = self.store(storage::SAVED_KEY, |data| &data.saved);
        let messages = self.context.get_value().messages;
        let saved = self.data.with_untracked(|data| data.is_saved(id));
        self.announce(stored, if saved { messages.announce_saved } else { messages.announce_unsaved });
    }

    /// Sets a preference. Stored searches are erased when their preference is turned off.
    pub(crate) fn set_preference(&self, preference: Preference, value: &str) {
        let stored = self.preferences.set(preference, value);
        if !self.preferences.values.with_untracked(|values| values.can_store_searches())
            && self.data.with_untracked(|data| !data.searches.is_empty())
        {
            self.data.update(|data| data.searches.clear());
            self.store(storage::SEARCHES_KEY, |data| &data.searches);
        }
        if !stored {
            dom::announce(self.context.get_value().messages.announce_not_stored);
        }
    }

    /// Stores a search with results, if the reader allows it.
    pub(crate) fn add_search(&self, query: &str) {
        let keeps_searches = self.preferences.values.with_untracked(|values| values.can_store_searches());
        let mut is_added = false;
        if keeps_searches {
            self.data.update(|data| is_added = data.add_search(query));
        }
        if is_added {
            self.store(storage::SEARCHES_KEY, |data| &data.searches);
        }
    }

    /// The anchor of the reading position in an article.
    pub(crate) fn position(&self, id: &str) -> Option<String> {
        self.data.with_untracked(|data| data.position(id).map(str::to_owned))
    }

    /// Stores the reading position in an article, or removes it; nothing is stored on a device that stores nothing else.
    pub(crate) fn set_position(&self, id: &str, anchor: Option<&str>) {
        let is_unused = || {
            self.data.with_untracked(|data| data.saved.is_empty() && data.annotated.is_empty())
                && self.preferences.values.with_untracked(|v| *v == Default::default())
        };
        if self.position(id).as_deref() == anchor || is_unused() {
            return;
        }
        self.data.update(|data| data.set_position(id, anchor));
        self.store(storage::POSITIONS_KEY, |data| &data.positions);
    }

    /// Reads again what another tab, or the program of annotations, may have changed.
    pub(crate) fn reload(&self) {
        let base = self.context.get_value().urls.base().to_owned();
        let saved = storage::read(&base, storage::SAVED_KEY).unwrap_or_default();
        if self.data.with_untracked(|data| data.saved != saved) {
            self.data.update(|data| data.saved = saved);
        }
    }

    /// Counts the stored data; tracked.
    pub(crate) fn counts(&self) -> StoredCounts {
        self.data.with(|data| self.preferences.values.with(|values| data.counts(values)))
    }

    /// Erases everything on the second press.
    pub(crate) fn erase(&self) {
        if self.confirms_erase.get_untracked() {
            self.preferences.reset();
            self.data.set(LocalData::default());
            let context = self.context.get_value();
            storage::ALL_KEYS.into_iter().for_each(|key| storage::remove(context.urls.base(), key));
            annotation_db::delete_database(context.urls.base());
            self.erasures.update(|erasures| *erasures += 1);
            dom::announce(context.messages.announce_erased);
        }
        self.confirms_erase.update(|confirms| *confirms = !*confirms);
    }

    fn store<T: serde::Serialize + Default + PartialEq>(&self, key: &str, part: impl Fn(&LocalData) -> &T) -> bool {
        let context = self.context.get_value();
        self.data.with_untracked(|data| storage::write_unless_default(context.urls.base(), key, part(data)))
    }

    fn announce(&self, stored: bool, message: &'static str) {
        dom::announce(if stored { message } else { self.context.get_value().messages.announce_not_stored });
    }
}
