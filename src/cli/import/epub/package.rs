//! The package document of a book: metadata, files and reading order (EPUB 3.3, "Package document"; OPF 2.0.1).

use crate::cli::import::archive::{ZipEntries, xml};
use crate::cli::import::cross_links::{join_path, parent_folder, percent_decode};
use crate::cli::import::imported::ImportError;
use crate::cli::whitespace::collapse_whitespace;
use roxmltree::Node;
use std::collections::HashMap;

/// A book's package document.
#[derive(Debug, Default)]
pub(super) struct Package {
    pub(super) metadata: BookMetadata,
    /// The files by their id.
    pub(super) manifest: HashMap<String, ManifestItem>,
    /// The documents in reading order.
    pub(super) spine: Vec<SpineReference>,
    /// The kinds of documents by path, as the guide of EPUB 2 declares them.
    pub(super) guide: HashMap<String, String>,
    /// The id of the NCX.
    pub(super) ncx: Option<String>,
}

/// The metadata of a book.
#[derive(Debug, Default)]
pub(super) struct BookMetadata {
    pub(super) title: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) language: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) date: Option<String>,
    pub(super) rights: Option<String>,
    pub(super) subjects: Vec<String>,
    /// The name of the series, with the number of the book.
    pub(super) series: Option<String>,
}

/// A file of a book.
#[derive(Debug, Default)]
pub(super) struct ManifestItem {
    /// Its path inside the archive.
    pub(super) path: String,
    pub(super) media_type: String,
    /// Words such as `nav` and `cover-image`.
    pub(super) properties: String,
}

/// A document in the reading order.
#[derive(Debug)]
pub(super) struct SpineReference {
    pub(super) idref: String,
    /// False for documents that are opened from others only.
    pub(super) is_linear: bool,
}

/// Reads the package document that the container names.
///
/// # Errors
/// When the container or the package document is missing or damaged.
pub(super) fn read_package(entries: &ZipEntries) -> Result<Package, ImportError> {
    let missing = |name: &str| ImportError(format!("not a whole EPUB: {name} is missing; get the file again"));
    let container = entries.read_text(CONTAINER)?.ok_or_else(|| missing(CONTAINER))?;
    let container = xml::parse(&container, CONTAINER)?;
    let path = xml::descendants(container.root_element(), "rootfile").find_map(|file| xml::attribute(file, "full-path"));
    let path = path.ok_or_else(|| missing("the package document"))?;
    let text = entries.read_text(path)?.ok_or_else(|| missing(path))?;
    let document = xml::parse(&text, path)?;
    Ok(parse_package(document.root_element(), parent_folder(path)))
}

const CONTAINER: &str = "META-INF/container.xml";

fn parse_package(root: Node, folder: &str) -> Package {
    let items = xml::descendants(root, "item").filter_map(|item| manifest_item(item, folder)).collect();
    let spine = xml::child(root, "spine");
    let references = spine.into_iter().flat_map(|spine| xml::children(spine, "itemref")).filter_map(spine_reference);
    let guide = xml::descendants(root, "reference").filter_map(|reference| {
        let path = resolve(folder, xml::attribute(reference, "href")?)?;
        Some((path, xml::attribute(reference, "type")?.to_ascii_lowercase()))
    });
    Package {
        metadata: xml::child(root, "metadata").map(read_metadata).unwrap_or_default(),
        manifest: items,
        spine: references.collect(),
        guide: guide.collect(),
        ncx: spine.and_then(|spine| xml::attribute(spine, "toc")).map(str::to_owned),
    }
}

/// The path inside the archive of an address in a document of `folder`, without its fragment.
pub(super) fn resolve(folder: &str, href: &str) -> Option<String> {
    let path = href.split(['#', '?']).next().unwrap_or(href);
    if path.contains("://") || path.starts_with("data:") {
        return None;
    }
    join_path(folder, &percent_decode(path)).filter(|path| !path.is_empty())
}

fn manifest_item(item: Node, folder: &str) -> Option<(String, ManifestItem)> {
    let value = |name| xml::attribute(item, name).unwrap_or_default().to_owned();
    let path = resolve(folder, xml::attribute(item, "href")?)?;
    Some((value("id"), ManifestItem { path, media_type: value("media-type"), properties: value("properties") }))
}

fn spine_reference(reference: Node) -> Option<SpineReference> {
    let idref = xml::attribute(reference, "idref")?.to_owned();
    Some(SpineReference { idref, is_linear: xml::attribute(reference, "linear") != Some("no") })
}

