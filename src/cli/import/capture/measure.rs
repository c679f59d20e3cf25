//! The width of text, and the ends of sentences.

use crate::article::language::is_ideographic;

/// True for characters two terminal columns wide: Han, kana, Hangul and full-width forms.
pub(super) fn is_wide(c: char) -> bool {
    is_ideographic(c)
        || matches!(u32::from(c), 0x1100..=0x115F | 0x3000..=0x303E | 0xAC00..=0xD7A3 | 0xFE30..=0xFE4F | 0xFF01..=0xFF60 | 0xFFE0..=0xFFE6)
}

/// True for Hangul syllables, which are wide but separated into words by spaces.
pub(super) fn is_hangul(c: char) -> bool {
    matches!(u32::from(c), 0xAC00..=0xD7A3)
}

/// Width in terminal columns; a wide character says about as much as two letters, so this measures content too.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// The lowercase words of a text, without punctuation.
pub(super) fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

/// Collapses white space to single spaces, except no-break spaces.
pub(super) fn collapse_breaking_whitespace(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() && c != '\u{a0}').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// True if a text ends as a sentence, ignoring closing quotes and brackets.
pub(super) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', '”', '’', '“', '»', '«', '›', ')', '）', '」', '』', ']', ' ', '\u{a0}']);
    text.ends_with(['.', '!', '?', '…', '。', '！', '？', '．', '؟', '।', '۔'])
}

/// True if a text ends in a full stop, ignoring closing quotes; headlines rarely do.
pub(super) fn ends_in_full_stop(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '’', '“', '»', '」', '』', ' ']);
    text.ends_with(['.', '。', '।', '۔']) && !text.ends_with("...")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_count_twice() {
        assert_eq!(width("Rail 铁路"), 9);
    }

    #[test]
    fn a_sentence_may_end_inside_quotes() {
        assert!(ends_sentence("He said: \"The river is high.\"") && ends_sentence("水位很高。”"));
        assert!(!ends_sentence("The river at dawn"));
    }
}
