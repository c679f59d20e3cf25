//! Replaces a word of a query.

use crate::search::analysis::{Variants, tokenize};

/// Replaces each occurrence of a word (as typed) in a query and keeps everything else.
#[expect(clippy::string_slice, reason = "what is replaced keeps its places in this text")]
pub fn replace(typed: &str, word: &str, by: &str) -> String {
    let mut out = String::with_capacity(typed.len());
    let mut copied = 0;
    tokenize(typed, &Variants::default(), 0, &mut |token| {
        let (start, end) = (token.start as usize, token.end as usize);
        if token.written == word && start >= copied {
            out.push_str(&typed[copied..start]);
            out.push_str(by);
            copied = end;
        }
    });
    out.push_str(&typed[copied..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_given_word_is_replaced() {
        assert_eq!(replace("title:harbuor  -\"old harbuor\" x", "harbuor", "harbour"), "title:harbour  -\"old harbour\" x");
        assert_eq!(replace("well-knwon harbuors", "knwon", "known"), "well-known harbuors");
        assert_eq!(replace("a b", "c", "d"), "a b");
    }
}
