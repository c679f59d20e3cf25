//! Folding: removes case, width and diacritics, and separates words by exactly one space.
//!
//! The result begins and ends with a space, so that a search for the prefix `rail` is a substring search for ` rail`.
//! Runs of Han and kana are separated from other scripts: inside them any substring matches.

use super::scripts::is_emoji;
use crate::article::language::{is_ideographic, is_unspaced_letter};
use std::sync::OnceLock;

// TABLE: the folding of each character, see build.rs.
include!(concat!(env!("OUT_DIR"), "/fold.rs"));

/// Folds a text. The module documentation describes the result.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    // Whether the last character written is of a substring script; `None` after a space.
    let mut before: Option<bool> = None;
    for c in text.chars() {
        fold_char(c, &mut |part| push_folded(part, &mut before, &mut out));
    }
    if before.is_some() {
        out.push(' ');
    }
    out
}

/// Folds a word as [`fold`] does, without any spaces.
pub fn fold_word(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut push = |c: char| {
        if !is_dropped(c) && is_word(c) {
            out.push(c);
        }
    };
    for c in word.chars() {
        fold_char(c, &mut push);
    }
    out
}

fn push_folded(c: char, before: &mut Option<bool>, out: &mut String) {
    if is_dropped(c) {
        return;
    }
    if !is_word(c) {
        if before.take().is_some() {
            out.push(' ');
        }
        return;
    }
    if is_emoji(c) {
        if before.take().is_some() {
            out.push(' ');
        }
        out.push(c);
        out.push(' ');
        return;
    }
    let substring = is_substring_script(c);
    if before.is_some_and(|b| b != substring) {
        out.push(' ');
    }
    out.push(c);
    *before = Some(substring);
}

/// The folding table, parsed at first use: each character and its folding, ascending.
#[expect(clippy::string_slice, reason = "cut behind the first character")]
fn table() -> &'static [(char, &'static str)] {
    static FOLDINGS: OnceLock<Vec<(char, &'static str)>> = OnceLock::new();
    let entry = |entry: &'static str| entry.chars().next().map(|c| (c, &entry[c.len_utf8()..]));
    FOLDINGS.get_or_init(|| TABLE.split('\0').filter_map(entry).collect())
}

/// Calls `each` with the folding of a character.
pub(super) fn fold_char(c: char, each: &mut dyn FnMut(char)) {
    if c.is_ascii() {
        each(c.to_ascii_lowercase());
    } else if let Some(digit) = ascii_digit(c) {
        each(digit);
    } else if let Some(folded) = folding(c) {
        folded.chars().for_each(each);
    } else if ('\u{ac00}'..='\u{d7a3}').contains(&c) {
        decompose_hangul(u32::from(c) - 0xAC00, each);
    } else {
        c.to_lowercase().for_each(|small| match folding(small).filter(|_| small != c) {
            Some(folded) => folded.chars().for_each(&mut *each),
            None => each(small),
        });
    }
}

/// Returns the ASCII digit of a digit of another script.
fn ascii_digit(c: char) -> Option<char> {
    const ZEROS: [u32; 19] = [
        0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xF20, 0x1040, 0x1090, 0x17E0, 0x1810,
        0xFF10,
    ];
    let code = u32::from(c);
    if code < ZEROS[0] {
        return None;
    }
    let zero = ZEROS[ZEROS.partition_point(|zero| *zero <= code) - 1];
    char::from_digit(code - zero, 10).filter(|_| code - zero < 10)
}

/// Returns the table entry of a character.
fn folding(c: char) -> Option<&'static str> {
    table().binary_search_by_key(&c, |entry| entry.0).ok().map(|at| table()[at].1)
}

