//! The table of contents of a book: a navigation document (EPUB 3) or an NCX (EPUB 2).

use super::package::{Package, resolve};
use super::xhtml;
use crate::cli::import::archive::ZipEntries;
use crate::cli::import::archive::xml::{self, LocalName};
use crate::cli::import::cross_links::parent_folder;
use crate::cli::import::imported::ImportError;
use crate::cli::whitespace::collapse_whitespace;
use dom_query::{Document, NodeRef};
use roxmltree::Node;
use std::collections::HashMap;

/// Maximum nesting of entries.
const MAX_DEPTH: usize = 16;

/// The table of contents by path.
#[derive(Debug, Default)]
pub(super) struct Navigation {
    /// The first entry that leads to each document.
    titles: HashMap<String, NavigationEntry>,
    /// The kinds of documents, as the landmarks declare them.
    pub(super) landmarks: HashMap<String, String>,
}

/// An entry of the table of contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NavigationEntry {
    pub(super) title: String,
    /// The title of the part that holds the chapter.
    pub(super) part: Option<String>,
}

/// Reads the table of contents; a damaged one is empty, and chapters are named by their headings.
pub(super) fn read_navigation(entries: &ZipEntries, package: &Package) -> Result<Navigation, ImportError> {
    let mut navigation = Navigation::default();
    if let Some(path) = package.nav().map(|item| item.path.as_str())
        && let Some(text) = entries.read_text(path)?
    {
        navigation.add_nav(&xhtml::parse(&text), parent_folder(path));
    }
    if navigation.titles.is_empty()
        && let Some(path) = package.ncx().map(|item| item.path.as_str())
        && let Some(text) = entries.read_text(path)?
        && let Ok(document) = xml::parse(&text, path)
    {
        let map = xml::descendants(document.root_element(), "navMap").next();
        map.into_iter().for_each(|map| navigation.add_points(map, parent_folder(path), None, 0));
    }
    Ok(navigation)
}

impl Navigation {
    /// The entry that leads to a document.
    pub(super) fn entry(&self, path: &str) -> Option<&NavigationEntry> {
        self.titles.get(path)
    }

    fn add_nav(&mut self, document: &Document, folder: &str) {
        for nav in document.select("nav").nodes() {
            match nav.attr("epub:type").as_deref() {
                Some("landmarks") => self.add_landmarks(nav, folder),
                Some("page-list") => {}
                _ => nav.element_children().iter().filter(|list| list.has_name("ol")).for_each(|list| self.add_list(list, folder, None, 0)),
            }
        }
    }

    fn add_landmarks(&mut self, nav: &NodeRef, folder: &str) {
        for link in nav.descendants_it().filter(|inner| inner.has_name("a")) {
            let path = link.attr("href").and_then(|href| resolve(folder, &href));
            if let (Some(path), Some(kind)) = (path, link.attr("epub:type")) {
                self.landmarks.entry(path).or_insert_with(|| kind.to_string());
            }
        }
    }

    fn add_list(&mut self, list: &NodeRef, folder: &str, part: Option<&str>, depth: usize) {
        for item in list.element_children() {
            let children = item.element_children();
            let label = children.iter().find(|child| child.has_name("a") || child.has_name("span"));
            let title = label.map(|label| collapse_whitespace(&label.text())).unwrap_or_default();
            let path = label.and_then(|label| label.attr("href")).and_then(|href| resolve(folder, &href));
            self.add_entry(path, &title, part);
            if depth < MAX_DEPTH {
                let lists = children.iter().filter(|child| child.has_name("ol"));
                lists.for_each(|inner| self.add_list(inner, folder, Some(&title), depth + 1));
            }
        }
    }

    fn add_points(&mut self, parent: Node, folder: &str, part: Option<&str>, depth: usize) {
        for point in xml::children(parent, "navPoint") {
            let title = collapse_whitespace(&xml::child(point, "navLabel").map(xml::text).unwrap_or_default());
            let source = xml::child(point, "content").and_then(|content| xml::attribute(content, "src"));
            self.add_entry(source.and_then(|source| resolve(folder, source)), &title, part);
            if depth < MAX_DEPTH && point.children().any(|child| child.has_local_name("navPoint")) {
                self.add_points(point, folder, Some(&title), depth + 1);
            }
        }
    }

    fn add_entry(&mut self, path: Option<String>, title: &str, part: Option<&str>) {
        let Some(path) = path.filter(|_| !title.is_empty()) else { return };
        let part = part.filter(|part| !part.is_empty()).map(str::to_owned);
        self.titles.entry(path).or_insert_with(|| NavigationEntry { title: title.to_owned(), part });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_both_forms() {
        let mut nav = Navigation::default();
        nav.add_nav(
            &xhtml::parse("<body><nav epub:type='landmarks'><ol><li><a epub:type='cover' href='c.xhtml'>C</a></li></ol></nav><nav epub:type='toc'><ol><li><span>Part <i>I</i></span><ol><li><a href='t/1.xhtml'>One</a></li><li><a href='t/1.xhtml#b'>b</a></li></ol></li></ol></nav></body>"),
            "O",
        );
        let entry = Some(NavigationEntry { title: "One".into(), part: Some("Part I".into()) });
        assert_eq!((nav.entry("O/t/1.xhtml").cloned(), nav.landmarks["O/c.xhtml"].as_str()), (entry.clone(), "cover"));
        let ncx = "<ncx><navMap><navPoint><navLabel><text>Part I</text></navLabel><navPoint><navLabel><text>One</text></navLabel><content src='t/1.xhtml'/></navPoint></navPoint></navMap></ncx>";
        let document = xml::parse(ncx, "toc.ncx").unwrap();
        let mut navigation = Navigation::default();
        navigation.add_points(xml::child(document.root_element(), "navMap").unwrap(), "O", None, 0);
        assert_eq!(navigation.entry("O/t/1.xhtml").cloned(), entry);
    }
}
