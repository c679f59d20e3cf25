//! What a reader of one kind of source gives.

use super::cross_links::Names;
use crate::article::Article;
use crate::publish::problem::Problem;

/// An article as it was read, before it has an id and a place in a corpus.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The article. `id` holds the id that the source declares, or nothing; `capture` holds `at` and `cut` at most.
    /// The `src` of an image is an address as the source has it: relative, absolute or `data:`; it is resolved afterwards.
    pub article: Article,
    /// What there is to say of it.
    pub problems: Vec<Problem>,
    /// What links of other sources may call it.
    pub names: Names,
}

/// Why a source is no article: one sentence that names the reason, and what to do where something can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal(pub String);
