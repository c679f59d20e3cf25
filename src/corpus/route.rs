//! Addresses of the published site.

use super::facet::Facet;
use super::list_query::ListQuery;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A route in the site.
#[derive(Debug, Clone, PartialEq)]
pub enum Route {
    /// The list, with its state.
    List(ListQuery),
    /// A static page of the list: page 2 and on, 60 rows each.
    Page(u32),
    /// An article.
    Article {
        /// The id.
        id: String,
        /// The state of the list that it was opened from.
        from: ListQuery,
        /// The anchor, without the `#`.
        anchor: Option<String>,
    },
    /// The reader's saved articles.
    Saved,
    /// Settings: type, theme, and stored data.
    Settings,
    /// The reader's notebook.
    Notebook,
    /// The page for leaving a message.
    Message,
    /// A page of the site, by id.
    SitePage(String),
    /// A published file, by its path inside the site: a picture, a pack, the feed.
    File(String),
}

/// The page that the program shows: the part of a route that decides what is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum CurrentRoute {
    /// The list.
    List,
    /// An article, by id.
    Article(String),
    /// The saved articles.
    Saved,
    /// The settings.
    Settings,
    /// A static page that the program does not redraw.
    Other,
}

impl Route {
    /// Creates the route of an article without a list state.
    pub fn article(id: &str) -> Route {
        Route::Article { id: id.to_owned(), from: ListQuery::new(), anchor: None }
    }

    /// Returns the page that the route shows.
    pub fn current_route(&self) -> CurrentRoute {
        match self {
            Route::List(_) => CurrentRoute::List,
            Route::Article { id, .. } => CurrentRoute::Article(id.clone()),
            Route::Saved => CurrentRoute::Saved,
            Route::Settings => CurrentRoute::Settings,
            Route::Page(_) | Route::Notebook | Route::Message | Route::SitePage(_) | Route::File(_) => CurrentRoute::Other,
        }
    }

    /// Returns the list state of the route.
    pub fn list_query(&self) -> ListQuery {
        match self {
            Route::List(query) | Route::Article { from: query, .. } => query.clone(),
            _ => ListQuery::new(),
        }
    }
}

/// Static pages of facet values: for each value the path inside the site, as `tag/rail/`.
pub type ValuePages = BTreeMap<Facet, BTreeMap<String, String>>;

/// The form of publication: whether there is a server, and how many documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// On a web server, under a base path that begins and ends with a slash.
    #[default]
    Site,
    /// A folder opened from disk: links name each page's file.
    Folder,
    /// A single file, with the route after the `#`.
    Single,
}

impl Form {
    /// Returns its name in the `data-form` attribute of a page's root; empty for a site.
    pub fn key(self) -> &'static str {
        match self {
            Form::Site => "",
            Form::Folder => "folder",
            Form::Single => "single",
        }
    }

    /// Parses a form's name; unknown names give a site.
    pub fn from_key(key: &str) -> Form {
        match key {
            "folder" => Form::Folder,
            "single" => Form::Single,
            _ => Form::Site,
        }
    }
}

/// Builds and parses addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UrlBuilder {
    form: Form,
    /// The prefix of a file's path inside the site: the base path; in a single file a URL prefix that is never requested.
    base: String,
    /// Static pages of lists with one facet value; empty in the page's program, which draws any list.
    value_pages: Arc<ValuePages>,
}

impl UrlBuilder {
    /// Creates a builder for a base path; missing slashes at its ends are added.
    pub fn for_site(base: &str) -> UrlBuilder {
        let inner = base.trim_matches('/');
        let base = if inner.is_empty() { "/".to_owned() } else { format!("/{inner}/") };
        UrlBuilder { base, ..UrlBuilder::new(Form::Site, "") }
    }

    /// Creates a builder for a form, with the literal prefix of paths.
    pub fn new(form: Form, base: &str) -> UrlBuilder {
        UrlBuilder { form, base: base.to_owned(), value_pages: Arc::default() }
    }

    /// Adds static pages of facet values.
    pub fn with_value_pages(self, pages: ValuePages) -> UrlBuilder {
        UrlBuilder { value_pages: Arc::new(pages), ..self }
    }

    /// Returns the path of a facet value's static page, if it has one.
    pub fn value_page(&self, facet: Facet, value: &str) -> Option<&str> {
        self.value_pages.get(&facet)?.get(value).map(String::as_str)
    }

    /// Returns the form of publication.
    pub fn form(&self) -> Form {
        self.form
    }

