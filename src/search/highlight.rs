//! Finds the matches of a query in a text.

use super::analysis::scripts::is_ngram_script;
use super::analysis::stem::add_stems;
use super::analysis::{Stem, TokenKind, Variants, tokenize};
use super::wildcard::matches_pattern;
use std::ops::Range;

/// The highlight terms of a query. Everything is folded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HighlightTerms {
    /// Stems: a word with one of these is marked.
    pub stems: Vec<String>,
    /// Surface forms: a word with one of these is marked.
    pub forms: Vec<String>,
    /// Prefixes of words.
    pub prefixes: Vec<String>,
    /// Patterns with `*` and `?`.
    pub patterns: Vec<String>,
    /// Runs of scripts without spaces.
    pub runs: Vec<HighlightRun>,
    /// Phrases: consecutive surface forms, marked only together.
    pub phrases: Vec<Vec<String>>,
}

/// A run of a script without spaces: what stands of it in a text is marked, from two units on. Stretches of function words alone are not,
/// nor are particles at the ends of others.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct HighlightRun {
    /// Its folded units.
    pub units: Vec<String>,
    /// For each unit whether it belongs to a function word.
    pub functions: Vec<bool>,
    /// For each unit whether it is a function word by itself.
    pub particles: Vec<bool>,
}

impl HighlightRun {
    /// The units of a stretch that are marked: a range; `None` if it holds function words alone.
    fn trim(&self, stretch: Range<usize>) -> Option<Range<usize>> {
        let is_set = |flags: &[bool], unit: usize| flags.get(unit).copied().unwrap_or_default();
        if stretch.len() < self.units.len() && stretch.clone().all(|unit| is_set(&self.functions, unit)) {
            return None;
        }
        let is_kept = |unit: &usize| !is_set(&self.particles, *unit);
        let trimmed = stretch.clone().find(is_kept).zip(stretch.clone().rev().find(is_kept)).map(|(first, last)| first..last + 1);
        Some(trimmed.filter(|trimmed| trimmed.len() > 1).unwrap_or(stretch))
    }
}

/// A match of a query in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct HighlightRange {
    /// The byte at which it begins.
    pub start: usize,
    /// The byte at which it ends.
    pub end: usize,
    /// The number of the matched query term: equal numbers, equal terms.
    pub term: usize,
}

/// Returns the byte ranges to highlight: ascending, neither overlapping nor touching, whole words.
///
/// `language` is the primary subtag of the text's language; `variants` are the index's.
pub fn highlight_ranges(
    text: &str,
    terms: &HighlightTerms,
    language: &str,
    variants: &Variants,
    stemmer: &dyn Stem,
) -> Vec<(usize, usize)> {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for found in find_matches(text, terms, language, variants, stemmer) {
        match ranges.last_mut() {
            Some(last) if found.start <= last.1 => last.1 = last.1.max(found.end),
            _ => ranges.push((found.start, found.end)),
        }
    }
    ranges
}

/// Returns every match, in order.
pub fn find_matches(text: &str, terms: &HighlightTerms, language: &str, variants: &Variants, stemmer: &dyn Stem) -> Vec<HighlightRange> {
    if *terms == HighlightTerms::default() {
        return Vec::new();
    }
    let highlighter = Highlighter { terms, language, stemmer };
    let tokenized = TokenizedText::new(text, variants);
    let mut matches = Vec::new();
    for at in 0..tokenized.tokens.len() {
        let token = tokenized.tokens[at];
        if let Some(term) = highlighter.matching_term(text, &tokenized, token) {
            matches.push(HighlightRange { start: token.start, end: token.end, term });
        }
    }
    let mut term = highlighter.first_sequence_number();
    for sequence in highlighter.sequences(variants) {
        matches.extend(tokenized.occurrences(&sequence, &highlighter, text).into_iter().map(|(start, end)| HighlightRange {
            start,
            end,
            term,
        }));
        term += 1;
    }
    for run in &terms.runs {
        tokenized.add_stretches(run, term, &mut matches);
        term += run.units.len();
    }
    matches.sort_unstable();
    matches
}

