//! New words for a text: inlines around the words that changed stay as they were.

use crate::article::children::{ChildMut, for_each_inline_child_mut};
use crate::article::{Inline, Text, text};
use std::ops::Range;

/// Returns a text with other plain words. Formatting, links and notes outside the changed words stay; a change inside one inline stays
/// inside it. A line break of the words is a break of the text.
pub(super) fn retext(before: &Text, words: &str) -> Text {
    let words = words.replace("\r\n", "\n");
    let plain = text::plain_text(before);
    let (words, plain_words) = (words.trim(), plain.as_str());
    if words == plain_words.trim() {
        return before.clone();
    }
    let changed = changed_range(plain_words, words);
    let kept_behind = plain_words.len() - changed.end;
    let new = words.get(changed.start..words.len() - kept_behind).unwrap_or(words);
    replace_range(before, changed, new)
}

/// The bytes of the old words between what both have in common at their start and at their end.
fn changed_range(old: &str, new: &str) -> Range<usize> {
    let common = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(|(old, new)| old == new).map(|(c, _)| c.len_utf8()).sum()
    };
    let start = common(&mut old.chars().zip(new.chars()));
    let (old_rest, new_rest) = (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
    let end = common(&mut old_rest.chars().rev().zip(new_rest.chars().rev()));
    start..old.len() - end
}

/// Replaces a range of the plain words of a text.
fn replace_range(before: &Text, range: Range<usize>, new: &str) -> Text {
    let mut replaced = Replacement { range, new: Some(new), out: Vec::new() };
    let mut start = 0;
    for (at, inline) in before.iter().enumerate() {
        let end = start + plain_length(inline);
        let is_before_words = matches!(before.get(at + 1), Some(Inline::Words(_)));
        replaced.add(inline, start..end, is_before_words);
        start = end;
    }
    replaced.insert_new();
    Text(join_words(replaced.out))
}

fn plain_length(inline: &Inline) -> usize {
    text::plain_text(&Text(vec![inline.clone()])).len()
}

/// A text in the making: its inlines so far, and the new words until they have found their place.
struct Replacement<'a> {
    range: Range<usize>,
    new: Option<&'a str>,
    out: Vec<Inline>,
}

impl Replacement<'_> {
    /// Adds an inline that has some place among the old words. New words at the end of an inline before plain words belong to these.
    fn add(&mut self, inline: &Inline, place: Range<usize>, is_before_words: bool) {
        let range = self.range.clone();
        let holds_change = place.start <= range.start && range.end <= place.end && !place.is_empty();
        let leaves_it = range.is_empty() && range.start == place.end && is_before_words;
        if self.new.is_some() && holds_change && !leaves_it && self.replace_inside(inline, &place) {
            return;
        }
        if place.end <= range.start || place.is_empty() {
            self.out.push(inline.clone());
        } else if place.start >= range.end {
            self.insert_new();
            self.out.push(inline.clone());
        } else {
            self.out.extend(cut(inline, 0..range.start.saturating_sub(place.start)));
            self.insert_new();
            let from = range.end.min(place.end) - place.start;
            self.out.extend(cut(inline, from..place.end - place.start));
        }
    }

    /// Replaces words of one inline, which keeps its kind; false if it has no text in which words can be replaced.
    fn replace_inside(&mut self, inline: &Inline, place: &Range<usize>) -> bool {
        let range = self.range.start - place.start..self.range.end - place.start;
        let new = self.new.unwrap_or_default();
        let replaced = match inline {
            Inline::Words(words) => replace_words(words, range, new),
            other => match with_text(other, |text| replace_range(text, range, new)) {
                Some(inline) => vec![inline],
                None => return false,
            },
        };
        self.new = None;
        self.out.extend(replaced);
        true
    }

    fn insert_new(&mut self) {
        if let Some(new) = self.new.take() {
            self.out.extend(words_with_breaks(new));
        }
    }
}

fn replace_words(words: &str, range: Range<usize>, new: &str) -> Vec<Inline> {
    let (before, behind) = (words.get(..range.start).unwrap_or_default(), words.get(range.end..).unwrap_or_default());
    words_with_breaks(&[before, new, behind].concat())
}

