//! HTML: every page of a site.
//!
//! - [`pages`], [`list_pages`], [`head`]: the pages; [`facet_pages`]: the facet values that have a page.
//! - [`signature`]: the section about the signature on the about page, if the site is signed; [`markup`]: escapes.

pub mod facet_pages;
pub mod head;
pub mod list_pages;
pub mod markup;
pub mod pages;
pub mod signature;
