//! Requests to the worker: each has an id, which its response carries, and a purpose.

/// The purpose of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RequestPurpose {
    /// Finds the articles that match a query.
    Search {
        /// The query, as typed.
        query: String,
    },
    /// Finds the excerpts of some rows.
    Excerpts {
        /// The generation of the response that the rows belong to.
        generation: u32,
    },
    /// Finds the in-page matches of the query in an article.
    InPage {
        /// The id of the article.
        article: String,
    },
}

/// The pending requests. A response to a superseded request is dropped, and so is one about an article that was left: it would be
/// applied to the next one.
#[derive(Debug, Default)]
pub(crate) struct SearchRequests {
    last_id: u32,
    pending: Vec<(u32, RequestPurpose)>,
}

impl SearchRequests {
    /// Opens a request and returns its id. It supersedes the one of the same kind; several requests for excerpts may be pending,
    /// since each is for other rows.
    pub(crate) fn open(&mut self, purpose: RequestPurpose) -> u32 {
        if !matches!(purpose, RequestPurpose::Excerpts { .. }) {
            self.close(&purpose);
        }
        // 0 stands for no request.
        self.last_id = self.last_id.checked_add(1).unwrap_or(1);
        self.pending.push((self.last_id, purpose));
        self.last_id
    }

    /// Drops the requests of the same kind.
    fn close(&mut self, purpose: &RequestPurpose) {
        self.pending.retain(|(_, pending)| std::mem::discriminant(pending) != std::mem::discriminant(purpose));
    }

    /// Drops the pending search, when the query changes.
    pub(crate) fn close_search(&mut self) {
        self.pending.retain(|(_, pending)| !matches!(pending, RequestPurpose::Search { .. }));
    }

    /// Drops the pending in-page search, when the article is left.
    pub(crate) fn close_in_page(&mut self) {
        self.pending.retain(|(_, pending)| !matches!(pending, RequestPurpose::InPage { .. }));
    }

    /// Returns the purpose of a request; `None` if it was dropped. A final response closes it.
    pub(crate) fn resolve(&mut self, id: u32, is_final: bool) -> Option<RequestPurpose> {
        let at = self.pending.iter().position(|(pending, _)| *pending == id)?;
        if is_final { Some(self.pending.swap_remove(at).1) } else { self.pending.get(at).map(|(_, purpose)| purpose.clone()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(query: &str) -> RequestPurpose {
        RequestPurpose::Search { query: query.to_owned() }
    }

    fn in_page(article: &str) -> RequestPurpose {
        RequestPurpose::InPage { article: article.to_owned() }
    }

    #[test]
    fn response_to_superseded_query_is_dropped() {
        let mut requests = SearchRequests::default();
        let (first, second) = (requests.open(search("r")), requests.open(search("ra")));
        assert_eq!(requests.resolve(first, false), None);
        assert_eq!(requests.resolve(second, false), Some(search("ra")));
        assert_eq!(requests.resolve(second, true), Some(search("ra")), "a better answer may follow");
        assert_eq!(requests.resolve(second, true), None, "a final answer counts once");
        let third = requests.open(search("rai"));
        requests.close_search();
        assert_eq!(requests.resolve(third, true), None);
    }

    #[test]
    fn in_page_response_is_for_its_article_only() {
        let mut requests = SearchRequests::default();
        let first = requests.open(in_page("a"));
        requests.close_in_page();
        assert_eq!(requests.resolve(first, true), None, "the article was left");
        let (second, other) = (requests.open(in_page("b")), requests.open(search("x")));
        assert_eq!(requests.resolve(first, true), None);
        assert_eq!(requests.resolve(second, true), Some(in_page("b")), "a search in between is another kind");
        assert_eq!(requests.resolve(other, true), Some(search("x")));
        // The same article again, for other words.
        let (before, now) = (requests.open(in_page("a")), requests.open(in_page("a")));
        assert_eq!((requests.resolve(before, true), requests.resolve(now, true)), (None, Some(in_page("a"))));
        assert_eq!(requests.resolve(0, true), None);
    }

    #[test]
    fn several_excerpt_requests_may_be_pending() {
        let mut requests = SearchRequests::default();
        let excerpts = |generation| RequestPurpose::Excerpts { generation };
        let (first, second) = (requests.open(excerpts(1)), requests.open(excerpts(1)));
        assert_eq!((requests.resolve(first, true), requests.resolve(second, true)), (Some(excerpts(1)), Some(excerpts(1))));
    }
}
