//! The page's state as plain values: loaded data, search results, stored data.
//!
//! - [`corpus_data`]: the loaded part of the corpus. [`needed_files`]: the files that a page still needs.
//! - [`search_requests`]: pending requests to the worker, by id. [`search_response`]: its last response. [`excerpts`]: the excerpts
//!   of rows.
//! - [`list_results`]: the articles that match the list's query, and how many each facet value has.
//! - [`list_rows`]: the rows of a list. [`facet_choices`], [`years`]: the choices of its filters. [`load_alerts`]: load failures.
//! - [`local_data`]: the data stored on this device.
//! - [`in_page_matches`]: the reader's place among the in-page matches.
//! - [`offline_copies`]: the files stored for offline reading, and the changes since the last visit.
//! - [`shown_page`]: the shown page, as one program reports it to the other.
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
