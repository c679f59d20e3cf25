//! Discovery: what feed readers, search engines and browsers look for.
//!
//! - [`feed`], [`sitemap`], [`opensearch`]: their files; [`rfc3339`]: timestamps as they need them.

pub(crate) mod feed;
pub(crate) mod opensearch;
pub(crate) mod rfc3339;
pub(crate) mod sitemap;
