//! Captions: splits off the credit, and extracts the date and the place.

use super::measure::{collapse_breaking_whitespace, width};
use super::phrases::{CAPTION_LABELS, CREDIT_CLOSERS, CREDIT_OPENERS};
use crate::article::{Figure, Text};
use crate::cli::import::dates;

/// Maximum width of a caption; anything longer is a paragraph that ends in a bracket.
const MAX_CAPTION_WIDTH: usize = 900;

/// Maximum width of a credit.
const MAX_CREDIT_WIDTH: usize = 90;

/// A caption's words and the picture's credit.
#[derive(Debug, Clone, PartialEq, Eq)]
struct CaptionParts<'a> {
    words: &'a str,
    credit: Option<&'a str>,
}

/// True if a passage reads as a caption.
pub(super) fn is_caption(text: &str) -> bool {
    let text = without_brackets(text);
    width(text) <= MAX_CAPTION_WIDTH && (strip_label(text).is_some() || split_credit(text).credit.is_some())
}

/// True for a caption as pandoc sets it: in brackets, and unlike a note of the editor no sentence.
pub(super) fn is_bracketed(text: &str) -> bool {
    let inside = without_brackets(text);
    inside.len() < text.len() && !super::measure::ends_sentence(inside) && width(inside) <= MAX_CAPTION_WIDTH
}

/// The figure for a caption, without its picture.
pub(super) fn parse_caption(text: &str) -> Figure {
    let text = without_brackets(text);
    let unlabelled = strip_label(text).unwrap_or(text);
    let parts = split_credit(unlabelled);
    let words = without_repetition(parts.words.trim());
    Figure {
        images: Vec::new(),
        caption: Text::new(collapse_breaking_whitespace(words)),
        credit: parts.credit.map(collapse_breaking_whitespace).filter(|c| !c.is_empty()),
        date: dates::days(words).pop(),
        place: find_place(words),
        ..Figure::default()
    }
}

/// The text inside the brackets in which pandoc sets a caption.
fn without_brackets(text: &str) -> &str {
    let inside = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).filter(|inside| !inside.contains(['[', ']']));
    inside.filter(|inside| inside.contains(' ')).unwrap_or(text)
}

/// The text after a caption's label.
fn strip_label(text: &str) -> Option<&str> {
    let lower = text.to_lowercase();
    let found = CAPTION_LABELS.iter().find(|l| lower.starts_with(*l))?;
    text.get(found.len()..).map(str::trim_start)
}

/// Splits the credit off the end of a caption.
fn split_credit(text: &str) -> CaptionParts<'_> {
    credit_in_brackets(text)
        .or_else(|| credit_after_opener(text))
        .or_else(|| credit_after_sign(text))
        .or_else(|| credit_after_sentence(text))
        .or_else(|| credit_before_closer(text))
        .unwrap_or(CaptionParts { words: text, credit: None })
}

/// `… (Photo/Name, Agency)`, `… (Foto: Name)`, `… (Name/Agency)`, `… [Name via Agency]`.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn credit_in_brackets(text: &str) -> Option<CaptionParts<'_>> {
    let text = text.trim_end_matches(['.', ' ']);
    let (open, close) = [('(', ')'), ('（', '）'), ('[', ']')].into_iter().find(|(_, close)| text.ends_with(*close))?;
    let start = text.rfind(open)?;
    let inside = text[start..].trim_matches([open, close, ' ']);
    let named = split_opener(inside).map(|(_, credit)| credit);
    let slashed = inside.contains('/')
        && !inside.contains("://")
        && inside.split('/').all(|p| p.trim().chars().next().is_some_and(char::is_uppercase));
    let words = &text[..start];
    let fits = width(inside) <= MAX_CREDIT_WIDTH && (named.is_some() || (slashed && inside.chars().any(char::is_alphabetic)));
    fits.then(|| CaptionParts { words, credit: Some(named.unwrap_or(inside)) })
}

/// `… Photo by Name`, `… Foto: Name/Agency`, `… — Picture by Name`.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn credit_after_opener(text: &str) -> Option<CaptionParts<'_>> {
    let starts =
        text.char_indices().filter(|(at, _)| *at == 0 || text[..*at].ends_with([' ', '\u{a0}', '(', '—', '–', '|', '.', '"', '”']));
    let start = starts.map(|(at, _)| at).rfind(|at| is_unambiguous_credit(&text[*at..]))?;
    let (_, credit) = split_opener(&text[start..])?;
    let words = text[..start].trim_end().trim_end_matches(['—', '–', '|', '-']).trim_end();
    Some(CaptionParts { words, credit: Some(credit) })
}

/// True if a text begins with a credit that is clear without brackets: the opener ends in `:` or `by`, and a short name follows.
fn is_unambiguous_credit(text: &str) -> bool {
    let Some((marked, credit)) = split_opener(text) else { return false };
    let marked = marked.trim_end();
    // Text with a full stop inside is a sentence, not a name.
    let sure = text.ends_with(credit)
        && (marked.ends_with([':', '：', '/'])
            || marked.to_lowercase().ends_with(" by")
            || marked.to_lowercase().ends_with(" credit")
            || (marked.eq_ignore_ascii_case("copyright") && credit.starts_with(char::is_uppercase)));
    sure && !credit.is_empty()
        && width(credit) <= MAX_CREDIT_WIDTH
        && !credit.trim_end_matches('.').contains(". ")
        && !credit.ends_with(['?', '!'])
}

