//! Replaces a word of a query.

use crate::search::analysis::{Variants, tokens};

/// Replaces each occurrence of a word (as typed) in a query and keeps everything else.
#[expect(clippy::string_slice, reason = "what is replaced keeps its places in this text")]
pub fn replace(typed: &str, word: &str, by: &str) -> String {
    let mut out = String::with_capacity(typed.len());
    let mut kept = 0;
    tokens(typed, &Variants::default(), 0, &mut |token| {
        let (start, end) = (token.start as usize, token.end as usize);
        if token.written == word && start >= kept {
            out.push_str(&typed[kept..start]);
            out.push_str(by);
            kept = end;
        }
    });
    out.push_str(&typed[kept..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_is_replaced_and_the_rest_kept() {
        assert_eq!(replace("title:harbuor  -\"old harbuor\" x", "harbuor", "harbour"), "title:harbour  -\"old harbour\" x");
        assert_eq!(replace("well-knwon harbuors", "knwon", "known"), "well-known harbuors");
        assert_eq!(replace("a b", "c", "d"), "a b");
    }
}
