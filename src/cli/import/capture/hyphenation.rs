//! Words that a line break divides: `work-` at the end of a line, `ing` at the beginning of the next.

use std::collections::HashSet;

/// Fewest divided words by which a text is known to be set with hyphenation, and the least share of its lines, one in this many.
const MIN_DIVIDED: usize = 3;
const LINES_PER_DIVIDED: usize = 40;

/// The words of a text, as evidence for how a divided word is written.
#[derive(Debug, Default)]
pub(super) struct Hyphenation {
    words: HashSet<String>,
    is_hyphenated: bool,
}

impl Hyphenation {
    /// Collects the evidence of a text. `is_paged`: it was set in pages, where words are divided.
    pub(super) fn of(text: &str, is_paged: bool) -> Hyphenation {
        let words = text.split(|c: char| !(c.is_alphabetic() || c == '-')).filter(|word| word.len() > 2).map(str::to_lowercase).collect();
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let divided = lines.windows(2).filter(|pair| matches!(pair, [line, next] if is_divided(line, next))).count();
        Hyphenation {
            words,
            is_hyphenated: divided > 0 && (is_paged || (divided >= MIN_DIVIDED && divided * LINES_PER_DIVIDED >= lines.len())),
        }
    }

    /// True if the hyphen at the end of a line goes when the next line is joined to it.
    pub(super) fn is_soft(&self, line: &str, next: &str) -> bool {
        if line.ends_with('\u{ad}') {
            return true;
        }
        let (first, second) = (last_word(line).to_lowercase(), first_word(next).to_lowercase());
        is_divided(line, next)
            && !self.words.contains(&format!("{first}-{second}"))
            && (self.words.contains(&format!("{first}{second}"))
                || (self.is_hyphenated && !(self.words.contains(&first) && self.words.contains(&second))))
    }
}

/// True if a line ends in a hyphen behind a letter, and the next begins with a small letter.
fn is_divided(line: &str, next: &str) -> bool {
    line.strip_suffix('-').is_some_and(|rest| rest.ends_with(char::is_alphabetic)) && next.trim_start().starts_with(char::is_lowercase)
}

fn last_word(line: &str) -> &str {
    line.trim_end_matches('-').rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default()
}

fn first_word(line: &str) -> &str {
    line.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_that_the_break_divides_are_joined() {
        let text =
            "The work-\ning boats of the well-\nknown yard. It is well known, and a known good place.\nThe ferry-\nman is a ferryman.";
        let paged = Hyphenation::of(text, true);
        assert!(paged.is_soft("The work-", "ing boats") && paged.is_soft("The ferry-", "man is"));
        assert!(!paged.is_soft("of the well-", "known yard") && !paged.is_soft("a Franco-", "Prussian war"));
        let browser = Hyphenation::of("A half-\nwritten line.", false);
        assert!(!browser.is_soft("A half-", "written line."));
    }
}
