//! Import: sources of every kind to articles.
//!
//! - [`run`]: the whole of it: find the sources, read each, put its article into the corpus.
//! - [`source`], [`kind`]: which files there are, and what each of them is.
//! - [`encoding`]: bytes to text, never to mojibake.
//! - [`reading`]: what every reader of a kind of source gives: an article, its pictures, and problems.
//! - [`capture`]: plain-text captures of news pages.
//! - [`lines`], [`markdown`], [`page`], [`own`]: JSON Lines, Markdown, saved HTML, articles in the format of a corpus.
//! - [`cross_links`]: links from one source to another.
//! - [`pictures`]: the pictures of an article, found beside its source, measured and copied.
//! - [`filing`]: which article of the corpus a reading belongs to, its id, and what becomes of what it would lose.
//! - [`similarity`], [`kept_pictures`]: whether two readings are of one article; pictures that a new reading lacks.
//! - [`when`], [`tongue`], [`names`], [`values`]: dates (of East Asia by a module of their own), languages, lists of names and other
//!   values as sources write them.
//! - [`mend`]: JSON that programs write although it is none.
//!
//! A reader of a kind is a pure function from text to a [`reading::Reading`]; files are opened and written around it.
//! Deliberately absent: the network. A picture that is not beside its source is named, never fetched.

pub mod capture;
pub mod cross_links;
mod east_asian_date;
pub mod encoding;
pub mod filing;
pub mod kept_pictures;
pub mod kind;
pub mod lines;
pub mod markdown;
pub mod mend;
pub mod names;
pub mod own;
pub mod page;
pub mod pictures;
pub mod reading;
pub mod run;
pub mod similarity;
pub mod source;
pub mod tongue;
pub mod values;
pub mod when;

pub use run::{Counts, Options, Outcome, run};