fn read_metadata(metadata: Node) -> BookMetadata {
    let all = |name| xml::descendants(metadata, name).map(|node| (node, collapse_whitespace(&xml::text(node))));
    let values = |name| all(name).filter(|(_, value)| !value.is_empty());
    let first = |name| values(name).next().map(|(_, value)| value);
    let is_author = |node: Node| role(metadata, node).is_none_or(|role| matches!(role, "aut" | "author"));
    // OPF 2 tells dates apart by their event.
    let dated = |event: &str| values("date").find(|(node, _)| xml::attribute(*node, "event") == Some(event)).map(|(_, date)| date);
    BookMetadata {
        title: first("title"),
        authors: values("creator").filter(|(node, _)| is_author(*node)).map(|(_, name)| name).collect(),
        language: first("language"),
        publisher: first("publisher"),
        date: dated("publication").or_else(|| dated("original-publication")).or_else(|| first("date")),
        rights: first("rights"),
        subjects: values("subject").map(|(_, subject)| subject).collect(),
        series: series(metadata),
    }
}

/// The MARC role of a person, as either version of EPUB declares it.
fn role<'a>(metadata: Node<'a, '_>, person: Node<'a, '_>) -> Option<&'a str> {
    let refines = |id: &str| {
        let all = xml::children(metadata, "meta").filter(|meta| xml::attribute(*meta, "property") == Some("role"));
        all.into_iter().find(|meta| xml::attribute(*meta, "refines").and_then(|r| r.strip_prefix('#')) == Some(id))?.text()
    };
    xml::attribute(person, "role").or_else(|| refines(xml::attribute(person, "id")?)).map(str::trim)
}

/// The value of a `meta` element with a property that refines nothing.
fn property(metadata: Node, name: &str) -> Option<String> {
    let mut all = xml::children(metadata, "meta").filter(|meta| xml::attribute(*meta, "property") == Some(name));
    all.next().map(|meta| collapse_whitespace(&xml::text(meta))).filter(|value| !value.is_empty())
}

/// The series of a book with its number: a collection of EPUB 3, else as Calibre writes it.
fn series(metadata: Node) -> Option<String> {
    let refined = || {
        let positions = xml::children(metadata, "meta").filter(|meta| xml::attribute(*meta, "property") == Some("group-position"));
        positions.into_iter().next().map(xml::text)
    };
    let named = |name: &str| {
        let all = xml::children(metadata, "meta").filter(|meta| xml::attribute(*meta, "name") == Some(name));
        all.filter_map(|meta| xml::attribute(meta, "content")).next().map(str::to_owned)
    };
    let (name, number) = match property(metadata, "belongs-to-collection") {
        Some(name) => (name, refined()),
        None => (named("calibre:series")?, named("calibre:series_index")),
    };
    // Calibre writes whole numbers with a fraction.
    let number = number.map(|number| number.trim().trim_end_matches(".0").to_owned()).filter(|number| !number.is_empty());
    Some(number.map_or_else(|| name.clone(), |number| format!("{name}, {number}")))
}

impl Package {
    /// The navigation document of EPUB 3.
    pub(super) fn nav(&self) -> Option<&ManifestItem> {
        self.manifest.values().find(|item| item.properties.split_whitespace().any(|property| property == "nav"))
    }

    /// The NCX of EPUB 2.
    pub(super) fn ncx(&self) -> Option<&ManifestItem> {
        let named = self.ncx.as_deref().and_then(|id| self.manifest.get(id));
        named.or_else(|| self.manifest.values().find(|item| item.media_type == "application/x-dtbncx+xml"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_metadata_of_both_versions() {
        let opf = "<package xmlns:opf='o'><metadata><dc:title xmlns:dc='d'>The Book</dc:title>
            <dc:creator xmlns:dc='d' opf:role='aut'>Ada Lovelace</dc:creator><dc:creator xmlns:dc='d' id='t'>Tove Ek</dc:creator>
            <dc:creator xmlns:dc='d' id='x'>Grace Hopper</dc:creator>
            <meta refines='#t' property='role'>trl</meta>
            <dc:date xmlns:dc='d' opf:event='modification'>2020</dc:date><dc:date xmlns:dc='d' opf:event='publication'>1999</dc:date>
            <meta name='calibre:series' content='Harbours'/><meta name='calibre:series_index' content='2.0'/></metadata>
            <manifest><item id='a' href='../a%20b.xhtml#x'/><item id='b' href='../../out.xhtml'/></manifest>
            <spine toc='n'><itemref idref='a'/><itemref idref='b' linear='no'/></spine></package>";
        let document = xml::parse(opf, "a.opf").unwrap();
        let package = parse_package(document.root_element(), "OEBPS");
        let metadata = &package.metadata;
        assert_eq!(metadata.authors, ["Ada Lovelace", "Grace Hopper"]);
        assert_eq!((metadata.date.as_deref(), metadata.series.as_deref()), (Some("1999"), Some("Harbours, 2")));
        assert_eq!((package.manifest["a"].path.as_str(), package.manifest.contains_key("b")), ("a b.xhtml", false));
        assert_eq!(package.spine.iter().map(|reference| reference.is_linear).collect::<Vec<_>>(), [true, false]);
    }
}
