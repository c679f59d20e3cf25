//! Finds a quotation in a text.
//!
//! White space, typographic quotes and dashes count as their plain forms. Of several places the best is the one whose surroundings
//! are those of the quotation. Words that differ in part are found by Sellers' algorithm (P. H. Sellers, The theory and computation
//! of evolutionary distances: pattern recognition, Journal of Algorithms 1, 1980).

use std::ops::Range;

/// Share of a quotation's characters that may differ.
const MAX_ERROR_SHARE: f64 = 0.2;

/// Characters from which on a quotation is searched with differences: a shorter one would be found anywhere.
const MIN_APPROXIMATE_CHARS: usize = 24;

/// Characters above which a quotation is searched by its two ends: the search takes time in proportion to text and quotation.
const MAX_WHOLE_CHARS: usize = 240;

/// Characters of each end.
const END_CHARS: usize = 100;

/// Characters from which on a quotation that stands once in a text is at its place, whatever surrounds it.
const MIN_UNIQUE_CHARS: usize = 8;

/// Characters from which on one of several places is certain.
const MIN_CERTAIN_CHARS: usize = 20;

/// Equal characters around a place from which on it is certain.
const MIN_CERTAIN_CONTEXT: usize = 8;

/// The score of a place inside the block in which the quotation was.
const BLOCK_SCORE: f64 = 24.0;

/// The highest score of a place for being near where the quotation was.
const NEARNESS_SCORE: f64 = 16.0;

/// A text whose characters are compared, each with its place in the text as it is shown.
#[derive(Debug, Clone, Default)]
pub(crate) struct ComparableText {
    chars: Vec<char>,
    origins: Vec<usize>,
}

/// A quotation to find.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Quotation<'a> {
    /// Its words.
    pub exact: &'a str,
    /// The words before and after it.
    pub context: [&'a str; 2],
    /// Where it was.
    pub position: usize,
    /// The place of the block in which it was, if the text still has that.
    pub block: Option<&'a Range<usize>>,
}

impl ComparableText {
    /// Prepares a text for comparisons.
    pub(crate) fn new(text: impl IntoIterator<Item = char>) -> ComparableText {
        let mut comparable = ComparableText::default();
        for (at, c) in text.into_iter().enumerate() {
            let is_repeated_space = c.is_whitespace() && comparable.chars.last() == Some(&' ');
            if let Some(plain) = plain_char(c).filter(|_| !is_repeated_space) {
                comparable.chars.push(plain);
                comparable.origins.push(at);
            }
        }
        comparable
    }

    /// Returns the place of a quotation in the text as it is shown, and whether its words are all there.
    pub(crate) fn find(&self, quotation: &Quotation) -> Option<(Range<usize>, bool)> {
        let needle = comparable_chars(quotation.exact);
        if needle.is_empty() {
            return None;
        }
        let places = self.exact_places(&needle);
        let found = match self.best_place(&places, needle.len(), quotation) {
            Some(start) => (start..start + needle.len(), true),
            None if places.is_empty() => (self.find_changed(&needle, quotation)?, false),
            None => return None,
        };
        Some((self.shown_range(&found.0)?, found.1))
    }

    /// The number of places at which some words stand.
    pub(crate) fn count(&self, words: &str) -> usize {
        self.exact_places(&comparable_chars(words)).len()
    }

    fn shown_range(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let last = range.end.checked_sub(1)?;
        Some(*self.origins.get(range.start)?..self.origins.get(last)? + 1)
    }

    fn exact_places(&self, needle: &[char]) -> Vec<usize> {
        if needle.is_empty() {
            return Vec::new();
        }
        self.chars.windows(needle.len()).enumerate().filter(|(_, window)| *window == needle).map(|(at, _)| at).collect()
    }