/// The part of an inline in a range of its plain words. Of a formula or code that is cut only words stay.
fn cut(inline: &Inline, range: Range<usize>) -> Option<Inline> {
    if range.is_empty() {
        return None;
    }
    let plain = text::plain_text(&Text(vec![inline.clone()]));
    let inner = |text: &Text| replace_range(&replace_range(text, range.end..plain.len(), ""), 0..range.start, "");
    with_text(inline, inner).or_else(|| Some(Inline::Words(plain.get(range.clone())?.to_owned())))
}

/// The same inline with another text; `None` if it holds none.
fn with_text(inline: &Inline, change: impl FnOnce(&Text) -> Text) -> Option<Inline> {
    let mut changed = inline.clone();
    let mut change = Some(change);
    for_each_inline_child_mut(&mut changed, &mut |child| {
        if let ChildMut::Text(_, text) = child
            && let Some(change) = change.take()
        {
            *text = change(text);
        }
    });
    change.is_none().then_some(changed)
}

/// Words as inlines, with a break for each line end.
fn words_with_breaks(words: &str) -> Vec<Inline> {
    let mut inlines = Vec::new();
    for (at, line) in words.split('\n').enumerate() {
        if at > 0 {
            inlines.push(Inline::Break);
        }
        if !line.is_empty() {
            inlines.push(Inline::Words(line.to_owned()));
        }
    }
    inlines
}

/// Joins words that stand side by side, and leaves out inlines that lost all words.
fn join_words(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut joined: Vec<Inline> = Vec::new();
    for inline in inlines {
        let is_empty = with_text(&inline, Text::clone).is_some() && plain_length(&inline) == 0;
        match (joined.last_mut(), inline) {
            _ if is_empty => {}
            (Some(Inline::Words(last)), Inline::Words(words)) => last.push_str(&words),
            (_, inline) => joined.push(inline),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"["Gauge ",{"em":["changes ",{"strong":["at the"]}]}," border",{"note":[{"paragraph":["n"]}]},", ",{"link":{"href":"/x","text":["it is said"]}},"."]"#;

    fn changed(words: &str) -> String {
        let text: Text = serde_json::from_str(TEXT).unwrap();
        let changed = retext(&text, words);
        assert_eq!(text::plain_text(&changed), words.replace("\r\n", "\n").trim());
        serde_json::to_string(&changed).unwrap()
    }

    #[test]
    fn unchanged_words_keep_their_inlines() {
        assert_eq!(changed("Gauge changes at the border, it is said."), TEXT);
        assert_eq!(changed("The gauge changes at the border, it is said."), TEXT.replace("Gauge ", "The gauge "));
        assert_eq!(changed("Gauge changes at the frontier, it is said."), TEXT.replace(" border", " frontier"));
        assert_eq!(changed("Gauge changes at the border, it is said, twice."), TEXT.replace("\".\"", "\", twice.\""));
    }

    #[test]
    fn a_change_inside_an_inline_stays_inside() {
        assert_eq!(changed("Gauge changes at a border, it is said."), TEXT.replace("at the", "at a"));
        assert_eq!(changed("Gauge changes at the border, it was said."), TEXT.replace("it is", "it was"));
        assert_eq!(
            changed("Gauge changes at the border."),
            TEXT.replace(r#"", ",{"link":{"href":"/x","text":["it is said"]}},".""#, r#"".""#)
        );
    }

    #[test]
    fn a_change_across_inlines_replaces_the_words_between() {
        let expected = r#"["Gauge ",{"em":["changes "]},"near a border",{"note":[{"paragraph":["n"]}]},", ",{"link":{"href":"/x","text":["it is said"]}},"."]"#;
        assert_eq!(
            changed("Gauge changes near a border, it is said."),
            TEXT.replace(r#""changes ",{"strong":["at the"]}"#, r#""changes ",{"strong":["near a"]}"#)
        );
        assert_eq!(changed("Gauge changes near a Border, it is said.").replace("Border", "border"), expected);
    }

    #[test]
    fn line_ends_are_breaks_and_any_script_is_cut_between_characters() {
        let text = retext(&Text::new("長江の橋"), "長江\r\nの鉄橋");
        assert_eq!(serde_json::to_string(&text).unwrap(), r#"["長江",{"break":null},"の鉄橋"]"#);
        assert_eq!(retext(&text, "長江の鉄橋"), Text::new("長江の鉄橋"));
        assert_eq!(retext(&Text::default(), "new"), Text::new("new"));
        assert_eq!(retext(&Text::new("old"), ""), Text::default());
    }
}
