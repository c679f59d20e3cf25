//! What the program in the page knows, as plain values: what is loaded, found and stored, and what the list's query means.
//!
//! - [`corpus_data`]: what of the corpus is loaded. [`needed_files`]: which files a page still needs.
//! - [`search_requests`]: what the worker was asked, by id. [`search_response`]: what it answered. [`excerpts`]: the passages that rows show.
//! - [`list_results`]: the articles that the list's query means, and how many each value of a facet has.
//! - [`list_rows`]: the rows of a list. [`facet_choices`], [`years`]: what its filters offer. [`load_alerts`]: what is missing.
//! - [`local_data`]: what is stored on this device.
//! - [`in_page_matches`]: where one is among the words that an article was opened for.
//! - [`offline_copies`]: what of the collection can be kept on this device, and what has changed since the last visit.
//! - [`shown_page`]: what one program tells the other of the page.
//!
//! Deliberately absent: signals (see `stores`) and the browser (see `web`). Everything here compiles and is tested natively.

pub mod corpus_data;
pub mod excerpts;
pub mod facet_choices;
pub mod in_page_matches;
pub mod list_results;
pub mod list_rows;
pub mod load_alerts;
pub mod local_data;
pub mod needed_files;
pub mod offline_copies;
pub mod search_requests;
pub mod search_response;
pub mod shown_page;
pub mod years;

pub use corpus_data::{CorpusData, CorpusFile, LoadState};
pub use excerpts::{Excerpts, RowExcerpt};
pub use in_page_matches::InPageMatches;
pub use list_results::{FacetCounts, ListResults};
pub use local_data::{LocalData, Preferences, StoredCounts};
pub use search_requests::{RequestPurpose, SearchRequests};
pub use search_response::SearchResponse;
pub use shown_page::ShownPage;
