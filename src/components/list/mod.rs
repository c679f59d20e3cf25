//! The list: one box to search with, filters beside, rows below.
//!
//! - [`list_page`]: the page. [`list_view`]: what it shows, as signals.
//! - [`search_form`], [`recent_searches`]: the search box.
//! - [`toolbar`]: how many, [`active_filters`], [`sort_select`].
//! - [`facet_sidebar`], [`facet_group`], [`facet_choice`], [`years_filter`]: what a list is narrowed by.
//! - [`results`]: notes, alerts and [`result_rows`]; [`row`], [`lead_row`]: an article among them.
//! - [`download_results`]: what was found, to be kept for reading offline.
//! - [`pager`]: the way from page to page, where no program draws more rows.
//!
//! Deliberately absent: finding, counting and sorting; see `state` and `search`.

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
