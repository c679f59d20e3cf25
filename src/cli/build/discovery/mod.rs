//! Discovery: what feed readers, search engines and browsers look for.
//!
//! - [`feed`], [`sitemap`], [`opensearch`]: their files; [`rfc3339`]: timestamps as they need them.

pub mod feed;
pub mod opensearch;
pub mod rfc3339;
pub mod sitemap;
