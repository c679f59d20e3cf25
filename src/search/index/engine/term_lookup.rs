//! Looks up the terms of a typed word.

use super::run::{pairs_of, run_units};
use super::store::Store;
use crate::article::language::is_unspaced_letter;
use crate::search::analysis::exact_form::{exact_form_term, plain_form_term};
use crate::search::analysis::particles::without_particles;
use crate::search::analysis::scripts::{LEADING_VOWELS, hangul_word, is_hangul};
use crate::search::analysis::spelled_out::spelled_out;
use crate::search::analysis::stem::add_stems;
use crate::search::analysis::{Stem, TokenKind};
use crate::search::index::spelling::{self, SpellingCorrector, is_correctable, reversed};
use crate::search::index::term_block::{FormTarget, MIN_SHARED_PREFIX_BYTES, TermBlock, TermInfo};
use crate::search::index::weights::{WEIGHT_SCALE, WEIGHTS};
use crate::search::query::{Ending, Word};
use crate::search::wildcard::matches_pattern;

/// The address of a term: block number and index in the block.
pub(super) type TermAddress = (usize, u32);

/// A query term: a word with the terms it was resolved to.
#[derive(Debug, Clone, Default)]
pub(super) struct QueryTerm {
    /// The word.
    pub word: Option<Word>,
    /// Its alternative terms, with their weights.
    pub alternatives: Vec<(TermAddress, f32)>,
    /// The exact-form term, with its weight: then an alternative counts as a match without regard to accents.
    pub exact_form: Option<(TermAddress, f32)>,
    /// True for a pair of two units of function words.
    pub is_function_pair: bool,
    /// True for a stop word.
    pub is_stop_word: bool,
    /// True if a first answer need not wait for it.
    pub is_optional: bool,
    /// Stems to highlight.
    pub stems: Vec<String>,
    /// Whether longer words with this prefix match too.
    pub is_prefix: bool,
    /// The correction, if no article holds the word.
    pub correction: Option<String>,
}

impl QueryTerm {
    /// Whether it is a pair of units, or one, of a script without spaces.
    pub(super) fn is_ngram(&self) -> bool {
        self.word.as_ref().is_some_and(|word| word.kind == TokenKind::NGram)
    }

    /// Adds an alternative term, or raises its weight.
    fn add_alternative(&mut self, address: TermAddress, weight: f32) {
        match self.alternatives.iter_mut().find(|(other, _)| *other == address) {
            Some((_, known)) => *known = known.max(weight),
            None => self.alternatives.push((address, weight)),
        }
    }
}

/// The maximum number of expansions of a prefix or a pattern.
const MAX_EXPANSIONS: usize = 32;
/// The maximum number of files read for them.
const MAX_FILES: usize = 2;
/// The maximum number of corrections of a word.
const MAX_CORRECTIONS: usize = 3;

/// The maximum difference in bytes between a misspelt word and a word that is considered in its place: that of a Korean particle.
const MAX_LENGTH_DIFFERENCE: usize = 24;

/// Resolves words to terms.
pub(super) struct TermLookup<'s> {
    pub store: &'s Store,
    pub stemmer: &'s dyn Stem,
    /// Whether the query has a word with accents: then accents count in all its words.
    pub has_accents: bool,
}

