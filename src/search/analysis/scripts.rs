//! Character classes: scripts indexed in bigrams, joining punctuation, full-width signs.

use super::fold::is_substring_script;
use crate::article::language::is_unspaced_letter;

/// True for folded characters of scripts in which any substring matches: Han, kana, Hangul, Thai, Lao, Khmer, Burmese.
pub(in crate::search) fn is_ngram_script(c: char) -> bool {
    !c.is_ascii() && (is_hangul(c) || is_substring_script(c))
}

/// Whether a character is a Hangul letter or syllable.
pub(in crate::search) fn is_hangul(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x11FF | 0x3131..=0x318E | 0xA960..=0xA97C | 0xAC00..=0xD7A3 | 0xD7B0..=0xD7FB)
}

/// Marks a whole word of Hangul: without it a word of two syllables would read like a pair of them. It sorts before every letter.
pub(in crate::search) const HANGUL_WORD_END: char = '\u{0}';

/// Returns the form of a whole word of Hangul.
pub(in crate::search) fn hangul_word(word: &str) -> String {
    format!("{word}{HANGUL_WORD_END}")
}

/// Composes the letters of Hangul to syllables: The Unicode Standard, section 3.12.
pub(in crate::search) fn compose_hangul(letters: &str) -> String {
    let mut out = String::new();
    for unit in units(letters) {
        let indexes: Vec<u32> = unit.chars().map(u32::from).collect();
        let syllable = match indexes[..] {
            [first @ 0x1100..=0x1112, vowel @ 0x1161..=0x1175] => Some((first - 0x1100) * 588 + (vowel - 0x1161) * 28),
            [first @ 0x1100..=0x1112, vowel @ 0x1161..=0x1175, last @ 0x11A8..=0x11C2] => {
                Some((first - 0x1100) * 588 + (vowel - 0x1161) * 28 + last - 0x11A7)
            }
            _ => None,
        };
        match syllable.and_then(|number| char::from_u32(0xAC00 + number)) {
            Some(syllable) => out.push(syllable),
            None => out.push_str(unit),
        }
    }
    out
}

/// Whether a character is a standalone Hangul letter, as at the end of half-typed text.
pub(in crate::search) fn is_lone_jamo(c: char) -> bool {
    matches!(u32::from(c), 0x3131..=0x318E)
}

/// The vowels of Thai and Lao that are written before their consonant.
pub(in crate::search) const LEADING_VOWELS: [char; 10] = ['เ', 'แ', 'โ', 'ใ', 'ไ', 'ເ', 'ແ', 'ໂ', 'ໃ', 'ໄ'];

/// True if a folded character belongs to the unit of the one before it: what continues a unit, and the consonant behind a vowel that is
/// written before it.
pub(super) fn joins_unit(before: Option<char>, c: char) -> bool {
    let follows_vowel = before.is_some_and(|before| LEADING_VOWELS.contains(&before));
    is_continuation(c) || follows_vowel && is_unspaced_letter(c) && !LEADING_VOWELS.contains(&c)
}

/// True if a folded character continues the unit of the one before it: the vowel and final consonant of a Hangul syllable, the
/// voice mark of kana, the vowels, signs and tone marks behind or around a consonant of Thai, Lao, Burmese and Khmer.
fn is_continuation(c: char) -> bool {
    matches!(u32::from(c), 0x1160..=0x11FF | 0xD7B0..=0xD7FB | 0x3099..=0x309A) || is_dependent_sign(c)
}

/// True for a sign of Thai, Lao, Burmese or Khmer that follows a consonant.
pub(in crate::search) fn is_dependent_sign(c: char) -> bool {
    matches!(u32::from(c), 0x0E30..=0x0E3A | 0x0E45 | 0x0E47..=0x0E4E | 0x0EB0..=0x0EBC | 0x0EC8..=0x0ECE
        | 0x102B..=0x103E | 0x1056..=0x1059 | 0x105E..=0x1060 | 0x1062..=0x1064 | 0x1067..=0x106D | 0x1071..=0x1074 | 0x1082..=0x108D
        | 0x108F | 0x109A..=0x109D | 0x17B4..=0x17D3 | 0x17DD)
}