/// `… © Name`, `… ＝Agency`, and a line that ends in the name of a picture library or the maker's trade.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn credit_after_sign(text: &str) -> Option<CaptionParts<'_>> {
    let sign =
        text.rfind(['©', '＝', '▲']).filter(|at| !text[*at..].trim_start_matches(['©', ' ']).starts_with(|c: char| c.is_ascii_digit()));
    if let Some(at) = sign {
        let credit = text[at..].trim_start_matches(['©', '＝', '▲', ' ']);
        return (width(credit) <= MAX_CREDIT_WIDTH && !credit.is_empty())
            .then(|| CaptionParts { words: &text[..at], credit: Some(credit) });
    }
    let lower = text.to_lowercase();
    let dash = text.rfind(['—', '–']).filter(|at| *at > 0)?;
    let credit = text[dash..].trim_start_matches(['—', '–', ' ']);
    let closed = CREDIT_CLOSERS.iter().any(|c| lower.ends_with(c));
    (closed && width(credit) <= MAX_CREDIT_WIDTH).then(|| CaptionParts { words: &text[..dash], credit: Some(credit) })
}

/// Words at the end of a credit in Chinese and Japanese, and the longest name before them, in characters.
const HAN_CLOSERS: [&str; 6] = ["摄影", "攝影", "摄", "攝", "撮影", "供图"];
const MAX_HAN_NAME_CHARS: usize = 10;

/// `……早晨。林小舟 摄`: a name after the last sentence, and the word for what it did.
fn credit_before_closer(text: &str) -> Option<CaptionParts<'_>> {
    let named = HAN_CLOSERS.iter().find_map(|closer| text.strip_suffix(closer))?;
    let start = named
        .trim_end()
        .rfind(['。', '，', ' ', '（', '\u{3000}'])
        .and_then(|at| Some(at + named.get(at..)?.chars().next()?.len_utf8()))?;
    let (words, name) = named.split_at_checked(start)?;
    let fits = (2..=MAX_HAN_NAME_CHARS).contains(&name.trim().chars().count());
    fits.then(|| CaptionParts { words: words.trim_end_matches(['（', ' ']), credit: Some(name.trim()) })
}

/// `… sentence. AGENCY`, `… sentence.Name (AGENCY)`: a few names after the last full stop.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn credit_after_sentence(text: &str) -> Option<CaptionParts<'_>> {
    let stop = text.rfind(['.', '。']).filter(|at| *at > 24)?;
    let (words, tail) = text.split_at(stop + text[stop..].chars().next().map_or(1, char::len_utf8));
    let glued = tail.starts_with(char::is_uppercase);
    let credit = tail.trim();
    let names = credit.split([' ', '/']).filter(|w| !w.is_empty());
    let proper = names.clone().all(|w| !w.trim_start_matches('(').starts_with(char::is_lowercase) || credit.contains('('));
    let short = (1..=if glued { 8 } else { 2 }).contains(&names.count()) && width(credit) <= if glued { 60 } else { 16 };
    let stopped = credit.ends_with(['.', '!', '?', '"', '”', '“', '»', '…', ':']) || credit.chars().any(|c| c.is_ascii_digit());
    (short && proper && !stopped && credit.chars().any(char::is_alphabetic)).then_some(CaptionParts { words, credit: Some(credit) })
}

/// A credit's opener, and the text after it.
fn split_opener(text: &str) -> Option<(&str, &str)> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let longest = CREDIT_OPENERS.iter().filter(|o| lower.starts_with(*o)).max_by_key(|o| o.len())?;
    // Letters whose lowercase form has another length may shift the offset.
    let rest = text.get(longest.len()..)?;
    let closed = longest.ends_with([':', '/', '摄', '影']) || rest.starts_with([':', '/', '：', ' ', '\u{a0}', '|']);
    let credit = rest.trim_start_matches([':', '/', '：', ' ', '\u{a0}', '|']);
    closed.then(|| Some((text.get(..text.len() - credit.len())?, credit.trim_end_matches(['.', ' ']))))?
}

/// Words that appear twice, as the picture's alternative text and as its caption, reduced to one copy.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn without_repetition(words: &str) -> &str {
    if let Some(caption) = without_alternative_text(words) {
        return caption;
    }
    let halves = words.char_indices().skip(8).filter(|(_, c)| *c == ' ').map(|(at, _)| at);
    let twice = halves.filter(|at| words[at + 1..].starts_with(&words[..*at])).last();
    twice.map_or(words, |at| &words[at + 1..])
}

/// Number of words by which a caption begins like the alternative text before it.
const REPEATED_WORDS: usize = 3;

