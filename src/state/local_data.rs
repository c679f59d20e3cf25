//! The data stored on this device: saved articles, preferences, the answer to the consent notice, reading positions in long
//! articles, searches.
//!
//! Nothing is stored before a reader saves, sets or answers something; reading positions only from then on, searches only if a
//! preference allows it.

use crate::article::record::record;

/// Maximum number of stored searches.
const MAX_SEARCHES: usize = 8;

/// Maximum number of stored reading positions; the oldest are removed beyond it.
const MAX_POSITIONS: usize = 200;

record! {
    /// A saved article.
    pub(crate) struct SavedArticle {
        /// Its id.
        pub(crate) id: String,
        /// Its headline when it was saved, shown if the article is withdrawn.
        pub(crate) title: String,
    }
}

record! {
    /// Preferences as they are stored, and as `theme.js` reads them; an empty value stands for the default and is not written.
    pub(crate) struct Preferences {
        /// The theme.
        pub(crate) theme: String,
        /// The text size.
        pub(crate) size: String,
        /// The width of lines.
        pub(crate) width: String,
        /// `printed` if the URLs of links are printed.
        pub(crate) links: String,
        /// The answer to the consent notice.
        pub(crate) consent: String,
        /// `kept` if searches are stored.
        pub(crate) searches: String,
    }
}

record! {
    /// The reading position in an article.
    pub(crate) struct ReadingPosition {
        /// The article's id.
        pub(crate) id: String,
        /// The anchor of the block.
        pub(crate) anchor: String,
    }
}

/// A preference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Preference {
    /// The theme.
    Theme,
    /// The text size.
    Size,
    /// The width of lines.
    Width,
    /// Whether the URLs of links are printed.
    Links,
    /// Whether searches are stored.
    Searches,
    /// The answer to the consent notice.
    Consent,
}

impl Preference {
    /// All preferences.
    pub(crate) const ALL: [Preference; 6] =
        [Preference::Theme, Preference::Size, Preference::Width, Preference::Links, Preference::Searches, Preference::Consent];

    /// Its name in storage, in forms, and in the `data-` attribute of the root element that the style sheet reads.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Preference::Theme => "theme",
            Preference::Size => "size",
            Preference::Width => "width",
            Preference::Links => "links",
            Preference::Searches => "searches",
            Preference::Consent => "consent",
        }
    }

    /// Finds a preference by its name.
    pub(crate) fn from_key(key: &str) -> Option<Preference> {
        Preference::ALL.into_iter().find(|preference| preference.key() == key)
    }

    /// The values of its form options; the default among them is stored as an empty value.
    pub(crate) fn values(self) -> &'static [&'static str] {
        match self {
            Preference::Theme => &["system", "light", "dark", "sepia"],
            Preference::Size => &["small", "usual", "large", "largest"],
            Preference::Width => &["narrow", "usual", "wide"],
            Preference::Links => &["none", "printed"],
            Preference::Searches => &["none", "kept"],
            Preference::Consent => &["none", "accepted"],
        }
    }

    /// Converts a form option to its stored value: the default becomes empty.
    pub(crate) fn stored_value(value: &str) -> &str {
        if matches!(value, "system" | "usual" | "none") { "" } else { value }
    }
}

impl Preferences {
    /// The stored value of a preference.
    pub(crate) fn get(&self, preference: Preference) -> &str {
        match preference {
            Preference::Theme => &self.theme,
            Preference::Size => &self.size,
            Preference::Width => &self.width,
            Preference::Links => &self.links,
            Preference::Searches => &self.searches,
            Preference::Consent => &self.consent,
        }
    }

    /// Sets a preference to a stored value.
    pub(crate) fn set(&mut self, preference: Preference, value: &str) {
        let field = match preference {
            Preference::Theme => &mut self.theme,
            Preference::Size => &mut self.size,
            Preference::Width => &mut self.width,
            Preference::Links => &mut self.links,
            Preference::Searches => &mut self.searches,
            Preference::Consent => &mut self.consent,
        };
        value.clone_into(field);
    }

    /// Whether a form option is the chosen one; the default is chosen if no known value is stored.
    pub(crate) fn is_chosen(&self, preference: Preference, option: &str) -> bool {
        let stored = self.get(preference);
        let is_known = preference.values().contains(&stored);
        if is_known { stored == option } else { Preference::stored_value(option).is_empty() }
    }

    /// Whether searches are stored.
    pub(crate) fn can_store_searches(&self) -> bool {
        !self.searches.is_empty()
    }

    /// Whether anything but the answer to the consent notice is set.
    pub(crate) fn has_choices(&self) -> bool {
        Preference::ALL.into_iter().any(|preference| preference != Preference::Consent && !self.get(preference).is_empty())
    }
}

/// The data stored on this device, except for the preferences.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct LocalData {
    /// The saved articles, the last saved first.
    pub saved: Vec<SavedArticle>,
    /// The last searches, the last one first.
    pub searches: Vec<String>,
    /// The reading positions, the oldest first.
    pub positions: Vec<ReadingPosition>,
    /// For each highlight and note the id of its article.
    pub annotated: Vec<String>,
}

