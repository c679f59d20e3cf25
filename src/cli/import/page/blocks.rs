//! Converts elements to blocks in one walk over the page, in reading order.

use super::document_context::DocumentContext;
use super::{code, figures, inlines, tables, tidy};
use crate::article::{Block, Details, Heading, Inline, List, Quote, Text};
use dom_query::NodeRef;

/// Maximum nesting of lists, quotations and the like: JSON is read to a depth of 128, and each takes up to four levels.
const DEEPEST: usize = 12;
/// Maximum nesting of elements; deeper ones become plain text.
const FAR: usize = 1000;

/// True for block-level elements.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "center"
            | "dd"
            | "details"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

pub(super) fn is_picture(name: &str) -> bool {
    matches!(name, "img" | "picture" | "video" | "audio" | "iframe")
}

/// True for elements without article text.
pub(super) fn is_dropped(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "template"
            | "noscript"
            | "head"
            | "title"
            | "meta"
            | "link"
            | "svg"
            | "canvas"
            | "object"
            | "embed"
            | "applet"
            | "button"
            | "select"
            | "textarea"
            | "option"
            | "datalist"
            | "map"
            | "area"
            | "frame"
            | "frameset"
            | "dialog"
    )
}

/// Converts the children of an element to blocks.
pub fn blocks_of(node: &NodeRef, scene: &DocumentContext, depth: usize) -> Vec<Block> {
    let mut builder = Builder { scene, depth, level: 0, out: Vec::new(), run: Vec::new() };
    scene.readings.set(scene.readings.get() + 1);
    builder.children(node);
    builder.flush();
    scene.readings.set(scene.readings.get() - 1);
    builder.out
}

struct Builder<'s, 'a> {
    scene: &'s DocumentContext<'a>,
    depth: usize,
    level: usize,
    out: Vec<Block>,
    run: Vec<Inline>,
}

impl Builder<'_, '_> {
    fn children(&mut self, node: &NodeRef) {
        self.level += 1;
        if self.level > FAR {
            self.run.push(Inline::Words(node.text().to_string()));
        } else {
            node.children_it(false).for_each(|child| self.node(&child));
        }
        self.level -= 1;
    }

    fn node(&mut self, node: &NodeRef) {
        if node.is_text() {
            return self.run.push(Inline::Words(node.text().to_string()));
        }
        let Some(name) = node.node_name().filter(|_| node.is_element()) else { return };
        if self.scene.is_skipped(node) {
            return;
        }
        self.scene.wait(node);
        match &*name {
            name if is_dropped(name) => self.scene.cut(node),
            "br" => self.line_break(),
            "img" if figures::is_icon(node) => inlines::push(node, self.scene, 0, &mut self.run),
            "math" if node.attr("display").is_some_and(|d| &*d == "block") => self.add(vec![Block::Math(inlines::math(node))]),
            "span" if node.has_class("math-display") => self.add(vec![Block::Math(inlines::tex(node))]),
            name if is_block(name) || is_picture(name) => self.block(name, node),
            _ if self.scene.holds_blocks(node) => self.container(node),
            _ => inlines::push(node, self.scene, 0, &mut self.run),
        }
    }

    fn block(&mut self, name: &str, node: &NodeRef) {
        self.flush();
        let (scene, depth) = (self.scene, self.depth + 1);
        let made = match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => heading(name, node, scene),
            "hr" => vec![Block::Rule],
            "pre" => code::code(node),
            "figure" => scene.figure(node, depth),
            "img" | "picture" => figures::pictures(node, scene),
            "video" | "audio" | "iframe" => figures::media(node, scene),
            "blockquote" if depth <= DEEPEST => quote(node, scene, depth),
            "ul" | "ol" | "menu" | "dir" if depth <= DEEPEST => list(node, scene, depth),
            "dl" if depth <= DEEPEST => definitions(node, scene, depth),
            "table" if depth <= DEEPEST && tables::is_data(node) => tables::table(node, scene),
            "details" if depth <= DEEPEST => details(node, scene, depth),
            "aside" if depth <= DEEPEST => {
                Some(blocks_of(node, scene, depth)).filter(|b| !b.is_empty()).map(Block::Aside).into_iter().collect()
            }
            _ => return self.container(node),
        };
        self.add(made);
    }

    fn container(&mut self, node: &NodeRef) {
        self.flush();
        self.children(node);
        self.flush();
    }

    fn add(&mut self, blocks: Vec<Block>) {
        self.flush();
        self.push(blocks);
    }

    /// Adds a line break; a second one in a row ends the paragraph.
    fn line_break(&mut self) {
        let blank = |inline: &Inline| matches!(inline, Inline::Words(words) if words.chars().all(char::is_whitespace));
        let last = self.run.iter().rev().find(|inline| !blank(inline));
        match last {
            Some(Inline::Break) => self.flush(),
            Some(_) => self.run.push(Inline::Break),
            None => {}
        }
    }

    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        self.push(tidy::paragraphs(run).into_iter().map(Block::Paragraph).collect());
    }

    fn push(&mut self, blocks: Vec<Block>) {
        blocks.first().into_iter().for_each(|block| self.scene.place(block));
        self.out.extend(blocks);
    }
}