/// The caption behind an alternative text that begins with the same words: `A keeper opens a gate A keeper opens the upper gate.`
fn without_alternative_text(words: &str) -> Option<&str> {
    let opening: String = words.split_inclusive(' ').take(REPEATED_WORDS).collect();
    let (_, rest) = words.split_at_checked(opening.len())?;
    let at = rest.find(opening.as_str()).filter(|_| opening.starts_with(char::is_uppercase) && opening.ends_with(' '))?;
    let is_first_sentence = !rest.get(..at)?.contains(". ");
    rest.get(at..).filter(|_| is_first_sentence)
}

/// The place at the end of a caption: `… in Samarkand, Uzbekistan, Sept. 16, 2022`.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn find_place(words: &str) -> Option<String> {
    let sentence = words.trim_end_matches(['.', ' ']);
    let after = [" in ", " at ", " near "].iter().filter_map(|p| sentence.rfind(p).map(|at| at + p.len())).collect::<Vec<_>>();
    let candidates = after.into_iter().filter_map(|at| leading_place(&sentence[at..]));
    candidates.min_by_key(|(left, _)| *left).map(|(_, place)| place)
}

/// The leading run of capitalized names, comma-separated, up to a date or the end; with the length of the rest.
fn leading_place(text: &str) -> Option<(usize, String)> {
    let mut parts = Vec::new();
    let mut left = text.len();
    for part in text.split(", ") {
        let part = part.split(" on ").next().unwrap_or_default();
        let name = part.trim();
        let proper = name.split(' ').filter(|w| w.chars().next().is_some_and(char::is_uppercase)).count() * 2
            > name.split(' ').count().saturating_sub(1);
        let starts = name.chars().next().is_some_and(|c| c.is_uppercase()) || (!parts.is_empty() && proper);
        if !starts || !proper || name.chars().any(|c| c.is_ascii_digit()) || name.split(' ').count() > 5 {
            break;
        }
        parts.push(name);
        left = left.saturating_sub(part.len() + 2);
    }
    (!parts.is_empty()).then(|| (left, parts.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_caption(text: &str) -> (String, Option<String>, Option<String>, Option<String>) {
        let f = parse_caption(text);
        let words = f.caption.iter().map(|i| if let crate::article::Inline::Words(w) = i { w.as_str() } else { "" }).collect();
        (words, f.credit, f.date, f.place)
    }

    #[test]
    fn extracts_credit_date_and_place() {
        let (words, credit, date, place) =
            read_caption("Boatmen wait for the ferry in Osh Landing, Upper Valley, Sept. 3, 2021. (Photo/Ada Marsh, Riverside)");
        assert!(words.ends_with("Sept. 3, 2021."), "{words}");
        assert_eq!(
            (credit.as_deref(), date.as_deref(), place.as_deref()),
            (Some("Ada Marsh, Riverside"), Some("2021-09-03"), Some("Osh Landing, Upper Valley"))
        );
    }

    #[test]
    fn recognizes_credits_in_many_forms() {
        for (text, credit) in [
            ("Die Fähre am Morgen. (Foto: Ada Marsh/Uferbild)", "Ada Marsh/Uferbild"),
            ("Die Fähre am Morgen Foto: Ada Marsh", "Ada Marsh"),
            ("The ferry at dawn. Photo by Ada Marsh/Riverside", "Ada Marsh/Riverside"),
            ("The ferry at dawn. — Picture by Ada Marsh", "Ada Marsh"),
            ("Die Fähre am Morgen. © Ada Marsh", "Ada Marsh"),
            ("朝の渡し舟＝川岸通信", "川岸通信"),
            ("The ferry at dawn. (Ada Marsh/Riverside)", "Ada Marsh/Riverside"),
        ] {
            assert!(is_caption(text), "{text}");
            assert_eq!(read_caption(text).1.as_deref(), Some(credit), "{text}");
        }
    }

    #[test]
    fn a_paragraph_about_photographs_is_not_a_caption() {
        assert!(!is_caption("She took the photo by the river and kept it for years, until the house was sold (in May)."));
        assert!(!is_caption("The text of the law (and/or its notes)."));
    }

    #[test]
    fn splits_credits_at_character_boundaries() {
        for text in ["Foto: é.", "Photo by Zoë. ", "İİKK photo: Ada", "Foto: 张三。.", "© é ."] {
            is_caption(text);
            read_caption(text);
        }
    }

    #[test]
    fn reads_captions_as_programs_set_them() {
        assert_eq!(read_caption("图为老茶馆的早晨。林小舟 摄").1.as_deref(), Some("林小舟"));
        assert_eq!(read_caption("[The ferry at dawn. Photo: Ada Marsh]").1.as_deref(), Some("Ada Marsh"));
        assert_eq!(without_repetition("A keeper opens a gateA keeper opens the upper gate."), "A keeper opens the upper gate.");
        assert!(is_bracketed("[The table at the lower gate, with six chairs]"));
        assert!(!is_bracketed("[Editor's note: this text was changed.]") && !is_bracketed("[gate]"));
    }

    #[test]
    fn removes_a_repeated_caption() {
        assert_eq!(without_repetition("The ferry at dawn The ferry at dawn and later"), "The ferry at dawn and later");
    }
}
