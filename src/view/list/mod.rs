//! The list: one box to search with, filters beside, rows below.
//!
//! - [`page`]: the page as a whole; its regions are given, so that each may be a plain element or run again by itself.
//! - [`desk`]: the search box. [`line`]: how many, what is on, the order.
//! - [`notes`]: what a search understood otherwise than it was typed; [`recent`]: what was looked for before.
//! - [`rail`], [`years`]: what a list is narrowed by.
//! - [`entry`]: what is drawn of an article. [`row`], [`lead`]: how. [`results`]: all of them under their months.
//! - [`pager`]: the way on from page to page, where no program draws more rows.
//!
//! Deliberately absent: finding, counting and sorting; see `search`.

pub mod desk;
pub mod entry;
pub mod lead;
pub mod line;
pub mod notes;
pub mod page;
#[cfg(not(target_arch = "wasm32"))]
pub mod pager;
pub mod rail;
pub mod recent;
pub mod results;
pub mod row;
pub mod years;

pub use desk::desk;
pub use entry::{Entry, Passage};
pub use line::{Count, line};
pub use notes::notes;
pub use page::page;
#[cfg(not(target_arch = "wasm32"))]
pub use pager::pager;
pub use rail::{Choice, Group, rail};
pub use recent::recent;
pub use results::{Results, results};
pub use years::Years;
