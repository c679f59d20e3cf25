//! Looks up the terms of a typed word.

use super::store::Store;
use crate::search::analysis::stem::keys;
use crate::search::analysis::{Stem, TokenKind};
use crate::search::index::build::{KIN, collect::accented};
use crate::search::index::spelling::{SpellingCorrector, reversed, spells};
use crate::search::index::term_block::{FormTarget, TermBlock};
use crate::search::index::weights::{UNIT, WEIGHTS};
use crate::search::query::{Ending, Word};

/// The address of a term: block number and index in the block.
pub(super) type TermAddress = (usize, u32);

/// A query term: a word with the terms it was resolved to.
#[derive(Debug, Clone, Default)]
pub(super) struct QueryTerm {
    /// The word.
    pub word: Option<Word>,
    /// Its alternative terms, with their weights.
    pub groups: Vec<(TermAddress, f32)>,
    /// The exact-form term, with its additional weight.
    pub accents: Option<(TermAddress, f32)>,
    /// True for a stop word.
    pub function: bool,
    /// True if a first answer need not wait for it.
    pub later: bool,
    /// Stems to highlight.
    pub keys: Vec<String>,
    /// Whether longer words with this prefix match too.
    pub beginning: bool,
    /// The correction, if no article holds the word.
    pub corrected: Option<String>,
}

impl QueryTerm {
    /// Adds an alternative term, or raises its weight.
    fn weigh(&mut self, name: TermAddress, weight: f32) {
        match self.groups.iter_mut().find(|(other, _)| *other == name) {
            Some((_, held)) => *held = held.max(weight),
            None => self.groups.push((name, weight)),
        }
    }
}

/// The maximum number of expansions of a prefix or a pattern.
const ALIKE: usize = 32;
/// The maximum number of files read for them.
const FILES: usize = 2;
/// The maximum number of corrections of a word.
const CORRECTIONS: usize = 3;

/// Resolves words to terms.
pub(super) struct TermLookup<'s> {
    pub store: &'s Store,
    pub stem: &'s dyn Stem,
}

