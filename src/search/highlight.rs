//! Finds the matches of a query in a text.

use super::analysis::scripts::is_gram;
use super::analysis::stem::keys;
use super::analysis::{Stem, TokenKind, Variants, tokens};
use super::highlight_terms::HighlightTerms;

/// A match of a query in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct HighlightRange {
    /// The byte at which it begins.
    pub start: usize,
    /// The byte at which it ends.
    pub end: usize,
    /// The number of the matched query term: equal numbers, equal terms.
    pub word: usize,
}

/// Returns the byte ranges to highlight: ascending, neither overlapping nor touching, whole words.
///
/// `language` is the primary subtag of the text's language; `variants` are the index's.
pub fn marks(text: &str, meaning: &HighlightTerms, language: &str, variants: &Variants, stem: &dyn Stem) -> Vec<(usize, usize)> {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for hit in hits(text, meaning, language, variants, stem) {
        match ranges.last_mut() {
            Some(last) if hit.start <= last.1 => last.1 = last.1.max(hit.end),
            _ => ranges.push((hit.start, hit.end)),
        }
    }
    ranges
}

/// Returns every match, in order.
pub fn hits(text: &str, meaning: &HighlightTerms, language: &str, variants: &Variants, stem: &dyn Stem) -> Vec<HighlightRange> {
    if *meaning == HighlightTerms::default() {
        return Vec::new();
    }
    let marker = Highlighter { meaning, language, stem };
    let seen = TokenizedText::new(text, variants);
    let mut hits = Vec::new();
    for at in 0..seen.tokens.len() {
        let token = seen.tokens[at];
        if let Some(word) = marker.word(text, &seen, token) {
            hits.push(HighlightRange { start: token.start, end: token.end, word });
        }
    }
    for (number, sequence) in marker.sequences(variants).iter().enumerate() {
        let word = marker.first_sequence() + number;
        hits.extend(seen.occurrences(sequence, &marker, text).into_iter().map(|(start, end)| HighlightRange { start, end, word }));
    }
    hits.sort_unstable();
    hits
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
    places: Vec<usize>,
}

impl TokenizedText {
    fn new(text: &str, variants: &Variants) -> TokenizedText {
        let mut seen = TokenizedText { forms: String::with_capacity(text.len()), tokens: Vec::new(), places: Vec::new() };
        tokens(text, variants, 0, &mut |token| {
            let from = seen.forms.len();
            seen.forms.push_str(token.form);
            if token.kind != TokenKind::Joined {
                seen.places.push(seen.tokens.len());
            }
            let form = (from, seen.forms.len());
            seen.tokens.push(FormToken { kind: token.kind, form, start: token.start as usize, end: token.end as usize });
        });
        seen
    }

    #[expect(clippy::string_slice, reason = "a token keeps the places of the characters that it was read from")]
    fn form(&self, token: FormToken) -> &str {
        &self.forms[token.form.0..token.form.1]
    }

    fn place(&self, place: usize) -> Option<FormToken> {
        self.places.get(place).map(|at| self.tokens[*at])
    }

    /// Returns the byte ranges in which the elements are consecutive.
    fn occurrences(&self, sequence: &[PhraseElement], marker: &Highlighter, text: &str) -> Vec<(usize, usize)> {
        let is_at = |from: usize| {
            sequence.iter().enumerate().all(|(step, element)| {
                self.place(from + step).is_some_and(|token| element.is(self.form(token), || marker.keys(text, self, token)))
            })
        };
        let starts = (0..self.places.len()).filter(|from| is_at(*from));
        starts.filter_map(|from| Some((self.place(from)?.start, self.end(from + sequence.len() - 1, sequence.last()?)?))).collect()
    }

    /// Returns the end of a sequence; it is after the first character of a bigram if the element has no second one.
    fn end(&self, place: usize, element: &PhraseElement) -> Option<usize> {
        let token = self.place(place)?;
        let next = self.place(place + 1).filter(|next| next.start < token.end);
        let half = element.begins && self.form(token).len() > element.form.len();
        Some(next.filter(|_| half).map_or(token.end, |next| next.start))
    }
}

