//! The words of a query. Whatever is typed is a query; nothing is an error.

use super::fold::{fold, is_substring_script};

/// A query: every one of its words has to be found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    needles: Vec<String>,
}

impl Query {
    /// Takes apart what was typed.
    pub fn parse(typed: &str) -> Query {
        let folded = fold(typed);
        let mut needles: Vec<String> = Vec::new();
        for needle in folded.split(' ').filter(|w| !w.is_empty()).map(needle) {
            // The longest word excludes the most, so it is looked for first.
            let at = needles.iter().take_while(|other| other.len() >= needle.len()).count();
            if !needles.contains(&needle) {
                needles.insert(at, needle);
            }
        }
        Query { needles }
    }

    /// True where nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.needles.is_empty()
    }

    /// What to look for in folded text: ` rail` for a word that begins so, `铁路` for characters anywhere.
    pub fn needles(&self) -> &[String] {
        &self.needles
    }

    /// True where whatever this query finds the other finds too: each of its words is a beginning or part of one here.
    pub fn narrows(&self, other: &Query) -> bool {
        other.needles.iter().all(|theirs| self.needles.iter().any(|ours| ours.contains(theirs.as_str())))
    }
}

fn needle(word: &str) -> String {
    if word.chars().next().is_some_and(is_substring_script) { word.to_owned() } else { format!(" {word}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_looked_for_by_their_beginning_and_characters_anywhere() {
        assert_eq!(Query::parse("  Rail 铁路").needles(), ["铁路", " rail"]);
        assert!(Query::parse(" -- !").is_empty());
    }

    #[test]
    fn a_longer_query_narrows_a_shorter_one() {
        assert!(Query::parse("railw cross").narrows(&Query::parse("rail")));
        assert!(!Query::parse("rai").narrows(&Query::parse("rail")));
        assert!(Query::parse("x").narrows(&Query::default()));
    }
}
