//! The index builder: articles in, file contents out.
//!
//! - [`analyzed_article`]: the tokens of an article.
//! - `block_boundaries`: cuts the term dictionary into blocks.
//! - [`collect`]: collects terms and postings, article by article in the order of their doc ids.
//! - [`fields`]: the text of an article, by field.
//! - `note_numbers`: numbers of notes that are glued to a word.
//! - [`layout`]: distributes terms over files.
//! - [`term_vectors`]: the best terms of each article, by which articles are compared.
//!
//! Deliberately absent: compressing, hashing and writing files; the caller brings a [`SegmentSink`] for that.

pub mod analyzed_article;
mod block_boundaries;
pub mod collect;
pub mod fields;
pub mod layout;
mod note_numbers;
pub mod term_vectors;

pub use analyzed_article::AnalyzedArticle;
pub use collect::{Collector, LanguageResources};
pub use layout::{ExternalFiles, SegmentSink, write_index};
pub use term_vectors::{WeightedTerm, feature_weight};