impl TermLookup<'_> {
    /// Looks up a stop word beside content words: a first answer need not wait for it.
    pub(super) fn look_up_later(&self, word: &Word) -> QueryTerm {
        let before = self.store.patient.replace(true);
        let leaf = self.look_up(&Word { ending: Ending::Whole, ..word.clone() });
        self.store.patient.set(before);
        QueryTerm { word: Some(word.clone()), function: true, later: true, ..leaf }
    }

    /// Looks up a word. The store records the files that are missing for it.
    pub(super) fn look_up(&self, word: &Word) -> QueryTerm {
        let mut leaf = QueryTerm { word: Some(word.clone()), ..QueryTerm::default() };
        if word.ending == Ending::Wild {
            self.add_alike(&mut leaf, self.matching(&word.form), 1.0);
            return leaf;
        }
        let exact = self.exact(word);
        exact.iter().for_each(|name| self.add(&mut leaf, *name, 1.0));
        leaf.function = !exact.is_empty() && exact.iter().all(|name| self.head(*name, |head| head.function).unwrap_or(false));
        self.add_accents(&mut leaf, word);
        if word.ending == Ending::Typed {
            let factor = if exact.is_empty() { 1.0 } else { WEIGHTS.beginning };
            let alike = self.beginning(&word.form);
            leaf.beginning = !alike.is_empty();
            self.add_alike(&mut leaf, alike, factor);
        }
        if leaf.groups.is_empty() && word.kind == TokenKind::Word && self.store.wanted().is_empty() && !self.store.patient.get() {
            self.correct(&mut leaf, &word.form);
        }
        leaf
    }

    fn head<T>(&self, name: TermAddress, read: impl FnOnce(&crate::search::index::term_block::TermInfo) -> T) -> Option<T> {
        self.store.terms(name.0)?.groups.get(name.1 as usize).map(read)
    }

    /// Returns the terms of the complete word: those of its surface form, and those of its stems in the corpus's languages.
    fn exact(&self, word: &Word) -> Vec<TermAddress> {
        let mut found = self.of_form(&word.form);
        let mut names = Vec::new();
        // Stems of a rarely used language would conflate unrelated words of the others: they are tried only for a word that is
        // unknown as it stands.
        let root = &self.store.root;
        let languages = if found.is_empty() { root.languages.len() } else { root.main as usize };
        for language in root.languages.iter().take(languages) {
            keys(self.stem, language, word.kind, &word.written, &word.form, &mut names);
        }
        names.sort_unstable();
        names.dedup();
        found.extend(names.iter().filter_map(|key| self.of_key(key)));
        found.sort_unstable();
        found.dedup();
        found
    }

    fn of_key(&self, key: &str) -> Option<TermAddress> {
        let file = self.store.root.terms.of(key)?;
        Some((file, self.store.terms(file)?.group(key)?))
    }

    fn of_form(&self, form: &str) -> Vec<TermAddress> {
        let Some(file) = self.store.root.terms.of(form) else { return Vec::new() };
        let Some(terms) = self.store.terms(file) else { return Vec::new() };
        terms.words.find(form).map_or_else(Vec::new, |at| self.groups_of(&terms, file, at))
    }

    fn groups_of(&self, terms: &TermBlock, file: usize, at: usize) -> Vec<TermAddress> {
        let name = |belongs| match belongs {
            FormTarget::Here(group) => Some((file, group)),
            FormTarget::There(other, key) => self.store.terms(other as usize)?.group(&key).map(|group| (other as usize, group)),
        };
        terms.belongs(at).into_iter().filter_map(name).collect()
    }

    fn add(&self, leaf: &mut QueryTerm, name: TermAddress, factor: f32) {
        let Some(weight) = self.head(name, |head| head.weight as f32 / UNIT) else { return };
        leaf.weigh(name, weight * factor);
        self.mark(leaf, name);
    }

    fn mark(&self, leaf: &mut QueryTerm, name: TermAddress) {
        let Some(terms) = self.store.terms(name.0) else { return };
        let key = terms.groups.get(name.1 as usize).map(|head| terms.words.get(head.key as usize).to_owned());
        leaf.keys.extend(key.filter(|key| !leaf.keys.contains(key)));
    }

    fn add_accents(&self, leaf: &mut QueryTerm, word: &Word) {
        let name = accented(word.kind, &word.written, &word.form).and_then(|key| self.of_key(&key));
        if let Some((name, weight)) = name.and_then(|name| Some((name, self.head(name, |head| head.weight as f32 / UNIT)?))) {
            leaf.accents = Some((name, weight * WEIGHTS.accents));
        }
    }

    /// Adds expansions as if they were one term: its document frequency is their sum.
    fn add_alike(&self, leaf: &mut QueryTerm, alike: Vec<TermAddress>, factor: f32) {
        let df: u32 = alike.iter().filter_map(|name| self.head(*name, |head| head.df)).sum();
        let count = self.store.root.count;
        let together = WEIGHTS.word(count, df.min(count), df) as f32 / UNIT;
        for name in alike {
            let Some(weight) = self.head(name, |head| head.weight as f32 / UNIT) else { continue };
            leaf.weigh(name, weight.min(together) * factor);
        }
    }

    /// Returns the terms of words with a prefix. If these span many files, the index header has the most frequent ones.
    fn beginning(&self, prefix: &str) -> Vec<TermAddress> {
        let root = &self.store.root;
        let files = root.terms.beginning(prefix);
        if files.len() > FILES
            && let Some(at) = root.prefixes.find(prefix)
        {
            let words = root.completions.get(at).map(Vec::as_slice).unwrap_or_default();
            return words.iter().flat_map(|word| self.of_form(word)).collect();
        }
        self.fitting(files.take(FILES), prefix, &|_| true)
    }

    /// Returns the terms of the most frequent words that have a prefix and satisfy a condition.
    fn fitting(&self, files: impl Iterator<Item = usize>, prefix: &str, fits: &dyn Fn(&str) -> bool) -> Vec<TermAddress> {
        let mut found: Vec<(u32, TermAddress)> = Vec::new();
        for file in files {
            let Some(terms) = self.store.terms(file) else { continue };
            let words = terms.words.beginning(prefix).filter(|at| terms.is_real(*at) && fits(terms.words.get(*at)));
            let names = words.flat_map(|at| self.groups_of(&terms, file, at));
            found.extend(names.filter_map(|name| Some((self.head(name, |head| head.df)?, name))));
        }
        found.sort_unstable_by_key(|(df, name)| (std::cmp::Reverse(*df), *name));
        found.dedup();
        found.into_iter().take(ALIKE).map(|(_, name)| name).collect()
    }

    /// Returns the terms of words that match a pattern: by its prefix or, if it has none, by its suffix in the backward order
    /// of the spelling corrector's words.
    fn matching(&self, pattern: &str) -> Vec<TermAddress> {
        let root = &self.store.root;
        let wild = |c: char| c == '*' || c == '?';
        let start = pattern.split(wild).next().unwrap_or_default();
        let files = root.terms.beginning(start);
        if !start.is_empty() || root.terms.hashes.len() <= FILES {
            return self.fitting(files.take(FILES * 2), start, &|word| fits(pattern, word));
        }
        let end = reversed(pattern.rsplit(wild).next().unwrap_or_default());
        let mut found: Vec<(u8, String)> = Vec::new();
        for block in root.backward.beginning(&end).take(FILES).filter_map(|file| self.store.spelling(true, file)) {
            let words = block.iter().map(|(word, frequency)| (frequency, reversed(word)));
            found.extend(words.filter(|(_, word)| fits(pattern, word)));
        }
        found.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        found.into_iter().take(ALIKE / 2).flat_map(|(_, word)| self.of_form(&word)).collect()
    }

    /// Corrects a word that no article holds: adds the known words of which it may be a typo.
    fn correct(&self, leaf: &mut QueryTerm, form: &str) {
        let mut speller = SpellingCorrector::new(form);
        if speller.most() == 0 || !spells(form) && form.chars().any(|c| c.is_ascii_digit()) {
            return;
        }
        self.consider_beside(form, &mut speller);
        self.consider_halves(form, &mut speller);
        if !self.store.wanted().is_empty() {
            return;
        }
        for (rank, candidate) in (1_u8..).zip(speller.best(CORRECTIONS)) {
            leaf.corrected.get_or_insert_with(|| candidate.word.clone());
            let factor = WEIGHTS.correction / f32::from(rank);
            self.of_form(&candidate.word).into_iter().for_each(|name| self.add(leaf, name, factor));
        }
    }

    /// Considers the words of the block that would hold the word.
    fn consider_beside(&self, form: &str, speller: &mut SpellingCorrector) {
        let Some(file) = self.store.root.terms.of(form) else { return };
        let Some(terms) = self.store.terms(file) else { return };
        for at in (0..terms.words.len()).filter(|at| terms.is_real(*at)) {
            let word = terms.words.get(at);
            let frequency = |belongs| match belongs {
                FormTarget::Here(group) => terms.groups.get(group as usize).map(|head| head.df),
                FormTarget::There(..) => None,
            };
            if spells(word) && word.len().abs_diff(form.len()) <= 8 {
                let df = terms.belongs(at).into_iter().filter_map(frequency).max().unwrap_or(1);
                speller.consider(word, df.max(1).ilog2() as u8);
            }
        }
    }

    /// Considers the words that share its first half, and those that share its second.
    fn consider_halves(&self, form: &str, speller: &mut SpellingCorrector) {
        let root = &self.store.root;
        for (backward, range, word) in [(false, &root.forward, form.to_owned()), (true, &root.backward, reversed(form))] {
            let half: String = word.chars().take(word.chars().count() / 2).collect();
            // Words with so long a common prefix are in one block, which was considered already.
            if !backward && half.len() >= KIN && root.terms.beginning(&half).len() == 1 {
                continue;
            }
            let mut files: Vec<usize> = range.beginning(&half).collect();
            let own = range.of(&word).unwrap_or(0);
            files.sort_by_key(|file| file.abs_diff(own));
            for block in files.into_iter().take(FILES).filter_map(|file| self.store.spelling(backward, file)) {
                for (known, frequency) in block.iter() {
                    let known = if backward { reversed(known) } else { known.to_owned() };
                    speller.consider(&known, frequency);
                }
            }
        }
    }
}

/// Whether a pattern matches a word: `*` stands for any characters, `?` for one.
pub(super) fn fits(pattern: &str, word: &str) -> bool {
    let (pattern, word): (Vec<char>, Vec<char>) = (pattern.chars().collect(), word.chars().collect());
    let (mut p, mut w) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while w < word.len() {
        if pattern.get(p) == Some(&'*') {
            retry = Some((p, w));
            p += 1;
        } else if pattern.get(p).is_some_and(|c| *c == '?' || *c == word[w]) {
            (p, w) = (p + 1, w + 1);
        } else if let Some((star, from)) = retry {
            (p, w) = (star + 1, from + 1);
            retry = Some((star, from + 1));
        } else {
            return false;
        }
    }
    pattern[p.min(pattern.len())..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_pattern_fits_whole_words() {
        for (pattern, word, wanted) in [
            ("rail*", "railway", true),
            ("rail*", "rail", true),
            ("*way", "railway", true),
            ("r?il", "rail", true),
            ("r?il", "rails", false),
            ("*a*a*", "banana", true),
            ("*x", "banana", false),
            ("*", "", true),
            ("", "", true),
            ("", "a", false),
        ] {
            assert_eq!(fits(pattern, word), wanted, "{pattern} {word}");
        }
    }
}
