//! Content: articles, drawings and pictures as they may be published.
//!
//! - [`published`]: removes what is for the publisher alone; [`sanitize`], [`bidi`], [`drawing`]: removes what is harmful.
//! - [`picture`]: removes what cameras write into pictures.

pub mod bidi;
pub mod drawing;
pub mod picture;
pub mod published;
pub mod sanitize;
