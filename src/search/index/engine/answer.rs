//! What a query found, in order, and what is said with it.

use super::clauses::{Asked, Node};
use super::store::Store;
use super::words::Words;
use crate::search::analysis::{Kind, Stem};
use crate::search::index::weights::{STEPS, WEIGHTS};
use crate::search::meaning::Meaning;
use crate::search::query::{Clause, Ending, Hint, Query, Word};
use crate::search::selection::Ordinals;

/// Where fewer articles than this match, articles with some of the words follow.
const FEW: usize = 10;
/// How many of those follow at most.
const PARTLY: usize = 100;
/// How many cards come along.
const CARDS: usize = 10;

/// What is there so far, and what is still wanted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reply {
    /// Paths inside `corpus/` of files that are still wanted: to be fetched together, then the same is asked again.
    pub needs: Vec<String>,
    /// The answer; where something is still wanted it is what can be said so far.
    pub answer: Option<Answer>,
}

/// What a query found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// Every article that matches, best first: ordinal and score.
    pub matches: Vec<(u32, f32)>,
    /// Articles with some of the words, best first; only where fewer than ten match.
    pub partly: Vec<(u32, f32)>,
    /// The words, as typed, that some of `partly` do not hold.
    pub missing: Vec<String>,
    /// Cards that came along with the index, by ordinal, as JSON: what a row shows, without standfirst, authors and tags.
    pub cards: Vec<(u32, String)>,
    /// What was not understood as it was perhaps meant.
    pub hints: Vec<Hint>,
    /// Words that are in no article, and the ones they were taken for.
    pub corrected: Vec<(String, String)>,
    /// Another query that finds more.
    pub suggestion: Option<String>,
    /// What to mark.
    pub meaning: Meaning,
}

/// Answers a query.
pub(super) fn answer(store: &Store, query: &Query, stem: &dyn Stem) -> Reply {
    let mut asked = Asked::new(Words { store, stem }, &query.clause);
    let node = asked.resolve(&query.clause, true);
    if !store.wanted().is_empty() {
        return Reply { needs: store.wanted(), answer: None };
    }
    // The rests of long lists are wanted from here on; without them the answer stands on the best articles of each word.
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

fn ordered(asked: &Asked, node: &Node, matched: &Ordinals, query: &Query) -> Answer {
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

/// Articles by their scores, the best first; of the same score in the order that they come in. A radix sort: of scores, which
/// are not negative, the bits are in the order of the numbers.
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

/// The score of every article: for each word the best of the groups that it may be, by weight and impact.
fn scores(asked: &Asked, node: &Node) -> Vec<f32> {
    let count = asked.words.store.root.count as usize;
    let (telling, bound) = (asked.telling(), asked.bound(node));
    let mut scores = vec![0.0_f32; count];
    // The weight of the words that each headline holds, and the leaf that it last had one of.
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

/// The best articles that do not match and hold some of the words.
fn partly(asked: &Asked, node: &Node, matched: &Ordinals, scores: &[f32]) -> Vec<(u32, f32)> {
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

/// The words that one of the first articles of a list does not hold.
fn missing(asked: &Asked, partly: &[(u32, f32)]) -> Vec<String> {
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

/// The cards of the first articles that stand beside one of the words.
fn cards<'a>(asked: &Asked, found: impl Iterator<Item = &'a (u32, f32)>) -> Vec<(u32, String)> {
    let names = asked.leaves.iter().flat_map(|leaf| leaf.groups.iter().map(|(name, _)| name));
    let mut files: Vec<usize> = names.map(|name| name.0).collect();
    files.sort_unstable();
    files.dedup();
    let files: Vec<_> = files.into_iter().filter_map(|file| asked.words.store.terms(file)).collect();
    let card = |ordinal: u32| files.iter().find_map(|terms| terms.card(ordinal)).map(|card| (ordinal, card));
    found.take(CARDS).filter_map(|(ordinal, _)| card(*ordinal)).collect()
}

/// What is to be marked. `apart` where articles are shown that hold a run only in pieces.
fn meaning(asked: &Asked, node: &Node, clause: &Clause, apart: bool) -> Meaning {
    let mut meaning = Meaning::default();
    let bound = asked.bound(node);
    // Function words beside others are not marked: they stand everywhere.
    for (at, leaf) in asked.telling().iter().map(|at| (at, &asked.leaves[*at])) {
        let Some(word) = &leaf.word else { continue };
        match (word.kind, word.ending) {
            (_, Ending::Wild) => meaning.patterns.push(word.form.clone()),
            (Kind::Gram, _) if apart && bound[*at].is_none() => meaning.runs.push(word.written.clone()),
            (Kind::Gram, _) => {}
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

/// Whether a word stands in a phrase: it is then marked with the others alone.
fn is_in_phrase(clause: &Clause, word: &Word) -> bool {
    match clause {
        Clause::Phrase(words) => words.contains(word),
        Clause::Any(clauses) | Clause::All(clauses) => clauses.iter().any(|clause| is_in_phrase(clause, word)),
        Clause::Within(_, inner) => is_in_phrase(inner, word),
        Clause::Word(_) | Clause::Not(_) | Clause::Facet(..) | Clause::Dates { .. } => false,
    }
}

/// Runs of characters, and phrases.
fn spans(clause: &Clause, meaning: &mut Meaning) {
    match clause {
        Clause::Word(word) if word.kind == Kind::Gram => meaning.runs.push(word.written.clone()),
        Clause::Phrase(words) if words.iter().all(|word| word.kind == Kind::Gram) => meaning.runs.push(run(words)),
        Clause::Phrase(words) => meaning.phrases.push(words.iter().map(|word| word.form.clone()).collect()),
        Clause::Any(clauses) | Clause::All(clauses) => clauses.iter().for_each(|clause| spans(clause, meaning)),
        Clause::Within(_, inner) => spans(inner, meaning),
        Clause::Word(_) | Clause::Not(_) | Clause::Facet(..) | Clause::Dates { .. } => {}
    }
}

/// The run of characters that overlapping grams were taken from.
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
