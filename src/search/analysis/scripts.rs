//! Character classes: scripts indexed in bigrams, joining punctuation, full-width signs.

use super::fold::is_substring_script;

/// True for folded characters of scripts in which any substring matches: Han, kana, Hangul, Thai, Lao, Khmer, Burmese.
pub(in crate::search) fn is_ngram_script(c: char) -> bool {
    !c.is_ascii() && (is_hangul(c) || is_substring_script(c))
}

/// Whether a character is a Hangul letter or syllable.
fn is_hangul(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x11FF | 0x3131..=0x318E | 0xA960..=0xA97C | 0xAC00..=0xD7A3 | 0xD7B0..=0xD7FB)
}

/// Whether a character is a standalone Hangul letter, as at the end of half-typed text.
pub(in crate::search) fn is_lone_jamo(c: char) -> bool {
    matches!(u32::from(c), 0x3131..=0x318E)
}

/// True if a folded character continues the one before it: the vowel and final consonant of a Hangul syllable, the voice mark
/// of kana.
pub(super) fn is_continuation(c: char) -> bool {
    matches!(u32::from(c), 0x1160..=0x11FF | 0xD7B0..=0xD7FB | 0x3099..=0x309A)
}

/// Maps a full-width sign of Chinese and Japanese keyboards to ASCII.
pub(in crate::search) fn to_halfwidth(c: char) -> char {
    let code = u32::from(c);
    if (0xFF01..=0xFF5E).contains(&code) { char::from_u32(code - 0xFEE0).unwrap_or(c) } else { c }
}

/// Returns the kana that a letter and a voice mark compose.
pub(super) fn compose_voiced(letter: char, mark: char) -> Option<char> {
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

/// Whether a character is a hyphen, not a dash: hyphen-minus, hyphen, or non-breaking hyphen.
pub(in crate::search) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{FF0D}')
}

/// Whether a character is an apostrophe, typed or typographic.
pub(in crate::search) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{FF07}' | '\u{5F3}' | '\u{2BC}')
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
            assert_eq!(compose_voiced(letter, '\u{3099}'), Some(voiced_letter), "{letter}");
        }
        assert_eq!(
            [compose_voiced('は', '\u{309A}'), compose_voiced('か', '\u{309A}'), compose_voiced('あ', '\u{3099}')],
            [Some('ぱ'), None, None]
        );
    }

    #[test]
    fn ngram_scripts_are_those_without_spaces_and_hangul() {
        assert!("字かカー한ㄷกລကក々".chars().all(is_ngram_script));
        assert!(!"aéяא٣हα".chars().any(is_ngram_script));
    }
}
