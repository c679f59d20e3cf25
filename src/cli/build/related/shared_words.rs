//! What an article shares with others, as its readers know it: tags, names and words, as the article writes them.
//!
//! Terms of the index are stems, and pairs of characters where a script has no spaces. So the words of the article are found by ICU's word
//! segmenter (Unicode Standard Annex 29, and dictionaries for scripts without spaces), and a word is shared if all of its terms are.

use super::nearest::Neighbour;
use super::phrase::{Phrase, choose};
use crate::article::Article;
use crate::article::language::primary_subtag;
use crate::search::analysis::{TokenKind, Variants, tokenize};
use crate::search::index::build::Collector;
use crate::search::index::build::fields::{WordRun, runs};
use crate::search::index::weights::Field;
use icu::segmenter::options::WordBreakInvariantOptions;
use icu::segmenter::{WordSegmenter, WordSegmenterBorrowed};
use rustc_hash::{FxHashMap, FxHashSet};

/// Chinese characters of numbers, and the one that makes an ordinal: 第一, 二〇一一年.
const HAN_NUMERALS: &str = "〇零一二三四五六七八九十百千万亿第";

/// Signs before the first word of a sentence.
const SENTENCE_ENDS: [char; 11] = ['.', '!', '?', ':', '“', '"', '«', '\n', '。', '！', '？'];

/// Finds the words of articles that stand for terms.
pub(super) struct SharedWords<'c> {
    collector: &'c Collector,
    variants: &'c Variants,
    segmenter: WordSegmenterBorrowed<'static>,
}

impl<'c> SharedWords<'c> {
    /// A finder for the articles of a collector.
    pub(super) fn new(collector: &'c Collector, variants: &'c Variants) -> SharedWords<'c> {
        SharedWords { collector, variants, segmenter: WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()) }
    }

    /// The words that an article shares with each of some neighbours, at most `limit` for each, the weightiest first.
    pub(super) fn of_neighbours(&self, article: &Article, neighbours: &[&Neighbour], limit: usize) -> Vec<Vec<String>> {
        let (runs, language) = (runs(article), primary_subtag(&article.lang));
        let wanted: FxHashSet<u32> = neighbours.iter().flat_map(|neighbour| neighbour.shared.iter().map(|one| one.term)).collect();
        let mut known = FxHashMap::default();
        let texts = runs.iter().filter(|run| !matches!(run.field, Field::Label | Field::Caption));
        let words: Vec<Vec<Phrase>> = texts.map(|run| self.words_of_run(run, &language, &wanted, &mut known)).collect();
        let words: Vec<Phrase> = words.into_iter().flatten().collect();
        neighbours.iter().map(|neighbour| choose(&words, neighbour, limit)).collect()
    }

    /// The words of a run that stand for wanted terms, in order.
    fn words_of_run<'r>(
        &self,
        run: &'r WordRun,
        language: &str,
        wanted: &FxHashSet<u32>,
        known: &mut FxHashMap<&'r str, Vec<u32>>,
    ) -> Vec<Phrase<'r>> {
        let is_prominent = run.field != Field::Body;
        let (mut start, mut begins_sentence, mut found) = (0, true, Vec::new());
        for end in self.segmenter.segment_str(&run.words).skip(1) {
            let word = without_possessive(run.words.get(start..end).unwrap_or_default());
            let place = start..start + word.len();
            start = end;
            if !word.chars().any(char::is_alphabetic) {
                begins_sentence |= word.contains(SENTENCE_ENDS);
                continue;
            }
            let terms = known.entry(word).or_insert_with(|| self.wanted_terms(word, language, wanted));
            if !terms.is_empty() {
                found.push(Phrase { text: &run.words, place, terms: terms.clone(), word_count: 1, is_prominent, begins_sentence });
            } else if let Some(last) = found.last_mut().filter(|last| last.place.end == place.start) {
                self.lengthen(last, place.end, language, wanted);
            }
            begins_sentence = false;
        }
        found
    }

    /// Adds the character behind a word of a script without spaces, up to `end`, if the pair of the last two characters is wanted: a
    /// dictionary parts 防火墙 after 防火.
    fn lengthen(&self, word: &mut Phrase, end: usize, language: &str, wanted: &FxHashSet<u32>) {
        let is_one = word.text.get(word.place.end..end).is_some_and(|added| added.chars().nth(1).is_none());
        let pair = word.text.get(word.place.clone()).and_then(|text| Some(word.place.end - text.chars().next_back()?.len_utf8()..end));
        let terms = pair.and_then(|pair| word.text.get(pair)).map(|pair| self.wanted_terms(pair, language, wanted)).unwrap_or_default();
        if is_one && !terms.is_empty() {
            word.place.end = end;
            word.terms.extend(terms);
        }
    }

    /// The wanted terms for which a word stands; none if one of its parts stands for another term, or if the word reads like none.
    fn wanted_terms(&self, word: &str, language: &str, wanted: &FxHashSet<u32>) -> Vec<u32> {
        let (mut terms, mut is_whole) = (Vec::new(), is_readable(word));
        tokenize(word, self.variants, 0, &mut |token| {
            let shared = self.collector.terms_of(language, token.written).iter().filter(|term| wanted.contains(term));
            let before = terms.len();
            terms.extend(shared);
            // The last unit of a run of n-grams stands alone, too; the parts of a compound stand for less than it.
            let is_part = token.kind == TokenKind::Compound || (token.kind == TokenKind::NGram && token.form.chars().nth(1).is_none());
            is_whole &= is_part || terms.len() > before;
        });
        if is_whole { terms } else { Vec::new() }
    }
}

