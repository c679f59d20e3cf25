//! Classifies passages by their shape.

use super::caption;
use super::measure::{ends_sentence, is_wide, width};
use super::passage::Passage;
use super::phrases::{AFTER_ARTICLE_LINES, BOILERPLATE_PHRASES, READ_ALSO_LABELS};
use crate::cli::import::comparison_key::comparison_key;
use std::collections::HashMap;

/// The kind of a passage by its shape, before its position is considered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PassageKind {
    /// A paragraph of prose.
    Prose,
    /// A line that is not a sentence: a headline, a name, a label.
    Short,
    /// A list item, usually of a menu.
    Item,
    /// A caption with its credit or label.
    Caption,
    /// A line that opens the section after an article.
    AfterArticle,
    /// A line that occurs at least three times on the page; one of them may be the headline.
    Repeated,
    /// A table.
    Table,
    /// A rule between parts of a text: `* * *`, `____`.
    Rule,
    /// A line in the place of a picture: its file name, `[IMAGE: …]`.
    Picture,
    /// Boilerplate: buttons, form fields, frames, consent notices.
    Boilerplate,
}

impl PassageKind {
    /// True for boilerplate and repeated lines, which say nothing about the article's position.
    pub(super) fn is_boilerplate(self) -> bool {
        matches!(self, PassageKind::Boilerplate | PassageKind::Repeated | PassageKind::Rule | PassageKind::Picture)
    }
}

/// From this width on, a line is prose even if it does not end as a sentence.
const MIN_PROSE_WIDTH: usize = 130;

/// Minimum width of a line that announces a list; shorter ones are labels.
const MIN_ANNOUNCEMENT_WIDTH: usize = 40;

/// Maximum width at which one boilerplate phrase decides: a longer passage may discuss cookies.
const MAX_BOILERPLATE_WIDTH: usize = 260;

/// Classifies each passage.
pub(super) fn classify_passages(passages: &[Passage]) -> Vec<PassageKind> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for passage in passages.iter().filter(|p| p.marker.is_empty()) {
        *seen.entry(passage.text.as_str()).or_default() += 1;
    }
    passages.iter().map(|p| classify_passage(p, seen.get(p.text.as_str()).copied().unwrap_or_default())).collect()
}

fn classify_passage(passage: &Passage, times: usize) -> PassageKind {
    let text = passage.text.as_str();
    let columns = width(text);
    if let Some(kind) = classify_marked(passage) {
        return kind;
    }
    if is_page_control(text) || is_link_to_other_article(text) || comparison_key(text).is_empty() || is_boilerplate_text(text, columns) {
        return PassageKind::Boilerplate;
    }
    if times > 2 && columns < MIN_PROSE_WIDTH && !(passage.marker.is_empty() && caption::is_caption(text)) {
        return PassageKind::Repeated;
    }
    if opens_after_article(text) {
        return PassageKind::AfterArticle;
    }
    if passage.marker.is_empty() { classify_words(passage, columns) } else { PassageKind::Item }
}

/// The kind of what is told by its signs alone.
fn classify_marked(passage: &Passage) -> Option<PassageKind> {
    if passage.table.is_some() {
        Some(PassageKind::Table)
    } else if is_rule(&passage.raw) {
        Some(PassageKind::Rule)
    } else {
        is_picture_line(&passage.text).then_some(PassageKind::Picture)
    }
}

/// The kind of a passage of words by its shape.
fn classify_words(passage: &Passage, columns: usize) -> PassageKind {
    let text = passage.text.as_str();
    if passage.heading.is_some() {
        return PassageKind::Short;
    }
    if caption::is_caption(text) || caption::is_bracketed(text) {
        return PassageKind::Caption;
    }
    let is_sentence = ends_sentence(text) && columns >= 8;
    let is_line = is_menu(text) || repeats_itself(text);
    if !is_line && (columns >= MIN_PROSE_WIDTH || is_sentence || announces(text)) { PassageKind::Prose } else { PassageKind::Short }
}

/// True for words that announce a list or a quotation: they end in a colon, and are more than a label.
fn announces(text: &str) -> bool {
    text.ends_with([':', '：']) && (width(text) >= MIN_ANNOUNCEMENT_WIDTH || text.chars().filter(|c| is_wide(*c)).count() > 5)
}

/// True for a line of signs alone: `* * *`, `____`, `───`, `•••`.
pub(super) fn is_rule(text: &str) -> bool {
    let signs: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    signs.len() > 2 && signs.iter().all(|c| "*_-=~·•━─═—–⁂#".contains(*c)) && signs.windows(2).all(|pair| pair.first() == pair.last())
}

/// Labels in the place of a picture, in lower case.
const PICTURE_LABELS: [&str; 10] = ["image", "img", "picture", "photo", "bild", "foto", "imagen", "immagine", "图片", "画像"];