/// A token whose form is a range of [`TokenizedText::forms`].
#[derive(Debug, Clone, Copy)]
struct FormToken {
    kind: TokenKind,
    form: (usize, usize),
    start: usize,
    end: usize,
}

/// The tokens of a text.
struct TokenizedText {
    forms: String,
    tokens: Vec<FormToken>,
    /// Indexes of the tokens that have a position of their own, in order.
    positions: Vec<usize>,
}

impl TokenizedText {
    fn new(text: &str, variants: &Variants) -> TokenizedText {
        let mut tokenized = TokenizedText { forms: String::with_capacity(text.len()), tokens: Vec::new(), positions: Vec::new() };
        tokenize(text, variants, 0, &mut |token| {
            let from = tokenized.forms.len();
            tokenized.forms.push_str(token.form);
            if token.kind != TokenKind::Compound {
                tokenized.positions.push(tokenized.tokens.len());
            }
            let form = (from, tokenized.forms.len());
            tokenized.tokens.push(FormToken { kind: token.kind, form, start: token.start as usize, end: token.end as usize });
        });
        tokenized
    }

    #[expect(clippy::string_slice, reason = "a token keeps the places of the characters that it was read from")]
    fn form(&self, token: FormToken) -> &str {
        &self.forms[token.form.0..token.form.1]
    }

    fn token_at(&self, position: usize) -> Option<FormToken> {
        self.positions.get(position).map(|at| self.tokens[*at])
    }

    /// Adds the stretches of a run that stand in the text; the number of each is that of its first unit.
    fn add_stretches(&self, run: &HighlightRun, term: usize, matches: &mut Vec<HighlightRange>) {
        let pairs: Vec<String> = run.units.windows(2).map(<[String]>::concat).collect();
        let is_pair = |position: usize, pair: usize| {
            let form = self.token_at(position).filter(|token| token.kind == TokenKind::NGram).map(|token| self.form(token));
            let is_last = pair + 1 == pairs.len();
            form.is_some_and(|form| pairs.get(pair).is_some_and(|pair| form == pair || is_last && form.starts_with(pair.as_str())))
        };
        for position in 0..self.positions.len() {
            for pair in (0..pairs.len()).filter(|pair| is_pair(position, *pair)) {
                let is_continued = position > 0 && pair > 0 && is_pair(position - 1, pair - 1);
                if is_continued {
                    continue;
                }
                let length = (0..).take_while(|step| is_pair(position + step, pair + step)).count();
                let Some(units) = run.trim(pair..pair + length + 1) else { continue };
                let first = position + units.start - pair;
                let place = (self.token_at(first), self.sequence_end(first + units.len() - 2, None));
                if let (Some(start), Some(end)) = place {
                    matches.push(HighlightRange { start: start.start, end, term: term + units.start });
                }
            }
        }
    }

    /// Returns the byte ranges in which the elements are consecutive.
    fn occurrences(&self, sequence: &[PhraseElement], highlighter: &Highlighter, text: &str) -> Vec<(usize, usize)> {
        let is_at = |from: usize| {
            sequence.iter().enumerate().all(|(step, element)| {
                self.token_at(from + step).is_some_and(|token| element.matches(self.form(token), || highlighter.stems(text, self, token)))
            })
        };
        let starts = (0..self.positions.len()).filter(|from| is_at(*from));
        starts
            .filter_map(|from| Some((self.token_at(from)?.start, self.sequence_end(from + sequence.len() - 1, sequence.last())?)))
            .collect()
    }

