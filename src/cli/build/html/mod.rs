//! HTML: every page of a site.
//!
//! - [`pages`], [`list_pages`], [`head`]: the pages; [`facet_pages`]: the facet values that have a page.
//! - [`signature`]: the section about the signature on the about page, if the site is signed; [`markup`]: escapes.

pub(crate) mod facet_pages;
pub(crate) mod head;
pub(crate) mod list_pages;
pub(crate) mod markup;
pub(crate) mod pages;
pub(crate) mod signature;
