//! Answers requests with the files of a site.

use super::media_type::{HTML, MediaType};
use super::reload::{self, SiteVersion};
use super::request::ServedRequest;
use super::resolve::{self, ResolvedAddress};
use super::response::{self, ServedResponse};
use flate2::Compression;
use hyper::Method;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The files of a site that was built for a base path. A clone shares the site version.
#[derive(Debug, Clone)]
pub struct SiteFiles {
    root: PathBuf,
    base: String,
    compression: Compression,
    version: Option<Arc<SiteVersion>>,
}

impl SiteFiles {
    /// The files of a folder, for addresses that begin with a base path, which has slashes at both ends. They are compressed fast,
    /// and no page is reloaded.
    pub fn new(root: &Path, base: &str) -> SiteFiles {
        SiteFiles { root: root.to_owned(), base: base.to_owned(), compression: Compression::fast(), version: None }
    }

    /// The same files, compressed at another level.
    pub fn with_compression(self, compression: Compression) -> SiteFiles {
        SiteFiles { compression, ..self }
    }

    /// The same files; open pages are reloaded when the version changes.
    pub(super) fn with_version(self, version: Option<Arc<SiteVersion>>) -> SiteFiles {
        SiteFiles { version, ..self }
    }

    /// The same site in another folder.
    pub(super) fn with_root(self, root: &Path) -> SiteFiles {
        SiteFiles { root: root.to_owned(), ..self }
    }

    /// Answers a request. A file that cannot be read is answered with status 500.
    pub fn respond(&self, request: &ServedRequest) -> ServedResponse {
        self.respond_with(request, |_, bytes| bytes)
    }

    /// Answers a request with an edited file: `edit` gets the path and the bytes of the file, and returns the bytes to tag, to
    /// compress and to send.
    pub fn respond_with(&self, request: &ServedRequest, edit: impl FnOnce(&Path, Vec<u8>) -> Vec<u8>) -> ServedResponse {
        if !matches!(request.method, Method::GET | Method::HEAD) {
            return response::empty_response(405, "Allow", "GET, HEAD");
        }
        if let Some(reload_response) = self.reload_response(&request.target) {
            return reload_response;
        }
        self.resolved_response(resolve::resolve(&self.root, &self.base, &request.target), request, edit)
    }

    /// Answers a request as if its address were not in the site.
    pub fn respond_not_found(&self, request: &ServedRequest) -> ServedResponse {
        self.resolved_response(resolve::not_found(&self.root), request, |_, bytes| bytes)
    }

    fn resolved_response(
        &self,
        resolved: ResolvedAddress,
        request: &ServedRequest,
        edit: impl FnOnce(&Path, Vec<u8>) -> Vec<u8>,
    ) -> ServedResponse {
        match resolved {
            ResolvedAddress::File(path, status) => self
                .file_response(path, status, request, edit)
                .unwrap_or_else(|_| response::empty_response(500, "Cache-Control", "no-cache")),
            ResolvedAddress::Redirect(address) => response::empty_response(301, "Location", &address),
            ResolvedAddress::NotFound => response::empty_response(404, "Cache-Control", "no-cache"),
        }
    }

    /// The response for an address outside the site: the reload script and the site version.
    fn reload_response(&self, target: &str) -> Option<ServedResponse> {
        let version = self.version.as_ref()?;
        match target {
            reload::SCRIPT_PATH => Some(response::text_response(reload::SCRIPT, "text/javascript; charset=utf-8")),
            reload::VERSION_PATH => Some(response::text_response(&version.to_text(), "text/plain; charset=utf-8")),
            _ => None,
        }
    }

    fn file_response(
        &self,
        path: PathBuf,
        status: u16,
        request: &ServedRequest,
        edit: impl FnOnce(&Path, Vec<u8>) -> Vec<u8>,
    ) -> io::Result<ServedResponse> {
        // Read before the file: a page older than its version is reloaded, a newer one would not be.
        let version = self.version.as_ref().map(|version| version.to_text());
        let bytes = edit(&path, fs::read(&path)?);
        let kind = MediaType::from_path(path.strip_prefix(&self.root).unwrap_or(&path));
        let bytes = match version.filter(|_| kind == HTML) {
            Some(version) => reload::insert_script(bytes, &version),
            None => bytes,
        };
        let response = response::file_response(bytes, kind, status, self.compression, &request.conditional_headers)?;
        Ok(ServedResponse { path: Some(path), ..response })
    }
}
