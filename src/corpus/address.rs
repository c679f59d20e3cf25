//! Every address of the published site is made here.

use super::facet::Facet;
use super::state::ListState;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A place in the site.
#[derive(Debug, Clone, PartialEq)]
pub enum Place {
    /// The list, with its state.
    List(ListState),
    /// The list without a program: page 2 and on, 60 rows each.
    Page(u32),
    /// An article: its id, the search it was found by (empty: none), the block it opens at.
    Article {
        /// The id.
        id: String,
        /// The state of the list it was opened from.
        from: ListState,
        /// The anchor, without the `#`.
        anchor: Option<String>,
    },
    /// What this reader saved.
    Saved,
    /// Type, theme, and what is stored.
    Settings,
    /// Leave a message.
    Message,
    /// A page of the site, by id.
    SitePage(String),
    /// A file of the corpus by its path inside the site: a picture, a pack, the feed.
    File(String),
}

impl Place {
    /// An article, opened from nowhere.
    pub fn article(id: &str) -> Place {
        Place::Article { id: id.to_owned(), from: ListState::new(), anchor: None }
    }
}

/// The pages that values of facets have: for each value the path inside the site, as `tag/rail/`.
pub type ValuePages = BTreeMap<Facet, BTreeMap<String, String>>;

/// How addresses are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Addressing {
    /// On a web server, under a base path that begins and ends with a slash.
    Site {
        /// The base path, `/` or `/NAME/`.
        base: String,
        /// Pages that stand for a list narrowed by one value; the program in the page, which draws any list, knows of none.
        values: Arc<ValuePages>,
    },
}

impl Addressing {
    /// Addresses under a base path; slashes that are missing at its ends are added.
    pub fn site(base: &str) -> Addressing {
        let inner = base.trim_matches('/');
        let base = if inner.is_empty() { "/".to_owned() } else { format!("/{inner}/") };
        Addressing::Site { base, values: Arc::default() }
    }

    /// The same addresses, where values have pages of their own.
    pub fn with_values(self, pages: ValuePages) -> Addressing {
        let Addressing::Site { base, .. } = self;
        Addressing::Site { base, values: Arc::new(pages) }
    }

    /// The path inside the site of the page of a value, where it has one.
    pub fn value_page(&self, facet: Facet, value: &str) -> Option<&str> {
        let Addressing::Site { values, .. } = self;
        values.get(&facet)?.get(value).map(String::as_str)
    }

    /// The base path.
    pub fn base(&self) -> &str {
        let Addressing::Site { base, .. } = self;
        base
    }

    /// Writes the address of a place.
    pub fn href(&self, place: &Place) -> String {
        let base = self.base();
        match place {
            Place::List(state) => match state.only().and_then(|(facet, value)| self.value_page(facet, value)) {
                Some(page) => format!("{base}{page}"),
                None => format!("{base}{}", state.to_search()),
            },
            Place::Page(number) => format!("{base}page/{number}/"),
            Place::Article { id, from, anchor } => {
                let anchor = anchor.as_deref().map(|a| format!("#{a}")).unwrap_or_default();
                format!("{base}article/{id}/{}{anchor}", from.to_search())
            }
            Place::Saved => format!("{base}saved/"),
            Place::Settings => format!("{base}settings/"),
            Place::Message => format!("{base}message/"),
            Place::SitePage(id) => format!("{base}{id}/"),
            Place::File(path) => format!("{base}{path}"),
        }
    }

    /// Reads an address: its path, its query string, its fragment with or without `#`. `None` outside the base.
    pub fn place(&self, path: &str, search: &str, hash: &str) -> Option<Place> {
        let inside = path.strip_prefix(self.base()).or_else(|| (format!("{path}/") == self.base()).then_some(""))?;
        let inside = inside.trim_end_matches('/').trim_end_matches("index.html").trim_end_matches('/');
        Some(match inside.split_once('/') {
            None => match inside {
                "" => Place::List(ListState::parse(search)),
                "saved" => Place::Saved,
                "settings" => Place::Settings,
                "message" => Place::Message,
                id => Place::SitePage(id.to_owned()),
            },
            Some(("article", id)) if !id.contains('/') => {
                let anchor = Some(hash.trim_start_matches('#')).filter(|h| !h.is_empty()).map(str::to_owned);
                Place::Article { id: super::state::decode(id), from: ListState::parse(search), anchor }
            }
            Some(("page", number)) if number.parse::<u32>().is_ok() => Place::Page(number.parse().unwrap_or(1)),
            Some(_) => Place::File(inside.to_owned()),
        })
    }

    /// The address of a link inside an article: a path of the site that begins with `/` gets the base, any other stays.
    pub fn link(&self, href: &str) -> String {
        match href.strip_prefix('/') {
            Some(path) if !path.starts_with('/') => format!("{}{path}", self.base()),
            _ => href.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Facet;

    #[test]
    fn a_place_is_read_as_it_was_written_under_any_base() {
        let mut state = ListState::new();
        state.query = "rail".into();
        state.toggle(Facet::Tag, "a/b");
        let article = Place::Article { id: "x".into(), from: state.clone(), anchor: Some("babc".into()) };
        for base in ["/", "/room/", "/a/b/"] {
            let site = Addressing::site(base);
            for place in [
                Place::List(state.clone()),
                article.clone(),
                Place::Saved,
                Place::Settings,
                Place::Message,
                Place::SitePage("about".into()),
                Place::Page(2),
            ] {
                let href = site.href(&place);
                let (rest, hash) = href.split_once('#').unwrap_or((&href, ""));
                let (path, search) = rest.split_once('?').unwrap_or((rest, ""));
                assert_eq!(site.place(path, search, hash), Some(place), "{href}");
            }
        }
        assert_eq!(Addressing::site("/room/").place("/other/", "", ""), None);
        assert_eq!(Addressing::site("room").place("/room", "", ""), Some(Place::List(ListState::new())));
    }

    #[test]
    fn a_list_of_one_value_is_its_page_where_there_is_one() {
        let pages = BTreeMap::from([(Facet::Tag, BTreeMap::from([("Rail ways".to_owned(), "tag/rail-ways/".to_owned())]))]);
        let site = Addressing::site("/room/").with_values(pages);
        let mut state = ListState::new();
        state.toggle(Facet::Tag, "Rail ways");
        assert_eq!(site.href(&Place::List(state.clone())), "/room/tag/rail-ways/");
        state.query = "steam".to_owned();
        assert_eq!(site.href(&Place::List(state)), "/room/?q=steam&tag=Rail+ways");
    }

    #[test]
    fn links_inside_the_site_follow_the_base() {
        let site = Addressing::site("/room/");
        assert_eq!(site.link("/article/x/"), "/room/article/x/");
        assert_eq!(site.link("https://example.org/"), "https://example.org/");
        assert_eq!(site.link("//example.org/"), "//example.org/");
    }
}
