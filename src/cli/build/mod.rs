//! Build: turns a corpus into the whole static site.
//!
//! - [`run`]: a build from start to finish; [`target`]: what is built, a site, a folder or a single file.
//! - [`collection`]: a corpus as it will be published; [`content`]: articles, drawings and pictures as they may be published.
//! - [`data`]: cards, articles and index, the manifest, the downloads.
//! - [`related`]: what to read after an article.
//! - [`app`]: the program in the page, and the template of the page that hosts it; [`html`]: every page.
//! - [`discovery`]: feeds, sitemap, search description; [`install`]: offline reading, and the site as an app.
//! - [`preview`]: the preview pictures that chats show for a page.
//! - [`offline_bundle`]: the pieces of a folder and of a single file, which open from a disk.
//! - [`output`]: the output folder; [`limits`]: the limits of hosts; [`build_cache`]: skips files that are up to date.
//!
//! The same corpus gives the same bytes: the build reads no clock, and does not depend on the order in which threads finish.

pub(crate) mod app;
pub(crate) mod build_cache;
pub(crate) mod collection;
pub(crate) mod content;
pub(crate) mod data;
pub(crate) mod discovery;
pub(crate) mod html;
pub(crate) mod install;
pub(crate) mod limits;
pub(crate) mod offline_bundle;
pub(crate) mod output;
pub(crate) mod preview;
pub(crate) mod related;
pub(crate) mod run;
pub(crate) mod target;

pub(crate) use collection::{Collection, DraftMode};
pub(crate) use run::{Built, Options, Trunk, build};
pub(crate) use target::{BuildTarget, FolderTarget, Pages, SingleFileTarget, SiteTarget};
