//! Ranks the matches of a query and builds the answer.

use super::query_evaluation::{Node, QueryEvaluation};
use super::store::Store;
use super::term_lookup::TermLookup;
use crate::search::analysis::{Stem, TokenKind};
use crate::search::highlight_terms::HighlightTerms;
use crate::search::index::weights::{STEPS, WEIGHTS};
use crate::search::query::{Clause, Ending, Hint, Query, Word};
use crate::search::selection::DocIds;

/// Below this number of matches, partial matches follow.
const FEW: usize = 10;
/// The maximum number of partial matches.
const PARTLY: usize = 100;
/// The maximum number of cards in an answer.
const CARDS: usize = 10;

/// The answer so far, and the missing files.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reply {
    /// Paths inside `corpus/` of missing files: the caller fetches them together and asks again.
    pub needs: Vec<String>,
    /// The answer; preliminary while files are missing.
    pub answer: Option<Answer>,
}

/// The answer to a query.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// The matches, best first: doc id and score.
    pub matches: Vec<(u32, f32)>,
    /// Partial matches, best first; only if there are fewer than ten matches.
    pub partly: Vec<(u32, f32)>,
    /// The content words, as typed, that some of the first partial matches lack.
    pub missing: Vec<String>,
    /// Cards found in the index, by doc id, as JSON without standfirst, authors and tags.
    pub cards: Vec<(u32, String)>,
    /// Hints on syntax that was not understood.
    pub hints: Vec<Hint>,
    /// Words that no article holds, and their corrections.
    pub corrected: Vec<(String, String)>,
    /// A suggested query that finds more.
    pub suggestion: Option<String>,
    /// The highlight terms.
    pub meaning: HighlightTerms,
}

/// Answers a query.
pub(super) fn answer(store: &Store, query: &Query, stem: &dyn Stem) -> Reply {
    let mut asked = QueryEvaluation::new(TermLookup { store, stem }, &query.clause);
    let node = asked.resolve(&query.clause, true);
    if !store.wanted().is_empty() {
        return Reply { needs: store.wanted(), answer: None };
    }
    // Posting-list tails are requested from here on; without them the answer rests on the best articles of each word.
    let matched = asked.meant(&node);
    let needs = store.wanted();
    let hard = needs.iter().any(|path| !path.starts_with("long-"));
    if hard {
        return Reply { needs, answer: None };
    }
    let answer = ordered(&asked, &node, &matched, query);
    let mut needs = store.wanted();
    needs.extend(store.later());
    Reply { needs, answer: Some(answer) }
}

fn ordered(asked: &QueryEvaluation, node: &Node, matched: &DocIds, query: &Query) -> Answer {
    let scores = scores(asked, node);
    let matches = best_first(matched.iter().map(|ordinal| (ordinal, scores[ordinal as usize])).collect());
    let partly = if matches.len() < FEW { partly(asked, node, matched, &scores) } else { Vec::new() };
    let missing = missing(asked, &partly);
    let corrected = asked.positive.iter().map(|leaf| &asked.leaves[*leaf]);
    let corrected = corrected.filter_map(|leaf| Some((leaf.word.as_ref()?.written.clone(), leaf.corrected.clone()?)));
    Answer {
        cards: cards(asked, matches.iter().chain(&partly)),
        hints: query.hints.clone(),
        corrected: corrected.collect(),
        suggestion: None,
        meaning: meaning(asked, node, &query.clause, !partly.is_empty()),
        matches,
        partly,
        missing,
    }
}

/// Sorts articles by descending score; the sort is stable. A radix sort: the bits of non-negative floats are in the order of
/// the numbers.
fn best_first(found: Vec<(u32, f32)>) -> Vec<(u32, f32)> {
    let mut found = found;
    let mut next = found.clone();
    for shift in [0, 11, 22] {
        let digit = |score: f32| (!score.to_bits() >> shift) as usize & 0x7FF;
        let mut starts = [0_usize; 0x800];
        found.iter().for_each(|(_, score)| starts[digit(*score)] += 1);
        let mut sum = 0;
        starts.iter_mut().for_each(|start| sum += std::mem::replace(start, sum));
        for one in &found {
            let start = &mut starts[digit(one.1)];
            next[*start] = *one;
            *start += 1;
        }
        std::mem::swap(&mut found, &mut next);
    }
    found
}

