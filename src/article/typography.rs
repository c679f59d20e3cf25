//! Quotes, apostrophes and dashes by language: for displaying an article, never for storing it.
//!
//! Sources of the quotation marks: Unicode CLDR, `delimiters` of each locale.

use super::language;

/// The quotation marks of a language: outer and inner, opening and closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Marks {
    outer: (&'static str, &'static str),
    inner: (&'static str, &'static str),
}

const ENGLISH_MARKS: Marks = Marks { outer: ("\u{201c}", "\u{201d}"), inner: ("\u{2018}", "\u{2019}") };

/// Returns the marks that replace straight quotes; `None` for a language whose own marks nobody types straight.
fn quotation_marks(lang: &str) -> Option<Marks> {
    Some(match language::primary_subtag(lang).as_str() {
        "de" | "cs" | "sk" | "sl" | "bg" | "hr" | "is" => Marks { outer: ("\u{201e}", "\u{201c}"), inner: ("\u{201a}", "\u{2018}") },
        "fr" => Marks { outer: ("\u{ab}\u{202f}", "\u{202f}\u{bb}"), inner: ("\u{201c}", "\u{201d}") },
        "es" | "it" | "pt" | "el" | "no" | "nb" | "ca" => Marks { outer: ("\u{ab}", "\u{bb}"), inner: ("\u{201c}", "\u{201d}") },
        "ru" | "uk" | "be" | "kk" | "ky" => Marks { outer: ("\u{ab}", "\u{bb}"), inner: ("\u{201e}", "\u{201c}") },
        "pl" | "ro" | "hu" => Marks { outer: ("\u{201e}", "\u{201d}"), inner: ("\u{ab}", "\u{bb}") },
        "sv" | "fi" => Marks { outer: ("\u{201d}", "\u{201d}"), inner: ("\u{2019}", "\u{2019}") },
        "ar" | "fa" | "ur" | "he" | "zh" | "ja" | "ko" | "yi" => return None,
        _ => ENGLISH_MARKS,
    })
}

/// Converts straight quotes, apostrophes and double hyphens of a complete text.
pub fn smarten_punctuation(words: &str, lang: &str) -> String {
    smarten_run(words, lang, None, None)
}

/// Converts those of a run between a mark, a link or an emphasis and other text. `before` is the last character before the run,
/// `after` the first one after it, as stored.
pub fn smarten_run(words: &str, lang: &str, before: Option<char>, after: Option<char>) -> String {
    let Some(marks) = quotation_marks(lang) else { return words.to_owned() };
    let chars: Vec<char> = words.chars().collect();
    let following = |at: usize| if at == chars.len() { after } else { chars.get(at).copied() };
    let mut out = String::with_capacity(words.len() + 8);
    let mut at = 0;
    while at < chars.len() {
        let previous = if at == 0 { before } else { Some(chars[at - 1]) };
        let next = following(at + 1);
        match chars[at] {
            '"' => out.push_str(if is_opening_quote(previous, next) { marks.outer.0 } else { marks.outer.1 }),
            '\'' if is_apostrophe(previous, next) => out.push('\u{2019}'),
            '\'' => out.push_str(if is_opening_quote(previous, next) { marks.inner.0 } else { marks.inner.1 }),
            '-' if chars.get(at + 1) == Some(&'-') && previous != Some('-') && following(at + 2) != Some('-') => {
                out.push('\u{2013}');
                at += 1;
            }
            other => out.push(other),
        }
        at += 1;
    }
    out
}

/// Whether a quote opens: it follows nothing, space, dash or an opening bracket or quote, and a word follows it.
fn is_opening_quote(previous: Option<char>, next: Option<char>) -> bool {
    let after_space = previous.is_none_or(|c| {
        c.is_whitespace()
            || matches!(c, '(' | '[' | '{' | '\u{2013}' | '\u{2014}' | '-' | '/' | '"' | '\'' | '\u{201c}' | '\u{2018}' | '\u{ab}')
    });
    after_space && next.is_some_and(|c| !c.is_whitespace())
}

/// Whether an apostrophe is inside a word, or before the digits of a decade ('90s).
fn is_apostrophe(previous: Option<char>, next: Option<char>) -> bool {
    let letter_before = previous.is_some_and(char::is_alphanumeric);
    (letter_before && next.is_some_and(char::is_alphanumeric)) || (!letter_before && next.is_some_and(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_depend_on_language() {
        assert_eq!(smarten_punctuation("\"It's 'here',\" he said -- in the '90s.", "en"), "“It’s ‘here’,” he said – in the ’90s.");
        assert_eq!(smarten_punctuation("\"Ja\"", "de"), "„Ja“");
        assert_eq!(smarten_punctuation("\"oui\"", "fr"), "«\u{202f}oui\u{202f}»");
        assert_eq!(smarten_punctuation("\"да\"", "ru"), "«да»");
        assert_eq!(smarten_punctuation("\"好\"", "zh-Hans"), "\"好\"");
    }

    #[test]
    fn adjacent_characters_decide_at_run_edges() {
        assert_eq!(smarten_run("\" and so on", "en", Some('d'), None), "” and so on");
        assert_eq!(smarten_run("s' rights", "en", Some('r'), None), "s’ rights");
        assert_eq!(smarten_run("a \"", "en", None, Some('d')), "a “");
        assert_eq!(smarten_run("\"", "de", Some(' '), Some('D')), "„");
        assert_eq!(smarten_run("rock '", "en", None, Some('n')), "rock ‘");
        assert_eq!(smarten_run("'", "en", Some('t'), Some('s')), "’");
        assert_eq!(smarten_run("the '", "en", None, Some('9')), "the ’");
        assert_eq!(smarten_run("--", "en", None, Some('-')), "--");
    }

    #[test]
    fn splitting_a_text_does_not_change_its_punctuation() {
        for text in ["a \"double room\", 'single' -- the dogs' \"'inner'\" (\"x\")", "l'\"été\" d'un \"x\"", "\"'90s\" and o'clock"] {
            for lang in ["en", "de", "fr", "ru", "sv"] {
                for (at, _) in text.char_indices() {
                    let (first, last) = text.split_at(at);
                    // Two separated hyphens stay two.
                    if first.ends_with('-') && last.starts_with('-') {
                        continue;
                    }
                    let joined =
                        [smarten_run(first, lang, None, last.chars().next()), smarten_run(last, lang, first.chars().next_back(), None)];
                    assert_eq!(joined.concat(), smarten_punctuation(text, lang), "{first} | {last}");
                }
            }
        }
    }

    #[test]
    fn longer_rows_of_hyphens_stay() {
        assert_eq!(smarten_punctuation("---", "en"), "---");
        assert_eq!(smarten_punctuation("a -- b", "en"), "a – b");
    }
}
