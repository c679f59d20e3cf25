//! Ranks the matches of a query and builds the answer.

use super::query_evaluation::{Node, QueryEvaluation};
use super::run::join_ngrams;
use super::store::Store;
use super::term_lookup::TermLookup;
use crate::search::analysis::exact_form::exact_form_term;
use crate::search::analysis::scripts::units;
use crate::search::analysis::{Stem, TokenKind};
use crate::search::highlight::HighlightTerms;
use crate::search::index::weights::{MAX_IMPACT, WEIGHTS};
use crate::search::query::{Clause, Ending, Hint, Query, Word};
use crate::search::selection::DocIds;
use std::ops::Range;

/// Below this number of matches, partial matches follow.
const MIN_MATCHES: usize = 10;
/// The maximum number of partial matches.
const MAX_PARTIAL_MATCHES: usize = 100;
/// The maximum number of cards in an answer.
const MAX_CARDS: usize = 10;

/// The answer so far, and the missing files.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reply {
    /// Paths inside `corpus/` of missing files: the caller fetches them together and asks again.
    pub missing_files: Vec<String>,
    /// The answer; preliminary while files are missing.
    pub answer: Option<Answer>,
}

/// The answer to a query.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// The matches, best first: doc id and score.
    pub matches: Vec<(u32, f32)>,
    /// Partial matches, best first; only if there are fewer than ten matches.
    pub partial_matches: Vec<(u32, f32)>,
    /// The content words, as typed, that some of the first partial matches lack.
    pub missing_words: Vec<String>,
    /// Cards found in the index, by doc id, as JSON without standfirst, authors and tags.
    pub cards: Vec<(u32, String)>,
    /// Hints on syntax that was not understood.
    pub hints: Vec<Hint>,
    /// Words that no article holds, and their corrections.
    pub corrections: Vec<(String, String)>,
    /// A suggested query that finds more.
    pub suggestion: Option<String>,
    /// The highlight terms.
    pub highlight_terms: HighlightTerms,
}

/// Answers a query.
pub(super) fn answer(store: &Store, query: &Query, stemmer: &dyn Stem) -> Reply {
    let lookup = TermLookup { store, stemmer, has_accents: has_accents(&query.clause) };
    let mut evaluation = QueryEvaluation::new(lookup, &query.clause);
    let node = evaluation.resolve(&query.clause, true);
    if !store.missing_files().is_empty() {
        return Reply { missing_files: store.missing_files(), answer: None };
    }
    // Posting-list tails are requested from here on; without them the answer rests on the best articles of each word.
    let matching = evaluation.matching_docs(&node);
    let missing_files = store.missing_files();
    let is_blocked = missing_files.iter().any(|path| !path.starts_with("long-"));
    if is_blocked {
        return Reply { missing_files, answer: None };
    }
    let answer = rank(&evaluation, &node, &matching, query);
    let mut missing_files = store.missing_files();
    missing_files.extend(store.optional_files());
    Reply { missing_files, answer: Some(answer) }
}

fn rank(evaluation: &QueryEvaluation, node: &Node, matching: &DocIds, query: &Query) -> Answer {
    let scores = score_docs(evaluation, node);
    let matches = sort_by_score(matching.iter().map(|doc_id| (doc_id, scores[doc_id as usize])).collect());
    let matches = whole_runs_first(evaluation, node, matches);
    let partial_matches = if matches.len() < MIN_MATCHES { partial_matches(evaluation, node, matching, &scores) } else { Vec::new() };
    let missing_words = missing_words(evaluation, node, &query.clause, &partial_matches);
    let corrections = evaluation.scoring_terms.iter().map(|query_term| &evaluation.query_terms[*query_term]);
    let corrections =
        corrections.filter_map(|query_term| Some((query_term.word.as_ref()?.written.clone(), query_term.correction.clone()?)));
    Answer {
        cards: cards(evaluation, matches.iter().chain(&partial_matches)),
        hints: query.hints.clone(),
        corrections: corrections.chain(evaluation.run_corrections.iter().cloned()).collect(),
        suggestion: None,
        highlight_terms: highlight_terms(evaluation, node, &query.clause),
        matches,
        partial_matches,
        missing_words,
    }
}