impl TermLookup<'_> {
    /// Looks up a stop word beside content words: a first answer need not wait for it.
    pub(super) fn look_up_optional(&self, word: &Word) -> QueryTerm {
        let before = self.store.is_optional_lookup.replace(true);
        let query_term = self.look_up(&Word { ending: Ending::Whole, ..word.clone() });
        self.store.is_optional_lookup.set(before);
        QueryTerm { word: Some(word.clone()), is_stop_word: true, is_optional: true, ..query_term }
    }

    /// Looks up a word. The store records the files that are missing for it.
    pub(super) fn look_up(&self, word: &Word) -> QueryTerm {
        let mut query_term = QueryTerm { word: Some(word.clone()), ..QueryTerm::default() };
        if word.ending == Ending::Pattern {
            self.add_expansions(&mut query_term, self.pattern_terms(&word.form), 1.0);
            return query_term;
        }
        let exact = self.exact_terms(word);
        self.add_as_one(&mut query_term, &exact);
        query_term.is_stop_word =
            !exact.is_empty() && exact.iter().all(|address| self.read_term(*address, |term| term.is_stop_word).unwrap_or(false));
        if self.has_accents {
            self.add_exact_form(&mut query_term, word);
        }
        if word.ending == Ending::Prefix {
            let factor = if exact.is_empty() { 1.0 } else { WEIGHTS.prefix_expansion };
            let expansions = self.prefix_terms(&word.form);
            query_term.is_prefix = !expansions.is_empty();
            self.add_expansions(&mut query_term, expansions, factor);
        }
        if query_term.alternatives.is_empty()
            && word.kind == TokenKind::Word
            && self.store.missing_files().is_empty()
            && !self.store.is_optional_lookup.get()
        {
            self.correct(&mut query_term, &word.form);
        }
        query_term
    }

    fn read_term<T>(&self, address: TermAddress, read: impl FnOnce(&TermInfo) -> T) -> Option<T> {
        self.store.term_block(address.0)?.terms.get(address.1 as usize).map(read)
    }

    /// Returns the document frequency of a query term.
    pub(super) fn document_frequency(&self, query_term: &QueryTerm) -> u32 {
        let dfs = query_term.alternatives.iter().filter_map(|(address, _)| self.read_term(*address, |term| term.df));
        dfs.fold(0, u32::saturating_add).min(self.store.header.doc_count)
    }

    /// Returns the terms of the complete word: those of its surface form, and those of its stems in the corpus's languages.
    fn exact_terms(&self, word: &Word) -> Vec<TermAddress> {
        let mut found = self.terms_of_form(&word.form);
        if word.kind == TokenKind::Word
            && let Some(other) = self.spelled_out(&word.written)
        {
            found.extend(self.terms_of_form(&other));
        }
        self.add_terms_of_stems(word, &mut found);
        if found.is_empty() && word.kind == TokenKind::Word {
            for bare in without_particles(&word.form) {
                let bare = Word { written: bare.clone(), form: bare, ..word.clone() };
                found.extend(self.terms_of_form(&bare.form));
                self.add_terms_of_stems(&bare, &mut found);
                if !found.is_empty() {
                    break;
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Adds the terms of the stems of a word in the corpus's languages.
    fn add_terms_of_stems(&self, word: &Word, found: &mut Vec<TermAddress>) {
        let mut stems = Vec::new();
        // Stems of a rarely used language would conflate unrelated words of the others: they are tried only for a word that is
        // unknown as it stands.
        let header = &self.store.header;
        let languages = if found.is_empty() { header.languages.len() } else { header.main_language_count as usize };
        for language in header.languages.iter().take(languages) {
            add_stems(self.stemmer, language, word.kind, &word.written, &word.form, &mut stems);
        }
        stems.sort_unstable();
        stems.dedup();
        found.extend(stems.iter().filter_map(|stem| self.term_of_stem(stem)));
    }

    fn term_of_stem(&self, stem: &str) -> Option<TermAddress> {
        let block = self.store.header.term_blocks.block_for(stem)?;
        Some((block, self.store.term_block(block)?.find_term(stem)?))
    }

    fn terms_of_form(&self, form: &str) -> Vec<TermAddress> {
        let Some(file) = self.store.header.term_blocks.block_for(form) else { return Vec::new() };
        let Some(block) = self.store.term_block(file) else { return Vec::new() };
        block.words.find(form).map_or_else(Vec::new, |at| self.terms_of_word(&block, file, at))
    }

    fn terms_of_word(&self, block: &TermBlock, number: usize, word: usize) -> Vec<TermAddress> {
        let address = |target| match target {
            FormTarget::SameBlock(term) => Some((number, term)),
            FormTarget::OtherBlock(other, stem) => {
                self.store.term_block(other as usize)?.find_term(&stem).map(|term| (other as usize, term))
            }
        };
        block.form_targets(word).into_iter().filter_map(address).collect()
    }

    /// Adds the terms of a pair behind each vowel that is written before its consonant, if it has no term itself.
    pub(super) fn add_leading_vowels(&self, query_term: &mut QueryTerm) {
        let Some(word) = query_term.word.clone().filter(|word| word.kind == TokenKind::NGram && word.form.starts_with(is_unspaced_letter))
        else {
            return;
        };
        if !query_term.alternatives.is_empty() || word.form.starts_with(LEADING_VOWELS) {
            return;
        }
        for vowel in LEADING_VOWELS {
            let form = format!("{vowel}{}", word.form);
            let terms = if word.ending == Ending::Prefix { self.prefix_terms(&form) } else { self.terms_of_form(&form) };
            self.add_expansions(query_term, terms, 1.0);
        }
    }

    /// The form of a word whose letters are spelt with two, if that is done in a main language of the corpus.
    fn spelled_out(&self, written: &str) -> Option<String> {
        let header = &self.store.header;
        header.languages.iter().take(header.main_language_count as usize).find_map(|language| spelled_out(language, written))
    }

    /// Adds the terms of one word. Each weighs as the lightest: a stem that few articles have by a language that was taken wrongly
    /// must not decide.
    fn add_as_one(&self, query_term: &mut QueryTerm, addresses: &[TermAddress]) {
        let weight = |address: &TermAddress| self.read_term(*address, |term| term.weight as f32 / WEIGHT_SCALE);
        let lightest = addresses.iter().filter_map(weight).fold(f32::INFINITY, f32::min);
        for address in addresses.iter().filter(|_| lightest.is_finite()) {
            query_term.add_alternative(*address, lightest);
            self.add_stem(query_term, *address);
        }
    }

    fn add(&self, query_term: &mut QueryTerm, address: TermAddress, factor: f32) {
        let Some(weight) = self.read_term(address, |term| term.weight as f32 / WEIGHT_SCALE) else { return };
        query_term.add_alternative(address, weight * factor);
        self.add_stem(query_term, address);
    }

    fn add_stem(&self, query_term: &mut QueryTerm, address: TermAddress) {
        let Some(block) = self.store.term_block(address.0) else { return };
        let stem = block.terms.get(address.1 as usize).map(|term| block.words.get(term.stem as usize).to_owned());
        query_term.stems.extend(stem.filter(|stem| !query_term.stems.contains(stem)));
    }

    fn add_exact_form(&self, query_term: &mut QueryTerm, word: &Word) {
        let exact_form = exact_form_term(word.kind, &word.written, &word.form).or_else(|| plain_form_term(word.kind, &word.form));
        let address = exact_form.and_then(|exact_form| self.term_of_stem(&exact_form));
        query_term.exact_form =
            address.and_then(|address| Some((address, self.read_term(address, |term| term.weight as f32 / WEIGHT_SCALE)?)));
    }

    /// Adds expansions as if they were one term: its document frequency is their sum.
    fn add_expansions(&self, query_term: &mut QueryTerm, expansions: Vec<TermAddress>, factor: f32) {
        let df: u32 = expansions.iter().filter_map(|address| self.read_term(*address, |term| term.df)).sum();
        let count = self.store.header.doc_count;
        let combined_weight = WEIGHTS.term_weight(count, df.min(count), df) as f32 / WEIGHT_SCALE;
        for address in expansions {
            let Some(weight) = self.read_term(address, |term| term.weight as f32 / WEIGHT_SCALE) else { continue };
            query_term.add_alternative(address, weight.min(combined_weight) * factor);
        }
    }

    /// Returns the terms of words with a prefix. If these span many files, the index header has the most frequent ones.
    fn prefix_terms(&self, prefix: &str) -> Vec<TermAddress> {
        let header = &self.store.header;
        let files = header.term_blocks.blocks_with_prefix(prefix);
        if files.len() > MAX_FILES
            && let Some(at) = header.prefixes.find(prefix)
        {
            let words = header.completions.get(at).map(Vec::as_slice).unwrap_or_default();
            return words.iter().flat_map(|word| self.terms_of_form(word)).collect();
        }
        self.most_frequent_terms(files.take(MAX_FILES), prefix, &|_| true)
    }

    /// Returns the terms of the most frequent words that have a prefix and satisfy a condition.
    fn most_frequent_terms(&self, files: impl Iterator<Item = usize>, prefix: &str, is_match: &dyn Fn(&str) -> bool) -> Vec<TermAddress> {
        let mut found: Vec<(u32, TermAddress)> = Vec::new();
        for file in files {
            let Some(block) = self.store.term_block(file) else { continue };
            let words = block.words.prefix_range(prefix).filter(|at| block.is_surface_form(*at) && is_match(block.words.get(*at)));
            let addresses = words.flat_map(|at| self.terms_of_word(&block, file, at));
            found.extend(addresses.filter_map(|address| Some((self.read_term(address, |term| term.df)?, address))));
        }
        found.sort_unstable_by_key(|(df, address)| (std::cmp::Reverse(*df), *address));
        found.dedup();
        found.into_iter().take(MAX_EXPANSIONS).map(|(_, address)| address).collect()
    }

    /// Returns the terms of words that match a pattern: by its prefix or, if it has none, by its suffix in the backward order
    /// of the spelling corrector's words.
    fn pattern_terms(&self, pattern: &str) -> Vec<TermAddress> {
        let header = &self.store.header;
        let wild = |c: char| c == '*' || c == '?';
        let start = pattern.split(wild).next().unwrap_or_default();
        let files = header.term_blocks.blocks_with_prefix(start);
        if !start.is_empty() || header.term_blocks.hashes.len() <= MAX_FILES {
            return self.most_frequent_terms(files.take(MAX_FILES * 2), start, &|word| matches_pattern(pattern, word));
        }
        let end = reversed(pattern.rsplit(wild).next().unwrap_or_default());
        let mut found: Vec<(u8, String)> = Vec::new();
        for block in
            header.backward_spelling.blocks_with_prefix(&end).take(MAX_FILES).filter_map(|file| self.store.spelling_block(true, file))
        {
            let words = block.iter().map(|(word, frequency)| (frequency, reversed(word)));
            found.extend(words.filter(|(_, word)| matches_pattern(pattern, word)));
        }
        found.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        found.into_iter().take(MAX_EXPANSIONS / 2).flat_map(|(_, word)| self.terms_of_form(&word)).collect()
    }

    /// Corrects a word that no article holds: adds the known words of which it may be a typo.
    fn correct(&self, query_term: &mut QueryTerm, form: &str) {
        let mut corrector = SpellingCorrector::new(form);
        if corrector.max_typos() == 0 || !is_correctable(form) && form.chars().any(|c| c.is_ascii_digit()) {
            return;
        }
        self.consider_block(form, &mut corrector);
        self.consider_halves(form, &mut corrector);
        if !self.store.missing_files().is_empty() {
            return;
        }
        for (rank, candidate) in (1_u8..).zip(corrector.best(MAX_CORRECTIONS)) {
            query_term.correction.get_or_insert_with(|| candidate.word.clone());
            let factor = WEIGHTS.correction / f32::from(rank);
            self.terms_of_form(&candidate.word).into_iter().for_each(|address| self.add(query_term, address, factor));
        }
    }

    /// Returns the term of a whole word of Hangul, with its additional weight.
    pub(super) fn whole_word(&self, form: &str) -> Option<(TermAddress, f32)> {
        let address = self.term_of_stem(&hangul_word(form))?;
        Some((address, self.read_term(address, |term| term.weight as f32 / WEIGHT_SCALE)? * WEIGHTS.whole_word))
    }

    /// Corrects a word of Hangul without its particle, if no article holds one of its pairs: returns the folded correction.
    pub(super) fn correct_hangul(&self, words: &[Word], functions: &[bool]) -> Option<String> {
        let units = run_units(words);
        let bare = units.get(..functions.iter().take_while(|is_function| !**is_function).count())?;
        let is_unknown = |pair: &Word| self.terms_of_form(&pair.form).is_empty() && self.prefix_terms(&pair.form).is_empty();
        if bare.len() < 2 || !pairs_of(&bare.concat()).iter().any(is_unknown) {
            return None;
        }
        let form = bare.concat();
        let mut corrector = SpellingCorrector::new(&form);
        self.consider_block(&form, &mut corrector);
        self.consider_halves(&form, &mut corrector);
        let found = corrector.best(1).pop().filter(|_| self.store.missing_files().is_empty())?;
        found.word.starts_with(is_hangul).then_some(found.word)
    }

    /// Considers the words of the block that would hold the word.
    fn consider_block(&self, form: &str, corrector: &mut SpellingCorrector) {
        let Some(file) = self.store.header.term_blocks.block_for(form) else { return };
        let Some(block) = self.store.term_block(file) else { return };
        for at in (0..block.words.len()).filter(|at| block.is_surface_form(*at)) {
            let word = block.words.get(at);
            let frequency = |target| match target {
                FormTarget::SameBlock(term) => block.terms.get(term as usize).map(|term| term.df),
                FormTarget::OtherBlock(..) => None,
            };
            if word.len().abs_diff(form.len()) > MAX_LENGTH_DIFFERENCE {
                continue;
            }
            let is_function_word = |word: &str| self.store.header.function_words.find(word).is_some();
            for word in spelling::correctable_forms(word, is_function_word) {
                let df = block.form_targets(at).into_iter().filter_map(frequency).max().unwrap_or(1);
                corrector.consider(word, df.max(1).ilog2() as u8);
            }
        }
    }

    /// Considers the words that share its first half, and those that share its second.
    fn consider_halves(&self, form: &str, corrector: &mut SpellingCorrector) {
        let header = &self.store.header;
        for (backward, range, word) in
            [(false, &header.forward_spelling, form.to_owned()), (true, &header.backward_spelling, reversed(form))]
        {
            let half: String = word.chars().take(word.chars().count() / 2).collect();
            // Words with so long a common prefix are in one block, which was considered already.
            if !backward && half.len() >= MIN_SHARED_PREFIX_BYTES && header.term_blocks.blocks_with_prefix(&half).len() == 1 {
                continue;
            }
            let mut files: Vec<usize> = range.blocks_with_prefix(&half).collect();
            let own = range.block_for(&word).unwrap_or(0);
            files.sort_by_key(|file| file.abs_diff(own));
            for block in files.into_iter().take(MAX_FILES).filter_map(|file| self.store.spelling_block(backward, file)) {
                for (known, frequency) in block.iter() {
                    let known = if backward { reversed(known) } else { known.to_owned() };
                    corrector.consider(&known, frequency);
                }
            }
        }
    }
}