    /// Returns the prefix of a file's path inside the site.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Returns the address of a route.
    pub fn href(&self, route: &Route) -> String {
        match route {
            Route::List(state) => match state.only_filter().and_then(|(facet, value)| self.value_page(facet, value)) {
                Some(page) => self.page_href(page, ""),
                None => self.page_href("", &state.to_query_string()),
            },
            Route::Page(number) => self.page_href(&format!("page/{number}/"), ""),
            Route::Article { id, from, anchor } => {
                let anchor = anchor.as_deref().map(|a| format!("#{a}")).unwrap_or_default();
                self.page_href(&format!("article/{id}/"), &[from.to_query_string(), anchor].concat())
            }
            Route::Saved => self.page_href("saved/", ""),
            Route::Settings => self.page_href("settings/", ""),
            Route::Notebook => self.page_href("notebook/", ""),
            Route::Message => self.page_href("message/", ""),
            Route::SitePage(id) => self.page_href(&format!("{id}/"), ""),
            Route::File(path) if path.ends_with('/') => self.page_href(path, ""),
            Route::File(path) => format!("{}{path}", self.base),
        }
    }

    /// Returns the address of a page: its path inside the site, followed by `rest`.
    fn page_href(&self, path: &str, rest: &str) -> String {
        match self.form {
            Form::Site => [&self.base, path, rest].concat(),
            Form::Folder => [&self.base, path, "index.html", rest].concat(),
            Form::Single => ["#/", path, rest].concat(),
        }
    }

    /// Parses an address: its path, its query string, its fragment with or without `#`. `None` outside the base.
    pub fn parse_route(&self, path: &str, search: &str, hash: &str) -> Option<Route> {
        if self.form == Form::Single {
            let site_path = hash.trim_start_matches('#').trim_start_matches('/');
            let (site_path, hash) = site_path.split_once('#').unwrap_or((site_path, ""));
            let (path, search) = site_path.split_once('?').unwrap_or((site_path, ""));
            return Some(route_in_site(path, search, hash));
        }
        let site_path = path.strip_prefix(&self.base).or_else(|| (format!("{path}/") == self.base).then_some(""))?;
        Some(route_in_site(site_path, search, hash))
    }

    /// Resolves a link in an article: a site path that begins with `/` gets the base, any other stays.
    pub fn resolve_link(&self, href: &str) -> String {
        match href.strip_prefix('/') {
            Some(path) if !path.starts_with('/') => {
                let (path, rest) = path.split_at(path.find(['?', '#']).unwrap_or(path.len()));
                if path.is_empty() || path.ends_with('/') { self.page_href(path, rest) } else { [&self.base, path, rest].concat() }
            }
            _ => href.to_owned(),
        }
    }
}

/// Folders of the published site, besides those of facet values.
const SITE_FOLDERS: [&str; 10] = ["article", "page", "feed", "saved", "settings", "notebook", "message", "corpus", "images", "data"];

/// Whether the site publishes a folder of this name itself, in any case: no page of the site can have it as its id.
pub fn is_reserved_id(id: &str) -> bool {
    let id = id.to_ascii_lowercase();
    SITE_FOLDERS.contains(&id.as_str()) || Facet::from_key(&id).is_some()
}