/// Whether a clause holds a word with accents or other signs that folding removes.
fn has_accents(clause: &Clause) -> bool {
    match clause {
        Clause::Word(word) => exact_form_term(word.kind, &word.written, &word.form).is_some(),
        Clause::Phrase(words) => words.iter().any(|word| exact_form_term(word.kind, &word.written, &word.form).is_some()),
        Clause::Any(clauses) | Clause::All(clauses) => clauses.iter().any(has_accents),
        Clause::Within(_, inner) => has_accents(inner),
        Clause::Run(_) | Clause::Not(_) | Clause::Facet(..) | Clause::Dates { .. } => false,
    }
}

/// Puts the articles in which the runs of the query stand as they were typed before the others.
fn whole_runs_first(evaluation: &QueryEvaluation, node: &Node, matches: Vec<(u32, f32)>) -> Vec<(u32, f32)> {
    let Some(whole) = evaluation.docs_with_whole_runs(node) else { return matches };
    let (mut first, others): (Vec<_>, Vec<_>) = matches.into_iter().partition(|(doc_id, _)| whole.contains(*doc_id));
    first.extend(others);
    first
}

/// Sorts articles by descending score; the sort is stable. A radix sort: the bits of non-negative floats are in the order of
/// the numbers.
fn sort_by_score(found: Vec<(u32, f32)>) -> Vec<(u32, f32)> {
    let mut found = found;
    let mut next = found.clone();
    for shift in [0, 11, 22] {
        let radix_digit = |score: f32| (!score.to_bits() >> shift) as usize & 0x7FF;
        let mut starts = [0_usize; 0x800];
        found.iter().for_each(|(_, score)| starts[radix_digit(*score)] += 1);
        let mut sum = 0;
        starts.iter_mut().for_each(|start| sum += std::mem::replace(start, sum));
        for entry in &found {
            let start = &mut starts[radix_digit(entry.1)];
            next[*start] = *entry;
            *start += 1;
        }
        std::mem::swap(&mut found, &mut next);
    }
    found
}

/// Scores every article: for each query term its best alternative, term weight times quantized score.
fn score_docs(evaluation: &QueryEvaluation, node: &Node) -> Vec<f32> {
    let count = evaluation.lookup.store.header.doc_count as usize;
    let (content_terms, constraints) = (evaluation.content_terms(), evaluation.constrained_terms(node));
    let mut scores = vec![0.0_f32; count];
    // The weight of the query terms in each headline, and the last query term counted there.
    let mut headlines = vec![(0.0_f32, usize::MAX); count];
    let mut best = vec![0.0_f32; count];
    let mut all = 0.0;
    for (at, times) in evaluation.term_counts() {
        let query_term = &evaluation.query_terms[at];
        let factor = match content_terms.contains(&at) {
            _ if query_term.is_function_pair => times * WEIGHTS.function_pair,
            true => times,
            false => times * WEIGHTS.stop_word,
        };
        let folded = if query_term.exact_form.is_some() { WEIGHTS.folded_form } else { 1.0 };
        let (counted, constraint) = (evaluation.docs_with_all_parts(at), constraints[at].as_ref());
        let is_counted = |doc_id: u32| !counted.contains(doc_id) && constraint.is_none_or(|constraint| constraint.contains(doc_id));
        let weights =
            query_term.alternatives.iter().map(|(_, weight)| weight * folded).chain(query_term.exact_form.map(|(_, weight)| weight));
        let heaviest = weights.fold(0.0, f32::max) * factor;
        if !evaluation.is_compound(at) {
            all += heaviest;
        }
        let mut scored = Vec::new();
        for (address, weight) in &query_term.alternatives {
            for posting in evaluation.postings(*address).iter().filter(|posting| is_counted(posting.doc_id)) {
                let doc_id = posting.doc_id as usize;
                if best[doc_id] == 0.0 {
                    scored.push(doc_id);
                }
                best[doc_id] = best[doc_id].max(weight * folded * f32::from(posting.impact) / f32::from(MAX_IMPACT));
                let headline = &mut headlines[doc_id];
                if posting.is_in_title && headline.1 != at {
                    *headline = (headline.0 + heaviest, at);
                }
            }
        }
        if let Some((address, weight)) = query_term.exact_form {
            for posting in evaluation.postings(address).iter().filter(|posting| is_counted(posting.doc_id)) {
                let best = &mut best[posting.doc_id as usize];
                if *best == 0.0 {
                    scored.push(posting.doc_id as usize);
                }
                *best = best.max(weight * f32::from(posting.impact) / f32::from(MAX_IMPACT));
            }
        }
        for doc_id in scored {
            scores[doc_id] += factor * std::mem::replace(&mut best[doc_id], 0.0);
        }
    }
    for (address, weight) in QueryEvaluation::whole_words(node) {
        for posting in evaluation.postings(address).iter() {
            scores[posting.doc_id as usize] += weight * f32::from(posting.impact) / f32::from(MAX_IMPACT);
        }
    }
    for (score, (headline, _)) in scores.iter_mut().zip(headlines).filter(|(_, (headline, _))| *headline > 0.0) {
        *score *= WEIGHTS.headline_factor(headline, all);
    }
    scores
}