    /// Returns the end of a sequence; it is after the first character of a bigram if the element has no second one.
    fn sequence_end(&self, last_position: usize, element: Option<&PhraseElement>) -> Option<usize> {
        let token = self.token_at(last_position)?;
        let next = self.token_at(last_position + 1).filter(|next| next.start < token.end);
        let half = element.is_some_and(|element| element.is_prefix && self.form(token).len() > element.form.len());
        Some(next.filter(|_| half).map_or(token.end, |next| next.start))
    }
}

/// A word of a phrase, or a bigram of a run.
struct PhraseElement {
    form: String,
    stems: Vec<String>,
    /// True if longer forms with this prefix match too.
    is_prefix: bool,
}

impl PhraseElement {
    fn matches(&self, form: &str, stems: impl FnOnce() -> Vec<String>) -> bool {
        form == self.form
            || self.is_prefix && form.starts_with(&self.form)
            || !self.stems.is_empty() && stems().iter().any(|stem| self.stems.contains(stem))
    }
}

/// Matches tokens against the highlight terms.
struct Highlighter<'m> {
    terms: &'m HighlightTerms,
    language: &'m str,
    stemmer: &'m dyn Stem,
}

impl Highlighter<'_> {
    /// Returns the number of the highlight term that a token matches.
    fn matching_term(&self, text: &str, tokenized: &TokenizedText, token: FormToken) -> Option<usize> {
        let form = tokenized.form(token);
        let HighlightTerms { stems, forms, prefixes, patterns, .. } = self.terms;
        let found = |list: &[String], test: &dyn Fn(&str) -> bool| list.iter().position(|one| test(one));
        let by_stem = || {
            let own = if self.may_match_stem(form, token.kind) { self.stems(text, tokenized, token) } else { Vec::new() };
            found(stems, &|stem| own.iter().any(|own| own == stem))
        };
        let mut number = stems.len();
        let mut by = |list: &[String], test: &dyn Fn(&str) -> bool| {
            let at = found(list, test).map(|at| at + number);
            number += list.len();
            at
        };
        let by_form = by(forms, &|one| one == form);
        let is_word = token.kind != TokenKind::NGram;
        let by_prefix = by(prefixes, &|one| is_word && form.starts_with(one));
        let by_pattern = by(patterns, &|one| is_word && matches_pattern(one, form));
        by_stem().or(by_form).or(by_prefix).or(by_pattern)
    }

    /// Whether a token may match by stem: a stem keeps an initial ASCII character, so first bytes are compared before stemming.
    fn may_match_stem(&self, form: &str, kind: TokenKind) -> bool {
        let first = form.as_bytes().first();
        kind == TokenKind::Word
            && (!first.is_some_and(u8::is_ascii) && !self.terms.stems.is_empty()
                || self.terms.stems.iter().any(|stem| stem.as_bytes().first() == first))
    }

    #[expect(clippy::string_slice, reason = "a token keeps the places of the characters that it was read from")]
    fn stems(&self, text: &str, tokenized: &TokenizedText, token: FormToken) -> Vec<String> {
        let mut found = Vec::new();
        add_stems(self.stemmer, self.language, token.kind, &text[token.start..token.end], tokenized.form(token), &mut found);
        found
    }

    /// Returns the number of the first phrase or run, after those of the words.
    fn first_sequence_number(&self) -> usize {
        let HighlightTerms { stems, forms, prefixes, patterns, .. } = self.terms;
        stems.len() + forms.len() + prefixes.len() + patterns.len()
    }

    /// Returns the phrases, the runs of one unit, and the prefixes that are a single unit of a run.
    fn sequences(&self, variants: &Variants) -> Vec<Vec<PhraseElement>> {
        let phrases = self.terms.phrases.iter().map(|phrase| phrase.iter().map(|form| self.element(form)).collect::<Vec<PhraseElement>>());
        let beginnings = self.terms.prefixes.iter().filter(|prefix| prefix.starts_with(is_ngram_script));
        let single = self.terms.runs.iter().filter(|run| run.units.len() == 1).flat_map(|run| &run.units);
        let runs = single.chain(beginnings).map(|run| run_elements(run, variants));
        phrases.chain(runs).filter(|sequence| !sequence.is_empty()).collect()
    }

    fn element(&self, form: &str) -> PhraseElement {
        let mut own = Vec::new();
        let is_ngram = form.starts_with(is_ngram_script);
        if !is_ngram {
            add_stems(self.stemmer, self.language, TokenKind::Word, form, form, &mut own);
        }
        PhraseElement { form: form.to_owned(), stems: own, is_prefix: is_ngram }
    }
}

