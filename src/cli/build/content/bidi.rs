//! Bidirectional control characters: none may affect text outside the string that contains it.
//!
//! A headline with an unclosed override would reverse the lines around it, in the list, in a title bar and in a feed. Published
//! text keeps closed embeddings and isolates; overrides and unclosed characters are removed. The corpus keeps its text unchanged.

/// Open an embedding, closed by [`POP`].
const EMBEDDINGS: [char; 2] = ['\u{202a}', '\u{202b}'];
/// Open an override, closed by [`POP`].
const OVERRIDES: [char; 2] = ['\u{202d}', '\u{202e}'];
/// Open an isolate, closed by [`POP_ISOLATE`].
const ISOLATES: [char; 3] = ['\u{2066}', '\u{2067}', '\u{2068}'];
const POP: char = '\u{202c}';
const POP_ISOLATE: char = '\u{2069}';

/// Returns the text without overrides and unclosed controls; `None` if there is nothing to remove.
pub(crate) fn remove_unbalanced(words: &str) -> Option<String> {
    // All these characters begin with this byte in UTF-8, which few texts contain.
    if !words.as_bytes().contains(&0xe2) || !words.contains(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')) {
        return None;
    }
    let chars: Vec<char> = words.chars().collect();
    let removed = find_unbalanced(&chars);
    removed.contains(&true).then(|| chars.iter().zip(&removed).filter(|(_, removed)| !**removed).map(|(c, _)| *c).collect())
}

/// Marks the characters to remove.
fn find_unbalanced(chars: &[char]) -> Vec<bool> {
    let (mut removed, mut open) = (vec![false; chars.len()], Vec::new());
    for (at, c) in chars.iter().enumerate() {
        if EMBEDDINGS.contains(c) || OVERRIDES.contains(c) || ISOLATES.contains(c) {
            removed[at] = OVERRIDES.contains(c);
            open.push(at);
        } else if *c == POP {
            match open.pop_if(|first| !ISOLATES.contains(&chars[*first])) {
                Some(first) => removed[at] = removed[first],
                None => removed[at] = true,
            }
        } else if *c == POP_ISOLATE {
            match open.iter().rposition(|first| ISOLATES.contains(&chars[*first])) {
                Some(place) => open.drain(place..).skip(1).for_each(|left_open| removed[left_open] = true),
                None => removed[at] = true,
            }
        }
    }
    open.into_iter().for_each(|left_open| removed[left_open] = true);
    removed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, shown: &str) {
        assert_eq!(remove_unbalanced(words).as_deref().unwrap_or(words), shown, "{words:?}");
    }

    #[test]
    fn unclosed_controls_are_removed() {
        check("\u{202e}abc", "abc");
        check("a\u{202b}b", "ab");
        check("a\u{2067}b\u{202a}c", "abc");
        check("a\u{202c}b\u{2069}", "ab");
        check("\u{2067}a\u{202a}b\u{2069}c", "\u{2067}ab\u{2069}c");
        check("\u{202a}a\u{2069}b\u{202c}", "\u{202a}ab\u{202c}");
    }

    #[test]
    fn closed_controls_stay_and_overrides_are_removed() {
        check("a \u{2067}עברית\u{2069} b", "a \u{2067}עברית\u{2069} b");
        check("a \u{202b}עברית\u{202c} b", "a \u{202b}עברית\u{202c} b");
        check("a \u{202e}txt\u{202c} b", "a txt b");
        check("“plain” — words", "“plain” — words");
    }
}
