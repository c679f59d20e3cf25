//! The text of an article as it is shown, and the selectors of passages in it.

use super::model::PassageSelector;
use super::quote_search::{ComparableText, Quotation};
use std::ops::Range;

/// Characters kept of the words before and after a passage.
const CONTEXT_CHARS: usize = 32;

/// Stands between blocks.
const BLOCK_SEPARATOR: char = '\n';

/// A block of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct TextBlock {
    /// Its anchor; empty if it has none.
    anchor: String,
    /// Its place in the text.
    range: Range<usize>,
}

/// The text of an article: its blocks in reading order. Positions in it count code points, as in the W3C's TextPositionSelector.
#[derive(Debug, Clone, Default)]
pub struct ArticleText {
    chars: Vec<char>,
    blocks: Vec<TextBlock>,
    comparable: ComparableText,
    hash: String,
}

/// The place of a passage in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// Its place.
    pub range: Range<usize>,
    /// Whether its words are all there.
    pub is_exact: bool,
}

impl ArticleText {
    /// Joins blocks, each an anchor and a text.
    pub fn new<'a>(blocks: impl IntoIterator<Item = (&'a str, &'a str)>) -> ArticleText {
        let mut text = ArticleText::default();
        for (anchor, words) in blocks {
            if !text.blocks.is_empty() {
                text.chars.push(BLOCK_SEPARATOR);
            }
            let start = text.chars.len();
            text.chars.extend(words.chars());
            text.blocks.push(TextBlock { anchor: anchor.to_owned(), range: start..text.chars.len() });
        }
        text.comparable = ComparableText::new(text.chars.iter().copied());
        text.hash = format!("{:016x}", hash(&text.chars));
        text
    }

    /// The words at a place.
    pub fn words(&self, range: Range<usize>) -> String {
        self.chars.get(range).unwrap_or_default().iter().collect()
    }

    /// The hash of the text.
    pub fn content_hash(&self) -> &str {
        &self.hash
    }

    /// The number of places at which some words stand.
    pub(crate) fn count(&self, words: &str) -> usize {
        self.comparable.count(words)
    }

    /// The anchor of the block at a position; empty if it has none.
    pub fn block_at(&self, position: usize) -> &str {
        self.blocks.iter().rfind(|block| block.range.start <= position).map_or("", |block| &block.anchor)
    }

    /// The place of the block at a position.
    pub(crate) fn block_range(&self, position: usize) -> Range<usize> {
        let block = self.blocks.iter().rfind(|block| block.range.start <= position);
        block.map_or(0..self.chars.len(), |block| block.range.clone())
    }

    /// The places of the blocks, in order.
    pub(crate) fn block_ranges(&self) -> Vec<Range<usize>> {
        self.blocks.iter().map(|block| block.range.clone()).collect()
    }

    /// The range without white space at its ends; `None` if nothing else is in it.
    pub fn trim(&self, range: Range<usize>) -> Option<Range<usize>> {
        let words = self.chars.get(range.clone())?;
        let first = words.iter().position(|c| !c.is_whitespace())?;
        let last = words.iter().rposition(|c| !c.is_whitespace())?;
        Some(range.start + first..range.start + last + 1)
    }

    /// Describes the passage at a place; `None` if there are no words.
    pub fn selector(&self, range: Range<usize>) -> Option<PassageSelector> {
        let range = self.trim(range)?;
        let after = (range.end + CONTEXT_CHARS).min(self.chars.len());
        Some(PassageSelector {
            exact: self.words(range.clone()),
            prefix: self.words(range.start.saturating_sub(CONTEXT_CHARS)..range.start),
            suffix: self.words(range.end..after),
            start: range.start,
            end: range.end,
            block: self.block_at(range.start).to_owned(),
            content_hash: self.hash.clone(),
        })
    }

    /// Finds a passage; `None` if its words are no longer here, or stand at several places and nothing says at which.
    pub fn locate(&self, selector: &PassageSelector) -> Option<Location> {
        let stored = selector.start..selector.end;
        if selector.content_hash == self.hash && self.words(stored.clone()) == selector.exact && !stored.is_empty() {
            return Some(Location { range: stored, is_exact: true });
        }
        let block = self.blocks.iter().find(|block| !block.anchor.is_empty() && block.anchor == selector.block);
        let (range, is_exact) = self.comparable.find(&Quotation {
            exact: &selector.exact,
            context: [&selector.prefix, &selector.suffix],
            position: selector.start,
            block: block.map(|block| &block.range),
        })?;
        Some(Location { range, is_exact })
    }
}

/// FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/).
fn hash(chars: &[char]) -> u64 {
    chars.iter().fold(0xcbf2_9ce4_8422_2325, |hash, c| (hash ^ u64::from(u32::from(*c))).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCKS: [(&str, &str); 3] =
        [("b1", "The dry port stands on sand."), ("", "A caption."), ("b3", "The gauge changes here, and wagons wait.")];

    #[test]
    fn selector_holds_the_passage_and_its_surroundings() {
        let text = ArticleText::new(BLOCKS);
        let selector = text.selector(3..13).unwrap();
        assert_eq!((selector.exact.as_str(), selector.start, selector.end), ("dry port", 4, 12));
        assert_eq!((selector.prefix.as_str(), selector.suffix.as_str()), ("The ", " stands on sand.\nA caption.\nThe "));
        assert_eq!((selector.block.as_str(), selector.content_hash.as_str()), ("b1", text.content_hash()));
    }

    #[test]
    fn passages_may_run_over_blocks_and_lose_white_space_at_their_ends() {
        let text = ArticleText::new(BLOCKS);
        let selector = text.selector(22..45).unwrap();
        assert_eq!(selector.exact, "sand.\nA caption.\nThe g");
        assert_eq!((selector.block.as_str(), text.block_at(30)), ("b1", ""));
        assert_eq!(text.selector(28..29), None, "a separator alone is no passage");
        assert_eq!(text.locate(&selector).unwrap().range, 23..45);
    }

    #[test]
    fn passage_is_found_after_its_block_has_moved_and_grown() {
        let text = ArticleText::new(BLOCKS);
        let selector = text.selector(44..61).unwrap();
        let changed = ArticleText::new([("b9", "Later: the gauge. Here the gauge changes here, and wagons wait."), ("b1", BLOCKS[0].1)]);
        let found = changed.locate(&selector).unwrap();
        assert_eq!((changed.words(found.range), found.is_exact), (selector.exact.clone(), true));
        let gone = ArticleText::new([("b1", BLOCKS[0].1)]);
        assert_eq!(gone.locate(&selector), None);
    }
}