/// Returns the bigrams of a run.
fn run_elements(run: &str, variants: &Variants) -> Vec<PhraseElement> {
    let mut elements: Vec<PhraseElement> = Vec::new();
    tokenize(run, variants, 0, &mut |token| {
        elements.push(PhraseElement { form: token.form.to_owned(), stems: Vec::new(), is_prefix: true })
    });
    // The last bigram already holds the last character.
    if elements.len() > 1 {
        elements.pop();
    }
    elements
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::analysis::Languages;

    fn highlight(text: &str, terms: &HighlightTerms) -> String {
        let variants = Variants::new([('鐵', '铁')]);
        let mut out = text.to_owned();
        for (start, end) in highlight_ranges(text, terms, "en", &variants, &Languages).into_iter().rev() {
            out.insert(end, ']');
            out.insert(start, '[');
        }
        out
    }

    fn list(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn whole_words_are_highlighted_by_form_stem_prefix_and_pattern() {
        let terms = HighlightTerms { stems: list(&["vote"]), forms: list(&["cafe", "wellknown"]), ..HighlightTerms::default() };
        assert_eq!(
            highlight("Voting at the Café: a well-known vote; votive", &terms),
            "[Voting] at the [Café]: a [well-known] [vote]; votive"
        );
        let terms = HighlightTerms { prefixes: list(&["harb"]), patterns: list(&["r?v*r"]), ..HighlightTerms::default() };
        assert_eq!(highlight("Harbour's river, a Riverbed", &terms), "[Harbour]'s [river], a Riverbed");
    }

    #[test]
    fn phrases_are_highlighted_only_as_a_whole() {
        let terms = HighlightTerms { phrases: vec![list(&["old", "harbour"])], ..HighlightTerms::default() };
        assert_eq!(highlight("An old harbour, old as a harbour", &terms), "An [old harbour], old as a harbour");
    }

    #[test]
    fn stretches_of_runs_are_highlighted() {
        let runs = |units: &[&str], functions: &[bool]| {
            let run = HighlightRun { units: list(units), functions: functions.to_vec(), particles: functions.to_vec() };
            HighlightTerms { runs: vec![run], ..HighlightTerms::default() }
        };
        assert_eq!(highlight("中国鐵路，铁和路", &runs(&["铁", "路"], &[false; 2])), "中国[鐵路]，铁和路");
        assert_eq!(highlight("中国鐵路局", &runs(&["国", "铁", "路"], &[false; 3])), "中[国鐵路]局");
        let terms = runs(&["铁", "路", "的", "历", "史"], &[false, false, true, false, false]);
        assert_eq!(highlight("铁路史，它的历史和铁路的历史", &terms), "[铁路]史，它的[历史]和[铁路的历史]");
        let clusters = runs(&["สา", "ย", "ไห"], &[false; 3]);
        assert_eq!(highlight("เส้นทางสายไหมเชื่อม", &clusters), "เส้นทาง[สายไห]มเชื่อม");
        let terms = HighlightTerms { prefixes: list(&["铁"]), ..HighlightTerms::default() };
        assert_eq!(highlight("中国鐵路，铁和铁", &terms), "中国[鐵]路，[铁]和[铁]");
        let terms = HighlightTerms { phrases: vec![list(&["rust", "语"])], ..HighlightTerms::default() };
        assert_eq!(highlight("用Rust语言", &terms), "用[Rust语]言");
    }
}
