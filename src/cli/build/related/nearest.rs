//! The nearest articles of each, by the cosine of their vectors.
//!
//! Only articles that share a feature are compared: an inverted index over the vectors finds them. Its lists keep the articles in which a
//! feature weighs most (champion lists; Manning, Raghavan and Schütze, Introduction to Information Retrieval, 7.1.3), so that the time
//! grows with the number of articles, not with its square.

use crate::search::index::build::WeightedTerm;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// The number of articles in the list of a feature.
const MAX_LIST: usize = 500;

/// An article near another one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Neighbour {
    /// Its doc id.
    pub doc_id: usize,
    /// How near it is: the cosine, times the affinity of the two.
    pub score: f32,
    /// The features that they share, each with its share of the score, the heaviest first.
    pub shared: Vec<WeightedTerm>,
}

/// How much the score of two articles counts; 0 for two that are not compared.
pub(super) type Affinity<'a> = &'a (dyn Fn(usize, usize) -> f32 + Sync);

/// The nearest articles of each vector, at most `limit`, the nearest first; of equal ones the newer. Those below `min_score` are left out.
pub(super) fn nearest(mut vectors: Vec<Vec<WeightedTerm>>, affinity: Affinity, limit: usize, min_score: f32) -> Vec<Vec<Neighbour>> {
    vectors.iter_mut().for_each(|vector| normalize(vector));
    let lists = invert(&vectors);
    let scratch = || vec![0.0; vectors.len()];
    let neighbours = |scores: &mut Vec<f32>, at: usize| {
        let found = score_all(at, &vectors[at], &lists, scores, affinity);
        best(found, limit, min_score).into_iter().map(|(doc_id, score)| neighbour(&vectors, at, doc_id, score)).collect()
    };
    (0..vectors.len()).into_par_iter().map_init(scratch, neighbours).collect()
}

/// Scales a vector to length 1.
fn normalize(vector: &mut [WeightedTerm]) {
    let length = vector.iter().map(|one| one.weight * one.weight).sum::<f32>().sqrt();
    vector.iter_mut().for_each(|one| one.weight /= length.max(f32::MIN_POSITIVE));
}

/// The articles of each feature, those in which it weighs most first.
fn invert(vectors: &[Vec<WeightedTerm>]) -> FxHashMap<u32, Vec<(usize, f32)>> {
    let mut lists: FxHashMap<u32, Vec<(usize, f32)>> = FxHashMap::default();
    for (doc_id, vector) in vectors.iter().enumerate() {
        vector.iter().for_each(|one| lists.entry(one.term).or_default().push((doc_id, one.weight)));
    }
    for list in lists.values_mut() {
        list.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        list.truncate(MAX_LIST);
    }
    lists
}

/// The scores of all articles that share a feature with one. `scores` is 0 for every article, before and after.
fn score_all(
    at: usize,
    vector: &[WeightedTerm],
    lists: &FxHashMap<u32, Vec<(usize, f32)>>,
    scores: &mut [f32],
    affinity: Affinity,
) -> Vec<(usize, f32)> {
    let mut found = Vec::new();
    for one in vector {
        for (doc_id, weight) in lists.get(&one.term).into_iter().flatten().filter(|(doc_id, _)| *doc_id != at) {
            if scores[*doc_id] == 0.0 {
                found.push((*doc_id, 0.0));
            }
            scores[*doc_id] += one.weight * weight;
        }
    }
    for (doc_id, score) in &mut found {
        *score = std::mem::take(&mut scores[*doc_id]) * affinity(at, *doc_id);
    }
    found
}

fn best(mut found: Vec<(usize, f32)>, limit: usize, min_score: f32) -> Vec<(usize, f32)> {
    found.retain(|(_, score)| *score >= min_score);
    found.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    found.truncate(limit);
    found
}

fn neighbour(vectors: &[Vec<WeightedTerm>], at: usize, doc_id: usize, score: f32) -> Neighbour {
    let other: FxHashMap<u32, f32> = vectors[doc_id].iter().map(|one| (one.term, one.weight)).collect();
    let product = |one: &WeightedTerm| other.get(&one.term).map(|weight| WeightedTerm { term: one.term, weight: one.weight * weight });
    let mut shared: Vec<WeightedTerm> = vectors[at].iter().filter_map(product).collect();
    shared.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.term.cmp(&b.term)));
    Neighbour { doc_id, score, shared }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vector(terms: &[(u32, f32)]) -> Vec<WeightedTerm> {
        terms.iter().map(|(term, weight)| WeightedTerm { term: *term, weight: *weight }).collect()
    }

    fn doc_ids(neighbours: &[Neighbour]) -> Vec<usize> {
        neighbours.iter().map(|neighbour| neighbour.doc_id).collect()
    }

    #[test]
    fn articles_are_near_that_share_what_weighs_most() {
        let vectors = vec![
            vector(&[(1, 3.0), (2, 2.0), (3, 1.0)]),
            vector(&[(3, 1.0), (9, 4.0)]),
            vector(&[(1, 1.0), (2, 1.0)]),
            vector(&[(7, 1.0)]),
            vector(&[]),
        ];
        let found = nearest(vectors.clone(), &|_, _| 1.0, 8, 0.05);
        assert_eq!(found.iter().map(|found| doc_ids(found)).collect::<Vec<_>>(), [vec![2, 1], vec![0], vec![0], vec![], vec![]]);
        assert_eq!(found[0][0].shared.iter().map(|one| one.term).collect::<Vec<_>>(), [1, 2]);
        assert!(found[0][0].score > 0.9 && found[0][0].score <= 1.0, "{found:?}");
        assert_eq!(doc_ids(&nearest(vectors.clone(), &|_, _| 1.0, 1, 0.05)[0]), [2]);
        assert_eq!(doc_ids(&nearest(vectors.clone(), &|_, _| 1.0, 8, 0.5)[0]), [2]);
        assert_eq!(doc_ids(&nearest(vectors, &|_, other| if other == 2 { 0.0 } else { 1.0 }, 8, 0.05)[0]), [1]);
    }

    #[test]
    fn long_lists_keep_the_articles_in_which_a_feature_weighs_most() {
        let vectors =
            (0..2 * MAX_LIST).map(|at| vector(&[(0, if at < MAX_LIST { 1.0 } else { 9.0 }), (at as u32 + 1, 3.0)])).collect::<Vec<_>>();
        assert!(invert(&vectors)[&0].iter().all(|(doc_id, _)| *doc_id >= MAX_LIST));
        let found = nearest(vectors, &|_, _| 1.0, 3, 0.0);
        assert_eq!(doc_ids(&found[0]), [MAX_LIST, MAX_LIST + 1, MAX_LIST + 2], "of equal ones the newer, which has the lower doc id");
    }
}
