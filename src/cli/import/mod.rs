//! Import: turns sources of every kind into articles.
//!
//! - [`run`]: the whole import: finds the sources, reads each, and puts its article into the corpus.
//! - [`source`]: the files to read; `generator`: files of a site generator that are no articles. [`importer`]: the formats and their
//!   registry; [`source_kind`]: refusal of unsupported files.
//! - `source_folders`: the folders that sources came from. `original`: the source of an article, found again, for `lectern review`.
//! - `import_journal`: which sources are as they were when they were imported, and need not be read.
//! - [`encoding`]: encoding detection and decoding.
//! - [`imported`]: the result of every reader: an article, its names, and diagnostics.
//! - [`capture`]: plain-text captures of news pages.
//! - [`lines`], [`markdown`], [`page`], [`feed`], [`native_json`]: JSON Lines, Markdown, saved HTML, feeds, and native JSON.
//! - [`mhtml`]: pages saved as one file, MHTML. `epub`: books. `docx`: documents of word processors. [`csv_rows`]: tables. `warc`: web archives. [`archive`]: files of archives, for these and the other formats that hold many files.
//! - [`cross_links`]: links from one source to another; `dead_links`: those that lead nowhere; `site_paths`: the paths at which
//!   generators put them; `note_embeds`: notes in notes; `translations`: versions of one article in several languages.
//! - [`pictures`]: finds an article's pictures beside its source, measures and copies them.
//! - [`store`]: the corpus store: writes items, and protects articles from loss. `known_articles`: matches items to articles, chooses
//!   ids. `provenance`: the source of an article, and the hash of what was written.
//! - [`similarity`], [`kept_pictures`]: near-duplicate readings; pictures that a new reading lacks. `shingles`: words in a row.
//! - `confidence`: how sure import is of an article.
//! - `near_duplicates`: articles of a whole corpus that read alike.
//! - `host_patterns`: what recurs on the saved pages of one host.
//! - [`dates`], [`detect_language`], [`names`], [`values`]: dates, languages, lists of names, and other values as sources write them.
//! - [`explanation`]: what each field was taken from, what was cut and why; `origins` keeps it while a source is read.
//! - [`json_repair`]: repair of nearly valid JSON. [`comparison_key`](mod@comparison_key): text folded for comparison.
//!
//! A reader is a pure function from text to [`imported::Imported`]; files are opened and written around it.
//! Deliberately absent: the network. A picture that is not beside its source is named, never fetched.

pub mod archive;
pub mod capture;
pub mod comparison_key;
mod confidence;
pub mod cross_links;
pub mod csv_rows;
pub mod dates;
mod dead_links;
pub mod detect_language;
mod docx;
pub mod encoding;
mod epub;
pub mod explanation;
pub mod feed;
mod generator;
pub(in crate::cli) mod host_patterns;
mod import_journal;
pub mod imported;
pub mod importer;
pub mod json_repair;
pub mod kept_pictures;
mod known_articles;
pub mod lines;
pub mod markdown;
pub mod mhtml;
pub mod names;
pub mod native_json;
pub(in crate::cli) mod near_duplicates;
mod note_embeds;
pub(in crate::cli) mod original;
mod origins;
pub mod page;
pub mod pictures;
pub(in crate::cli) mod provenance;
pub mod run;
mod shingles;
pub mod similarity;
mod site_paths;
pub mod source;
pub(in crate::cli) mod source_folders;
pub mod source_kind;
pub mod store;
mod translations;
pub mod values;
mod warc;

pub use explanation::explain;
pub use run::{Counts, Options, Outcome, run};