/// Scores every article: for each query term its best alternative, term weight times quantized score.
fn scores(asked: &QueryEvaluation, node: &Node) -> Vec<f32> {
    let count = asked.words.store.root.count as usize;
    let (telling, bound) = (asked.telling(), asked.bound(node));
    let mut scores = vec![0.0_f32; count];
    // The weight of the query terms in each headline, and the last query term counted there.
    let mut headlines = vec![(0.0_f32, usize::MAX); count];
    let mut best = vec![0.0_f32; count];
    let mut all = 0.0;
    for (at, times) in asked.counted() {
        let leaf = &asked.leaves[at];
        let factor = if telling.contains(&at) { times } else { times * WEIGHTS.function_word };
        let (counted, bound) = (asked.in_parts(at), bound[at].as_ref());
        let counts = |ordinal: u32| !counted.contains(ordinal) && bound.is_none_or(|bound| bound.contains(ordinal));
        let heaviest = leaf.groups.iter().map(|(_, weight)| *weight).fold(0.0, f32::max) * factor;
        if !asked.is_compound(at) {
            all += heaviest;
        }
        let mut held = Vec::new();
        for (name, weight) in &leaf.groups {
            for posting in asked.list(*name).iter().filter(|posting| counts(posting.ordinal)) {
                let ordinal = posting.ordinal as usize;
                if best[ordinal] == 0.0 {
                    held.push(ordinal);
                }
                best[ordinal] = best[ordinal].max(weight * f32::from(posting.impact) / f32::from(STEPS));
                let headline = &mut headlines[ordinal];
                if posting.title && headline.1 != at {
                    *headline = (headline.0 + heaviest, at);
                }
            }
        }
        for ordinal in held {
            scores[ordinal] += factor * std::mem::replace(&mut best[ordinal], 0.0);
        }
        if let Some((name, weight)) = leaf.accents {
            for posting in asked.list(name).iter() {
                scores[posting.ordinal as usize] += factor * weight * f32::from(posting.impact) / f32::from(STEPS);
            }
        }
    }
    for (score, (headline, _)) in scores.iter_mut().zip(headlines).filter(|(_, (headline, _))| *headline > 0.0) {
        *score *= WEIGHTS.headline(headline, all);
    }
    scores
}

/// Returns the best partial matches.
fn partly(asked: &QueryEvaluation, node: &Node, matched: &DocIds, scores: &[f32]) -> Vec<(u32, f32)> {
    if asked.positive.is_empty() {
        return Vec::new();
    }
    let allowed = asked.let_through(node).minus(matched);
    let mut partly: Vec<(u32, f32)> =
        allowed.iter().map(|ordinal| (ordinal, scores[ordinal as usize])).filter(|(_, score)| *score > 0.0).collect();
    partly = best_first(partly);
    partly.truncate(PARTLY);
    partly
}

/// Returns the content words that one of the first partial matches lacks.
fn missing(asked: &QueryEvaluation, partly: &[(u32, f32)]) -> Vec<String> {
    let mut missing: Vec<String> = Vec::new();
    if partly.is_empty() {
        return missing;
    }
    for leaf in asked.telling() {
        let holding = asked.holding(leaf);
        let lacks = partly.iter().take(FEW).any(|(ordinal, _)| !holding.contains(*ordinal));
        let written = asked.leaves[leaf].word.as_ref().map(|word| word.written.clone()).unwrap_or_default();
        if lacks && !written.is_empty() && !missing.contains(&written) {
            missing.push(written);
        }
    }
    missing
}

/// Returns the cards of the first articles that the query terms' blocks hold.
fn cards<'a>(asked: &QueryEvaluation, found: impl Iterator<Item = &'a (u32, f32)>) -> Vec<(u32, String)> {
    let names = asked.leaves.iter().flat_map(|leaf| leaf.groups.iter().map(|(name, _)| name));
    let mut files: Vec<usize> = names.map(|name| name.0).collect();
    files.sort_unstable();
    files.dedup();
    let files: Vec<_> = files.into_iter().filter_map(|file| asked.words.store.terms(file)).collect();
    let card = |ordinal: u32| files.iter().find_map(|terms| terms.card(ordinal)).map(|card| (ordinal, card));
    found.take(CARDS).filter_map(|(ordinal, _)| card(*ordinal)).collect()
}

