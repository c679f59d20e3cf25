//! The shown page, as it is reported to the offline program.

use crate::corpus::CurrentRoute;

/// The page as the offline program knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ShownPage {
    /// The current route.
    pub current: CurrentRoute,
    /// The number of matching articles, on the list.
    pub match_count: u32,
    /// Whether the program has drawn the list, and no better response is pending.
    pub is_list_complete: bool,
    /// Number of times that all data on this device was erased.
    pub erasures: u32,
}

impl Default for ShownPage {
    /// A page that stays prerendered.
    fn default() -> ShownPage {
        ShownPage { current: CurrentRoute::Other, match_count: 0, is_list_complete: false, erasures: 0 }
    }
}

impl ShownPage {
    /// The name of the kind of page, and the id of the article.
    pub(crate) fn kind(&self) -> (&'static str, &str) {
        match &self.current {
            CurrentRoute::List => ("list", ""),
            CurrentRoute::Article(id) => ("article", id),
            CurrentRoute::Saved => ("saved", ""),
            CurrentRoute::Settings => ("settings", ""),
            CurrentRoute::Other => ("other", ""),
        }
    }
}

/// The route of a kind and an id, as [`ShownPage::kind`] returns them.
pub(crate) fn route_from_kind(kind: &str, id: String) -> CurrentRoute {
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
    fn kind_and_id_round_trip() {
        let article = CurrentRoute::Article("a".into());
        for current in [CurrentRoute::List, article, CurrentRoute::Saved, CurrentRoute::Settings, CurrentRoute::Other] {
            let page = ShownPage { current: current.clone(), ..ShownPage::default() };
            let (kind, id) = page.kind();
            assert_eq!(route_from_kind(kind, id.to_owned()), current);
        }
    }
}
