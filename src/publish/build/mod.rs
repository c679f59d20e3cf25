//! Build: from a corpus to the whole static site.
//!
//! - [`run`]: a build from beginning to end.
//! - [`collection`]: a corpus as it will be published; [`published`]: what of it stays with the publisher.
//! - [`harmless`], [`bidi`], [`drawing`]: articles and drawings without what could do harm.
//! - [`picture`]: pictures without what their cameras wrote into them.
//! - [`catalogue`]: cards, columns and days, and the manifest.
//! - [`texts`], [`sizes`]: the articles themselves: pages, packs, index; how large packs are.
//! - [`reader`], [`template`]: the program in the page, and the page that it comes in; [`first`]: what stands inside it for
//!   the first paint; [`policy`]: what it is allowed.
//! - [`pages`], [`front`], [`head`]: every page as HTML; [`values`]: which values of facets have one.
//! - [`files`], [`offline`], [`webmanifest`], [`icon`]: what reads without a line, and what puts the site among a system's programs.
//! - [`moment`], [`name`]: dates and names as other programs read them.
//! - [`preview`]: what chats show of a page.
//! - [`accent`], [`feed`], [`data`], [`sitemap`], [`opensearch`], [`markup`]: the other files. [`smaller`], [`shorter`]: styles and programs in fewer bytes.
//! - [`shelf`]: the same room without a server: a folder, or one file, that opens from a disk.
//! - [`signature`]: what the about page says of it, where the site is signed.
//! - [`output`]: the folder that it is written to; [`limits`]: what hosts take of it; [`memory`]: what
//!   need not be made again.
//!
//! The same corpus gives the same bytes: no clock is read here, and nothing depends on the order in which threads end.

pub mod accent;
pub mod bidi;
pub mod catalogue;
pub mod collection;
pub mod data;
pub mod drawing;
pub mod feed;
pub mod files;
pub mod first;
pub mod front;
pub mod harmless;
pub mod head;
pub mod icon;
pub mod limits;
pub mod markup;
pub mod memory;
pub mod moment;
pub mod name;
pub mod offline;
pub mod opensearch;
pub mod output;
pub mod pages;
pub mod picture;
pub mod policy;
pub mod preview;
pub mod published;
pub mod reader;
pub mod run;
pub mod shelf;
pub mod shorter;
pub mod signature;
pub mod sitemap;
pub mod sizes;
pub mod smaller;
pub mod template;
pub mod texts;
pub mod values;
pub mod webmanifest;

pub use collection::{Collection, With};
pub use run::{Built, Options, Pages, Progress, Trunk, build, build_single};
