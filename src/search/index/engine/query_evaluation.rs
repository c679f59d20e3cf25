//! Finds the articles that match a clause.

use super::run::{
    MAX_EXACT_UNITS, MIN_COVER, Run, content_range, function_units, is_hangul_run, join_ngrams, pairs_of, run_units, unit_weights,
};
use super::store::Store;
use super::term_lookup::{QueryTerm, TermAddress, TermLookup};
use crate::corpus::facet::Value;
use crate::corpus::{Facet, ValueKind};
use crate::search::analysis::TokenKind;
use crate::search::analysis::scripts::compose_hangul;
use crate::search::fold::fold;
use crate::search::highlight::HighlightRun;
use crate::search::index::positions::field_offsets;
use crate::search::index::postings::Posting;
use crate::search::query::{Clause, Ending, QueryField, Word};
use crate::search::selection::DocIds;
use std::rc::Rc;

/// A clause whose words are looked up: numbers are indexes of query terms.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Term(usize),
    Phrase(Vec<usize>),
    Run(Run),
    Any(Vec<Node>),
    All(Vec<Node>),
    Not(Box<Node>),
    Within(QueryField, Box<Node>),
    Facet(Facet, String),
    Dates(Option<String>, Option<String>),
}

/// The positions of a query term: doc id, then positions.
type PhrasePositions = Vec<(u32, Vec<u32>)>;

/// The evaluation state of a query.
pub(super) struct QueryEvaluation<'s> {
    pub lookup: TermLookup<'s>,
    pub query_terms: Vec<QueryTerm>,
    /// Query terms that contribute to the score: those not under a `-`. A repeated word is repeated here.
    pub scoring_terms: Vec<usize>,
    /// Compounds: the query term of the parts written as one, and those of the parts.
    pub compounds: Vec<(usize, Vec<usize>)>,
    /// Words of Hangul that no article holds, as typed, and their corrections.
    pub run_corrections: Vec<(String, String)>,
    /// Whether the query holds content words.
    has_content_words: bool,
}

