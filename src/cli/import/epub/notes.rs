//! Notes of a book: each is brought to its reference, from the end of its chapter or from another file, and marked by the role
//! that the page converter reads (DPUB-ARIA).

use super::package::resolve;
use super::spine::SpineDocument;
use crate::cli::import::cross_links::{parent_folder, percent_decode};
use dom_query::NodeRef;
use std::collections::{HashMap, HashSet};

/// The maximum length of a reference to a note in another file that is not declared as one, in characters.
const MAX_REFERENCE_CHARS: usize = 8;

/// Elements that hold a note.
const NOTE_CONTAINERS: [&str; 6] = ["aside", "li", "div", "p", "dd", "section"];

/// The documents of a book with the elements that have an id.
struct NoteTargets<'a> {
    by_path: HashMap<&'a str, HashMap<String, NodeRef<'a>>>,
}

/// A link with its place, and the element that it leads to.
struct NoteReference<'a> {
    link: NodeRef<'a>,
    /// The path and the ids of the place of the link, by which a note links back.
    path: &'a str,
    ids: Vec<String>,
    note: NodeRef<'a>,
    is_in_other_file: bool,
}

/// Brings the notes to their references. Returns the paths of documents that held nothing but notes.
pub(super) fn gather_notes(documents: &[SpineDocument]) -> HashSet<String> {
    let targets = NoteTargets::new(documents);
    let mut used: HashMap<&str, usize> = HashMap::new();
    let mut number = 0;
    for document in documents {
        for reference in references(document, &targets) {
            number += 1;
            if reference.is_in_other_file {
                let path = documents.iter().find(|other| is_inside(&reference.note, other)).map(|other| other.path.as_str());
                *used.entry(path.unwrap_or_default()).or_default() += reference.note.normalized_char_count();
            }
            attach_note(document, &reference, number);
        }
    }
    documents.iter().for_each(remove_note_rules);
    let is_used_up = |document: &&SpineDocument| {
        let all = document.document.body().map_or(0, |body| body.normalized_char_count());
        used.get(document.path.as_str()).is_some_and(|used| used * 4 >= all * 3)
    };
    documents.iter().filter(is_used_up).map(|document| document.path.clone()).collect()
}

/// Removes the rules that part notes from the text.
fn remove_note_rules(document: &SpineDocument) {
    let is_of_notes = |node: &NodeRef| {
        let kinds = ["footnotes", "endnotes", "rearnotes"];
        kinds.iter().any(|kind| declares(node, kind, "doc-endnotes")) || node.has_class("footnotes")
    };
    for rule in document.document.select("hr").nodes() {
        if rule.parent().as_ref().is_some_and(is_of_notes) {
            rule.remove_from_parent();
        }
    }
}

impl<'a> NoteTargets<'a> {
    fn new(documents: &'a [SpineDocument]) -> NoteTargets<'a> {
        let ids = |document: &'a SpineDocument| {
            let nodes = document.document.root().descendants();
            nodes.into_iter().filter_map(|node| Some((node.id_attr()?.to_string(), node))).collect()
        };
        NoteTargets { by_path: documents.iter().map(|document| (document.path.as_str(), ids(document))).collect() }
    }

    fn get(&self, path: &str, id: &str) -> Option<NodeRef<'a>> {
        self.by_path.get(path)?.get(id).copied()
    }
}

fn is_inside(node: &NodeRef, document: &SpineDocument) -> bool {
    std::ptr::eq(node.tree, &document.document.tree)
}

/// The references of a document to notes.
fn references<'a>(document: &'a SpineDocument, targets: &NoteTargets<'a>) -> Vec<NoteReference<'a>> {
    let links = document.document.root().descendants().into_iter().filter(|node| node.has_name("a"));
    links.filter_map(|link| reference(link, document, targets)).collect()
}

fn reference<'a>(link: NodeRef<'a>, document: &'a SpineDocument, targets: &NoteTargets<'a>) -> Option<NoteReference<'a>> {
    let (path, id) = link_target(&link, &document.path)?;
    let target = targets.get(&path, &id)?;
    let is_in_other_file = path != document.path;
    let note = note_container(&target)?;
    let ids = std::iter::once(&link).chain(link.parent().as_ref()).filter_map(|node| node.id_attr()).map(|id| id.to_string()).collect();
    let reference = NoteReference { link, path: &document.path, ids, note, is_in_other_file };
    let is_declared = declares(&link, "noteref", "doc-noteref");
    let is_short = is_in_other_file && (1..=MAX_REFERENCE_CHARS).contains(&reference.link.normalized_char_count());
    let is_back_link = |inner: &NodeRef| reference.is_back_link(inner, &path);
    (is_declared || is_short && reference.note.descendants_it().any(|inner| is_back_link(&inner))).then_some(reference)
}