/// The units of a folded run: its characters, each with what joins it.
pub(in crate::search) fn units(run: &str) -> Vec<&str> {
    let mut before = None;
    let mut starts = Vec::new();
    for (at, c) in run.char_indices() {
        if before.is_none() || !joins_unit(before, c) {
            starts.push(at);
        }
        before = Some(c);
    }
    let ends = starts.iter().skip(1).copied().chain([run.len()]);
    starts.iter().zip(ends).filter_map(|(start, end)| run.get(*start..end)).collect()
}

/// Whether a folded character is hiragana, or the mark of a long vowel.
pub(in crate::search) fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309F}' | 'ー')
}

/// Maps a full-width sign of Chinese and Japanese keyboards to ASCII.
pub(in crate::search) fn to_halfwidth(c: char) -> char {
    let code = u32::from(c);
    if (0xFF01..=0xFF5E).contains(&code) { char::from_u32(code - 0xFEE0).unwrap_or(c) } else { c }
}

/// Returns the letter that a letter and a mark compose: kana with a voice mark, the vowel am of Thai and Lao.
pub(super) fn compose(letter: char, mark: char) -> Option<char> {
    match (letter, mark) {
        ('\u{E4D}', '\u{E32}') => return Some('\u{E33}'),
        ('\u{ECD}', '\u{EB2}') => return Some('\u{EB3}'),
        _ => {}
    }
    let step = match mark {
        '\u{3099}' => 1,
        '\u{309A}' => 2,
        _ => return None,
    };
    let code = match u32::from(letter) {
        code @ (0x304B..=0x3062 | 0x30AB..=0x30C2) if step == 1 && code % 2 == 1 => code + 1,
        code @ (0x3064 | 0x3066 | 0x3068 | 0x30C4 | 0x30C6 | 0x30C8 | 0x309D | 0x30FD) if step == 1 => code + 1,
        code @ (0x306F..=0x307B | 0x30CF..=0x30DB) if code % 3 == 0 => code + step,
        code @ (0x3046 | 0x30A6) if step == 1 => code + 78,
        code @ 0x30EF..=0x30F2 if step == 1 => code + 8,
        _ => return None,
    };
    char::from_u32(code)
}

/// Whether a character is a hyphen, not a dash: hyphen-minus, hyphen, non-breaking hyphen, or the maqaf of Hebrew.
pub(in crate::search) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{FF0D}' | '\u{5BE}')
}

/// Whether a character is an apostrophe, typed or typographic, or a letter that is written like one: the okina, the modifier
/// letter apostrophe, ayin and hamza of transliterations.
pub(in crate::search) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{FF07}' | '\u{5F3}' | '\u{2BB}'..='\u{2BF}')
}

/// Whether a character is an emoji or another picture: a word of its own.
pub(in crate::search) fn is_emoji(c: char) -> bool {
    matches!(u32::from(c), 0x231A | 0x231B | 0x23E9..=0x23FA | 0x2600..=0x27BF | 0x2B1B | 0x2B1C | 0x2B50 | 0x2B55 | 0x1F000..=0x1FAFF)
}

/// Whether a character is an Arabic letter.
pub(super) fn is_arabic(c: char) -> bool {
    matches!(u32::from(c), 0x620..=0x64A | 0x66E..=0x6D5 | 0x6EE..=0x6FF | 0x750..=0x77F | 0x8A0..=0x8C9)
}

/// Whether a character is a Hebrew letter; abbreviations have a quotation mark between two.
pub(in crate::search) fn is_hebrew(c: char) -> bool {
    matches!(u32::from(c), 0x5D0..=0x5F2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn voice_marks_compose_the_letters_of_unicode() {
        let pairs: Vec<(char, char)> = "かがくぐちぢつづとどはばひびほぼうゔカガヂヂウヴワヷヲヺヽヾ"
            .chars()
            .collect::<Vec<_>>()
            .chunks(2)
            .map(|c| (c[0], c[1]))
            .collect();
        for (letter, voiced_letter) in pairs.into_iter().filter(|(letter, voiced)| letter != voiced) {
            assert_eq!(compose(letter, '\u{3099}'), Some(voiced_letter), "{letter}");
        }
        assert_eq!([compose('は', '\u{309A}'), compose('か', '\u{309A}'), compose('あ', '\u{3099}')], [Some('ぱ'), None, None]);
    }

    #[test]
    fn ngram_scripts_are_those_without_spaces_and_hangul() {
        assert!("字かカー한ㄷกລကក々".chars().all(is_ngram_script));
        assert!(!"aéяא٣हα".chars().any(is_ngram_script));
    }
}