/// Returns the best partial matches.
fn partial_matches(evaluation: &QueryEvaluation, node: &Node, matching: &DocIds, scores: &[f32]) -> Vec<(u32, f32)> {
    if evaluation.scoring_terms.is_empty() {
        return Vec::new();
    }
    let allowed = evaluation.filter_mask(node).difference(matching);
    let mut found: Vec<(u32, f32)> =
        allowed.iter().map(|doc_id| (doc_id, scores[doc_id as usize])).filter(|(_, score)| *score > 0.0).collect();
    found = sort_by_score(found);
    found.truncate(MAX_PARTIAL_MATCHES);
    found
}

/// Returns what one of the first partial matches lacks, as typed: content words and, of a run without spaces, the stretches that the
/// first partial match lacks.
fn missing_words(evaluation: &QueryEvaluation, node: &Node, clause: &Clause, partial_matches: &[(u32, f32)]) -> Vec<String> {
    let mut missing: Vec<String> = Vec::new();
    let Some((first, _)) = partial_matches.first() else { return missing };
    add_missing_runs(evaluation, node, clause, *first, &mut missing);
    let is_named = |term: &usize| !evaluation.query_terms[*term].is_ngram() && !evaluation.is_part_of_compound(*term);
    for term in evaluation.content_terms().into_iter().filter(is_named) {
        let mut docs = evaluation.docs_with_term(term);
        docs.union_with(&evaluation.docs_with_all_parts(term));
        let lacks = partial_matches.iter().take(MIN_MATCHES).any(|(doc_id, _)| !docs.contains(*doc_id));
        let written = evaluation.query_terms[term].word.as_ref().map(|word| word.written.clone()).unwrap_or_default();
        if lacks && !written.is_empty() && !missing.contains(&written) {
            missing.push(written);
        }
    }
    missing
}

/// Adds what an article lacks of the runs of a clause, and the quoted runs that do not stand in it.
fn add_missing_runs(evaluation: &QueryEvaluation, node: &Node, clause: &Clause, doc_id: u32, missing: &mut Vec<String>) {
    match (node, clause) {
        (Node::Run(run), Clause::Run(words)) => {
            let is_covered = |unit: usize| run.pairs_of_unit(unit).iter().any(|pair| evaluation.docs_with_term(*pair).contains(doc_id));
            missing.extend(run.missing_stretches(is_covered).into_iter().map(|stretch| written_units(words, stretch)));
        }
        (Node::Phrase(terms), Clause::Phrase(words)) if words.iter().all(|word| word.kind == TokenKind::NGram) => {
            if terms.iter().any(|term| !evaluation.docs_with_term(*term).contains(doc_id)) {
                missing.push(join_ngrams(words));
            }
        }
        (Node::All(nodes), Clause::All(clauses)) => {
            nodes.iter().zip(clauses).for_each(|(node, clause)| add_missing_runs(evaluation, node, clause, doc_id, missing));
        }
        (Node::Within(_, node), Clause::Within(_, clause)) => add_missing_runs(evaluation, node, clause, doc_id, missing),
        _ => {}
    }
}

/// The units of a run as they were typed.
fn written_units(words: &[Word], range: Range<usize>) -> String {
    if range.len() > 1 {
        return join_ngrams(words.get(range.start..range.end - 1).unwrap_or_default());
    }
    let single = words.get(range.start).map(|word| units(&word.written).first().map_or("", |unit| unit));
    single.or(words.last().and_then(|word| units(&word.written).last().copied())).unwrap_or_default().to_owned()
}

