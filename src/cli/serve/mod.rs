//! Serve: serves a built site on this machine as a host would, and reloads open pages when the corpus changes.
//!
//! - [`served_site`]: the server.
//! - [`resolve`]: maps an address to a file.
//! - [`media_type`]: the media type of a file.
//! - [`response`]: a file as it is sent over the network: tags, ranges, compression.
//! - [`reload`]: the site version, and the script by which an open page follows it.
//! - [`watch`]: watches a corpus for changes.
//!
//! Deliberately absent: building; the caller that watches also builds.

pub mod media_type;
pub mod reload;
pub mod resolve;
pub mod response;
pub mod served_site;
pub mod watch;

pub use served_site::ServedSite;
pub use watch::Watch;
