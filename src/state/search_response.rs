//! What the worker answered.

use crate::search::message::Answered;

/// What the worker answered last. It stands until the next answer comes, so that nothing flashes while one types.
#[derive(Debug, Default, PartialEq)]
pub struct SearchResponse {
    /// The query, as typed; empty for the list of everything.
    pub query: String,
    /// Counts the answers, from 1.
    pub generation: u32,
    /// True where no better answer follows.
    pub is_final: bool,
    /// The ordinals of the articles that match, best first.
    pub matches: Vec<u32>,
    /// Those of the articles that match in part, best first.
    pub partial: Vec<u32>,
    /// Cards, hints and corrections.
    pub details: Answered,
}

impl SearchResponse {
    /// The response to an empty query, after `self`.
    pub fn next_everything(&self) -> SearchResponse {
        SearchResponse { generation: self.generation + 1, ..SearchResponse::default() }
    }

    /// True where nothing is looked for.
    pub fn is_everything(&self) -> bool {
        self.query.is_empty()
    }

    /// True where this answers a query; blank queries are answered by the list of everything.
    pub fn answers(&self, query: &str) -> bool {
        if query.trim().is_empty() { self.is_everything() } else { self.query == query }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_query_is_answered_by_everything() {
        let everything = SearchResponse::default();
        assert!(everything.answers("") && everything.answers("  ") && !everything.answers("rail"));
        let rail = SearchResponse { query: "rail".into(), generation: 3, ..SearchResponse::default() };
        assert!(rail.answers("rail") && !rail.answers("rail ") && !rail.answers(""));
        assert_eq!(rail.next_everything().generation, 4);
        assert!(rail.next_everything().is_everything());
    }
}