/// The amount of stored data.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct StoredCounts {
    /// Number of saved articles.
    pub saved: u32,
    /// Number of articles with a reading position.
    pub positions: u32,
    /// Number of highlights and notes.
    pub annotations: u32,
    /// Number of stored searches.
    pub searches: u32,
    /// Whether a preference is stored.
    pub preferences: bool,
    /// Whether the consent notice was answered.
    pub consent: bool,
}

impl LocalData {
    /// Whether an article is saved.
    pub(crate) fn is_saved(&self, id: &str) -> bool {
        self.saved.iter().any(|saved| saved.id == id)
    }

    /// Saves an article, or removes it from the saved ones.
    pub(crate) fn toggle_saved(&mut self, id: &str, title: &str) {
        if self.is_saved(id) {
            self.saved.retain(|saved| saved.id != id);
        } else {
            self.saved.insert(0, SavedArticle { id: id.to_owned(), title: title.to_owned(), ..SavedArticle::default() });
        }
    }

    /// Adds a search with results; returns whether it was added.
    pub(crate) fn add_search(&mut self, query: &str) -> bool {
        let query = query.trim();
        if query.is_empty() {
            return false;
        }
        self.searches.retain(|search| search != query);
        self.searches.insert(0, query.to_owned());
        self.searches.truncate(MAX_SEARCHES);
        true
    }

    /// The anchor of the reading position in an article.
    pub(crate) fn position(&self, id: &str) -> Option<&str> {
        self.positions.iter().find(|position| position.id == id).map(|position| position.anchor.as_str())
    }

    /// Sets the reading position in an article, or removes it.
    pub(crate) fn set_position(&mut self, id: &str, anchor: Option<&str>) {
        self.positions.retain(|position| position.id != id);
        let new = |anchor: &str| ReadingPosition { id: id.to_owned(), anchor: anchor.to_owned(), ..ReadingPosition::default() };
        self.positions.extend(anchor.map(new));
        if self.positions.len() > MAX_POSITIONS {
            self.positions.remove(0);
        }
    }

    /// Counts the stored data.
    pub(crate) fn counts(&self, preferences: &Preferences) -> StoredCounts {
        StoredCounts {
            saved: self.saved.len() as u32,
            positions: self.positions.len() as u32,
            annotations: self.annotated.len() as u32,
            searches: self.searches.len() as u32,
            preferences: preferences.has_choices(),
            consent: !preferences.consent.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toggling_saves_an_article_first_and_removes_it_again() {
        let mut data = LocalData::default();
        data.toggle_saved("a", "A");
        data.toggle_saved("b", "B");
        assert_eq!(data.saved.iter().map(|saved| saved.id.as_str()).collect::<Vec<_>>(), ["b", "a"]);
        data.toggle_saved("b", "B");
        assert!(data.is_saved("a") && !data.is_saved("b"));
    }

    #[test]
    fn the_last_searches_are_stored_once_each() {
        let mut data = LocalData::default();
        for number in 0..12 {
            assert!(data.add_search(&format!(" search {} ", number % 10)));
        }
        assert!(!data.add_search("  "));
        assert_eq!((data.searches.len(), data.searches[0].as_str(), data.searches[2].as_str()), (MAX_SEARCHES, "search 1", "search 9"));
    }

    #[test]
    fn oldest_reading_positions_are_removed() {
        let mut data = LocalData::default();
        for number in 0..=MAX_POSITIONS {
            data.set_position(&number.to_string(), Some("b1"));
        }
        assert_eq!((data.position("0"), data.position("1"), data.positions.len()), (None, Some("b1"), MAX_POSITIONS));
        data.set_position("1", Some("b2"));
        assert_eq!(data.position("1"), Some("b2"));
        data.set_position("1", None);
        assert_eq!((data.position("1"), data.positions.len()), (None, MAX_POSITIONS - 1));
    }

    #[test]
    fn default_option_is_chosen_unless_a_known_value_is_stored() {
        let mut preferences = Preferences::default();
        assert!(preferences.is_chosen(Preference::Theme, "system") && preferences.is_chosen(Preference::Size, "usual"));
        preferences.set(Preference::Theme, Preference::stored_value("dark"));
        preferences.set(Preference::Size, "enormous");
        assert!(preferences.is_chosen(Preference::Theme, "dark") && !preferences.is_chosen(Preference::Theme, "system"));
        assert!(preferences.is_chosen(Preference::Size, "usual"), "a value of another version counts as none");
        assert!(preferences.has_choices());
        let answered = Preferences { consent: "accepted".into(), ..Preferences::default() };
        assert!(!answered.has_choices(), "an answer is no choice");
        assert!(LocalData::default().counts(&answered).consent);
    }

    #[test]
    fn a_preference_is_found_by_its_name() {
        for preference in Preference::ALL {
            assert_eq!(Preference::from_key(preference.key()), Some(preference));
        }
        assert_eq!(Preference::from_key("sort"), None);
    }
}
