//! A page of a web archive: its pictures and frames are files of the archive, by their address.

use super::figures::{LAZY_SRC_ATTRIBUTES, srcset_candidates};
use crate::cli::import::archive::ArchivedFiles;
use crate::cli::import::encoding;
use dom_query::{Document, NodeRef};
use url::Url;

/// Maximum nesting of frames.
const MAX_FRAME_DEPTH: usize = 3;

/// The archive that a page comes from.
#[derive(Debug, Clone, Copy)]
pub struct PageOrigin<'a> {
    /// The page's own address.
    pub url: Option<&'a Url>,
    /// The date of the capture, RFC 3339.
    pub captured_at: Option<&'a str>,
    /// The files of the archive.
    pub files: &'a ArchivedFiles,
}

/// Gives pictures the address under which the archive holds them, and frames their content.
pub(super) fn resolve_archived_files(page: &Document, origin: &PageOrigin) {
    resolve_files(page, origin.url, origin.files, 0);
}

fn resolve_files(page: &Document, url: Option<&Url>, files: &ArchivedFiles, depth: usize) {
    let declared = page.select("base[href]").attr("href").and_then(|href| join(url, &href));
    let base = declared.as_deref().and_then(|base| Url::parse(base).ok()).or_else(|| url.cloned());
    for image in page.select("img, amp-img").nodes() {
        resolve_picture(image, base.as_ref(), files);
    }
    if depth < MAX_FRAME_DEPTH {
        page.select("iframe[src]").nodes().iter().for_each(|frame| resolve_frame(frame, base.as_ref(), files, depth));
    }
}

/// The absolute form of an address; `cid:` addresses are absolute.
fn join(base: Option<&Url>, address: &str) -> Option<String> {
    let address = address.trim();
    match (Url::parse(address), base) {
        (Ok(_), _) => Some(address.to_owned()),
        (Err(_), Some(base)) => base.join(address).ok().map(String::from),
        (Err(_), None) => (!address.is_empty()).then(|| address.to_owned()),
    }
}

/// Gives a picture the best of its addresses that is in the archive; without one it keeps what it has.
fn resolve_picture(image: &NodeRef, base: Option<&Url>, files: &ArchivedFiles) {
    let found = picture_addresses(image).iter().filter_map(|address| join(base, address)).find(|address| files.get(address).is_some());
    if let Some(address) = found {
        image.set_attr("src", &address);
        ["srcset", "data-srcset"].iter().chain(&LAZY_SRC_ATTRIBUTES).for_each(|name| image.remove_attr(name));
    } else if let Some(address) = image.attr("src").and_then(|src| join(base, &src)) {
        image.set_attr("src", &address);
    }
}

/// All addresses of a picture, best first: lazily loaded ones stand behind a placeholder, large ones before small ones.
fn picture_addresses(image: &NodeRef) -> Vec<String> {
    let attribute = |node: &NodeRef, name: &str| node.attr(name).map(|value| value.to_string());
    let sources = image.parent().filter(|parent| parent.has_name("picture")).map(|picture| picture.element_children()).unwrap_or_default();
    let sets = std::iter::once(image).chain(&sources).flat_map(|node| [attribute(node, "srcset"), attribute(node, "data-srcset")]);
    let mut candidates: Vec<(f64, String)> = sets.flatten().flat_map(|set| srcset_candidates(&set)).collect();
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0));
    let lazy = LAZY_SRC_ATTRIBUTES.iter().filter_map(|name| attribute(image, name));
    lazy.chain(candidates.into_iter().map(|(_, address)| address)).chain(attribute(image, "src")).collect()
}

/// Gives a frame its content as SingleFile does, in `srcdoc`.
fn resolve_frame(frame: &NodeRef, base: Option<&Url>, files: &ArchivedFiles, depth: usize) {
    let Some(address) = frame.attr("src").and_then(|src| join(base, &src)) else { return };
    let Some(file) = files.frame(&address) else { return };
    let Ok((html, _)) = encoding::decode_page(&file.bytes, file.charset.as_deref()) else { return };
    let document = Document::from(html);
    resolve_files(&document, Url::parse(&address).ok().as_ref().filter(|url| !url.cannot_be_a_base()).or(base), files, depth + 1);
    frame.set_attr("srcdoc", &document.html());
}