/// True for a line that stands in the place of a picture: `[IMAGE: A gate]`, `[gate.jpg]`, w3m's `[gate]`, links's `[IMG]`.
pub(super) fn is_picture_line(text: &str) -> bool {
    let Some(inside) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
        return super::body::is_picture_file_name(text);
    };
    let label = inside.split([':', ' ']).next().unwrap_or_default().to_lowercase();
    let labelled = PICTURE_LABELS.contains(&label.as_str()) && (inside.contains(':') || !inside.contains(' '));
    let is_name = !inside.contains([' ', '[', ']']) && inside.chars().any(char::is_alphabetic) && inside.len() > 3;
    labelled || is_name || super::body::is_picture_file_name(text)
}

/// True for a line that only leads to another article: `Read also: The weir that would not hold`.
fn is_link_to_other_article(text: &str) -> bool {
    let is_label = |label: &str| {
        let words = label.trim().to_lowercase();
        READ_ALSO_LABELS.iter().any(|known| words == *known)
    };
    width(text) < MAX_BOILERPLATE_WIDTH
        && text.split_once([':', '：', '|']).is_some_and(|(label, rest)| is_label(label) && !rest.trim().is_empty())
}

/// True for buttons, form fields, frames, addresses, files and players.
fn is_page_control(text: &str) -> bool {
    let starts = ["(BUTTON)", "IFRAME:", "[ ]", "( )", "(X)", "[X]", "http://", "https://", "____", "━━━", "───", "***"];
    let fields = text.contains("______") || text.contains("[      ") || text.contains("{* ") || text.contains("{|");
    let file = text.starts_with('[') && text.ends_with(']') && !text.contains(' ');
    let digits = text.chars().filter(|c| c.is_alphanumeric()).all(|c| c.is_ascii_digit()) && width(text) < 24;
    starts.iter().any(|s| text.starts_with(s)) || fields || file || digits
}

fn is_boilerplate_text(text: &str, columns: usize) -> bool {
    let lower = text.to_lowercase();
    let phrases: usize = BOILERPLATE_PHRASES.iter().map(|phrase| count_phrase(&lower, phrase)).sum();
    (columns <= MAX_BOILERPLATE_WIDTH && phrases > 0) || phrases > 2
}

/// Counts occurrences of a phrase, except those that begin inside a word.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn count_phrase(text: &str, phrase: &str) -> usize {
    let inside = |at: usize| text[..at].chars().next_back().is_some_and(|c| c.is_alphabetic() && c.is_ascii());
    text.match_indices(phrase).filter(|(at, _)| !inside(*at)).count()
}

/// True for a long line of capitalized words without a sentence: menu entries run together.
fn is_menu(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').filter(|w| w.chars().any(char::is_alphabetic)).collect();
    let capital = words.iter().filter(|w| !w.starts_with(char::is_lowercase)).count();
    !ends_sentence(text) && !text.chars().any(is_wide) && words.len() > 9 && capital * 10 > words.len() * 6
}

/// True for a line that repeats itself: a picture's alternative text, rendered twice. Only a single sentence counts; a passage of
/// several sentences that repeats itself stays a passage.
pub(super) fn repeats_itself(text: &str) -> bool {
    let half = text.len() / 2;
    let ends = |words: &str| [". ", "! ", "? ", "。", "！", "？"].iter().map(|end| words.trim_end().matches(end).count()).sum::<usize>();
    text.len() > 24
        && text.split_at_checked(half).is_some_and(|(first, second)| second.trim_start() == first.trim_end() && ends(first) <= 1)
}

/// True if a line opens the section after an article, ignoring a count or a colon.
fn opens_after_article(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = lower.trim_matches(|c: char| !c.is_alphabetic());
    AFTER_ARTICLE_LINES.contains(&words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::import::capture::passage::split_passages;

    fn classify_text(text: &str) -> PassageKind {
        classify_passages(&split_passages(text))[0]
    }

    #[test]
    fn classifies_passages_by_shape() {
        assert_eq!(classify_text("The ferry waits for the train at the landing until the fog is gone."), PassageKind::Prose);
        assert_eq!(classify_text("The long way round"), PassageKind::Short);
        assert_eq!(classify_text("  * Rivers"), PassageKind::Item);
        assert_eq!(classify_text("The ferry at the landing. (Photo/Ada Marsh, Riverside)"), PassageKind::Caption);
        assert_eq!(classify_text("(BUTTON) Menu"), PassageKind::Boilerplate);
        assert_eq!(classify_text("We use cookies to make this site better."), PassageKind::Boilerplate);
        assert_eq!(classify_text("3 COMMENTS"), PassageKind::AfterArticle);
        assert_eq!(classify_text("   * * *"), PassageKind::Rule);
        assert_eq!(classify_text("Lesen Sie auch: Die Straße, die niemand wollte"), PassageKind::Boilerplate);
        for line in ["[IMAGE: A gate at dawn]", "[gate.jpg]", "[gate]", "[IMG]"] {
            assert_eq!(classify_text(line), PassageKind::Picture, "{line}");
        }
    }
}
