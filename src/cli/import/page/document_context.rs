//! Shared state for converting a page's elements to blocks.

use super::blocks::{convert_children, is_block_element, is_media_element};
use super::figures;
use super::links::Base;
use crate::article::{Block, anchor};
use crate::cli::whitespace::collapse_whitespace;
use dom_query::{Document, NodeId, NodeRef};
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

/// The block depth of a note, wherever its reference is.
const NOTE_DEPTH: usize = 8;

/// The maximum length of a reference to a note, in characters.
const MAX_REFERENCE_CHARS: usize = 8;

/// The maximum number of notes that are found by their links alone.
const MAX_LINKED_NOTES: usize = 40;

/// The maximum length of a note, in characters.
const MAX_NOTE_CHARS: usize = 5_000;

/// Elements that are no notes, nor inside one.
const NO_NOTES: [&str; 10] = ["h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "main", "table"];

/// The names by which links find an element.
fn own_names(node: &NodeRef) -> impl Iterator<Item = String> + use<> {
    [node.attr("id"), node.attr("name").filter(|_| node.has_name("a"))].into_iter().flatten().map(|name| name.to_string())
}

/// Shared state for converting a page's elements to blocks.
pub struct DocumentContext<'a> {
    /// Resolves its addresses.
    pub base: Base,
    /// Whether a picture's `title` is its caption, as in Markdown.
    pub titles_are_captions: bool,
    /// Whether to keep scripts and styles in the cut text; a web page has too many.
    pub keeps_scripts: bool,
    /// For an extracted article: the context of the original page, and its figures by their mark.
    pub(super) original: Option<(&'a DocumentContext<'a>, HashMap<String, NodeRef<'a>>)>,
    notes: HashMap<String, NodeRef<'a>>,
    block_ancestors: HashSet<NodeId>,
    skipped: RefCell<HashSet<NodeId>>,
    is_inside_note: Cell<bool>,
    cut_text: RefCell<Vec<String>>,
    /// Whether to record element ids as link targets.
    pub keeps_ids: bool,
    /// Number of nested `convert_children` calls in progress.
    pub(super) nesting: Cell<usize>,
    ids: RefCell<Ids>,
}

/// Element ids: those waiting for a block, and those placed, with their anchors.
#[derive(Default)]
struct Ids {
    pending: Vec<String>,
    anchored: Vec<(String, String)>,
}

impl<'a> DocumentContext<'a> {
    /// Scans a document for elements that contain blocks, and for notes.
    pub fn new(document: &'a Document, base: Base) -> DocumentContext<'a> {
        let mut context = DocumentContext {
            base,
            titles_are_captions: false,
            keeps_scripts: false,
            original: None,
            notes: HashMap::new(),
            block_ancestors: HashSet::new(),
            skipped: RefCell::new(HashSet::new()),
            is_inside_note: Cell::new(false),
            cut_text: RefCell::new(Vec::new()),
            keeps_ids: false,
            nesting: Cell::new(0),
            ids: RefCell::new(Ids::default()),
        };
        context.find_block_ancestors(document);
        context.find_notes(document);
        context.find_linked_notes(document);
        context
    }

    fn find_block_ancestors(&mut self, document: &'a Document) {
        for node in document.root().descendants_it().filter(|n| n.is_element()) {
            let is_block =
                node.node_name().is_some_and(|name| is_block_element(&name) || is_media_element(&name)) && !figures::is_icon(&node);
            if is_block {
                // The ancestors of a known element are known too.
                for ancestor in node.ancestors_it(None) {
                    if !self.block_ancestors.insert(ancestor.id) {
                        break;
                    }
                }
            }
        }
    }

    fn find_notes(&mut self, document: &'a Document) {
        let marks: HashSet<String> = document
            .select("a[href^='#']")
            .nodes()
            .iter()
            .filter_map(|a| a.attr("href"))
            .map(|h| h.trim_start_matches('#').to_owned())
            .collect();
        let all = "[id].footnote-definition, [id][role='doc-endnote'], [id][role='doc-footnote'], .footnotes li[id], .footnote li[id]";
        for node in document.select(all).nodes() {
            if let Some(id) = node.id_attr().map(|id| id.to_string()).filter(|id| marks.contains(id)) {
                self.skipped.borrow_mut().insert(node.id);
                self.notes.insert(id, *node);
            }
        }
        for node in document
            .select(".footnote-definition-label, .footnote-backref, .footnote-back, [role='doc-backlink'], .reversefootnote")
            .nodes()
        {
            self.skipped.borrow_mut().insert(node.id);
        }
    }

    /// Finds notes by their links alone: a short reference, and the note behind it that links back.
    fn find_linked_notes(&mut self, document: &'a Document) {
        let mut targets: HashMap<String, NodeRef<'a>> = HashMap::new();
        for node in document.select("[id], a[name]").nodes() {
            own_names(node).for_each(|name| {
                targets.entry(name).or_insert(*node);
            });
        }
        let mut back_links: HashSet<NodeId> = HashSet::new();
        let mut found: Vec<(String, NodeRef<'a>, NodeId)> = Vec::new();
        for reference in document.select("a[href^='#']").nodes() {
            let id = reference.attr("href").unwrap_or_default().trim_start_matches('#').to_owned();
            let is_short = (1..=MAX_REFERENCE_CHARS).contains(&reference.normalized_char_count());
            if !is_short || back_links.contains(&reference.id) || self.notes.contains_key(&id) {
                continue;
            }
            let names: Vec<String> = own_names(reference).chain(reference.parent().iter().flat_map(own_names)).collect();
            let is_back_link =
                |node: &NodeRef| node.attr("href").is_some_and(|href| names.iter().any(|name| href.strip_prefix('#') == Some(name)));
            let Some(target) = targets.get(&id) else { continue };
            let back = Some(*target)
                .filter(is_back_link)
                .or_else(|| target.descendants_it().find(|inner| inner.has_name("a") && is_back_link(inner)));
            let is_container = |a: &NodeRef| ["li", "div", "dd", "p", "aside", "td"].iter().any(|name| a.has_name(name));
            let note = if target.has_name("a") { target.ancestors_it(Some(4)).find(is_container) } else { Some(*target) };
            let (Some(back), Some(note)) = (back, note) else { continue };
            let is_section = |node: &NodeRef| node.node_name().is_some_and(|name| NO_NOTES.contains(&&*name));
            let holds_section = is_section(&note) || note.descendants_it().any(|inner| is_section(&inner));
            let holds_reference = reference.ancestors_it(None).any(|a| a.id == note.id);
            if !holds_reference && !holds_section && note.normalized_char_count() <= MAX_NOTE_CHARS {
                found.push((id, note, back.id));
            }
            back_links.insert(back.id);
        }
        // So many are the sources of an encyclopedia's article, whose list is a part of it.
        if found.len() <= MAX_LINKED_NOTES {
            self.skipped.borrow_mut().extend(found.iter().flat_map(|(_, note, back)| [note.id, *back]));
            self.notes.extend(found.into_iter().map(|(id, note, _)| (id, note)));
        }
    }

    /// The content of a note; `None` inside another note, which could be the same one. The extracted article may lack its notes.
    pub(super) fn note_blocks(&self, id: &str) -> Option<Vec<Block>> {
        if !self.notes.contains_key(id) {
            return self.original.as_ref().filter(|_| !self.is_inside_note.get()).and_then(|(page, _)| page.note_blocks(id));
        }
        let node = self.notes.get(id).filter(|_| !self.is_inside_note.get())?;
        self.is_inside_note.set(true);
        let blocks = convert_children(node, self, NOTE_DEPTH);
        self.is_inside_note.set(false);
        Some(blocks)
    }

    /// Converts a figure, from the original page if the article was extracted from it.
    pub(super) fn convert_figure(&self, node: &NodeRef, depth: usize) -> Vec<Block> {
        let original = self.original.as_ref();
        match original.and_then(|(context, figures)| Some((context, figures.get(&super::extract::position_attribute(node)?)?))) {
            Some((context, figure)) => figures::convert_figure(figure, context, depth),
            None => figures::convert_figure(node, self, depth),
        }
    }

    pub(super) fn skip(&self, node: &NodeRef) {
        self.skipped.borrow_mut().insert(node.id);
    }

    pub(super) fn is_skipped(&self, node: &NodeRef) -> bool {
        self.skipped.borrow().contains(&node.id)
    }

    /// True for an element that contains a block or a picture.
    pub(super) fn contains_blocks(&self, node: &NodeRef) -> bool {
        self.block_ancestors.contains(&node.id)
    }

    /// Records the text of an element that has no place in an article.
    pub(super) fn record_cut(&self, node: &NodeRef) {
        let is_code = node.node_name().is_some_and(|name| matches!(&*name, "script" | "style" | "template"));
        if is_code && !self.keeps_scripts {
            return;
        }
        let words = collapse_whitespace(&node.text());
        if !words.is_empty() {
            self.cut_text.borrow_mut().push(words);
        }
    }

    /// Records an element's id until its block is known.
    pub(super) fn record_id(&self, node: &NodeRef) {
        if !self.keeps_ids {
            return;
        }
        let id = node.id_attr().or_else(|| node.attr("name").filter(|_| node.has_name("a"))).map(|id| id.trim().to_owned());
        let pending = &mut self.ids.borrow_mut().pending;
        // Inline elements are visited twice.
        if let Some(id) = id.filter(|id| !id.is_empty() && pending.last() != Some(id)) {
            pending.push(id);
        }
    }

    /// Assigns the anchor of a top-level block to the waiting ids.
    pub(super) fn anchor_pending_ids(&self, block: &Block) {
        let mut ids = self.ids.borrow_mut();
        if ids.pending.is_empty() || self.nesting.get() > 1 {
            return;
        }
        let anchor = anchor::anchors(std::slice::from_ref(block)).pop().unwrap_or_default();
        let pending = std::mem::take(&mut ids.pending);
        ids.anchored.extend(pending.into_iter().map(|id| (id, anchor.clone())));
    }

    /// Takes the ids of the body with the anchors of their blocks.
    pub fn take_ids(&self) -> Vec<(String, String)> {
        std::mem::take(&mut self.ids.borrow_mut().anchored)
    }

    /// Takes the text cut so far.
    pub fn take_cut(&self) -> Vec<String> {
        self.cut_text.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::text::blocks_text;

    #[test]
    fn notes_are_found_by_their_links() {
        let notes = [
            "<p>A<sup><a href='#n1' id=r1>1</a></sup></p><ol><li id=n1>Note. <a href='#r1'>back</a></li></ol>",
            "<p>A<a id=r1 href='#n1'>1</a></p><div class=footnote><a id=n1 href='#r1'>1</a><div><p>Note.</p></div></div>",
            "<p>A<a name=r1 href='#n1'>[1]</a></p><div id=f1><p><a href='#r1' name=n1>[1]</a> Note.</p></div>",
        ];
        for html in notes {
            let page = Document::from(html);
            let context = DocumentContext::new(&page, Base::default());
            assert_eq!(blocks_text(&context.note_blocks("n1").unwrap_or_default()).trim(), "Note.", "{html}");
            let body = page.body().map(|body| convert_children(&body, &context, 0)).unwrap_or_default();
            assert_eq!(body.len(), 1, "the note stands at its reference alone: {body:?}");
        }
        let page = Document::from("<p><a id=top href='#part'>1</a></p><h2 id=part>Part <a href='#top'>up</a></h2>");
        assert!(DocumentContext::new(&page, Base::default()).notes.is_empty(), "a table of contents holds no notes");
    }
}