/// Returns the cards of the first articles that the query terms' blocks hold.
fn cards<'a>(evaluation: &QueryEvaluation, found: impl Iterator<Item = &'a (u32, f32)>) -> Vec<(u32, String)> {
    let addresses = evaluation.query_terms.iter().flat_map(|query_term| query_term.alternatives.iter().map(|(address, _)| address));
    let mut files: Vec<usize> = addresses.map(|address| address.0).collect();
    files.sort_unstable();
    files.dedup();
    let blocks: Vec<_> = files.into_iter().filter_map(|file| evaluation.lookup.store.term_block(file)).collect();
    let card = |doc_id: u32| blocks.iter().find_map(|block| block.card(doc_id)).map(|card| (doc_id, card));
    found.take(MAX_CARDS).filter_map(|(doc_id, _)| card(*doc_id)).collect()
}

/// Collects the highlight terms.
fn highlight_terms(evaluation: &QueryEvaluation, node: &Node, clause: &Clause) -> HighlightTerms {
    let mut terms = HighlightTerms::default();
    let constraints = evaluation.constrained_terms(node);
    // Stop words beside content words are not marked: they occur everywhere.
    for (at, query_term) in evaluation.content_terms().iter().map(|at| (at, &evaluation.query_terms[*at])) {
        let Some(word) = &query_term.word else { continue };
        match (word.kind, word.ending) {
            (_, Ending::Pattern) => terms.patterns.push(word.form.clone()),
            (TokenKind::NGram, _) => {}
            _ if is_in_phrase(clause, word) && constraints[*at].is_some() => {}
            _ => {
                terms.stems.extend(query_term.stems.iter().cloned());
                terms.forms.push(word.form.clone());
                if query_term.is_prefix {
                    terms.prefixes.push(word.form.clone());
                }
            }
        }
    }
    add_runs_and_phrases(evaluation, clause, &mut terms);
    for list in [&mut terms.stems, &mut terms.forms, &mut terms.prefixes, &mut terms.patterns] {
        list.sort_unstable();
        list.dedup();
    }
    terms
}

/// Whether a word belongs to a phrase: it is then marked only within the phrase.
fn is_in_phrase(clause: &Clause, word: &Word) -> bool {
    match clause {
        Clause::Phrase(words) => words.contains(word),
        Clause::Any(clauses) | Clause::All(clauses) => clauses.iter().any(|clause| is_in_phrase(clause, word)),
        Clause::Within(_, inner) => is_in_phrase(inner, word),
        Clause::Word(_) | Clause::Run(_) | Clause::Not(_) | Clause::Facet(..) | Clause::Dates { .. } => false,
    }
}

/// Collects runs of characters, and phrases.
fn add_runs_and_phrases(evaluation: &QueryEvaluation, clause: &Clause, terms: &mut HighlightTerms) {
    match clause {
        Clause::Run(words) => terms.runs.push(evaluation.highlight_run(words)),
        Clause::Word(word) if word.kind == TokenKind::NGram => terms.runs.push(evaluation.highlight_run(std::slice::from_ref(word))),
        Clause::Phrase(words) => terms.phrases.push(words.iter().map(|word| word.form.clone()).collect()),
        Clause::Any(clauses) | Clause::All(clauses) => clauses.iter().for_each(|clause| add_runs_and_phrases(evaluation, clause, terms)),
        Clause::Within(_, inner) => add_runs_and_phrases(evaluation, inner, terms),
        Clause::Word(_) | Clause::Not(_) | Clause::Facet(..) | Clause::Dates { .. } => {}
    }
}

#[cfg(test)]
mod tests {
    use super::sort_by_score;

    #[test]
    fn results_are_sorted_by_score_and_then_by_doc_id() {
        let found = vec![(0, 1.5), (1, 0.0), (2, 900.25), (3, 1.5), (4, 1.0e-7)];
        assert_eq!(sort_by_score(found).iter().map(|(doc_id, _)| *doc_id).collect::<Vec<_>>(), [2, 0, 3, 4, 1]);
        assert!(sort_by_score(Vec::new()).is_empty());
    }
}
