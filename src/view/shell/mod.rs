//! The frame of every page.
//!
//! - [`page`]: skip link, masthead, the page's own `main`, consent notice, foot.
//! - [`masthead`], [`foot`], [`consent`]: its parts.
//!
//! Deliberately absent: `main`, which each page brings along.

pub mod consent;
pub mod foot;
pub mod masthead;
pub mod page;

pub use page::page;