/// Collects the highlight terms. `apart` is true if partial matches are shown, which may hold a run only in pieces.
fn meaning(asked: &QueryEvaluation, node: &Node, clause: &Clause, apart: bool) -> HighlightTerms {
    let mut meaning = HighlightTerms::default();
    let bound = asked.bound(node);
    // Stop words beside content words are not marked: they occur everywhere.
    for (at, leaf) in asked.telling().iter().map(|at| (at, &asked.leaves[*at])) {
        let Some(word) = &leaf.word else { continue };
        match (word.kind, word.ending) {
            (_, Ending::Wild) => meaning.patterns.push(word.form.clone()),
            (TokenKind::Gram, _) if apart && bound[*at].is_none() => meaning.runs.push(word.written.clone()),
            (TokenKind::Gram, _) => {}
            _ if is_in_phrase(clause, word) && bound[*at].is_some() => {}
            _ => {
                meaning.keys.extend(leaf.keys.iter().cloned());
                meaning.forms.push(word.form.clone());
                if leaf.beginning {
                    meaning.prefixes.push(word.form.clone());
                }
            }
        }
    }
    spans(clause, &mut meaning);
    for list in [&mut meaning.keys, &mut meaning.forms, &mut meaning.prefixes, &mut meaning.patterns, &mut meaning.runs] {
        list.sort_unstable();
        list.dedup();
    }
    meaning
}

/// Whether a word belongs to a phrase: it is then marked only within the phrase.
fn is_in_phrase(clause: &Clause, word: &Word) -> bool {
    match clause {
        Clause::Phrase(words) => words.contains(word),
        Clause::Any(clauses) | Clause::All(clauses) => clauses.iter().any(|clause| is_in_phrase(clause, word)),
        Clause::Within(_, inner) => is_in_phrase(inner, word),
        Clause::Word(_) | Clause::Not(_) | Clause::Facet(..) | Clause::Dates { .. } => false,
    }
}

/// Collects runs of characters, and phrases.
fn spans(clause: &Clause, meaning: &mut HighlightTerms) {
    match clause {
        Clause::Word(word) if word.kind == TokenKind::Gram => meaning.runs.push(word.written.clone()),
        Clause::Phrase(words) if words.iter().all(|word| word.kind == TokenKind::Gram) => meaning.runs.push(run(words)),
        Clause::Phrase(words) => meaning.phrases.push(words.iter().map(|word| word.form.clone()).collect()),
        Clause::Any(clauses) | Clause::All(clauses) => clauses.iter().for_each(|clause| spans(clause, meaning)),
        Clause::Within(_, inner) => spans(inner, meaning),
        Clause::Word(_) | Clause::Not(_) | Clause::Facet(..) | Clause::Dates { .. } => {}
    }
}

/// Joins overlapping n-grams to the run that they come from.
#[expect(clippy::string_slice, reason = "cut at the place of a character")]
fn run(grams: &[Word]) -> String {
    let mut run = String::new();
    for gram in grams.iter().map(|gram| gram.written.as_str()) {
        let shared = gram.char_indices().map(|(at, _)| at).rev().find(|at| run.ends_with(&gram[..*at])).unwrap_or(0);
        run.push_str(&gram[shared..]);
    }
    run
}

#[cfg(test)]
mod tests {
    use super::best_first;

    #[test]
    fn the_best_comes_first_and_of_the_same_the_newer() {
        let found = vec![(0, 1.5), (1, 0.0), (2, 900.25), (3, 1.5), (4, 1.0e-7)];
        assert_eq!(best_first(found).iter().map(|(ordinal, _)| *ordinal).collect::<Vec<_>>(), [2, 0, 3, 4, 1]);
        assert!(best_first(Vec::new()).is_empty());
    }
}
