//! The files of a web archive by their address.

use percent_encoding::percent_decode_str;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use url::Url;

/// One file of a web archive.
#[derive(Debug, Clone)]
pub struct ArchivedFile {
    /// Its media type in lower case, without parameters.
    pub media_type: String,
    /// The encoding that its header declares.
    pub charset: Option<String>,
    /// Its content, decoded.
    pub bytes: Arc<[u8]>,
}

impl ArchivedFile {
    /// Whether it is a page.
    pub fn is_page(&self) -> bool {
        matches!(self.media_type.as_str(), "text/html" | "application/xhtml+xml")
    }
}

/// The files of a web archive: the first one with an address has it.
#[derive(Debug, Clone, Default)]
pub struct ArchivedFiles {
    by_address: HashMap<String, ArchivedFile>,
    /// The addresses of pages that others show in a frame.
    frames: RefCell<HashSet<String>>,
}

impl ArchivedFiles {
    /// Adds a file.
    pub fn insert(&mut self, address: &str, file: ArchivedFile) {
        self.by_address.entry(address_key(address)).or_insert(file);
    }

    /// The page that another one shows in a frame.
    pub fn frame(&self, address: &str) -> Option<&ArchivedFile> {
        let page = self.get(address).filter(|file| file.is_page())?;
        self.frames.borrow_mut().insert(address_key(address));
        Some(page)
    }

    /// Whether a page that was read shows this one in a frame.
    pub fn is_frame(&self, address: &str) -> bool {
        self.frames.borrow().contains(&address_key(address))
    }

    /// The file at an absolute or `cid:` address.
    pub fn get(&self, address: &str) -> Option<&ArchivedFile> {
        self.by_address.get(&address_key(address))
    }
}

/// An address as archives compare it: without fragment, and the same for HTTP and HTTPS, between which sites redirect.
fn address_key(address: &str) -> String {
    let address = address.trim();
    if let Some(id) = address.get(..4).filter(|scheme| scheme.eq_ignore_ascii_case("cid:")).and(address.get(4..)) {
        return format!("cid:{}", percent_decode_str(id).decode_utf8_lossy());
    }
    match Url::parse(address) {
        Ok(mut url) => {
            url.set_fragment(None);
            let text = url.as_str();
            text.strip_prefix("https:").or_else(|| text.strip_prefix("http:")).unwrap_or(text).to_owned()
        }
        Err(_) => address.split('#').next().unwrap_or(address).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_compared_as_browsers_resolve_them() {
        let mut files = ArchivedFiles::default();
        let file = ArchivedFile { media_type: "image/png".into(), charset: None, bytes: Arc::from(&b"x"[..]) };
        for address in ["https://Example.org/a%20b.png", "cid:part 1@mhtml", "image001.png"] {
            files.insert(address, file.clone());
        }
        for address in ["http://example.org/a b.png#top", "https://example.org/x/../a%20b.png", "CID:part%201@mhtml", "image001.png"] {
            assert!(files.get(address).is_some(), "{address}");
        }
        assert!(files.get("https://example.org/").is_none() && files.get("").is_none());
    }
}