fn count(word: &str, is_counted: impl Fn(char) -> bool) -> usize {
    word.chars().filter(|c| is_counted(*c)).count()
}

/// A word without the English ending of a possessive.
fn without_possessive(word: &str) -> &str {
    word.strip_suffix("’s").or_else(|| word.strip_suffix("'s")).unwrap_or(word)
}

/// Whether a word says something by itself: two letters of a script without small letters, or capitals, more of others, or a number with
/// a letter.
fn is_readable(word: &str) -> bool {
    let (letters, numerals) = (count(word, char::is_alphabetic), count(word, |c| HAN_NUMERALS.contains(c)));
    let is_number = numerals * 2 > letters || (numerals > 0 && letters < 3);
    let is_long = letters >= if word.chars().any(char::is_lowercase) { 3 } else { 2 };
    !is_number && (is_long || (letters > 0 && count(word, |c| c.is_ascii_digit()) > 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Block;
    use crate::cli::language_data::LanguageData;
    use crate::search::index::build::{AnalyzedArticle, WeightedTerm};

    /// The words that an article shares with another one that has some of its terms.
    fn shared_words(lang: &str, text: &str, written_terms: &[&str]) -> Vec<String> {
        let article = Article { lang: lang.into(), body: vec![Block::paragraph(text)], ..Article::default() };
        let (data, mut collector) = (LanguageData::default(), Collector::default());
        collector.add(&AnalyzedArticle::new(&article, data.variants()), &data);
        let terms = written_terms.iter().flat_map(|written| collector.terms_of(lang, written));
        let shared = terms.map(|term| WeightedTerm { term: *term, weight: 1.0 }).collect();
        let neighbour = Neighbour { doc_id: 1, score: 1.0, shared };
        SharedWords::new(&collector, data.variants()).of_neighbours(&article, &[&neighbour], 3).concat()
    }

    #[test]
    fn stems_are_shown_as_the_article_writes_them() {
        let text = "The railways of Kashgar. Kashgar’s railways were late, said the Railway Gazette.";
        assert_eq!(shared_words("en", text, &["railways", "Kashgar"]), ["Kashgar", "railways"]);
        assert_eq!(shared_words("en", text, &["late"]), [""; 0], "it stands there once");
    }

    #[test]
    fn pairs_of_characters_are_shown_as_words() {
        let text = "防火墙很重要。防火墙在铁路旁边，铁路很长。";
        assert_eq!(shared_words("zh", text, &["防火", "火墙", "铁路"]), ["防火墙", "铁路"]);
        assert_eq!(shared_words("zh", text, &["防火"]), ["防火"]);
    }

    #[test]
    fn readable_words_say_something_by_themselves() {
        assert!(["rail", "EU", "铁路", "一带一路", "สาย", "1990s", "철도"].iter().all(|word| is_readable(word)));
        assert!(["of", "a", "路", "12", "1990", "x1", "第一", "一个", "二〇一一年"].iter().all(|word| !is_readable(word)));
    }
}
