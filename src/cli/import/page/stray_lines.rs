//! Removes short lines above the first and below the last paragraph of a text that are no sentences: kickers, names, agencies, labels.

use crate::article::{Block, text};
use crate::cli::import::confidence::ends_sentence;

/// The number of such lines at an end of a text.
const MAX_LINES: usize = 2;
/// The maximum length of such a line, in characters.
const MAX_LINE_CHARS: usize = 40;
/// The minimum length of a paragraph of the text, in characters.
const MIN_TEXT_CHARS: usize = 120;
/// The number of paragraphs of a text from which on a short line is none of them.
const MIN_PARAGRAPHS: usize = 4;

/// Removes stray lines from both ends of a body.
pub(super) fn remove_stray_lines(body: &mut Vec<Block>) {
    if body.iter().filter(|block| is_text(block)).count() < MIN_PARAGRAPHS {
        return;
    }
    let leading = body.iter().take_while(|block| is_stray(block)).count();
    if leading <= MAX_LINES && body.get(leading).is_some_and(is_text) {
        body.drain(..leading);
    }
    let trailing = body.iter().rev().take_while(|block| is_stray(block)).count();
    let end = body.len().saturating_sub(trailing);
    if trailing <= MAX_LINES && end.checked_sub(1).and_then(|last| body.get(last)).is_some_and(is_text) {
        body.truncate(end);
    }
}

/// Whether a block is a longer paragraph that ends like a sentence.
fn is_text(block: &Block) -> bool {
    let words = text::block_text(block);
    matches!(block, Block::Paragraph(_)) && words.chars().count() >= MIN_TEXT_CHARS && ends_sentence(&words)
}

/// Whether a paragraph is a short line without a sign at its end.
fn is_stray(block: &Block) -> bool {
    let words = text::block_text(block);
    let words = words.trim();
    matches!(block, Block::Paragraph(_))
        && (1..=MAX_LINE_CHARS).contains(&words.chars().count())
        && words.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '|' | '/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(lines: &[&str]) -> Vec<String> {
        let long =
            "The ferry crossed the strait four times a day, in summer five times, until the bridge was opened and its owners sold it.";
        let words = lines.iter().flat_map(|line| if *line == "…" { vec![long; MIN_PARAGRAPHS] } else { vec![*line] });
        let mut body: Vec<Block> = words.map(Block::paragraph).collect();
        remove_stray_lines(&mut body);
        body.iter().map(text::block_text).filter(|words| words.len() < MIN_TEXT_CHARS).collect()
    }

    #[test]
    fn lines_that_are_no_sentences_stand_at_the_ends() {
        assert!(left(&["Ferries and bridges", "…", "with agencies"]).is_empty());
        assert_eq!(left(&["Dear reader,", "…", "Long live the ferry!"]), ["Dear reader,", "Long live the ferry!"]);
        assert_eq!(left(&["…", "flour", "milk", "eggs"]), ["flour", "milk", "eggs"], "a list");
        assert_eq!(left(&["A bridge"]), ["A bridge"]);
    }
}
