//! The parts of a document and their relationships (Open Packaging Conventions).

use crate::cli::import::archive::{ZipEntries, xml};
use crate::cli::import::cross_links::{join_path, parent_folder};
use crate::cli::import::imported::ImportError;
use std::collections::HashMap;

/// Where a relationship leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relationship {
    /// The last word of its type, such as `footnotes`.
    pub(super) kind: String,
    /// A part's name, or an address.
    pub(super) target: String,
    /// True for an address outside the document.
    pub(super) is_external: bool,
}

/// The relationships of a part by their id.
pub(super) type Relationships = HashMap<String, Relationship>;

/// Reads the relationships of a part; those of the whole document for an empty name.
///
/// # Errors
/// When they are damaged.
pub(super) fn read_relationships(entries: &ZipEntries, part: &str) -> Result<Relationships, ImportError> {
    let folder = parent_folder(part);
    let file = part.rsplit('/').next().unwrap_or(part);
    let name = join_path(folder, &format!("_rels/{file}.rels")).unwrap_or_default();
    let Some(text) = entries.read_text(&name)? else { return Ok(Relationships::new()) };
    let document = xml::parse(&text, &name)?;
    let all = xml::descendants(document.root_element(), "Relationship");
    Ok(all.filter_map(|relationship| parse_relationship(relationship, folder)).collect())
}

fn parse_relationship(relationship: roxmltree::Node, folder: &str) -> Option<(String, Relationship)> {
    let value = |name| xml::attribute(relationship, name);
    let is_external = value("TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
    let target = match (value("Target")?, is_external) {
        (address, true) => address.to_owned(),
        (path, false) => match path.strip_prefix('/') {
            Some(absolute) => join_path("", absolute)?,
            None => join_path(folder, path)?,
        },
    };
    let kind = value("Type").and_then(|kind| kind.rsplit('/').next()).unwrap_or_default().to_owned();
    Some((value("Id")?.to_owned(), Relationship { kind, target, is_external }))
}

/// The name of the part of a kind.
pub(super) fn part_of_kind<'a>(relationships: &'a Relationships, kind: &str) -> Option<&'a str> {
    let part = relationships.values().find(|relationship| relationship.kind == kind && !relationship.is_external);
    part.map(|relationship| relationship.target.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::import::archive::zip_entries::tests::zip_archive;

    #[test]
    fn parts_are_found_by_their_relationships() {
        let xml = "<Relationships><Relationship Id='a' Type='http://x/footnotes' Target='notes.xml'/><Relationship Id='b' Type='http://x/hyperlink' Target='https://example.org/' TargetMode='External'/><Relationship Id='c' Type='x/image' Target='../../../etc/passwd'/></Relationships>";
        let bytes = zip_archive(&[("word/_rels/document.xml.rels", xml.as_bytes())]);
        let found = read_relationships(&ZipEntries::open(&bytes).unwrap(), "word/document.xml").unwrap();
        assert_eq!((part_of_kind(&found, "footnotes"), found["b"].target.as_str()), (Some("word/notes.xml"), "https://example.org/"));
        assert!(!found.contains_key("c"));
    }
}
