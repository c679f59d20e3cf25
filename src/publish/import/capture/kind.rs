//! What a passage is by its shape.

use super::caption;
use super::measure::{bare, ends_sentence, is_wide, width};
use super::passage::Passage;
use super::phrases::{AFTERWARDS, FURNITURE};
use std::collections::HashMap;

/// What a passage looks like, before anything is known of its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A paragraph of prose.
    Prose,
    /// A line that is no sentence: a headline, a name, a label.
    Short,
    /// An item of a list, most often of a menu.
    Item,
    /// The words under a picture, with its credit or label.
    Caption,
    /// A line alone that opens what follows an article.
    Afterwards,
    /// A line that stands on the page three times or more; one of them may be the headline.
    Repeated,
    /// The site's own: buttons, fields, frames, consent.
    Noise,
}

impl Kind {
    /// True for what says nothing of where the text is: the site's own lines and what repeats.
    pub(super) fn is_idle(self) -> bool {
        matches!(self, Kind::Noise | Kind::Repeated)
    }
}

/// A line is prose at this measure even where it does not end as a sentence.
const LONG: usize = 130;

/// A phrase of the site's own makes a passage furniture only up to this measure: a long one may speak of cookies.
const FURNITURE_AT_MOST: usize = 260;

/// What each passage looks like.
pub(super) fn kinds(passages: &[Passage]) -> Vec<Kind> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for passage in passages.iter().filter(|p| p.marker.is_empty()) {
        *seen.entry(passage.text.as_str()).or_default() += 1;
    }
    passages.iter().map(|p| kind(p, seen.get(p.text.as_str()).copied().unwrap_or_default())).collect()
}

fn kind(passage: &Passage, times: usize) -> Kind {
    let text = passage.text.as_str();
    let measure = width(text);
    if is_machinery(text) || bare(text).is_empty() || is_furniture(text, measure) {
        return Kind::Noise;
    }
    if times > 2 && measure < LONG && !(passage.marker.is_empty() && caption::is_caption(text)) {
        return Kind::Repeated;
    }
    if opens_afterwards(text) {
        return Kind::Afterwards;
    }
    if !passage.marker.is_empty() {
        return Kind::Item;
    }
    if caption::is_caption(text) {
        return Kind::Caption;
    }
    if is_menu(text) || is_doubled(text) {
        return Kind::Short;
    }
    if measure >= LONG || (ends_sentence(text) && measure >= 8) { Kind::Prose } else { Kind::Short }
}

/// Buttons, fields, frames, addresses, files, players.
fn is_machinery(text: &str) -> bool {
    let starts = ["(BUTTON)", "IFRAME:", "[ ]", "( )", "(X)", "[X]", "http://", "https://", "____", "━━━", "───", "***"];
    let fields = text.contains("______") || text.contains("[      ") || text.contains("{* ") || text.contains("{|");
    let file = text.starts_with('[') && text.ends_with(']') && !text.contains(' ');
    let digits = text.chars().filter(|c| c.is_alphanumeric()).all(|c| c.is_ascii_digit()) && width(text) < 24;
    starts.iter().any(|s| text.starts_with(s)) || fields || file || digits
}

fn is_furniture(text: &str, measure: usize) -> bool {
    let lower = text.to_lowercase();
    let phrases: usize = FURNITURE.iter().map(|phrase| holds(&lower, phrase)).sum();
    (measure <= FURNITURE_AT_MOST && phrases > 0) || phrases > 2
}

/// How often the phrase stands in the text, not counting where it begins inside a word.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn holds(text: &str, phrase: &str) -> usize {
    let inside = |at: usize| text[..at].chars().next_back().is_some_and(|c| c.is_alphabetic() && c.is_ascii());
    text.match_indices(phrase).filter(|(at, _)| !inside(*at)).count()
}

/// A long line of names without a sentence in it: a menu whose entries were run together.
fn is_menu(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').filter(|w| w.chars().any(char::is_alphabetic)).collect();
    let capital = words.iter().filter(|w| !w.starts_with(char::is_lowercase)).count();
    !ends_sentence(text) && !text.chars().any(is_wide) && words.len() > 9 && capital * 10 > words.len() * 6
}

/// A line that says everything twice: the alternative text of a picture, drawn as text. That is a sentence; a passage of several
/// sentences that repeats itself is a passage.
pub(super) fn is_doubled(text: &str) -> bool {
    let half = text.len() / 2;
    let ends = |words: &str| [". ", "! ", "? ", "。", "！", "？"].iter().map(|end| words.trim_end().matches(end).count()).sum::<usize>();
    text.len() > 24
        && text.split_at_checked(half).is_some_and(|(first, second)| second.trim_start() == first.trim_end() && ends(first) <= 1)
}

/// True where a line alone opens what follows an article, a count or a colon aside.
fn opens_afterwards(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = lower.trim_matches(|c: char| !c.is_alphabetic());
    AFTERWARDS.contains(&words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::import::capture::passage::passages;

    fn of(text: &str) -> Kind {
        kinds(&passages(text))[0]
    }

    #[test]
    fn shapes_are_told_apart() {
        assert_eq!(of("The ferry waits for the train at the landing until the fog is gone."), Kind::Prose);
        assert_eq!(of("The long way round"), Kind::Short);
        assert_eq!(of("  * Rivers"), Kind::Item);
        assert_eq!(of("The ferry at the landing. (Photo/Ada Marsh, Riverside)"), Kind::Caption);
        assert_eq!(of("(BUTTON) Menu"), Kind::Noise);
        assert_eq!(of("We use cookies to make this site better."), Kind::Noise);
        assert_eq!(of("3 COMMENTS"), Kind::Afterwards);
    }
}
