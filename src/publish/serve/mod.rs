//! Serve: a built site on this machine, as a host would send it, and open pages that follow the corpus.
//!
//! - [`served`]: the server: requests in, answers out.
//! - [`answer`]: what is sent for an address.
//! - [`kind`]: the type of a file.
//! - [`sent`]: a file as it goes over the line: tags, ranges, compression.
//! - [`reload`]: the edition of the site, and the script by which an open page follows it.
//! - [`watch`]: a corpus that is watched for changes.
//!
//! Deliberately absent: building; whoever watches, builds.

pub mod answer;
pub mod kind;
pub mod reload;
pub mod sent;
pub mod served;
pub mod watch;

pub use served::Served;
pub use watch::Watch;
