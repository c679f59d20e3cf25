//! Content: articles, drawings and pictures as they may be published.
//!
//! - [`published`]: removes what is for the publisher alone; [`sanitize`], [`bidi`], [`drawing`]: removes what is harmful.
//! - [`picture`]: removes what cameras write into pictures.

pub(crate) mod bidi;
pub(crate) mod drawing;
pub(crate) mod picture;
pub(crate) mod published;
pub(crate) mod sanitize;