impl<'s> QueryEvaluation<'s> {
    pub(super) fn new(lookup: TermLookup<'s>, clause: &Clause) -> QueryEvaluation<'s> {
        QueryEvaluation {
            has_content_words: has_content_words(clause, lookup.store),
            lookup,
            query_terms: Vec::new(),
            scoring_terms: Vec::new(),
            compounds: Vec::new(),
            run_corrections: Vec::new(),
        }
    }

    fn doc_count(&self) -> u32 {
        self.lookup.store.header.doc_count
    }

    /// Looks up the words of a clause.
    pub(super) fn resolve(&mut self, clause: &Clause, is_scoring: bool) -> Node {
        let mut many = |clauses: &[Clause]| clauses.iter().map(|clause| self.resolve(clause, is_scoring)).collect::<Vec<_>>();
        match clause {
            Clause::Word(word) => {
                Node::Term(self.add_query_term(word, is_scoring, self.has_content_words && is_stop_word(word, self.lookup.store)))
            }
            Clause::Phrase(words) => {
                let terms: Vec<usize> = words.iter().map(|word| self.add_query_term(word, is_scoring, false)).collect();
                self.add_leading_vowels(&terms);
                Node::Phrase(terms)
            }
            Clause::Run(words) => Node::Run(self.resolve_run(words, is_scoring)),
            Clause::Any(clauses) => Node::Any(match clauses.as_slice() {
                // The parts of a compound need not be consecutive: if they are, the compound matches too.
                [whole @ .., Clause::Phrase(parts)] if !whole.is_empty() && whole.iter().all(is_compound_clause) => {
                    let parts: Vec<usize> = parts.iter().map(|part| self.add_query_term(part, is_scoring, false)).collect();
                    let mut nodes = vec![Node::All(parts.iter().copied().map(Node::Term).collect())];
                    for word in whole {
                        if let Node::Term(compound) = self.resolve(word, is_scoring) {
                            nodes.push(Node::Term(compound));
                            self.compounds.push((compound, parts.clone()));
                        }
                    }
                    nodes
                }
                _ => many(clauses),
            }),
            Clause::All(clauses) => Node::All(many(clauses)),
            Clause::Not(inner) => Node::Not(Box::new(self.resolve(inner, false))),
            Clause::Within(field, inner) => Node::Within(*field, Box::new(self.resolve(inner, is_scoring))),
            Clause::Facet(facet, value) => Node::Facet(*facet, value.clone()),
            Clause::Dates { from, to } => Node::Dates(from.clone(), to.clone()),
        }
    }

    /// Adds the terms of the first pair of a run behind a vowel that is written before its consonant, if no article holds the pair as it
    /// is: the run may begin inside a syllable.
    fn add_leading_vowels(&mut self, pairs: &[usize]) {
        if let Some(first) = pairs.first().and_then(|first| self.query_terms.get_mut(*first)) {
            self.lookup.add_leading_vowels(first);
        }
    }

    /// For each unit of a run whether it belongs to a function word.
    fn function_units(&self, words: &[Word]) -> Vec<bool> {
        self.function_units_of(&run_units(words), is_hangul_run(words))
    }

    fn function_units_of(&self, units: &[&str], is_hangul: bool) -> Vec<bool> {
        function_units(units, is_hangul, &|word| self.lookup.store.header.function_words.find(word).is_some())
    }

    /// The marks of a run.
    pub(super) fn highlight_run(&self, words: &[Word]) -> HighlightRun {
        let units: Vec<String> = run_units(words).into_iter().map(str::to_owned).collect();
        let particles = units.iter().map(|unit| self.function_units_of(&[unit.as_str()], false) == [true]).collect();
        HighlightRun { functions: self.function_units(words), particles, units }
    }

    /// Looks up the pairs of a run. A pair of two units of function words says little.
    fn resolve_run(&mut self, words: &[Word], is_scoring: bool) -> Run {
        let functions = self.function_units(words);
        if is_scoring
            && is_hangul_run(words)
            && let Some(corrected) = self.lookup.correct_hangul(words, &functions)
        {
            self.run_corrections.push((join_ngrams(words), compose_hangul(&corrected)));
            let words = pairs_of(&corrected);
            let functions = vec![false; words.len() + 1];
            return self.look_up_run(&words, functions, is_scoring);
        }
        self.look_up_run(words, functions, is_scoring)
    }

    fn look_up_run(&mut self, words: &[Word], functions: Vec<bool>, is_scoring: bool) -> Run {
        let is_hangul = is_hangul_run(words);
        let pairs: Vec<usize> = words.iter().map(|word| self.add_query_term(word, is_scoring, false)).collect();
        self.add_leading_vowels(&pairs);
        for (pair, units) in pairs.iter().zip(functions.windows(2)) {
            self.query_terms[*pair].is_function_pair = units.iter().all(|is_function| *is_function);
        }
        let dfs: Vec<u32> = pairs.iter().map(|pair| self.lookup.document_frequency(&self.query_terms[*pair])).collect();
        let weights = unit_weights(&functions, &dfs, self.doc_count());
        let whole_word = if is_hangul { self.lookup.whole_word(&run_units(words).concat()) } else { None };
        Run { pairs, functions, weights, content: content_range(&run_units(words)), is_hangul, whole_word }
    }

    fn add_query_term(&mut self, word: &Word, is_scoring: bool, is_optional: bool) -> usize {
        let at = match self.query_terms.iter().position(|term| term.word.as_ref() == Some(word) && term.is_optional == is_optional) {
            Some(at) => at,
            None => {
                self.query_terms.push(if is_optional { self.lookup.look_up_optional(word) } else { self.lookup.look_up(word) });
                self.query_terms.len() - 1
            }
        };
        if is_scoring {
            self.scoring_terms.push(at);
        }
        at
    }

    /// Returns the postings of a term.
    pub(super) fn postings(&self, address: TermAddress) -> Rc<Vec<Posting>> {
        self.lookup.store.postings(address)
    }

    /// Whether a query term is a compound.
    pub(super) fn is_compound(&self, term: usize) -> bool {
        self.compounds.iter().any(|(compound, _)| *compound == term)
    }

    /// Whether a query term is a part of a compound, which is named whole.
    pub(super) fn is_part_of_compound(&self, term: usize) -> bool {
        self.compounds.iter().any(|(_, parts)| parts.contains(&term))
    }

    /// Returns the articles that hold every part of a compound: its parts score there already.
    pub(super) fn docs_with_all_parts(&self, term: usize) -> DocIds {
        let parts = self.compounds.iter().find(|(compound, _)| *compound == term).map(|(_, parts)| parts.as_slice()).unwrap_or_default();
        let mut part_docs = parts.iter().map(|part| self.docs_with_term(*part));
        let first = part_docs.next().unwrap_or_else(|| DocIds::empty(self.doc_count()));
        part_docs.fold(first, |all, next| all.intersection(&next))
    }

    /// Returns the articles that hold a query term.
    pub(super) fn docs_with_term(&self, term: usize) -> DocIds {
        let mut found = DocIds::empty(self.doc_count());
        for address in self.query_terms[term].alternatives.iter().map(|(address, _)| address) {
            self.postings(*address).iter().for_each(|posting| found.insert(posting.doc_id));
        }
        found
    }

    /// Whether a node is a stop word.
    fn is_stop_word(&self, node: &Node) -> bool {
        matches!(node, Node::Term(term) if self.query_terms[*term].is_stop_word)
    }

    /// Returns the articles that match a node.
    pub(super) fn matching_docs(&self, node: &Node) -> DocIds {
        match node {
            Node::Term(term) => self.docs_with_term(*term),
            Node::Phrase(terms) => self.match_phrase(terms, None),
            Node::Run(run) => self.match_run(run, None),
            Node::Any(nodes) => {
                let mut any = DocIds::empty(self.doc_count());
                nodes.iter().for_each(|node| any.union_with(&self.matching_docs(node)));
                any
            }
            Node::All(nodes) => self.match_all(nodes),
            Node::Not(inner) => DocIds::all(self.doc_count()).difference(&self.matching_docs(inner)),
            Node::Within(field, inner) => self.match_in_field(*field, inner),
            Node::Facet(facet, value) => self.match_facet(*facet, value),
            Node::Dates(from, to) => self.match_dates(from.as_deref(), to.as_deref()),
        }
    }

    /// Whether an article need not match a node that stands beside others.
    fn is_optional(&self, node: &Node) -> bool {
        match node {
            Node::Run(run) => run.is_optional(),
            _ => self.is_stop_word(node),
        }
    }

    /// Intersects nodes. Stop words and function words beside content words are optional. Runs of Hangul are taken together: each is
    /// a word, and a particle must not decide.
    fn match_all(&self, nodes: &[Node]) -> DocIds {
        let only_optional = nodes.iter().filter(|node| matches!(node, Node::Term(_) | Node::Run(_))).all(|node| self.is_optional(node));
        let (hangul, others): (Vec<&Node>, Vec<&Node>) = nodes.iter().partition(|node| matches!(node, Node::Run(run) if run.is_hangul));
        let required = others.into_iter().filter(|node| only_optional || !self.is_optional(node));
        let matching = required.fold(DocIds::all(self.doc_count()), |all, node| all.intersection(&self.matching_docs(node)));
        let runs: Vec<&Run> = hangul.iter().filter_map(|node| if let Node::Run(run) = node { Some(run) } else { None }).collect();
        if runs.is_empty() { matching } else { matching.intersection(&self.covering_docs(&runs, None)) }
    }

    /// Returns the articles that match a run, in a field or anywhere.
    fn match_run(&self, run: &Run, field: Option<QueryField>) -> DocIds {
        match run.content.len() {
            _ if run.is_hangul => self.covering_docs(&[run], field),
            0..=3 => self.match_phrase(run.content_pairs(), field),
            4..=MAX_EXACT_UNITS => {
                let units = run.content.clone().map(|unit| self.docs_with_unit(run, unit, field));
                units.fold(DocIds::all(self.doc_count()), |all, docs| all.intersection(&docs))
            }
            _ => self.covering_docs(&[run], field),
        }
    }

    /// Returns the articles that hold a pair with a unit of a run.
    fn docs_with_unit(&self, run: &Run, unit: usize, field: Option<QueryField>) -> DocIds {
        let mut found = DocIds::empty(self.doc_count());
        run.pairs_of_unit(unit).iter().for_each(|pair| found.union_with(&self.match_phrase(&[*pair], field)));
        found
    }

    /// Returns the articles that cover most of the weight of some runs.
    fn covering_docs(&self, runs: &[&Run], field: Option<QueryField>) -> DocIds {
        let mut covered = vec![0.0_f32; self.doc_count() as usize];
        let mut all = 0.0;
        for run in runs {
            for (unit, weight) in run.weights.iter().enumerate() {
                all += weight;
                self.docs_with_unit(run, unit, field).iter().for_each(|doc_id| covered[doc_id as usize] += weight);
            }
        }
        let is_enough = |(_, weight): &(u32, &f32)| **weight > 0.0 && **weight >= all * MIN_COVER;
        DocIds::from_ids(self.doc_count(), (0..).zip(&covered).filter(is_enough).map(|(doc_id, _)| doc_id))
    }

    /// The whole words of Hangul in a node.
    pub(super) fn whole_words(node: &Node) -> Vec<(TermAddress, f32)> {
        match node {
            Node::Run(run) => run.whole_word.into_iter().collect(),
            Node::Any(nodes) | Node::All(nodes) => nodes.iter().flat_map(Self::whole_words).collect(),
            Node::Within(_, inner) => Self::whole_words(inner),
            Node::Term(_) | Node::Phrase(_) | Node::Not(_) | Node::Facet(..) | Node::Dates(..) => Vec::new(),
        }
    }

    /// Returns the articles in which each longer run of a query stands as it was typed; `None` if the query has none.
    pub(super) fn docs_with_whole_runs(&self, node: &Node) -> Option<DocIds> {
        match node {
            Node::Run(run) if run.unit_count() > 3 || run.content.len() < run.unit_count() => Some(self.match_phrase(&run.pairs, None)),
            Node::All(nodes) => nodes.iter().filter_map(|node| self.docs_with_whole_runs(node)).reduce(|all, docs| all.intersection(&docs)),
            _ => None,
        }
    }

    /// Returns, for each query term, the articles to which its score is restricted: those in which its phrase or field clause
    /// matches. Terms that also occur outside of one, or in an alternative, are unrestricted.
    pub(super) fn constrained_terms(&self, node: &Node) -> Vec<Option<DocIds>> {
        let (mut constraints, mut free) = (vec![None; self.query_terms.len()], Vec::new());
        self.constrain(node, &mut constraints, &mut free);
        free.into_iter().for_each(|term: usize| constraints[term] = None);
        constraints
    }

    fn constrain(&self, node: &Node, constraints: &mut [Option<DocIds>], free: &mut Vec<usize>) {
        match node {
            Node::All(nodes) => nodes.iter().for_each(|node| self.constrain(node, constraints, free)),
            Node::Phrase(_) | Node::Within(..) => {
                let matching = self.matching_docs(node);
                for term in node_terms(node) {
                    constraints[term].get_or_insert_with(|| DocIds::empty(self.doc_count())).union_with(&matching);
                }
            }
            _ => free.extend(node_terms(node)),
        }
    }

    /// Returns the articles that pass a node's filters and exclusions, whatever its words.
    pub(super) fn filter_mask(&self, node: &Node) -> DocIds {
        match node {
            Node::Not(_) | Node::Facet(..) | Node::Dates(..) => self.matching_docs(node),
            Node::All(nodes) => nodes.iter().fold(DocIds::all(self.doc_count()), |all, node| all.intersection(&self.filter_mask(node))),
            _ => DocIds::all(self.doc_count()),
        }
    }

    /// Returns the articles in which query terms are consecutive, in a field or anywhere.
    fn match_phrase(&self, terms: &[usize], field: Option<QueryField>) -> DocIds {
        let none = DocIds::empty(self.doc_count());
        let Some((first, others)) = terms.split_first() else { return none };
        if others.is_empty() && field.is_none() {
            return self.docs_with_term(*first);
        }
        let candidates = others.iter().fold(self.docs_with_term(*first), |all, term| all.intersection(&self.docs_with_term(*term)));
        let mut matches = self.term_positions(*first, &candidates);
        for (distance, term) in (1..).zip(others) {
            let next = self.term_positions(*term, &candidates);
            matches.retain_mut(|(doc_id, positions)| {
                let there = next.binary_search_by_key(doc_id, |(other, _)| *other).map_or(&[][..], |at| next[at].1.as_slice());
                positions.retain(|position| there.binary_search(&(position + distance)).is_ok());
                !positions.is_empty()
            });
        }
        let inside = |positions: &[u32]| field.is_none_or(|field| positions.iter().any(|position| is_in_field(field, *position)));
        DocIds::from_ids(self.doc_count(), matches.iter().filter(|(_, positions)| inside(positions)).map(|(doc_id, _)| *doc_id))
    }

    /// Returns the positions of a query term in the candidates.
    fn term_positions(&self, term: usize, candidates: &DocIds) -> PhrasePositions {
        let mut by_doc = PhrasePositions::new();
        for address in self.query_terms[term].alternatives.iter().map(|(address, _)| address) {
            let Some((positions, before)) = self.lookup.store.positions(address.0) else { continue };
            let postings = self.postings(*address);
            positions.for_each_posting(before + address.1, |at, found| {
                if let Some(posting) = postings.get(at).filter(|posting| candidates.contains(posting.doc_id)) {
                    match by_doc.binary_search_by_key(&posting.doc_id, |(other, _)| *other) {
                        Ok(at) => by_doc[at].1.extend_from_slice(found),
                        Err(at) => by_doc.insert(at, (posting.doc_id, found.to_vec())),
                    }
                }
            });
        }
        if self.query_terms[term].alternatives.len() > 1 {
            by_doc.iter_mut().for_each(|(_, positions)| positions.sort_unstable());
        }
        by_doc
    }

    /// Returns the articles that match a node within a field.
    fn match_in_field(&self, field: QueryField, node: &Node) -> DocIds {
        match node {
            Node::Term(term) => self.match_phrase(&[*term], Some(field)),
            Node::Phrase(terms) => self.match_phrase(terms, Some(field)),
            Node::Run(run) => self.match_run(run, Some(field)),
            Node::Any(nodes) => {
                let mut any = DocIds::empty(self.doc_count());
                nodes.iter().for_each(|node| any.union_with(&self.match_in_field(field, node)));
                any
            }
            Node::All(nodes) => {
                nodes.iter().fold(DocIds::all(self.doc_count()), |all, node| all.intersection(&self.match_in_field(field, node)))
            }
            Node::Not(inner) => DocIds::all(self.doc_count()).difference(&self.match_in_field(field, inner)),
            Node::Within(inner, node) => self.match_in_field(*inner, node),
            Node::Facet(..) | Node::Dates(..) => self.matching_docs(node),
        }
    }

    fn match_facet(&self, facet: Facet, typed: &str) -> DocIds {
        let Some(Some(column)) = self.lookup.store.column(facet.key()) else { return DocIds::empty(self.doc_count()) };
        let wanted = fold(typed);
        let kind = facet.value_kind();
        let is_match = |value: &&Value| match kind {
            ValueKind::LanguageTag => is_language_match(&value.value, typed.trim()),
            // A host name has no words: `guardian` is in `theguardian.com`.
            ValueKind::TextOrHost if is_host_name(&value.value) => fold(&value.value).contains(wanted.trim()),
            // Words of the value; the last one may be a prefix.
            ValueKind::Text | ValueKind::TextOrHost | ValueKind::Year => {
                wanted.trim().is_empty() || fold(&value.value).contains(wanted.trim_end())
            }
        };
        DocIds::from_ids(self.doc_count(), column.values.iter().filter(is_match).flat_map(Value::doc_ids))
    }

    fn match_dates(&self, from: Option<&str>, to: Option<&str>) -> DocIds {
        let Some(Some(days)) = self.lookup.store.days() else { return DocIds::empty(self.doc_count()) };
        DocIds::from_ids(self.doc_count(), days.docs_in_range(from, to))
    }

    /// Returns every scoring query term once, with its number of occurrences in the query.
    pub(super) fn term_counts(&self) -> Vec<(usize, f32)> {
        let times = |term: usize| (term, self.scoring_terms.iter().filter(|other| **other == term).count());
        // A pair says no more where it stands twice.
        let times = |term: usize| match times(term) {
            (term, times) if self.query_terms[term].is_ngram() => (term, times.min(1) as f32),
            (term, times) => (term, times as f32),
        };
        (0..self.query_terms.len()).map(times).filter(|(_, times)| *times > 0.0).collect()
    }

    /// Returns the content terms; all scoring terms if there are none.
    pub(super) fn content_terms(&self) -> Vec<usize> {
        let all: Vec<usize> = (0..self.query_terms.len()).filter(|term| self.scoring_terms.contains(term)).collect();
        let content: Vec<usize> = all.iter().copied().filter(|term| !self.query_terms[*term].is_stop_word).collect();
        if content.is_empty() { all } else { content }
    }
}

/// Whether a word is a stop word.
fn is_stop_word(word: &Word, store: &Store) -> bool {
    word.kind == TokenKind::Word && word.ending != Ending::Pattern && store.header.stop_words.find(&word.form).is_some()
}

/// Whether a clause holds content words.
fn has_content_words(clause: &Clause, store: &Store) -> bool {
    match clause {
        Clause::Word(word) => !is_stop_word(word, store),
        Clause::Phrase(_) | Clause::Run(_) => true,
        Clause::Any(clauses) | Clause::All(clauses) => clauses.iter().any(|clause| has_content_words(clause, store)),
        Clause::Within(_, inner) => has_content_words(inner, store),
        Clause::Not(_) | Clause::Facet(..) | Clause::Dates { .. } => false,
    }
}

/// Returns the query terms of a node.
fn node_terms(node: &Node) -> Vec<usize> {
    match node {
        Node::Term(term) => vec![*term],
        Node::Phrase(all) => all.clone(),
        Node::Run(run) => run.pairs.clone(),
        Node::Any(nodes) | Node::All(nodes) => nodes.iter().flat_map(node_terms).collect(),
        Node::Within(_, inner) => node_terms(inner),
        Node::Not(_) | Node::Facet(..) | Node::Dates(..) => Vec::new(),
    }
}

fn is_in_field(field: QueryField, position: u32) -> bool {
    match field {
        QueryField::Title => position < field_offsets::DECK,
        QueryField::Caption => position >= field_offsets::CAPTIONS,
    }
}

fn is_compound_clause(clause: &Clause) -> bool {
    matches!(clause, Clause::Word(word) if word.kind == TokenKind::Compound)
}

/// Whether a source is a host name.
fn is_host_name(source: &str) -> bool {
    source.contains('.') && !source.contains(char::is_whitespace)
}

/// Whether the typed text is a language tag or its beginning up to a hyphen.
fn is_language_match(tag: &str, typed: &str) -> bool {
    let beginning = tag.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed));
    beginning && (tag.len() == typed.len() || tag.as_bytes().get(typed.len()) == Some(&b'-'))
}
