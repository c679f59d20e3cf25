//! The worker's response to a query.

use crate::search::message::AnswerDetails;

/// The worker's last response. It stays until the next one, so that nothing flickers while the reader types.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct SearchResponse {
    /// The query, as typed; empty for the list of all articles.
    pub query: String,
    /// Number of the response, from 1.
    pub generation: u32,
    /// True if no better response follows.
    pub is_final: bool,
    /// The doc ids of the matching articles, best first.
    pub matches: Vec<u32>,
    /// The doc ids of partial matches, best first.
    pub partial: Vec<u32>,
    /// Cards, hints and corrections.
    pub details: AnswerDetails,
}

impl SearchResponse {
    /// The response to an empty query, after `self`.
    pub(crate) fn next_match_all(&self) -> SearchResponse {
        SearchResponse { generation: self.generation + 1, ..SearchResponse::default() }
    }

    /// True if the query is empty.
    pub(crate) fn is_match_all(&self) -> bool {
        self.query.is_empty()
    }

    /// True if this is the response to a query; that of a blank query lists all articles.
    pub(crate) fn is_response_to(&self, query: &str) -> bool {
        if query.trim().is_empty() { self.is_match_all() } else { self.query == query }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_query_matches_all() {
        let match_all = SearchResponse::default();
        assert!(match_all.is_response_to("") && match_all.is_response_to("  ") && !match_all.is_response_to("rail"));
        let rail = SearchResponse { query: "rail".into(), generation: 3, ..SearchResponse::default() };
        assert!(rail.is_response_to("rail") && !rail.is_response_to("rail ") && !rail.is_response_to(""));
        assert_eq!(rail.next_match_all().generation, 4);
        assert!(rail.next_match_all().is_match_all());
    }
}