/// The inline content of an element.
pub(super) fn text_of(node: &NodeRef, scene: &DocumentContext) -> Text {
    let mut out = Vec::new();
    node.children_it(false).for_each(|child| inlines::push(&child, scene, 0, &mut out));
    tidy::line(out)
}

fn heading(name: &str, node: &NodeRef, scene: &DocumentContext) -> Vec<Block> {
    let level = name.as_bytes().get(1).map_or(2, |digit| digit - b'0');
    let mut text = text_of(node, scene);
    // Emphasis on a whole heading is dropped.
    while let [Inline::Strong(inner) | Inline::Em(inner)] = text.0.as_slice() {
        text = inner.clone();
    }
    let mut made = if scene.holds_blocks(node) { figures::inside(node) } else { Vec::new() };
    if !text.is_empty() {
        made.push(Block::Heading(Heading { level, text, ..Heading::default() }));
    }
    made
}

fn quote(node: &NodeRef, scene: &DocumentContext, depth: usize) -> Vec<Block> {
    let source = node.element_children().into_iter().rev().find(|c| c.has_name("footer") || c.has_name("cite"));
    let cite = source.map(|c| {
        scene.skip(&c);
        c.text().split_whitespace().collect::<Vec<_>>().join(" ")
    });
    let cite = cite.map(|c| c.trim_start_matches(['—', '–', '-', ' ']).to_owned()).filter(|c| !c.is_empty());
    let pull = node.class().is_some_and(|class| class.to_ascii_lowercase().contains("pull"));
    let blocks = blocks_of(node, scene, depth);
    if blocks.is_empty() { Vec::new() } else { vec![Block::Quote(Quote { blocks, cite, pull, ..Quote::default() })] }
}

fn list(node: &NodeRef, scene: &DocumentContext, depth: usize) -> Vec<Block> {
    let mut items: Vec<Vec<Block>> = Vec::new();
    for child in node.children_it(false).filter(|c| c.is_element() && !scene.is_skipped(c)) {
        let is_item = child.has_name("li");
        let blocks = if is_item { blocks_of(&child, scene, depth) } else { loose(&child, scene, depth) };
        match items.last_mut() {
            // A nested list outside an item belongs to the preceding item.
            Some(last) if !is_item => last.extend(blocks),
            _ if blocks.is_empty() => {}
            _ => items.push(blocks),
        }
    }
    let ordered = node.has_name("ol");
    let start = node.attr("start").and_then(|s| s.parse().ok()).filter(|&s| ordered && s != 1);
    if items.is_empty() { Vec::new() } else { vec![Block::List(List { ordered, start, items, ..List::default() })] }
}

/// Converts an element itself to blocks, not only its children.
pub(super) fn loose(node: &NodeRef, scene: &DocumentContext, depth: usize) -> Vec<Block> {
    let mut builder = Builder { scene, depth, level: 0, out: Vec::new(), run: Vec::new() };
    builder.node(node);
    builder.flush();
    builder.out
}

/// Converts a definition list to a list with one item per term and its definitions.
fn definitions(node: &NodeRef, scene: &DocumentContext, depth: usize) -> Vec<Block> {
    let mut items: Vec<Vec<Block>> = Vec::new();
    for child in node.descendants_it().filter(|c| c.has_name("dt") || c.has_name("dd")) {
        if child.has_name("dt") {
            let term = text_of(&child, scene);
            items.push(if term.is_empty() { Vec::new() } else { vec![Block::Paragraph(Text(vec![Inline::Strong(term)]))] });
        } else {
            let blocks = blocks_of(&child, scene, depth);
            match items.last_mut() {
                Some(last) => last.extend(blocks),
                None => items.push(blocks),
            }
        }
    }
    items.retain(|item| !item.is_empty());
    if items.is_empty() { Vec::new() } else { vec![Block::List(List { items, ..List::default() })] }
}

fn details(node: &NodeRef, scene: &DocumentContext, depth: usize) -> Vec<Block> {
    let summary = node.element_children().into_iter().find(|c| c.has_name("summary"));
    let text = summary.as_ref().map(|s| text_of(s, scene)).unwrap_or_default();
    if let Some(summary) = summary {
        scene.skip(&summary);
    }
    let blocks = blocks_of(node, scene, depth);
    match (text.is_empty(), blocks.is_empty()) {
        (_, true) => Some(text).filter(|t| !t.is_empty()).map(Block::Paragraph).into_iter().collect(),
        (true, false) => blocks,
        (false, false) => vec![Block::Details(Details { summary: text, blocks, ..Details::default() })],
    }
}
