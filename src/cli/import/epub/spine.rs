//! The documents of a book in reading order, and which of them are no chapters.

use super::navigation::Navigation;
use super::package::Package;
use super::xhtml;
use crate::cli::folder;
use crate::cli::import::archive::ZipEntries;
use crate::cli::import::imported::ImportError;
use dom_query::{Document, NodeRef};

/// A document of the reading order.
pub(super) struct SpineDocument {
    pub(super) idref: String,
    pub(super) path: String,
    pub(super) sha256: String,
    pub(super) document: Document,
    pub(super) is_linear: bool,
}

/// The documents that could be read, and messages about the others.
pub(super) type SpineDocuments = (Vec<SpineDocument>, Vec<String>);

/// Reads all documents; one that cannot be read is named, and the others come in.
///
/// # Errors
/// When none can be read.
pub(super) fn read_documents(entries: &ZipEntries, package: &Package) -> Result<SpineDocuments, ImportError> {
    let (mut documents, mut failures) = (Vec::new(), Vec::new());
    for reference in &package.spine {
        let Some(item) = package.manifest.get(&reference.idref) else { continue };
        match entries.read_text(&item.path) {
            Ok(Some(text)) => documents.push(SpineDocument {
                idref: reference.idref.clone(),
                path: item.path.clone(),
                sha256: folder::sha256(text.as_bytes()),
                document: xhtml::parse(&text),
                is_linear: reference.is_linear,
            }),
            Ok(None) => failures.push(format!("{} is missing from the archive", item.path)),
            Err(ImportError(reason)) => failures.push(reason),
        }
    }
    match failures.first() {
        Some(first) if documents.is_empty() => Err(ImportError(first.clone())),
        _ => Ok((documents, failures)),
    }
}

/// Kinds of documents that are no chapters: EPUB's vocabulary and that of the guide, with their names in messages.
const OTHER_KINDS: [(&str, &str); 11] = [
    ("cover", "cover"),
    ("titlepage", "title page"),
    ("title-page", "title page"),
    ("title_page", "title page"),
    ("halftitlepage", "title page"),
    ("halftitle", "title page"),
    ("copyright-page", "copyright"),
    ("copyright", "copyright"),
    ("toc", "table of contents"),
    ("landmarks", "table of contents"),
    ("nav", "table of contents"),
];

/// Maximum length of a document whose name alone tells that it is no chapter, in characters; a copyright page may be long.
const MAX_OTHER_CHARS: usize = 4_000;

impl SpineDocument {
    /// The kind of a document that is no chapter; `None` for a chapter.
    pub(super) fn other_kind(&self, package: &Package, navigation: &Navigation) -> Option<&'static str> {
        if package.nav().is_some_and(|nav| nav.path == self.path) {
            return Some("table of contents");
        }
        let text = self.document.body().map_or(0, |body| body.normalized_char_count());
        if text == 0 {
            return Some(if self.document.select("img").exists() { "page with a picture alone" } else { "empty page" });
        }
        let declared = [self.declared_kinds(), navigation.landmarks.get(&self.path).cloned(), package.guide.get(&self.path).cloned()];
        let declared = declared.iter().flatten().flat_map(|kinds| kinds.split_whitespace()).find_map(known_kind);
        declared.or_else(|| self.name_words().into_iter().find_map(known_kind)).filter(|_| text <= MAX_OTHER_CHARS)
    }

    /// The kinds that the document declares on its body, or on the only section in it.
    fn declared_kinds(&self) -> Option<String> {
        let body = self.document.body()?;
        let kinds = |node: &NodeRef| node.attr("epub:type").map(|kinds| kinds.to_ascii_lowercase());
        let only = match body.element_children().as_slice() {
            [only] => kinds(only),
            _ => None,
        };
        let all: Vec<String> = kinds(&body).into_iter().chain(only).collect();
        (!all.is_empty()).then(|| all.join(" "))
    }

    /// The names that programs give to documents: their id, and their file name.
    fn name_words(&self) -> [&str; 2] {
        let file = self.path.rsplit('/').next().unwrap_or(&self.path);
        [&self.idref, file].map(|name| name.split('.').next().unwrap_or(name))
    }
}

fn known_kind(word: &str) -> Option<&'static str> {
    OTHER_KINDS.iter().find(|(kind, _)| kind.eq_ignore_ascii_case(word)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_pages_are_told_from_chapters() {
        let kind = |path: &str, html: &str| {
            let document = SpineDocument {
                idref: "x".into(),
                path: path.into(),
                sha256: String::new(),
                document: xhtml::parse(html),
                is_linear: true,
            };
            document.other_kind(&Package::default(), &Navigation::default())
        };
        assert_eq!(
            kind("O/a.xhtml", "<body epub:type='frontmatter'><section epub:type='titlepage'><h1>T</h1></section></body>"),
            Some("title page")
        );
        assert_eq!(kind("O/title_page.xhtml", "<body><h1>T</h1></body>"), Some("title page"));
        assert_eq!(kind("O/plate.xhtml", "<body><img src='a.png'/></body>"), Some("page with a picture alone"));
        assert_eq!(kind("O/ch1.xhtml", "<body epub:type='bodymatter'><p>Words.</p></body>"), None);
    }
}