/// A word of a phrase, or a bigram of a run.
struct PhraseElement {
    form: String,
    keys: Vec<String>,
    /// True if longer forms with this prefix match too.
    begins: bool,
}

impl PhraseElement {
    fn is(&self, form: &str, keys: impl FnOnce() -> Vec<String>) -> bool {
        form == self.form
            || self.begins && form.starts_with(&self.form)
            || !self.keys.is_empty() && keys().iter().any(|key| self.keys.contains(key))
    }
}

/// Matches tokens against the highlight terms.
struct Highlighter<'m> {
    meaning: &'m HighlightTerms,
    language: &'m str,
    stem: &'m dyn Stem,
}

impl Highlighter<'_> {
    /// Returns the number of the highlight term that a token matches.
    fn word(&self, text: &str, seen: &TokenizedText, token: FormToken) -> Option<usize> {
        let form = seen.form(token);
        let HighlightTerms { keys, forms, prefixes, patterns, .. } = self.meaning;
        let found = |list: &[String], test: &dyn Fn(&str) -> bool| list.iter().position(|one| test(one));
        let by_key = || {
            let own = if self.may_be_key(form, token.kind) { self.keys(text, seen, token) } else { Vec::new() };
            found(keys, &|key| own.iter().any(|own| own == key))
        };
        let mut number = keys.len();
        let mut by = |list: &[String], test: &dyn Fn(&str) -> bool| {
            let at = found(list, test).map(|at| at + number);
            number += list.len();
            at
        };
        let by_form = by(forms, &|one| one == form);
        let is_word = token.kind != TokenKind::Gram;
        let by_prefix = by(prefixes, &|one| is_word && form.starts_with(one));
        let by_pattern = by(patterns, &|one| is_word && is_like(one, form));
        by_key().or(by_form).or(by_prefix).or(by_pattern)
    }

    /// Whether a token may match by stem: a stem keeps an initial ASCII character, so first bytes are compared before stemming.
    fn may_be_key(&self, form: &str, kind: TokenKind) -> bool {
        let first = form.as_bytes().first();
        kind == TokenKind::Word
            && (!first.is_some_and(u8::is_ascii) && !self.meaning.keys.is_empty()
                || self.meaning.keys.iter().any(|key| key.as_bytes().first() == first))
    }

    #[expect(clippy::string_slice, reason = "a token keeps the places of the characters that it was read from")]
    fn keys(&self, text: &str, seen: &TokenizedText, token: FormToken) -> Vec<String> {
        let mut found = Vec::new();
        keys(self.stem, self.language, token.kind, &text[token.start..token.end], seen.form(token), &mut found);
        found
    }

    /// Returns the number of the first phrase or run, after those of the words.
    fn first_sequence(&self) -> usize {
        let HighlightTerms { keys, forms, prefixes, patterns, .. } = self.meaning;
        keys.len() + forms.len() + prefixes.len() + patterns.len()
    }

    /// Returns the phrases, the runs, and the prefixes that are a single character of a run.
    fn sequences(&self, variants: &Variants) -> Vec<Vec<PhraseElement>> {
        let phrases =
            self.meaning.phrases.iter().map(|phrase| phrase.iter().map(|form| self.element(form)).collect::<Vec<PhraseElement>>());
        let beginnings = self.meaning.prefixes.iter().filter(|prefix| prefix.starts_with(is_gram));
        let runs = self.meaning.runs.iter().chain(beginnings).map(|run| pairs(run, variants));
        phrases.chain(runs).filter(|sequence| !sequence.is_empty()).collect()
    }

    fn element(&self, form: &str) -> PhraseElement {
        let mut own = Vec::new();
        let gram = form.starts_with(is_gram);
        if !gram {
            keys(self.stem, self.language, TokenKind::Word, form, form, &mut own);
        }
        PhraseElement { form: form.to_owned(), keys: own, begins: gram }
    }
}