/// Decomposes a Hangul syllable, by its number: The Unicode Standard, section 3.12. A half-typed syllable is then a prefix of
/// the whole one.
fn decompose_hangul(syllable: u32, each: &mut dyn FnMut(char)) {
    let letters = [0x1100 + syllable / 588, 0x1161 + syllable % 588 / 28, 0x11A7 + syllable % 28];
    let last = if syllable.is_multiple_of(28) { 2 } else { 3 };
    letters[..last].iter().filter_map(|letter| char::from_u32(*letter)).for_each(each);
}

/// Whether folding drops a character: combining marks, vowel points, nuktas, the Arabic tatweel, soft hyphens, joiners, and the
/// signs that tell one emoji of a kind from another.
pub(in crate::search) fn is_dropped(c: char) -> bool {
    matches!(u32::from(c), 0xAD | 0x0300..=0x036F | 0x0591..=0x05BD | 0x05BF | 0x05C1 | 0x05C2 | 0x05C4 | 0x05C5 | 0x05C7 | 0x0610..=0x061A | 0x0640 | 0x064B..=0x065F | 0x0670 | 0x06D6..=0x06DC
        | 0x06DF..=0x06E8 | 0x06EA..=0x06ED | 0x093C | 0x09BC | 0x0A3C | 0x0ABC | 0x0B3C | 0x0CBC | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069
        | 0x20D0..=0x20FF | 0xFE00..=0xFE0F | 0xFEFF | 0x1F3FB..=0x1F3FF)
}

/// Whether a character belongs to a word: letters, digits, and signs that form letters in some scripts.
pub(in crate::search) fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    match u32::from(c) {
        // Not fractions, which would merge with the number before them, nor stops, section marks and the dot between kana
        // words.
        0xBC..=0xBE | 0x2150..=0x215F | 0x30FB | 0xFF65 => false,
        0x964 | 0x965 | 0x970 | 0xDF4 | 0xE4F | 0xE5A | 0xE5B | 0xF01..=0xF17 | 0x104A..=0x104F | 0x17D4..=0x17D6 | 0x17D8..=0x17DB => {
            false
        }
        0x0900..=0x0DFF
        | 0x0E00..=0x0EFF
        | 0x0F18..=0x109F
        | 0x1780..=0x17FF
        | 0x1B00..=0x1B4C
        | 0x1B80..=0x1BF3
        | 0xA980..=0xA9C0
        | 0x3099..=0x309A => true,
        _ => c.is_alphanumeric() || is_emoji(c),
    }
}

/// True for scripts in which any substring matches: those written without spaces.
pub fn is_substring_script(c: char) -> bool {
    is_ideographic(c) || is_unspaced_letter(c) || matches!(u32::from(c), 0x3099..=0x309A)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_width_and_diacritics_are_folded() {
        assert_eq!(fold("Café À ORLÉANS"), " cafe a orleans ");
        assert_eq!(fold("Ｒａｉｌ２０２４"), " rail2024 ");
        assert_eq!(fold("Straße, Łódź; Øre"), " strasse lodz ore ");
        assert_eq!(fold("أَخْبَار"), " اخبار ");
        assert_eq!(fold("ёлка"), fold("елка"));
        assert_eq!(fold("ｶﾞｽ"), fold("ガス"));
        assert_ne!(fold("か"), fold("が"));
        assert!(fold("철도").starts_with(fold("처").trim_end()));
        assert_eq!(fold("ﻻ"), fold("لا"));
        assert_eq!(fold("ＡＢＣ①"), " abc1 ");
        assert_eq!(fold("ÇĞIİÖŞÜ"), " cgiiosu ");
        assert_eq!(fold("ΆΣ Ὀδύσσεια"), " ασ οδυσσεια ");
        assert_eq!(fold(""), " ");
    }

    #[test]
    fn words_are_separated_by_one_space_and_by_script() {
        assert_eq!(fold("a  well-known\u{a0}fact..."), " a well known fact ");
        assert_eq!(fold("使用Rust语言"), " 使用 rust 语言 ");
        assert_eq!(fold("长江，上游"), " 长江 上游 ");
    }
}
