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

pub(crate) mod active_filters;
pub(crate) mod download_results;
pub(crate) mod facet_choice;
pub(crate) mod facet_group;
pub(crate) mod facet_sidebar;
pub(crate) mod lead_row;
pub(crate) mod list_page;
pub(crate) mod list_view;
pub(crate) mod load_alerts;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod pager;
pub(crate) mod recent_searches;
pub(crate) mod result_rows;
pub(crate) mod results;
pub(crate) mod row;
pub(crate) mod search_form;
pub(crate) mod search_notes;
pub(crate) mod sort_select;
pub(crate) mod toolbar;
pub(crate) mod years_filter;

pub(crate) use download_results::DownloadResults;
pub(crate) use list_page::ListPage;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use list_view::ArticleCount;
pub(crate) use list_view::ListView;
pub(crate) use load_alerts::LoadAlerts;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use pager::Pager;
pub(crate) use recent_searches::RecentSearches;
pub(crate) use results::Results;
pub(crate) use row::Row;
pub(crate) use search_form::SearchForm;
