//! The page's state as plain values: loaded data, search results, stored data.
//!
//! - [`annotation_view`]: highlights and notes beside a text. [`notebook_view`]: the notebook, filtered and grouped.
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

pub(crate) mod annotation_view;
pub(crate) mod corpus_data;
pub(crate) mod excerpts;
pub(crate) mod facet_choices;
pub(crate) mod in_page_matches;
pub(crate) mod list_results;
pub(crate) mod list_rows;
pub(crate) mod load_alerts;
pub(crate) mod local_data;
pub(crate) mod needed_files;
pub(crate) mod notebook_view;
pub(crate) mod offline_copies;
pub(crate) mod search_requests;
pub(crate) mod search_response;
pub(crate) mod shown_page;
pub(crate) mod years;

pub(crate) use corpus_data::{CorpusData, CorpusFile, LoadState};
pub(crate) use excerpts::{Excerpts, RowExcerpt};
pub(crate) use in_page_matches::InPageMatches;
pub(crate) use list_results::{FacetCounts, ListResults};
pub(crate) use local_data::{LocalData, Preferences, StoredCounts};
pub(crate) use search_requests::{RequestPurpose, SearchRequests};
pub(crate) use search_response::SearchResponse;
pub(crate) use shown_page::ShownPage;
