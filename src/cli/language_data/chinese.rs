//! Traditional characters and their simplified forms.

use crate::search::analysis::Variants;
use icu::normalizer::ComposingNormalizer;
use std::collections::BTreeSet;

/// A variant that no list of simplified characters holds.
const ADDITIONAL_PAIRS: [(char, char); 1] = [('妳', '你')];

/// The pairs of traditional and simplified characters of which one or the other is among these characters, and those among
/// them that stand for another for compatibility (radicals taken out of a printed page).
pub fn variants_for(chars: &BTreeSet<char>) -> Variants {
    let pairs = ('\u{3400}'..='\u{9FFF}').map(|c| (c, simplify_char(c))).filter(|(from, to)| chars.contains(from) || chars.contains(to));
    let compatible = chars.iter().map(|c| (*c, simplify_char(decompose_compatibility(*c))));
    Variants::new(pairs.chain(compatible).filter(|(from, to)| from != to))
}

/// A text with simplified characters for traditional ones.
pub(super) fn simplify(text: &str) -> String {
    text.chars().map(simplify_char).collect()
}

fn simplify_char(c: char) -> char {
    if !('\u{3400}'..='\u{9FFF}').contains(&c) {
        return c;
    }
    if let Some((_, to)) = ADDITIONAL_PAIRS.iter().find(|(from, _)| *from == c) {
        return *to;
    }
    fast2s::convert(c.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(c)
}

/// The character that a character for compatibility stands for.
fn decompose_compatibility(c: char) -> char {
    if !matches!(u32::from(c), 0x2E80..=0x2FDF | 0xF900..=0xFAFF | 0x2F800..=0x2FA1F) {
        return c;
    }
    let normal = ComposingNormalizer::new_nfkc();
    normal.normalize(c.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_are_limited_to_the_given_characters() {
        let variants = variants_for(&"铁發\u{2F00}abc".chars().collect());
        assert_eq!(
            [variants.indexed_form('鐵'), variants.indexed_form('發'), variants.indexed_form('髮'), variants.indexed_form('\u{2F00}')],
            ['铁', '发', '髮', '一']
        );
        assert_eq!(variants.indexed_form('灣'), '灣');
        assert_eq!(variants_for(&BTreeSet::new()), Variants::default());
    }
}
