//! Build: turns a corpus into the whole static site.
//!
//! - [`run`]: a build from start to finish; [`target`]: what is built, a site, a folder or a single file.
//! - [`collection`]: a corpus as it will be published; [`published`]: removes the publisher-only data.
//! - [`sanitize`], [`bidi`], [`drawing`]: articles and drawings without harmful content.
//! - [`picture`]: pictures without camera metadata.
//! - [`listing_data`]: cards, columns and days, and the manifest.
//! - [`texts`], [`sizes`]: the articles themselves: pages, packs, index; the sizes of packs.
//! - [`app_files`], [`template`]: the program in the page, and the page that hosts it; [`critical_css`]: the styles and scripts
//!   inlined for the first paint; [`policy`]: the page's content security policy.
//! - [`pages`], [`list_pages`], [`head`]: every page as HTML; [`facet_pages`]: the facet values that have a page.
//! - [`files`], [`offline`], [`webmanifest`], [`icon`]: offline reading, and installation of the site as an app.
//! - [`rfc3339`], [`short_name`]: dates and names in the form that other programs read.
//! - [`preview`]: the preview pictures that chats show for a page.
//! - [`accent`], [`feed`], [`data`], [`sitemap`], [`opensearch`], [`markup`]: the other files. [`import_renamer`]: smaller programs.
//! - [`offline_bundle`]: the pieces of a folder and of a single file, which open from a disk.
//! - [`signature`]: the section about the signature on the about page, if the site is signed.
//! - [`output`]: the output folder; [`limits`]: the limits of hosts; [`build_cache`]: skips files that are up to date.
//!
//! The same corpus gives the same bytes: the build reads no clock, and does not depend on the order in which threads finish.

pub mod accent;
pub mod app_files;
pub mod bidi;
pub mod build_cache;
pub mod collection;
pub mod critical_css;
pub mod data;
pub mod drawing;
pub mod facet_pages;
pub mod feed;
pub mod files;
pub mod head;
pub mod icon;
pub mod import_renamer;
pub mod limits;
pub mod list_pages;
pub mod listing_data;
pub mod markup;
pub mod offline;
pub mod offline_bundle;
pub mod opensearch;
pub mod output;
pub mod pages;
pub mod picture;
pub mod policy;
pub mod preview;
pub mod published;
pub mod rfc3339;
pub mod run;
pub mod sanitize;
pub mod short_name;
pub mod signature;
pub mod sitemap;
pub mod sizes;
pub mod target;
pub mod template;
pub mod texts;
pub mod webmanifest;

pub use collection::{Collection, DraftMode};
pub use run::{Built, Options, Progress, Trunk, build};
pub use target::{BuildTarget, FolderTarget, Pages, SingleFileTarget, SiteTarget};