/// Parses a path inside the site.
fn route_in_site(site_path: &str, search: &str, hash: &str) -> Route {
    let site_path = site_path.trim_end_matches('/').trim_end_matches("index.html").trim_end_matches('/');
    match site_path.split_once('/') {
        None => match site_path {
            "" => Route::List(ListQuery::parse(search)),
            "saved" => Route::Saved,
            "settings" => Route::Settings,
            "notebook" => Route::Notebook,
            "message" => Route::Message,
            id => Route::SitePage(id.to_owned()),
        },
        Some(("article", id)) if !id.contains('/') => {
            // A browser that does not know text fragments leaves them in the address.
            let anchor = hash.trim_start_matches('#').split(":~:").next().filter(|anchor| !anchor.is_empty()).map(str::to_owned);
            Route::Article { id: super::list_query::percent_decode(id), from: ListQuery::parse(search), anchor }
        }
        Some(("page", number)) if number.parse::<u32>().is_ok() => Route::Page(number.parse().unwrap_or(1)),
        Some(_) => Route::File(site_path.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Facet;

    #[test]
    fn route_round_trips_under_any_base() {
        let mut state = ListQuery::new();
        state.query = "rail".into();
        state.toggle(Facet::Tag, "a/b");
        let article = Route::Article { id: "x".into(), from: state.clone(), anchor: Some("babc".into()) };
        for base in ["/", "/room/", "/a/b/"] {
            let site = UrlBuilder::for_site(base);
            for route in [
                Route::List(state.clone()),
                article.clone(),
                Route::Saved,
                Route::Settings,
                Route::Notebook,
                Route::Message,
                Route::SitePage("about".into()),
                Route::Page(2),
            ] {
                let href = site.href(&route);
                let (rest, hash) = href.split_once('#').unwrap_or((&href, ""));
                let (path, search) = rest.split_once('?').unwrap_or((rest, ""));
                assert_eq!(site.parse_route(path, search, hash), Some(route), "{href}");
            }
        }
        assert_eq!(UrlBuilder::for_site("/room/").parse_route("/other/", "", ""), None);
        assert_eq!(UrlBuilder::for_site("room").parse_route("/room", "", ""), Some(Route::List(ListQuery::new())));
    }

    #[test]
    fn folder_links_name_files() {
        let folder = UrlBuilder::new(Form::Folder, "/home/a/room/");
        assert_eq!(folder.href(&Route::List(ListQuery::parse("?q=rail"))), "/home/a/room/index.html?q=rail");
        assert_eq!(folder.href(&Route::File("images/a.jpg".into())), "/home/a/room/images/a.jpg");
        assert_eq!(folder.href(&Route::File("tag/rail/".into())), "/home/a/room/tag/rail/index.html");
        assert_eq!(folder.resolve_link("/article/x/?q=rail#b1"), "/home/a/room/article/x/index.html?q=rail#b1");
        assert_eq!(folder.resolve_link("/"), "/home/a/room/index.html");
        assert_eq!(folder.resolve_link("/images/a.pdf"), "/home/a/room/images/a.pdf");
        assert_eq!(folder.parse_route("/home/a/room/article/x/index.html", "", ""), Some(Route::article("x")));
        assert_eq!(folder.parse_route("/home/a/diary.html", "", ""), None);
    }

    #[test]
    fn single_file_routes_follow_the_hash() {
        let single = UrlBuilder::new(Form::Single, "data:,");
        let article = Route::Article { id: "x".into(), from: ListQuery::parse("?q=rail"), anchor: Some("babc".into()) };
        assert_eq!(single.href(&article), "#/article/x/?q=rail#babc");
        assert_eq!(single.href(&Route::File("images/a.jpg".into())), "data:,images/a.jpg");
        assert_eq!(single.resolve_link("/about/"), "#/about/");
        for route in [article, Route::List(ListQuery::parse("?q=%23")), Route::Saved, Route::SitePage("about".into())] {
            assert_eq!(single.parse_route("/home/a/room.html", "?q=ignored", &single.href(&route)), Some(route));
        }
        assert_eq!(single.parse_route("/home/a/room.html", "", ""), Some(Route::List(ListQuery::new())));
    }

    #[test]
    fn text_fragment_is_no_part_of_an_anchor() {
        let anchor = |hash: &str| match UrlBuilder::for_site("/").parse_route("/article/x/", "", hash) {
            Some(Route::Article { anchor, .. }) => anchor,
            _ => None,
        };
        assert_eq!(anchor("#b1:~:text=old%20harbour").as_deref(), Some("b1"));
        assert_eq!(anchor("#:~:text=old%20harbour"), None);
    }

    #[test]
    fn list_of_one_value_links_to_its_static_page() {
        let pages = BTreeMap::from([(Facet::Tag, BTreeMap::from([("Rail ways".to_owned(), "tag/rail-ways/".to_owned())]))]);
        let site = UrlBuilder::for_site("/room/").with_value_pages(pages);
        let mut state = ListQuery::new();
        state.toggle(Facet::Tag, "Rail ways");
        assert_eq!(site.href(&Route::List(state.clone())), "/room/tag/rail-ways/");
        state.query = "steam".to_owned();
        assert_eq!(site.href(&Route::List(state)), "/room/?q=steam&tag=Rail+ways");
    }

    #[test]
    fn folders_of_routes_and_facets_are_reserved() {
        for id in ["article", "Settings", "tag", "LANG"] {
            assert!(is_reserved_id(id), "{id}");
        }
        assert!(!is_reserved_id("about") && !is_reserved_id(""));
        assert!(SITE_FOLDERS.iter().all(|folder| Facet::from_key(folder).is_none()), "the key of a facet is a folder of its own");
    }

    #[test]
    fn site_links_get_the_base() {
        let site = UrlBuilder::for_site("/room/");
        assert_eq!(site.resolve_link("/article/x/"), "/room/article/x/");
        assert_eq!(site.resolve_link("https://example.org/"), "https://example.org/");
        assert_eq!(site.resolve_link("//example.org/"), "//example.org/");
    }
}
