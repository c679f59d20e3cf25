//! Numbered references of lynx and elinks: `[7]` before a link's words, and the list of addresses at the end of the dump.

use super::measure::is_wide;
use super::passage::{Passage, PassageLink};
use std::collections::BTreeMap;
use std::ops::Range;

/// Labels above the list of addresses, in lower case.
const LIST_LABELS: [&str; 12] = [
    "references",
    "visible links",
    "hidden links",
    "links",
    "referenzen",
    "verweise",
    "sichtbare links",
    "versteckte links",
    "références",
    "liens visibles",
    "liens cachés",
    "referencias",
];

/// Maximum length of a link's words in a script without spaces, in characters.
const MAX_WIDE_CHARS: usize = 8;

/// The addresses of a dump by their numbers.
#[derive(Debug, Default)]
pub(super) struct References(BTreeMap<u32, String>);

/// Splits the list of addresses off the end of a dump. The second part is empty if there is none.
pub(super) fn split_references(text: &str) -> (&str, &str) {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let is_listed = |line: &&str| line.trim().is_empty() || is_list_label(line) || parse_reference(line).is_some();
    let first = lines.iter().rposition(|line| !is_listed(line)).map_or(0, |last| last + 1);
    let has_addresses = lines.iter().skip(first).any(|line| parse_reference(line).is_some());
    let length = lines.iter().take(first).map(|line| line.len()).sum();
    if has_addresses { text.split_at_checked(length).unwrap_or((text, "")) } else { (text, "") }
}

fn is_list_label(line: &str) -> bool {
    LIST_LABELS.contains(&line.trim().trim_end_matches([':', ' ', '\u{a0}']).to_lowercase().as_str())
}

/// The number and the address of a line such as `  7. https://example.org/`.
fn parse_reference(line: &str) -> Option<(u32, &str)> {
    let (number, address) = line.trim().split_once(". ")?;
    let is_address = address.contains(':') && !address.trim().contains(' ');
    Some((number.parse().ok()?, address.trim())).filter(|_| is_address)
}

impl References {
    /// Reads the list of addresses.
    pub(super) fn parse(list: &str) -> References {
        References(list.lines().filter_map(parse_reference).map(|(number, address)| (number, address.to_owned())).collect())
    }

    /// Takes the marks out of a passage, and notes what they link to.
    pub(super) fn resolve(&self, passage: &mut Passage) {
        let (text, marks) = self.without_marks(&passage.text);
        if marks.is_empty() {
            return;
        }
        let is_whole = marks.len() == 1 && marks.first().is_some_and(|(at, _)| *at == 0);
        passage.is_link = marks.first().is_some_and(|(at, _)| *at == 0);
        let ends: Vec<usize> = marks.iter().skip(1).map(|(at, _)| *at).chain([text.len()]).collect();
        for ((at, number), end) in marks.into_iter().zip(ends) {
            let words = if is_whole && !super::measure::ends_sentence(&text) { at..end } else { link_words(&text, at..end) };
            if let Some(href) = self.0.get(&number).filter(|href| is_public(href) && !words.is_empty()) {
                passage.links.push(PassageLink { words, href: href.clone() });
            }
        }
        passage.text = text;
    }

    /// True for the mark of a link. A link that leads nowhere has a number, but no address.
    fn is_mark(&self, number: u32, after: &str) -> bool {
        let last = self.0.keys().next_back().copied().unwrap_or_default();
        self.0.contains_key(&number) || (number < last && !after.starts_with(char::is_whitespace) && !after.is_empty())
    }

    /// A text without its marks, and where they stood.
    fn without_marks(&self, text: &str) -> (String, Vec<(usize, u32)>) {
        let (mut out, mut marks, mut rest) = (String::with_capacity(text.len()), Vec::new(), text);
        while let Some((before, after)) = rest.split_once('[') {
            out.push_str(before);
            match after.split_once(']').and_then(|(digits, after)| Some((digits.parse::<u32>().ok()?, after))) {
                Some((number, after)) if self.is_mark(number, after) => {
                    marks.push((out.len(), number));
                    rest = after;
                }
                _ => {
                    out.push('[');
                    rest = after;
                }
            }
        }
        out.push_str(rest);
        (out, marks)
    }
}

/// Whether an address leads anywhere outside the machine on which the dump was made.
fn is_public(href: &str) -> bool {
    ["http://", "https://", "mailto:"].iter().any(|scheme| href.starts_with(scheme))
}

/// The words that a mark stands before. A dump does not say where they end: a name is taken whole, else one word.
fn link_words(text: &str, range: Range<usize>) -> Range<usize> {
    let rest = text.get(range.clone()).unwrap_or_default();
    let length = if rest.chars().next().is_some_and(is_wide) { wide_length(rest) } else { spaced_length(rest) };
    range.start..range.start + length
}

fn wide_length(rest: &str) -> usize {
    rest.chars().take_while(|c| c.is_alphanumeric()).take(MAX_WIDE_CHARS).map(char::len_utf8).sum()
}

fn spaced_length(rest: &str) -> usize {
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let (mut length, mut is_name) = (0, true);
    for word in rest.split_inclusive(' ') {
        if length > 0 && !(is_name && is_capital(word)) {
            break;
        }
        is_name = is_capital(word) && !word.trim_end().ends_with([',', '.', ';', ':', '!', '?', ')']);
        length += word.len();
    }
    rest.get(..length).map_or(0, |words| words.trim_end_matches([' ', ',', '.', ';', ':', '!', '?', ')', '"', '”', '“', '»']).len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::import::capture::passage::split_passages;

    const DUMP: &str = "   See the [1]Upper Valley, and the [2]gates that [9] closes.\n\nReferences\n\n   Visible links\n   1. https://example.org/valley\n   2. file:///gates\n";

    #[test]
    fn the_list_is_split_off_and_its_marks_become_links() {
        let (body, list) = split_references(DUMP);
        assert!(body.ends_with("closes.\n") && list.trim_start().starts_with("References"));
        let mut passage = split_passages(body).remove(0);
        References::parse(list).resolve(&mut passage);
        assert_eq!(passage.text, "See the Upper Valley, and the gates that [9] closes.");
        let [link] = &passage.links[..] else { panic!("one link") };
        assert_eq!((passage.text.get(link.words.clone()), link.href.as_str()), (Some("Upper Valley"), "https://example.org/valley"));
    }

    #[test]
    fn a_text_without_addresses_keeps_its_end() {
        let text = "Notes.\n\nReferences\n\n1. A. Marsh, The Ferry.\n";
        assert_eq!(split_references(text), (text, ""));
    }

    #[test]
    fn a_link_in_chinese_ends_at_punctuation() {
        assert_eq!(link_words("从前的木牌，牌上", 0.."从前的木牌，牌上".len()), 0..15);
    }
}
