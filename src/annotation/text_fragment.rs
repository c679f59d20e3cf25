//! The text fragment of a link to a passage (https://wicg.github.io/scroll-to-text-fragment/).

use super::article_text::ArticleText;
use std::ops::Range;

/// Characters of a passage above which a fragment names its first and last words alone.
const MAX_WHOLE_CHARS: usize = 120;

/// Characters of each end of a longer passage.
const END_CHARS: usize = 40;

/// Characters named before a passage whose words stand at several places.
const CONTEXT_CHARS: usize = 24;

/// Returns the fragment directive of a passage, `:~:text=…`; empty where there are no words.
pub(crate) fn text_fragment(text: &ArticleText, range: Range<usize>) -> String {
    let Some(range) = text.trim(range).map(|range| whole_words(text, range)) else { return String::new() };
    let words = text.words(range.clone());
    let is_whole = range.len() <= MAX_WHOLE_CHARS && !words.contains('\n');
    let mut terms = prefix_term(text, &range).filter(|_| text.count(&words) > 1).into_iter().collect::<Vec<_>>();
    if is_whole {
        terms.push(encode(&words));
    } else {
        let (first, last) = (first_words(text, &range), last_words(text, &range));
        terms.extend([encode(&text.words(first)), encode(&text.words(last))]);
    }
    [":~:text=", &terms.join(",")].concat()
}

/// The words before a passage in its block, as a prefix term.
fn prefix_term(text: &ArticleText, range: &Range<usize>) -> Option<String> {
    let block = text.block_range(range.start);
    let before = text.trim(range.start.saturating_sub(CONTEXT_CHARS).max(block.start)..range.start)?;
    let before = whole_words(text, before);
    Some([&encode(&text.words(before)), "-"].concat())
}

/// The range with the words at its ends made whole: a fragment begins and ends at the boundary of a word.
fn whole_words(text: &ArticleText, mut range: Range<usize>) -> Range<usize> {
    let is_inside = |at: usize| text.words(at..at + 1).chars().all(is_word_char) && !text.words(at..at + 1).is_empty();
    while range.start > 0 && is_inside(range.start - 1) && is_inside(range.start) {
        range.start -= 1;
    }
    while is_inside(range.end) && is_inside(range.end.saturating_sub(1)) {
        range.end += 1;
    }
    range
}

/// Letters and digits of scripts that part words; in others a word may end anywhere.
fn is_word_char(c: char) -> bool {
    let is_unspaced = matches!(u32::from(c), 0xe00..=0xeff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff | 0x3400..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff);
    c.is_alphanumeric() && !is_unspaced
}

/// The beginning of a passage, within its first block.
fn first_words(text: &ArticleText, range: &Range<usize>) -> Range<usize> {
    let end = (range.start + END_CHARS).min(text.block_range(range.start).end).min(range.end);
    whole_words(text, text.trim(range.start..end).unwrap_or_else(|| range.clone()))
}

/// The end of a passage, within its last block.
fn last_words(text: &ArticleText, range: &Range<usize>) -> Range<usize> {
    let start = range.end.saturating_sub(END_CHARS).max(text.block_range(range.end - 1).start).max(range.start);
    whole_words(text, text.trim(start..range.end).unwrap_or_else(|| range.clone()))
}

/// Percent-encodes words, with the three signs that part the terms of a directive.
fn encode(words: &str) -> String {
    let mut out = String::new();
    for byte in words.split_whitespace().collect::<Vec<_>>().join(" ").bytes() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fragment(blocks: &[&str], words: &str) -> String {
        let text = ArticleText::new(blocks.iter().map(|words| ("b", *words)));
        let all = blocks.join("\n");
        let start = all.find(words).map(|byte| all.get(..byte).unwrap_or_default().chars().count()).unwrap();
        text_fragment(&text, start..start + words.chars().count())
    }

    #[test]
    fn short_passages_are_named_whole_with_their_words_made_whole() {
        assert_eq!(fragment(&["The dry-port, at last, opened."], "ry-port, at la"), ":~:text=dry%2Dport%2C%20at%20last");
        assert_eq!(fragment(&["海港的铁路很长。"], "铁路"), ":~:text=%E9%93%81%E8%B7%AF");
    }

    #[test]
    fn long_passages_are_named_by_their_ends() {
        let long = format!("It began here {} and it ended there.", "with many words ".repeat(10));
        let found = fragment(&[&long, "x"], &long);
        assert_eq!(found.matches(',').count(), 1);
        assert!(found.starts_with(":~:text=It%20began%20here%20with") && found.ends_with("and%20it%20ended%20there."), "{found}");
    }

    #[test]
    fn passages_over_blocks_are_named_by_their_ends() {
        assert_eq!(fragment(&["The first ends.", "The second begins."], "ends.\nThe second"), ":~:text=ends.,The%20second");
    }

    #[test]
    fn repeated_words_have_the_words_before_them() {
        assert_eq!(fragment(&["a rail here", "b rail there"], "rail"), ":~:text=a-,rail");
    }
}
