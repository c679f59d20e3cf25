//! The seam of the server: decides how each request is answered.

use super::request::ServedRequest;
use super::response_writer::ResponseWriter;
use super::site_files::SiteFiles;
use std::io;

/// Answers requests in place of the server, usually with the help of the site's files.
///
/// A test holds a response back, damages a file or cuts a connection; a benchmark slows the network down and logs requests. All of
/// them keep the resolution of addresses, media types, compression and conditional requests of `lectern serve`.
///
/// # Example
/// An interceptor that sends a page of its own under one address, and lets clients cache everything else.
///
/// ```
/// use lectern::cli::serve::{Interceptor, ResponseWriter, ServedRequest, SiteFiles, response};
/// use std::io;
///
/// struct CacheForTenMinutes;
///
/// impl Interceptor for CacheForTenMinutes {
///     fn intercept(&self, request: &ServedRequest, site: &SiteFiles, writer: ResponseWriter) -> io::Result<()> {
///         if request.path() == "/hello" {
///             return writer.send(response::text_response("Hello", "text/plain; charset=utf-8"));
///         }
///         let mut response = site.respond(request);
///         response.set_header("Cache-Control", "max-age=600");
///         writer.send(response)
///     }
/// }
/// ```
pub trait Interceptor: Send + Sync {
    /// Answers one request, before its address is resolved. It runs on a thread of its own and may wait: other requests go on, as
    /// long as no more than 512 wait at the same time.
    ///
    /// [`SiteFiles::respond`] gives the answer of the server, [`SiteFiles::respond_with`] the same for an edited file. If the writer
    /// is dropped, or the method panics, the connection is closed without a response.
    ///
    /// # Errors
    /// When the client has disconnected; the server ignores it.
    fn intercept(&self, request: &ServedRequest, site: &SiteFiles, writer: ResponseWriter) -> io::Result<()>;
}

/// The server without an interceptor of its own: sends the files of the site.
pub(super) struct SendFiles;

impl Interceptor for SendFiles {
    fn intercept(&self, request: &ServedRequest, site: &SiteFiles, writer: ResponseWriter) -> io::Result<()> {
        writer.send(site.respond(request))
    }
}
