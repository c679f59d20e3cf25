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
        for node in document.select(".footnote-definition-label, .footnote-backref, [role='doc-backlink'], .reversefootnote").nodes() {
            self.skipped.borrow_mut().insert(node.id);
        }
    }

    /// The content of a note; `None` inside another note, which could be the same one.
    pub(super) fn note_blocks(&self, id: &str) -> Option<Vec<Block>> {
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
