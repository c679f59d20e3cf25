//! Serve: serves a built site on this machine as a host would, and reloads open pages when the corpus changes.
//!
//! `lectern serve`, the browser tests and the benchmarks use the same server. Tests and benchmarks alter it by an [`Interceptor`].
//!
//! - [`served_site`]: a site that is served, and its options.
//! - [`interceptor`]: the seam: decides how each request is answered.
//! - [`site_files`]: answers a request with a file of the site. [`resolve`]: maps an address to a file.
//! - [`media_type`]: the media type of a file.
//! - [`request`]: the parts of a request that an answer depends on.
//! - [`response`]: a file as it is sent over the network: tags, ranges, compression.
//! - [`response_writer`]: sends a response, whole or in pieces, or closes the connection.
//! - `http_server`: connections and threads.
//! - [`reload`]: the site version, and the script by which an open page follows it.
//! - [`watch`]: watches a corpus for changes.
//!
//! `lectern review` answers its own pages on the same server.
//!
//! Deliberately absent: building; the caller that watches also builds.

mod http_server;
pub mod interceptor;
pub mod media_type;
pub mod reload;
pub mod request;
pub mod resolve;
pub mod response;
pub mod response_writer;
pub mod served_site;
pub mod site_files;
pub mod watch;

pub(super) use http_server::{Handler, HttpServer};
pub use interceptor::Interceptor;
pub use request::ServedRequest;
pub use response::ServedResponse;
pub use response_writer::ResponseWriter;
pub use served_site::{ServeOptions, ServedSite};
pub use site_files::SiteFiles;
pub use watch::Watch;
