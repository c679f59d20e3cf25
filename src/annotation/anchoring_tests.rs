//! Properties of anchoring: a quotation finds its place in a text with words added, removed and moved around it.

use super::ArticleText;
use proptest::prelude::*;

/// A text: words by number, in blocks.
type Blocks = Vec<Vec<u16>>;

/// The word of a number: all differ, and none is part of another.
fn word(number: u16) -> String {
    let mut letters = String::new();
    let mut rest = u32::from(number) * 7919 % 10_007 + 10_007;
    while rest > 0 {
        letters.push(char::from(b"bcdfghjklmnprstvwz"[(rest % 18) as usize]));
        letters.push(char::from(b"aeiou"[(rest % 5) as usize]));
        rest /= 18;
    }
    letters
}

fn words(numbers: &[u16]) -> String {
    numbers.iter().map(|number| word(*number)).collect::<Vec<_>>().join(" ")
}

fn article(blocks: &Blocks) -> ArticleText {
    let texts: Vec<String> = blocks.iter().map(|block| words(block)).collect();
    ArticleText::new(texts.iter().map(|text| ("", text.as_str())))
}

/// A text, the block of a quotation, and the quotation's first word and number of words in it.
#[derive(Debug, Clone)]
struct Quoted {
    blocks: Blocks,
    block: usize,
    first: usize,
    count: usize,
}

impl Quoted {
    fn quotation(&self) -> &[u16] {
        &self.blocks[self.block][self.first..self.first + self.count]
    }

    fn selector(&self) -> super::PassageSelector {
        let text = article(&self.blocks);
        let blocks_before: usize = self.blocks[..self.block].iter().map(|block| words(block).chars().count() + 1).sum();
        let words_before = words(&self.blocks[self.block][..self.first]).chars().count() + usize::from(self.first > 0);
        let start = blocks_before + words_before;
        let selector = text.selector(start..start + words(self.quotation()).chars().count()).unwrap();
        assert_eq!(selector.exact, words(self.quotation()));
        selector
    }
}

fn quoted(min_words: usize) -> impl Strategy<Value = Quoted> {
    let blocks = prop::collection::vec(prop::collection::vec(0u16..2000, min_words..60), 2..12);
    (blocks, any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(
        move |(blocks, block, first, count)| {
            let block = block.index(blocks.len());
            let count = min_words + count.index(blocks[block].len() - min_words + 1);
            let first = first.index(blocks[block].len() - count + 1);
            Quoted { blocks, block, first, count }
        },
    )
}

/// A change of the words around a quotation: how many are removed at each side, which are put in, and where the block goes.
type Change = ([prop::sample::Index; 2], [Vec<u16>; 2], Vec<Vec<u16>>, prop::sample::Index);

fn change() -> impl Strategy<Value = Change> {
    let added = || prop::collection::vec(2000u16..4000, 0..20);
    let new_blocks = prop::collection::vec(prop::collection::vec(2000u16..4000, 1..40), 0..5);
    (any::<[prop::sample::Index; 2]>(), [added(), added()], new_blocks, any::<prop::sample::Index>())
}

/// The text with the change: words before and behind the quotation are removed and added, new blocks come in, and its block moves.
fn changed(quoted: &Quoted, quotation: Vec<u16>, ([cut_before, cut_behind], [before, behind], new_blocks, place): &Change) -> Blocks {
    let block = &quoted.blocks[quoted.block];
    let kept_before = &block[..cut_before.index(quoted.first + 1)];
    let rest = &block[quoted.first + quoted.count..];
    let kept_behind = &rest[cut_behind.index(rest.len() + 1)..];
    let new = [kept_before, before, &quotation, behind, kept_behind].concat();
    let mut blocks = quoted.blocks.clone();
    blocks.remove(quoted.block);
    blocks.extend(new_blocks.iter().cloned());
    blocks.insert(place.index(blocks.len() + 1), new);
    blocks
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn quotation_is_found_whatever_changes_around_it(quoted in quoted(4), change in change()) {
        let text = article(&changed(&quoted, quoted.quotation().to_vec(), &change));
        let found = text.locate(&quoted.selector()).expect("its words stand");
        prop_assert!(found.is_exact);
        prop_assert_eq!(text.words(found.range), words(quoted.quotation()));
    }

    #[test]
    fn quotation_with_a_changed_word_is_found(quoted in quoted(10), change in change(), at in any::<prop::sample::Index>(), with in 2000u16..4000) {
        let mut quotation = quoted.quotation().to_vec();
        let at = at.index(quotation.len());
        quotation[at] = with;
        let text = article(&changed(&quoted, quotation.clone(), &change));
        let found = text.locate(&quoted.selector()).expect("most of its words stand");
        let found_words = text.words(found.range);
        let standing = quotation.iter().filter(|number| found_words.contains(&word(**number))).count();
        prop_assert!(!found.is_exact && standing + 2 >= quotation.len(), "{} for {}", found_words, words(&quotation));
    }

    #[test]
    fn quotation_that_is_gone_is_not_found(quoted in quoted(6), new in prop::collection::vec(2000u16..4000, 1..60)) {
        let mut blocks = quoted.blocks.clone();
        blocks[quoted.block] = new;
        prop_assert_eq!(article(&blocks).locate(&quoted.selector()), None);
    }

    #[test]
    fn every_passage_of_a_text_finds_itself(blocks in prop::collection::vec("[a-c 字’“”\u{ad}\u{301}]{0,30}", 0..6), range in any::<[prop::sample::Index; 2]>()) {
        let text = ArticleText::new(blocks.iter().map(|words| ("", words.as_str())));
        let length = blocks.iter().map(|words| words.chars().count() + 1).sum::<usize>();
        let [mut start, mut end] = range.map(|index| index.index(length + 1));
        if start > end {
            (start, end) = (end, start);
        }
        if let Some(selector) = text.selector(start..end) {
            prop_assert_eq!(text.locate(&selector).unwrap().range, selector.start..selector.end);
        }
    }
}
