//! Build: turns a corpus into the whole static site.
//!
//! - [`run`]: a build from start to finish; [`target`]: what is built, a site, a folder or a single file.
//! - [`collection`]: a corpus as it will be published; [`content`]: articles, drawings and pictures as they may be published.
//! - [`data`]: cards, articles and index, the manifest, the downloads.
//! - [`app`]: the program in the page, and the template of the page that hosts it; [`html`]: every page.
//! - [`discovery`]: feeds, sitemap, search description; [`install`]: offline reading, and the site as an app.
//! - [`preview`]: the preview pictures that chats show for a page.
//! - [`offline_bundle`]: the pieces of a folder and of a single file, which open from a disk.
//! - [`output`]: the output folder; [`limits`]: the limits of hosts; [`build_cache`]: skips files that are up to date.
//!
//! The same corpus gives the same bytes: the build reads no clock, and does not depend on the order in which threads finish.

pub mod app;
pub mod build_cache;
pub mod collection;
pub mod content;
pub mod data;
pub mod discovery;
pub mod html;
pub mod install;
pub mod limits;
pub mod offline_bundle;
pub mod output;
pub mod preview;
pub mod run;
pub mod target;

pub use collection::{Collection, DraftMode};
pub use run::{Built, Options, Progress, Trunk, build};
pub use target::{BuildTarget, FolderTarget, Pages, SingleFileTarget, SiteTarget};