    /// The place with the best surroundings; `None` where the quotation is too short for any to be certain.
    fn best_place(&self, places: &[usize], length: usize, quotation: &Quotation) -> Option<usize> {
        let scored = places.iter().map(|&start| (start, self.score(start, length, quotation)));
        let (start, _) = scored.max_by(|a, b| a.1.total_cmp(&b.1))?;
        let is_alone = places.len() == 1 && length >= MIN_UNIQUE_CHARS;
        let is_certain = length >= MIN_CERTAIN_CHARS
            || is_alone
            || self.is_in_block(start, quotation)
            || self.context_length(start, length, quotation) >= MIN_CERTAIN_CONTEXT;
        is_certain.then_some(start)
    }

    fn score(&self, start: usize, length: usize, quotation: &Quotation) -> f64 {
        let context = self.context_length(start, length, quotation) as f64;
        let block = if self.is_in_block(start, quotation) { BLOCK_SCORE } else { 0.0 };
        context + block + NEARNESS_SCORE * self.nearness(start, quotation.position)
    }

    /// 1 at the place where the quotation was, 0 at the far end of the text.
    fn nearness(&self, start: usize, position: usize) -> f64 {
        let distance = self.origins.get(start).map_or(0, |origin| origin.abs_diff(position));
        1.0 - distance as f64 / self.origins.last().map_or(1, |last| last + 1).max(distance) as f64
    }

    fn is_in_block(&self, start: usize, quotation: &Quotation) -> bool {
        quotation.block.zip(self.origins.get(start)).is_some_and(|(block, origin)| block.contains(origin))
    }

    /// The number of characters around a place that are those around the quotation.
    fn context_length(&self, start: usize, length: usize, quotation: &Quotation) -> usize {
        let [before, after] = quotation.context.map(|words| ComparableText::new(words.chars()).chars);
        let (text_before, text_after) = (self.chars.get(..start).unwrap_or_default(), self.chars.get(start + length..).unwrap_or_default());
        let same_before = before.iter().rev().zip(text_before.iter().rev()).take_while(|(a, b)| a == b).count();
        let same_after = after.iter().zip(text_after).take_while(|(a, b)| a == b).count();
        same_before + same_after
    }

    /// The place of a quotation of which a part differs.
    fn find_changed(&self, needle: &[char], quotation: &Quotation) -> Option<Range<usize>> {
        if needle.len() < MIN_APPROXIMATE_CHARS {
            return None;
        }
        let near = |range: &Range<usize>| self.nearness(range.start, quotation.position);
        if needle.len() <= MAX_WHOLE_CHARS {
            return approximate_match(&self.chars, needle, &near);
        }
        let (head, tail) = (needle.get(..END_CHARS)?, needle.get(needle.len() - END_CHARS..)?);
        let head = approximate_match(&self.chars, head, &near)?;
        let behind = self.chars.get(head.end..(head.start + 2 * needle.len()).min(self.chars.len()))?;
        let tail = approximate_match(behind, tail, &|range| -(range.start.abs_diff(needle.len() - 2 * END_CHARS) as f64))?;
        Some(head.start..head.end + tail.end)
    }
}

/// The form in which characters are compared; `None` for those that show nothing.
fn plain_char(c: char) -> Option<char> {
    match c {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => None,
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '′' => Some('\''),
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => Some('"'),
        '‐'..='―' | '−' => Some('-'),
        c if c.is_whitespace() => Some(' '),
        c => Some(c),
    }
}

fn comparable_chars(text: &str) -> Vec<char> {
    ComparableText::new(text.trim().chars()).chars
}

/// One column of the table of edit distances: for each length of the pattern's beginning, the errors and where the match begins.
type Column = Vec<(usize, usize)>;

/// The part of a text with the fewest differences from a pattern, if they are few; of equal ones that which `rank` prefers.
fn approximate_match(text: &[char], pattern: &[char], rank: &dyn Fn(&Range<usize>) -> f64) -> Option<Range<usize>> {
    let max_errors = (pattern.len() as f64 * MAX_ERROR_SHARE) as usize;
    let mut column: Column = (0..=pattern.len()).map(|errors| (errors, 0)).collect();
    let mut best: Option<(usize, Range<usize>)> = None;
    for (at, c) in text.iter().enumerate() {
        column = next_column(&column, pattern, *c, at + 1);
        let Some(&(errors, start)) = column.last().filter(|(errors, _)| *errors <= max_errors) else { continue };
        let range = start..at + 1;
        let is_better = best.as_ref().is_none_or(|(least, known)| errors < *least || (errors == *least && rank(&range) > rank(known)));
        if is_better && !range.is_empty() {
            best = Some((errors, range));
        }
    }
    best.map(|(_, range)| range)
}

