//! What is known of a page while its elements are read.

use super::blocks::{blocks_of, is_block, is_picture};
use super::figures;
use super::links::Base;
use crate::article::{Block, anchor};
use dom_query::{Document, NodeId, NodeRef};
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

/// The block depth that a note stands at, wherever its mark is.
const NOTE_DEPTH: usize = 8;

/// What is known of a page while its elements are read.
pub struct Scene<'a> {
    /// How its addresses are read.
    pub base: Base,
    /// True where the title of a picture is its caption, as in Markdown.
    pub titles_are_captions: bool,
    /// True where scripts and styles are kept among what was cut: a page has too many of them.
    pub keeps_scripts: bool,
    /// The page as it was, and its figures by their mark, where this is what was extracted from it.
    pub(super) original: Option<(&'a Scene<'a>, HashMap<String, NodeRef<'a>>)>,
    notes: HashMap<String, NodeRef<'a>>,
    holders: HashSet<NodeId>,
    skipped: RefCell<HashSet<NodeId>>,
    inside_note: Cell<bool>,
    cut: RefCell<Vec<String>>,
    /// True where ids of elements are kept, so that links may lead to them.
    pub keeps_ids: bool,
    /// How many readings of blocks are going on, one inside the other.
    pub(super) readings: Cell<usize>,
    ids: RefCell<Ids>,
}

/// Ids of elements: those that wait for their block, and those that have it.
#[derive(Default)]
struct Ids {
    waiting: Vec<String>,
    placed: Vec<(String, String)>,
}

impl<'a> Scene<'a> {
    /// Looks a page over: which of its elements hold blocks, and which are notes.
    pub fn new(document: &'a Document, base: Base) -> Scene<'a> {
        let mut scene = Scene {
            base,
            titles_are_captions: false,
            keeps_scripts: false,
            original: None,
            notes: HashMap::new(),
            holders: HashSet::new(),
            skipped: RefCell::new(HashSet::new()),
            inside_note: Cell::new(false),
            cut: RefCell::new(Vec::new()),
            keeps_ids: false,
            readings: Cell::new(0),
            ids: RefCell::new(Ids::default()),
        };
        scene.find_holders(document);
        scene.find_notes(document);
        scene
    }

    fn find_holders(&mut self, document: &'a Document) {
        for node in document.root().descendants_it().filter(|n| n.is_element()) {
            let holds = node.node_name().is_some_and(|name| is_block(&name) || is_picture(&name)) && !figures::is_icon(&node);
            if holds {
                // What stands above an element that is known to hold blocks is known too.
                for ancestor in node.ancestors_it(None) {
                    if !self.holders.insert(ancestor.id) {
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

    /// What a note says; nothing for a note inside a note, which could be the same.
    pub(super) fn note(&self, id: &str) -> Option<Vec<Block>> {
        let node = self.notes.get(id).filter(|_| !self.inside_note.get())?;
        self.inside_note.set(true);
        let blocks = blocks_of(node, self, NOTE_DEPTH);
        self.inside_note.set(false);
        Some(blocks)
    }

    /// A figure, as it stood in the page before the article was extracted.
    pub(super) fn figure(&self, node: &NodeRef, depth: usize) -> Vec<Block> {
        let original = self.original.as_ref();
        match original.and_then(|(scene, figures)| Some((scene, figures.get(&super::extract::mark(node)?)?))) {
            Some((scene, figure)) => figures::figure(figure, scene, depth),
            None => figures::figure(node, self, depth),
        }
    }

    pub(super) fn skip(&self, node: &NodeRef) {
        self.skipped.borrow_mut().insert(node.id);
    }

    pub(super) fn is_skipped(&self, node: &NodeRef) -> bool {
        self.skipped.borrow().contains(&node.id)
    }

    /// True for an element with a block or a picture somewhere inside.
    pub(super) fn holds_blocks(&self, node: &NodeRef) -> bool {
        self.holders.contains(&node.id)
    }

    /// Keeps the words of an element that has no place in an article.
    pub(super) fn cut(&self, node: &NodeRef) {
        let code = node.node_name().is_some_and(|name| matches!(&*name, "script" | "style" | "template"));
        if code && !self.keeps_scripts {
            return;
        }
        let words = node.text().split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            self.cut.borrow_mut().push(words);
        }
    }

    /// Keeps the id of an element for the block that it will stand in.
    pub(super) fn wait(&self, node: &NodeRef) {
        if !self.keeps_ids {
            return;
        }
        let id = node.id_attr().or_else(|| node.attr("name").filter(|_| node.has_name("a"))).map(|id| id.trim().to_owned());
        let waiting = &mut self.ids.borrow_mut().waiting;
        // An element in a line is met twice.
        if let Some(id) = id.filter(|id| !id.is_empty() && waiting.last() != Some(id)) {
            waiting.push(id);
        }
    }

    /// Gives the ids that wait the anchor of a block of the body.
    pub(super) fn place(&self, block: &Block) {
        let mut ids = self.ids.borrow_mut();
        if ids.waiting.is_empty() || self.readings.get() > 1 {
            return;
        }
        let anchor = anchor::anchors(std::slice::from_ref(block)).pop().unwrap_or_default();
        let waiting = std::mem::take(&mut ids.waiting);
        ids.placed.extend(waiting.into_iter().map(|id| (id, anchor.clone())));
    }

    /// The ids of the body with the anchors of their blocks.
    pub fn take_ids(&self) -> Vec<(String, String)> {
        std::mem::take(&mut self.ids.borrow_mut().placed)
    }

    /// What was cut so far.
    pub fn take_cut(&self) -> Vec<String> {
        self.cut.take()
    }
}
