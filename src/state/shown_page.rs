//! The page that is shown, as the program of reading offline is told of it.

use crate::corpus::CurrentRoute;

/// What the program of reading offline knows of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownPage {
    /// Which page is shown.
    pub current: CurrentRoute,
    /// How many articles match, on the list.
    pub found: u32,
    /// Whether the program has drawn the list, and no better answer is on its way.
    pub is_list_whole: bool,
    /// How often everything that is stored on this device was erased.
    pub erasures: u32,
}

impl Default for ShownPage {
    /// A page that the programs leave as it came.
    fn default() -> ShownPage {
        ShownPage { current: CurrentRoute::Other, found: 0, is_list_whole: false, erasures: 0 }
    }
}

impl ShownPage {
    /// The name of the kind of page, and the id of the article.
    pub fn kind(&self) -> (&'static str, &str) {
        match &self.current {
            CurrentRoute::List => ("list", ""),
            CurrentRoute::Article(id) => ("article", id),
            CurrentRoute::Saved => ("saved", ""),
            CurrentRoute::Settings => ("settings", ""),
            CurrentRoute::Other => ("other", ""),
        }
    }
}

/// The page of a kind and an id, as [`ShownPage::kind`] gives them.
pub fn route_of_kind(kind: &str, id: String) -> CurrentRoute {
    match kind {
        "list" => CurrentRoute::List,
        "article" => CurrentRoute::Article(id),
        "saved" => CurrentRoute::Saved,
        "settings" => CurrentRoute::Settings,
        _ => CurrentRoute::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_told_and_understood() {
        let article = CurrentRoute::Article("a".into());
        for current in [CurrentRoute::List, article, CurrentRoute::Saved, CurrentRoute::Settings, CurrentRoute::Other] {
            let page = ShownPage { current: current.clone(), ..ShownPage::default() };
            let (kind, id) = page.kind();
            assert_eq!(route_of_kind(kind, id.to_owned()), current);
        }
    }
}
