//! Finds the articles that match a clause.

use super::store::Store;
use super::term_lookup::{QueryTerm, TermAddress, TermLookup};
use crate::corpus::Facet;
use crate::corpus::facet::Value;
use crate::search::analysis::TokenKind;
use crate::search::fold::fold;
use crate::search::index::positions::regions;
use crate::search::index::term_block::Posting;
use crate::search::query::{Clause, Ending, QueryField, Word};
use crate::search::selection::DocIds;
use std::rc::Rc;

/// A clause whose words are looked up: numbers are indexes of query terms.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Leaf(usize),
    Phrase(Vec<usize>),
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
    pub words: TermLookup<'s>,
    pub leaves: Vec<QueryTerm>,
    /// Query terms that contribute to the score: those not under a `-`. A repeated word is repeated here.
    pub positive: Vec<usize>,
    /// Compounds: the query term of the parts written as one, and those of the parts.
    pub compounds: Vec<(usize, Vec<usize>)>,
    /// Whether the query holds content words.
    mixed: bool,
}

impl<'s> QueryEvaluation<'s> {
    pub(super) fn new(words: TermLookup<'s>, clause: &Clause) -> QueryEvaluation<'s> {
        QueryEvaluation { mixed: tells(clause, words.store), words, leaves: Vec::new(), positive: Vec::new(), compounds: Vec::new() }
    }

    fn count(&self) -> u32 {
        self.words.store.root.count
    }

    /// Looks up the words of a clause.
    pub(super) fn resolve(&mut self, clause: &Clause, positive: bool) -> Node {
        let mut many = |clauses: &[Clause]| clauses.iter().map(|clause| self.resolve(clause, positive)).collect::<Vec<_>>();
        match clause {
            Clause::Word(word) => Node::Leaf(self.leaf(word, positive, self.mixed && is_function(word, self.words.store))),
            Clause::Phrase(words) => Node::Phrase(words.iter().map(|word| self.leaf(word, positive, false)).collect()),
            Clause::Any(clauses) => Node::Any(match clauses.as_slice() {
                // The parts of a compound need not be consecutive: if they are, the compound matches too.
                [whole @ .., Clause::Phrase(parts)] if !whole.is_empty() && whole.iter().all(is_joined) => {
                    let parts: Vec<usize> = parts.iter().map(|part| self.leaf(part, positive, false)).collect();
                    let mut nodes = vec![Node::All(parts.iter().copied().map(Node::Leaf).collect())];
                    for word in whole {
                        if let Node::Leaf(joined) = self.resolve(word, positive) {
                            nodes.push(Node::Leaf(joined));
                            self.compounds.push((joined, parts.clone()));
                        }
                    }
                    nodes
                }
                _ => many(clauses),
            }),
            Clause::All(clauses) => Node::All(many(clauses)),
            Clause::Not(inner) => Node::Not(Box::new(self.resolve(inner, false))),
            Clause::Within(field, inner) => Node::Within(*field, Box::new(self.resolve(inner, positive))),
            Clause::Facet(facet, value) => Node::Facet(*facet, value.clone()),
            Clause::Dates { from, to } => Node::Dates(from.clone(), to.clone()),
        }
    }

    fn leaf(&mut self, word: &Word, positive: bool, later: bool) -> usize {
        let at = match self.leaves.iter().position(|leaf| leaf.word.as_ref() == Some(word) && leaf.later == later) {
            Some(at) => at,
            None => {
                self.leaves.push(if later { self.words.look_up_later(word) } else { self.words.look_up(word) });
                self.leaves.len() - 1
            }
        };
        if positive {
            self.positive.push(at);
        }
        at
    }

    /// Returns the postings of a term.
    pub(super) fn list(&self, name: TermAddress) -> Rc<Vec<Posting>> {
        self.words.store.list(name)
    }

    /// Whether a query term is a compound.
    pub(super) fn is_compound(&self, leaf: usize) -> bool {
        self.compounds.iter().any(|(joined, _)| *joined == leaf)
    }

    /// Returns the articles that hold every part of a compound: its parts score there already.
    pub(super) fn in_parts(&self, leaf: usize) -> DocIds {
        let parts = self.compounds.iter().find(|(joined, _)| *joined == leaf).map(|(_, parts)| parts.as_slice()).unwrap_or_default();
        let mut holding = parts.iter().map(|part| self.holding(*part));
        let first = holding.next().unwrap_or_else(|| DocIds::none(self.count()));
        holding.fold(first, |all, next| all.and(&next))
    }

    /// Returns the articles that hold a query term.
    pub(super) fn holding(&self, leaf: usize) -> DocIds {
        let mut found = DocIds::none(self.count());
        for name in self.leaves[leaf].groups.iter().map(|(name, _)| name) {
            self.list(*name).iter().for_each(|posting| found.insert(posting.ordinal));
        }
        found
    }

    /// Whether a node is a stop word.
    fn is_function(&self, node: &Node) -> bool {
        matches!(node, Node::Leaf(leaf) if self.leaves[*leaf].function)
    }

    /// Returns the articles that match a node.
    pub(super) fn meant(&self, node: &Node) -> DocIds {
        match node {
            Node::Leaf(leaf) => self.holding(*leaf),
            Node::Phrase(leaves) => self.phrase(leaves, None),
            Node::Any(nodes) => {
                let mut any = DocIds::none(self.count());
                nodes.iter().for_each(|node| any.add(&self.meant(node)));
                any
            }
            Node::All(nodes) => self.all(nodes),
            Node::Not(inner) => DocIds::all(self.count()).minus(&self.meant(inner)),
            Node::Within(field, inner) => self.within(*field, inner),
            Node::Facet(facet, value) => self.facet(*facet, value),
            Node::Dates(from, to) => self.dates(from.as_deref(), to.as_deref()),
        }
    }

    /// Intersects nodes. Stop words beside content words are optional.
    fn all(&self, nodes: &[Node]) -> DocIds {
        let only = nodes.iter().filter(|node| matches!(node, Node::Leaf(_))).all(|node| self.is_function(node));
        let needed = nodes.iter().filter(|node| only || !self.is_function(node));
        needed.fold(DocIds::all(self.count()), |all, node| all.and(&self.meant(node)))
    }

    /// Returns, for each query term, the articles to which its score is restricted: those in which its phrase or field clause
    /// matches. Terms that also occur outside of one, or in an alternative, are unrestricted.
    pub(super) fn bound(&self, node: &Node) -> Vec<Option<DocIds>> {
        let (mut bound, mut free) = (vec![None; self.leaves.len()], Vec::new());
        self.bind(node, &mut bound, &mut free);
        free.into_iter().for_each(|leaf: usize| bound[leaf] = None);
        bound
    }

    fn bind(&self, node: &Node, bound: &mut [Option<DocIds>], free: &mut Vec<usize>) {
        match node {
            Node::All(nodes) => nodes.iter().for_each(|node| self.bind(node, bound, free)),
            Node::Phrase(_) | Node::Within(..) => {
                let meant = self.meant(node);
                for leaf in leaves(node) {
                    bound[leaf].get_or_insert_with(|| DocIds::none(self.count())).add(&meant);
                }
            }
            _ => free.extend(leaves(node)),
        }
    }

    /// Returns the articles that pass a node's filters and exclusions, whatever its words.
    pub(super) fn let_through(&self, node: &Node) -> DocIds {
        match node {
            Node::Not(_) | Node::Facet(..) | Node::Dates(..) => self.meant(node),
            Node::All(nodes) => nodes.iter().fold(DocIds::all(self.count()), |all, node| all.and(&self.let_through(node))),
            _ => DocIds::all(self.count()),
        }
    }

    /// Returns the articles in which query terms are consecutive, in a field or anywhere.
    fn phrase(&self, leaves: &[usize], field: Option<QueryField>) -> DocIds {
        let none = DocIds::none(self.count());
        let Some((first, others)) = leaves.split_first() else { return none };
        if others.is_empty() && field.is_none() {
            return self.holding(*first);
        }
        let candidates = others.iter().fold(self.holding(*first), |all, leaf| all.and(&self.holding(*leaf)));
        let mut standing = self.standing(*first, &candidates);
        for (distance, leaf) in (1..).zip(others) {
            let next = self.standing(*leaf, &candidates);
            standing.retain_mut(|(ordinal, places)| {
                let there = next.binary_search_by_key(ordinal, |(other, _)| *other).map_or(&[][..], |at| next[at].1.as_slice());
                places.retain(|place| there.binary_search(&(place + distance)).is_ok());
                !places.is_empty()
            });
        }
        let inside = |places: &[u32]| field.is_none_or(|field| places.iter().any(|place| is_in(field, *place)));
        DocIds::of(self.count(), standing.iter().filter(|(_, places)| inside(places)).map(|(ordinal, _)| *ordinal))
    }

    /// Returns the positions of a query term in the candidates.
    fn standing(&self, leaf: usize, candidates: &DocIds) -> PhrasePositions {
        let mut standing = PhrasePositions::new();
        for name in self.leaves[leaf].groups.iter().map(|(name, _)| name) {
            let Some((places, before)) = self.words.store.places(name.0) else { continue };
            let list = self.list(*name);
            places.each(before + name.1, |at, found| {
                if let Some(posting) = list.get(at).filter(|posting| candidates.contains(posting.ordinal)) {
                    match standing.binary_search_by_key(&posting.ordinal, |(other, _)| *other) {
                        Ok(at) => standing[at].1.extend_from_slice(found),
                        Err(at) => standing.insert(at, (posting.ordinal, found.to_vec())),
                    }
                }
            });
        }
        if self.leaves[leaf].groups.len() > 1 {
            standing.iter_mut().for_each(|(_, places)| places.sort_unstable());
        }
        standing
    }

    /// Returns the articles that match a node within a field.
    fn within(&self, field: QueryField, node: &Node) -> DocIds {
        match node {
            Node::Leaf(leaf) => self.phrase(&[*leaf], Some(field)),
            Node::Phrase(leaves) => self.phrase(leaves, Some(field)),
            Node::Any(nodes) => {
                let mut any = DocIds::none(self.count());
                nodes.iter().for_each(|node| any.add(&self.within(field, node)));
                any
            }
            Node::All(nodes) => nodes.iter().fold(DocIds::all(self.count()), |all, node| all.and(&self.within(field, node))),
            Node::Not(inner) => DocIds::all(self.count()).minus(&self.within(field, inner)),
            Node::Within(inner, node) => self.within(*inner, node),
            Node::Facet(..) | Node::Dates(..) => self.meant(node),
        }
    }

    fn facet(&self, facet: Facet, typed: &str) -> DocIds {
        let Some(Some(column)) = self.words.store.column(facet.key()) else { return DocIds::none(self.count()) };
        let wanted = fold(typed);
        let means = |value: &&Value| match facet {
            Facet::Language => language_means(&value.value, typed.trim()),
            // A host name has no words: `guardian` is in `theguardian.com`.
            Facet::Source if is_host(&value.value) => fold(&value.value).contains(wanted.trim()),
            // Words of the value; the last one may be a prefix.
            _ => wanted.trim().is_empty() || fold(&value.value).contains(wanted.trim_end()),
        };
        DocIds::of(self.count(), column.values.iter().filter(means).flat_map(Value::ordinals))
    }

    fn dates(&self, from: Option<&str>, to: Option<&str>) -> DocIds {
        let Some(Some(days)) = self.words.store.days() else { return DocIds::none(self.count()) };
        DocIds::of(self.count(), days.range(from, to))
    }

    /// Returns every scoring query term once, with its number of occurrences in the query.
    pub(super) fn counted(&self) -> Vec<(usize, f32)> {
        let times = |leaf: usize| (leaf, self.positive.iter().filter(|other| **other == leaf).count() as f32);
        (0..self.leaves.len()).map(times).filter(|(_, times)| *times > 0.0).collect()
    }

    /// Returns the content terms; all scoring terms if there are none.
    pub(super) fn telling(&self) -> Vec<usize> {
        let all: Vec<usize> = (0..self.leaves.len()).filter(|leaf| self.positive.contains(leaf)).collect();
        let telling: Vec<usize> = all.iter().copied().filter(|leaf| !self.leaves[*leaf].function).collect();
        if telling.is_empty() { all } else { telling }
    }
}

/// Whether a word is a stop word.
fn is_function(word: &Word, store: &Store) -> bool {
    word.kind == TokenKind::Word && word.ending != Ending::Wild && store.root.functions.find(&word.form).is_some()
}

/// Whether a clause holds content words.
fn tells(clause: &Clause, store: &Store) -> bool {
    match clause {
        Clause::Word(word) => !is_function(word, store),
        Clause::Phrase(_) => true,
        Clause::Any(clauses) | Clause::All(clauses) => clauses.iter().any(|clause| tells(clause, store)),
        Clause::Within(_, inner) => tells(inner, store),
        Clause::Not(_) | Clause::Facet(..) | Clause::Dates { .. } => false,
    }
}

/// Returns the query terms of a node.
fn leaves(node: &Node) -> Vec<usize> {
    match node {
        Node::Leaf(leaf) => vec![*leaf],
        Node::Phrase(all) => all.clone(),
        Node::Any(nodes) | Node::All(nodes) => nodes.iter().flat_map(leaves).collect(),
        Node::Within(_, inner) => leaves(inner),
        Node::Not(_) | Node::Facet(..) | Node::Dates(..) => Vec::new(),
    }
}

fn is_in(field: QueryField, place: u32) -> bool {
    match field {
        QueryField::Title => place < regions::DECK,
        QueryField::Caption => place >= regions::CAPTIONS,
    }
}

fn is_joined(clause: &Clause) -> bool {
    matches!(clause, Clause::Word(word) if word.kind == TokenKind::Joined)
}

/// Whether a source is a host name.
fn is_host(source: &str) -> bool {
    source.contains('.') && !source.contains(char::is_whitespace)
}

/// Whether the typed text is a language tag or its beginning up to a hyphen.
fn language_means(tag: &str, typed: &str) -> bool {
    let beginning = tag.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed));
    beginning && (tag.len() == typed.len() || tag.as_bytes().get(typed.len()) == Some(&b'-'))
}
