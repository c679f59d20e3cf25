//! Numbers of notes that are glued to a word: harbour<sup>3</sup>. They are in no index, so that the word is one.

use crate::article::text::plain_text;
use crate::article::visit::{NodeMut, NodeRef, visit, visit_mut};
use crate::article::{Block, Inline, Text};
use std::borrow::Cow;

/// The minimum length of a word before the number of a note, in letters: the square of a unit is part of it.
const MIN_WORD_LETTERS: usize = 4;

/// The maximum length of the number of a note, in digits.
const MAX_DIGITS: usize = 3;

/// Returns blocks without the numbers of notes behind words.
pub(super) fn without_note_numbers(blocks: &[Block]) -> Cow<'_, [Block]> {
    let mut has_superscripts = false;
    visit(blocks, &mut |node| has_superscripts |= matches!(node, NodeRef::Inline(Inline::Sup(_))));
    if !has_superscripts {
        return Cow::Borrowed(blocks);
    }
    let mut blocks = blocks.to_vec();
    visit_mut(&mut blocks, &mut |node| {
        if let NodeMut::Text(text) = node {
            remove_note_numbers(text);
        }
    });
    Cow::Owned(blocks)
}

fn remove_note_numbers(text: &mut Text) {
    let mut before = String::new();
    for inline in &mut text.0 {
        let words = plain_text(&Text(vec![inline.clone()]));
        match inline {
            Inline::Sup(number) if is_note_number(&before, &words) => number.0.clear(),
            _ => before = words,
        }
    }
}

/// Whether a superscript is the number of a note: few digits, perhaps in brackets, behind a word.
fn is_note_number(before: &str, superscript: &str) -> bool {
    let digits = superscript.trim().trim_start_matches(['[', '(']).trim_end_matches([']', ')']);
    let letters = before.chars().rev().take_while(|c| c.is_alphabetic()).take(MIN_WORD_LETTERS).count();
    (1..=MAX_DIGITS).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) && letters == MIN_WORD_LETTERS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::text::blocks_text;

    #[test]
    fn numbers_behind_words_are_left_out_and_those_behind_units_are_not() {
        let sup = |words: &str| Inline::Sup(Text::new(words));
        let words = |words: &str| Inline::Words(words.into());
        let text = Text(vec![
            words("The harbour"),
            sup("3"),
            words(" wall"),
            sup("[12]"),
            words(" of 40 m"),
            sup("2"),
            words(" on the 3"),
            sup("rd"),
        ]);
        let blocks = [Block::Paragraph(text)];
        assert_eq!(blocks_text(&without_note_numbers(&blocks)), "The harbour wall of 40 m2 on the 3rd");
        let plain = [Block::paragraph("No number")];
        assert!(matches!(without_note_numbers(&plain), Cow::Borrowed(_)));
    }
}