/// The path and the id that a link leads to.
fn link_target(link: &NodeRef, from: &str) -> Option<(String, String)> {
    let href = link.attr("href")?;
    let (file, id) = href.split_once('#')?;
    let path = if file.is_empty() { from.to_owned() } else { resolve(parent_folder(from), file)? };
    Some((path, percent_decode(id)))
}

/// Whether an element has a type of EPUB's vocabulary or a role.
fn declares(node: &NodeRef, kind: &str, role: &str) -> bool {
    let has = |name: &str, word: &str| node.attr(name).is_some_and(|words| words.split_whitespace().any(|known| known == word));
    has("epub:type", kind) || has("role", role)
}

/// The element with the whole note: the target, or the block around it.
fn note_container<'a>(target: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let is_container = |node: &NodeRef| node.node_name().is_some_and(|name| NOTE_CONTAINERS.contains(&&*name));
    if is_container(target) { Some(*target) } else { target.ancestors_it(Some(4)).find(is_container) }
}

impl NoteReference<'_> {
    /// Whether a link in a note, which stands in the document at `path`, leads back to the reference.
    fn is_back_link(&self, inner: &NodeRef, path: &str) -> bool {
        let target = || link_target(inner, path);
        inner.has_name("a")
            && (declares(inner, "backlink", "doc-backlink")
                || target().is_some_and(|(file, id)| file == self.path && self.ids.contains(&id)))
    }
}

/// The content of an element as HTML.
fn content_html(node: &NodeRef) -> String {
    node.children_it(false).map(|child| child.html().to_string()).collect()
}

/// Gives the note the role of a footnote; one of another file is copied to the end of the document.
fn attach_note(document: &SpineDocument, reference: &NoteReference, number: usize) {
    let note = reference.note;
    let note_path = reference.link.attr("href").and_then(|href| resolve(parent_folder(reference.path), href.split('#').next()?));
    let note_path = note_path.unwrap_or_else(|| reference.path.to_owned());
    let back_links = note.descendants_it().filter(|inner| reference.is_back_link(inner, &note_path));
    back_links.collect::<Vec<_>>().iter().for_each(|link| link.set_attr("role", "doc-backlink"));
    let own = note.id_attr().map(|id| id.to_string()).filter(|_| !reference.is_in_other_file);
    let id = own.unwrap_or_else(|| format!("lectern-note-{number}"));
    if reference.is_in_other_file {
        if let Some(body) = document.document.body() {
            body.append_html(format!("<aside role=\"doc-footnote\" id=\"{id}\">{}</aside>", content_html(&note)));
        }
    } else {
        note.set_attr("role", "doc-footnote");
        note.set_attr("id", &id);
    }
    reference.link.set_attr("href", &format!("#{id}"));
}

#[cfg(test)]
mod tests {
    use super::super::xhtml;
    use super::*;

    fn document(path: &str, html: &str) -> SpineDocument {
        SpineDocument { idref: path.into(), path: path.into(), sha256: String::new(), document: xhtml::parse(html), is_linear: true }
    }

    #[test]
    fn notes_of_other_files_come_to_their_reference() {
        let documents = [
            document(
                "O/1.xhtml",
                "<body><p>A<a id='r1' href='notes.xhtml#n1'>1</a> b<a epub:type='noteref' href='notes.xhtml#n2'>*</a> <a href='2.xhtml#top'>2</a></p></body>",
            ),
            document("O/2.xhtml", "<body><p id='top'>Other.</p></body>"),
            document(
                "O/notes.xhtml",
                "<body><p id='n1'><a href='1.xhtml#r1'>1</a> First.</p><aside epub:type='footnote' id='n2'><p>Second.</p></aside></body>",
            ),
        ];
        assert_eq!(gather_notes(&documents), HashSet::from(["O/notes.xhtml".to_owned()]));
        let html = documents[0].document.html();
        assert!(
            html.contains("href=\"#lectern-note-1\"") && html.contains("<p>Second.</p></aside>") && html.contains("2.xhtml#top"),
            "{html}"
        );
        assert!(html.contains("role=\"doc-backlink\">1</a> First."), "{html}");
    }
}