/// Returns the bigrams of a run.
fn pairs(run: &str, variants: &Variants) -> Vec<PhraseElement> {
    let mut pairs: Vec<PhraseElement> = Vec::new();
    tokens(run, variants, 0, &mut |token| pairs.push(PhraseElement { form: token.form.to_owned(), keys: Vec::new(), begins: true }));
    // The last bigram already holds the last character.
    if pairs.len() > 1 {
        pairs.pop();
    }
    pairs
}

/// Whether a form matches a pattern: `*` stands for any characters, `?` for one.
pub fn is_like(pattern: &str, form: &str) -> bool {
    let (pattern, form): (Vec<char>, Vec<char>) = (pattern.chars().collect(), form.chars().collect());
    let (mut p, mut f) = (0, 0);
    // The index of the last star, and the end of the characters that it takes.
    let mut star: Option<(usize, usize)> = None;
    while f < form.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, f));
                p += 1;
            }
            Some(c) if *c == '?' || *c == form[f] => (p, f) = (p + 1, f + 1),
            _ => match star {
                Some((at, taken)) => {
                    star = Some((at, taken + 1));
                    (p, f) = (at + 1, taken + 1);
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::analysis::Languages;

    fn marked(text: &str, meaning: &HighlightTerms) -> String {
        let variants = Variants::new([('鐵', '铁')]);
        let mut out = text.to_owned();
        for (start, end) in marks(text, meaning, "en", &variants, &Languages).into_iter().rev() {
            out.insert(end, ']');
            out.insert(start, '[');
        }
        out
    }

    fn list(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn words_are_marked_whole_by_form_key_beginning_and_pattern() {
        let meaning = HighlightTerms { keys: list(&["vote"]), forms: list(&["cafe", "wellknown"]), ..HighlightTerms::default() };
        assert_eq!(
            marked("Voting at the Café: a well-known vote; votive", &meaning),
            "[Voting] at the [Café]: a [well-known] [vote]; votive"
        );
        let meaning = HighlightTerms { prefixes: list(&["harb"]), patterns: list(&["r?v*r"]), ..HighlightTerms::default() };
        assert_eq!(marked("Harbour's river, a Riverbed", &meaning), "[Harbour]'s [river], a Riverbed");
    }

    #[test]
    fn phrases_are_marked_only_together() {
        let meaning = HighlightTerms { phrases: vec![list(&["old", "harbour"])], ..HighlightTerms::default() };
        assert_eq!(marked("An old harbour, old as a harbour", &meaning), "An [old harbour], old as a harbour");
    }

    #[test]
    fn runs_are_marked_where_all_their_characters_stand() {
        let meaning = HighlightTerms { runs: list(&["铁路"]), ..HighlightTerms::default() };
        assert_eq!(marked("中国鐵路，铁和路", &meaning), "中国[鐵路]，铁和路");
        let meaning = HighlightTerms { runs: list(&["国铁路"]), ..HighlightTerms::default() };
        assert_eq!(marked("中国鐵路局", &meaning), "中[国鐵路]局");
        let meaning = HighlightTerms { prefixes: list(&["铁"]), ..HighlightTerms::default() };
        assert_eq!(marked("中国鐵路，铁和铁", &meaning), "中国[鐵]路，[铁]和[铁]");
        let meaning = HighlightTerms { phrases: vec![list(&["rust", "语"])], ..HighlightTerms::default() };
        assert_eq!(marked("用Rust语言", &meaning), "用[Rust语]言");
    }

    #[test]
    fn patterns_are_matched_in_the_time_of_a_reader() {
        assert!(is_like("*a*a*a*a*a*a*b", &("a".repeat(5000) + "b")) && !is_like("*a*a*a*a*a*b", &"a".repeat(5000)));
        assert!(is_like("p*t", "parliament") && !is_like("p*t", "parliaments") && !is_like("?", ""));
    }
}
