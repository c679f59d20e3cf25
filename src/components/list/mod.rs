//! The list: a search box, filters beside, rows below.
//!
//! - [`list_page`]: the page. [`list_view`]: its data, as signals.
//! - [`search_form`], [`recent_searches`]: the search box.
//! - [`toolbar`]: the number of articles, [`active_filters`], [`sort_select`].
//! - [`facet_sidebar`], [`facet_group`], [`facet_choice`], [`years_filter`]: the filters.
//! - [`results`]: notes, alerts and [`result_rows`]; [`row`], [`lead_row`]: an article among them.
//! - [`download_results`]: downloads the results for offline reading.
//! - [`pager`]: links from page to page, for pages without the program.
//!
//! Deliberately absent: searching, counting and sorting; see `state` and `search`.

pub mod active_filters;
pub mod download_results;
pub mod facet_choice;
pub mod facet_group;
pub mod facet_sidebar;
pub mod lead_row;
pub mod list_page;
pub mod list_view;
pub mod load_alerts;
#[cfg(not(target_arch = "wasm32"))]
pub mod pager;
pub mod recent_searches;
pub mod result_rows;
pub mod results;
pub mod row;
pub mod search_form;
pub mod search_notes;
pub mod sort_select;
pub mod toolbar;
pub mod years_filter;

pub use download_results::DownloadResults;
pub use list_page::ListPage;
pub use list_view::{ArticleCount, ListView};
pub use load_alerts::LoadAlerts;
#[cfg(not(target_arch = "wasm32"))]
pub use pager::Pager;
pub use recent_searches::RecentSearches;
pub use results::Results;
pub use row::Row;
pub use search_form::SearchForm;