/// The column behind one more character of the text.
fn next_column(before: &Column, pattern: &[char], c: char, start: usize) -> Column {
    let mut column = Vec::with_capacity(before.len());
    column.push((0, start));
    for (pair, wanted) in before.windows(2).zip(pattern) {
        let &[diagonal, left] = pair else { continue };
        let above = column.last().copied().unwrap_or_default();
        let substituted = (diagonal.0 + usize::from(*wanted != c), diagonal.1);
        let inserted = (left.0 + 1, left.1);
        let deleted = (above.0 + 1, above.1);
        column.push([substituted, inserted, deleted].into_iter().min_by_key(|(errors, _)| *errors).unwrap_or(substituted));
    }
    column
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str, exact: &str, context: [&str; 2], position: usize) -> Option<(String, bool)> {
        let quotation = Quotation { exact, context, position, block: None };
        let (range, is_exact) = ComparableText::new(text.chars()).find(&quotation)?;
        Some((text.chars().skip(range.start).take(range.len()).collect(), is_exact))
    }

    #[test]
    fn spaces_quotes_and_invisible_signs_do_not_matter() {
        let found = find("He said:  “the old\u{ad} gauge” – twice.", "\"the old gauge\" - twice", ["", ""], 0);
        assert_eq!(found, Some(("“the old\u{ad} gauge” – twice".to_owned(), true)));
    }

    #[test]
    fn surroundings_decide_between_equal_words() {
        let text = "the rail line to the north and the rail line to the south";
        let found = ComparableText::new(text.chars()).find(&Quotation {
            exact: "rail line",
            context: ["north and the ", " to the south"],
            position: 0,
            block: None,
        });
        assert_eq!(found.unwrap().0.start, 35);
    }

    #[test]
    fn block_decides_where_words_are_few() {
        let text = ComparableText::new("sand. sand. sand.".chars());
        let block = 6..11;
        let found = text.find(&Quotation { exact: "sand", context: ["", ""], position: 0, block: Some(&block) });
        assert_eq!(found.unwrap().0, 6..10);
        assert_eq!(text.find(&Quotation { exact: "sand", context: ["", ""], position: 0, block: None }), None, "no place is certain");
    }

    #[test]
    fn changed_words_are_found_if_most_stand() {
        let text = "Before. The line was built in eleven years by forty thousand people. After.";
        let (found, is_exact) = find(text, "The line was built in ten years by forty thousand people", ["", ""], 8).unwrap();
        assert_eq!((found.as_str(), is_exact), ("The line was built in eleven years by forty thousand people", false));
        assert_eq!(find(text, "A wholly different sentence about harbours and ships", ["", ""], 8), None);
        assert_eq!(find(text, "by fifty thousand", ["", ""], 8), None, "short words could be found anywhere");
    }

    #[test]
    fn long_quotations_are_found_by_their_ends() {
        let words: Vec<String> = (0..120).map(|n| format!("word{}", n * 7919 % 1000)).collect();
        let long = words.join(" ");
        let changed = long.replacen(&words[60], "something else", 1);
        let text = ["Some words before. ", &changed, " Some words after."].concat();
        assert_eq!(find(&text, &long, ["", ""], 0), Some((changed, false)));
    }

    #[test]
    fn nothing_is_found_in_nothing() {
        assert_eq!(find("", "words", ["", ""], 0), None);
        assert_eq!(find("words", "", ["", ""], 0), None);
        assert_eq!(find("words", " \u{200b} ", ["", ""], 9), None);
    }
}
