//! Exact forms: a word as it is written, beside its folded form, so that what is typed with a sign prefers its form.

use super::tokens::TokenKind;

/// Separates a folded form from the exact form in an exact-form term. It sorts right after the form.
const EXACT_FORM_SEPARATOR: char = '\u{0}';

/// Returns the exact-form term of a word, if folding removes accents or other distinctions from it.
pub(in crate::search) fn exact_form_term(kind: TokenKind, written: &str, form: &str) -> Option<String> {
    let lower = exact_form(written);
    (kind == TokenKind::Word && !lower.is_ascii() && lower != form).then(|| format!("{form}{EXACT_FORM_SEPARATOR}{lower}"))
}

/// Returns the exact-form term of a word without accents, for a language in which most words have neighbours with some.
pub(in crate::search) fn plain_form_term(kind: TokenKind, form: &str) -> Option<String> {
    (kind == TokenKind::Word).then(|| format!("{form}{EXACT_FORM_SEPARATOR}{form}"))
}

/// Whether a term is an exact-form term: it repeats the term of its folded form. The mark of a whole word of Hangul ends a term.
#[cfg(not(target_arch = "wasm32"))]
pub(in crate::search) fn is_exact_form_term(term: &str) -> bool {
    term.split_once(EXACT_FORM_SEPARATOR).is_some_and(|(_, exact)| !exact.is_empty())
}

/// Returns the lower case of a word. Signs that nobody types are left out: the soft hyphen, and marks of vowels that readers supply.
pub(in crate::search) fn exact_form(written: &str) -> String {
    written.chars().filter(|c| !is_unwritten(*c)).flat_map(char::to_lowercase).collect()
}

/// Whether a sign is one that most writers leave out: soft hyphens, joiners, tatweel, the points of Arabic and Hebrew.
fn is_unwritten(c: char) -> bool {
    matches!(u32::from(c), 0xAD | 0x0591..=0x05C7 | 0x0610..=0x061A | 0x0640 | 0x064B..=0x0652 | 0x0670 | 0x06D6..=0x06ED | 0x200B..=0x200F)
}
