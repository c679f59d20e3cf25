//! What is kept on this device: saved articles, settings, the answer to the consent notice, places in long articles,
//! searches.
//!
//! Nothing is written before a reader saves, sets or answers something; places are kept only from then on,
//! searches only where a setting says so.

use crate::article::record::record;
use crate::browser::{dom, storage};
use crate::view::settings::{Settings, Stored};
use serde::Serialize;

/// Names under which things are kept.
const SAVED: &str = "saved";
const SETTINGS: &str = "settings";
const PLACES: &str = "places";
const SEARCHES: &str = "searches";

/// How many searches are kept, for readers who want that.
const MOST_SEARCHES: usize = 8;

/// How many places are kept; the oldest go when there are more.
const MOST_PLACES: usize = 200;

record! {
    /// A saved article.
    pub struct Saved {
        /// Its id.
        pub id: String,
        /// Its headline when it was saved, for the day when it is gone.
        pub title: String,
    }
}

record! {
    /// Settings as they are kept, and as `theme.js` reads them; an empty one is not written.
    pub struct Set {
        /// The theme.
        pub theme: String,
        /// The size of type.
        pub size: String,
        /// The width of lines.
        pub width: String,
        /// `printed` where the addresses of links are printed.
        pub links: String,
        /// The answer to the consent notice.
        pub consent: String,
        /// `kept` where searches are kept.
        pub searches: String,
    }
}

record! {
    /// Where one stopped in an article.
    pub struct Stopped {
        /// The article's id.
        pub id: String,
        /// The anchor of the block.
        pub anchor: String,
    }
}

/// What is kept, as of now.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Kept {
    base: String,
    /// The last saved first.
    pub saved: Vec<Saved>,
    /// The last searches, the last one first.
    pub searches: Vec<String>,
    set: Set,
    places: Vec<Stopped>,
}

impl Kept {
    /// Reads what is kept for a site.
    pub fn read(base: &str) -> Kept {
        Kept {
            base: base.to_owned(),
            saved: storage::read(base, SAVED).unwrap_or_default(),
            searches: storage::read(base, SEARCHES).unwrap_or_default(),
            set: storage::read(base, SETTINGS).unwrap_or_default(),
            places: storage::read(base, PLACES).unwrap_or_default(),
        }
    }

    /// Whether an article is saved.
    pub fn is_saved(&self, id: &str) -> bool {
        self.saved.iter().any(|saved| saved.id == id)
    }

    /// Saves an article or takes it off; whether it could be kept.
    pub fn toggle(&mut self, id: &str, title: &str) -> bool {
        if self.is_saved(id) {
            self.saved.retain(|saved| saved.id != id);
        } else {
            self.saved.insert(0, Saved { id: id.to_owned(), title: title.to_owned(), ..Saved::default() });
        }
        self.keep_list(SAVED, self.saved.is_empty(), &self.saved)
    }

    /// What was set.
    pub fn settings(&self) -> Settings {
        let set = self.set.clone();
        Settings { theme: set.theme, size: set.size, width: set.width, links: set.links, searches: set.searches }
    }

    /// Sets `theme`, `size`, `width`, `links`, `searches` or `consent`; the usual value is the empty one. Shows it, and whether it could be kept.
    pub fn set(&mut self, name: &str, value: &str) -> bool {
        let value = if matches!(value, "system" | "usual" | "none") { "" } else { value };
        let place = match name {
            "theme" => &mut self.set.theme,
            "size" => &mut self.set.size,
            "width" => &mut self.set.width,
            "links" => &mut self.set.links,
            "searches" => &mut self.set.searches,
            _ => &mut self.set.consent,
        };
        value.clone_into(place);
        if self.set.searches.is_empty() {
            self.searches.clear();
            storage::erase(&self.base, SEARCHES);
        }
        dom::set_root_attribute(&["data-", name].concat(), Some(value).filter(|v| !v.is_empty()));
        self.keep_list(SETTINGS, self.set == Set::default(), &self.set)
    }

    /// Keeps a search that led somewhere, where the reader wants that.
    pub fn add_search(&mut self, typed: &str) {
        let typed = typed.trim();
        if self.set.searches.is_empty() || typed.is_empty() {
            return;
        }
        self.searches.retain(|search| search != typed);
        self.searches.insert(0, typed.to_owned());
        self.searches.truncate(MOST_SEARCHES);
        self.keep_list(SEARCHES, false, &self.searches);
    }

    /// The anchor at which one stopped in an article.
    pub fn place(&self, id: &str) -> Option<&str> {
        self.places.iter().find(|place| place.id == id).map(|place| place.anchor.as_str())
    }

    /// Keeps the place in an article, or forgets it; nothing is kept on a device where nothing else is.
    pub fn set_place(&mut self, id: &str, anchor: Option<&str>) {
        if self.place(id) == anchor || (self.saved.is_empty() && self.set == Set::default()) {
            return;
        }
        self.places.retain(|place| place.id != id);
        self.places.extend(anchor.map(|anchor| Stopped { id: id.to_owned(), anchor: anchor.to_owned(), ..Stopped::default() }));
        if self.places.len() > MOST_PLACES {
            self.places.remove(0);
        }
        self.keep_list(PLACES, self.places.is_empty(), &self.places);
    }

    /// What is kept, in numbers.
    pub fn stored(&self) -> Stored {
        Stored {
            saved: self.saved.len() as u32,
            places: self.places.len() as u32,
            searches: self.searches.len() as u32,
            settings: self.settings() != Settings::default(),
            consent: !self.set.consent.is_empty(),
        }
    }

    /// Erases everything.
    pub fn erase(&mut self) {
        for name in ["theme", "size", "width", "links", "searches", "consent"] {
            self.set(name, "");
        }
        for key in [SAVED, SETTINGS, PLACES, SEARCHES] {
            storage::erase(&self.base, key);
        }
        *self = Kept { base: std::mem::take(&mut self.base), ..Kept::default() };
    }

    fn keep_list<T: Serialize>(&self, key: &str, empty: bool, value: &T) -> bool {
        if empty {
            storage::erase(&self.base, key);
            return true;
        }
        storage::write(&self.base, key, value)
    }
}
