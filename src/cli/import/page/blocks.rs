//! Converts elements to blocks in one walk over the page, in reading order.

use super::document_context::DocumentContext;
use super::{code, figures, inlines, tables, tidy};
use crate::article::{Block, Details, Heading, Inline, List, Quote, Text, text};
use crate::cli::whitespace::collapse_whitespace;
use dom_query::NodeRef;

/// Maximum nesting of lists, quotations and the like: JSON is read to a depth of 128, and each takes up to four levels.
const MAX_BLOCK_DEPTH: usize = 12;
/// Maximum nesting of elements; deeper ones become plain text.
const MAX_ELEMENT_DEPTH: usize = 1000;

/// True for block-level elements.
pub(super) fn is_block_element(name: &str) -> bool {
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

pub(super) fn is_media_element(name: &str) -> bool {
    matches!(name, "img" | "picture" | "video" | "audio" | "iframe")
}

/// True for elements without article text.
pub(super) fn is_dropped_element(name: &str) -> bool {
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
pub fn convert_children(node: &NodeRef, context: &DocumentContext, depth: usize) -> Vec<Block> {
    let mut builder = Builder { context, depth, element_depth: 0, blocks: Vec::new(), inlines: Vec::new() };
    context.nesting.set(context.nesting.get() + 1);
    builder.visit_children(node);
    builder.flush();
    context.nesting.set(context.nesting.get() - 1);
    builder.blocks
}

struct Builder<'s, 'a> {
    context: &'s DocumentContext<'a>,
    depth: usize,
    element_depth: usize,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
}

impl Builder<'_, '_> {
    fn visit_children(&mut self, node: &NodeRef) {
        self.element_depth += 1;
        if self.element_depth > MAX_ELEMENT_DEPTH {
            self.inlines.push(Inline::Words(node.text().to_string()));
        } else {
            node.children_it(false).for_each(|child| self.visit_node(&child));
        }
        self.element_depth -= 1;
    }

    fn visit_node(&mut self, node: &NodeRef) {
        if node.is_text() {
            return self.inlines.push(Inline::Words(node.text().to_string()));
        }
        let Some(name) = node.node_name().filter(|_| node.is_element()) else { return };
        if self.context.is_skipped(node) {
            return;
        }
        self.context.record_id(node);
        match &*name {
            name if is_dropped_element(name) => self.context.record_cut(node),
            "br" => self.add_line_break(),
            "img" if figures::is_icon(node) => inlines::push_inline(node, self.context, 0, &mut self.inlines),
            "math" if node.attr("display").is_some_and(|d| &*d == "block") => {
                self.add_blocks(vec![Block::Math(inlines::convert_mathml(node))])
            }
            "span" if node.has_class("math-display") => self.add_blocks(vec![Block::Math(inlines::convert_tex(node))]),
            name if is_block_element(name) || is_media_element(name) => self.convert_block_element(name, node),
            _ if self.context.contains_blocks(node) => self.visit_container(node),
            _ => inlines::push_inline(node, self.context, 0, &mut self.inlines),
        }
    }

    fn convert_block_element(&mut self, name: &str, node: &NodeRef) {
        self.flush();
        let (context, depth) = (self.context, self.depth + 1);
        let made = match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => convert_heading(name, node, context),
            "hr" => vec![Block::Rule],
            "pre" => code::convert_pre(node),
            "figure" => context.convert_figure(node, depth),
            "img" | "picture" => figures::convert_picture(node, context),
            "video" | "audio" | "iframe" => figures::convert_media(node, context),
            "blockquote" if depth <= MAX_BLOCK_DEPTH => convert_quote(node, context, depth),
            "ul" | "ol" | "menu" | "dir" if depth <= MAX_BLOCK_DEPTH => convert_list(node, context, depth),
            "dl" if depth <= MAX_BLOCK_DEPTH => convert_definitions(node, context, depth),
            "table" if depth <= MAX_BLOCK_DEPTH && tables::is_data_table(node) => tables::convert_table(node, context),
            "details" if depth <= MAX_BLOCK_DEPTH => convert_details(node, context, depth),
            "aside" if depth <= MAX_BLOCK_DEPTH => {
                Some(convert_children(node, context, depth)).filter(|b| !b.is_empty()).map(Block::Aside).into_iter().collect()
            }
            _ => return self.visit_container(node),
        };
        self.add_blocks(made);
    }

    fn visit_container(&mut self, node: &NodeRef) {
        self.flush();
        self.visit_children(node);
        self.flush();
    }

    fn add_blocks(&mut self, blocks: Vec<Block>) {
        self.flush();
        self.push_blocks(blocks);
    }

    /// Adds a line break; a second one in a row ends the paragraph.
    fn add_line_break(&mut self) {
        let blank = |inline: &Inline| matches!(inline, Inline::Words(words) if words.chars().all(char::is_whitespace));
        let last = self.inlines.iter().rev().find(|inline| !blank(inline));
        match last {
            Some(Inline::Break) => self.flush(),
            Some(_) => self.inlines.push(Inline::Break),
            None => {}
        }
    }

    fn flush(&mut self) {
        let run = std::mem::take(&mut self.inlines);
        self.push_blocks(tidy::split_paragraphs(run).into_iter().map(Block::Paragraph).collect());
    }

    fn push_blocks(&mut self, blocks: Vec<Block>) {
        blocks.first().into_iter().for_each(|block| self.context.anchor_pending_ids(block));
        self.blocks.extend(blocks);
    }
}

/// The inline content of an element.
pub(super) fn inline_text(node: &NodeRef, context: &DocumentContext) -> Text {
    let mut out = Vec::new();
    node.children_it(false).for_each(|child| inlines::push_inline(&child, context, 0, &mut out));
    tidy::normalize_inlines(out)
}

fn convert_heading(name: &str, node: &NodeRef, context: &DocumentContext) -> Vec<Block> {
    let level = name.as_bytes().get(1).map_or(2, |digit| digit - b'0');
    let mut text = inline_text(node, context);
    remove_permalink(&mut text);
    // Emphasis on a whole heading is dropped.
    while let [Inline::Strong(inner) | Inline::Em(inner)] = text.0.as_slice() {
        text = inner.clone();
    }
    let mut made = if context.contains_blocks(node) { figures::figure_from_images(node) } else { Vec::new() };
    if !text.is_empty() {
        made.push(Block::Heading(Heading { level, text, ..Heading::default() }));
    }
    made
}

/// Removes the link of a heading to itself from its end: `#`, `¶`.
fn remove_permalink(text: &mut Text) {
    let is_sign =
        |inline: &Inline| matches!(inline, Inline::Link(link) if ["#", "¶", "§", "🔗"].contains(&text::plain_text(&link.text).trim()));
    if text.len() > 1 && text.last().is_some_and(is_sign) {
        text.pop();
        *text = tidy::normalize_inlines(std::mem::take(&mut text.0));
    }
}

fn convert_quote(node: &NodeRef, context: &DocumentContext, depth: usize) -> Vec<Block> {
    let source = node.element_children().into_iter().rev().find(|c| c.has_name("footer") || c.has_name("cite"));
    let cite = source.map(|c| {
        context.skip(&c);
        collapse_whitespace(&c.text())
    });
    let cite = cite.map(|c| c.trim_start_matches(['—', '–', '-', ' ']).to_owned()).filter(|c| !c.is_empty());
    let pull = node.class().is_some_and(|class| class.to_ascii_lowercase().contains("pull"));
    let blocks = convert_children(node, context, depth);
    if blocks.is_empty() { Vec::new() } else { vec![Block::Quote(Quote { blocks, cite, pull, ..Quote::default() })] }
}

fn convert_list(node: &NodeRef, context: &DocumentContext, depth: usize) -> Vec<Block> {
    let mut items: Vec<Vec<Block>> = Vec::new();
    for child in node.children_it(false).filter(|c| c.is_element() && !context.is_skipped(c)) {
        let is_item = child.has_name("li");
        let blocks = if is_item { convert_children(&child, context, depth) } else { convert_element(&child, context, depth) };
        match items.last_mut() {
            // A nested list outside an item belongs to the preceding item.
            Some(last) if !is_item => last.extend(without_bullets(blocks)),
            _ if blocks.is_empty() => {}
            _ => items.push(without_bullets(blocks)),
        }
    }
    let ordered = node.has_name("ol");
    let start = node.attr("start").and_then(|s| s.parse().ok()).filter(|&s| ordered && s != 1);
    if items.is_empty() { Vec::new() } else { vec![Block::List(List { ordered, start, items, ..List::default() })] }
}

/// Characters that stand for the bullet of an item.
const BULLETS: [char; 6] = ['•', '▪', '●', '◦', '‣', '∙'];

/// An item of a list without the bullets that some pages write into its text.
fn without_bullets(mut item: Vec<Block>) -> Vec<Block> {
    for block in &mut item {
        if let Block::Paragraph(text) = block {
            remove_bullet(text);
        }
    }
    item
}

fn remove_bullet(text: &mut Text) {
    let Some(first) = text.0.first_mut() else { return };
    if let Inline::Link(link) = first {
        return remove_bullet(&mut link.text);
    }
    if let Inline::Strong(inner) | Inline::Em(inner) = first {
        return remove_bullet(inner);
    }
    let Inline::Words(words) = first else { return };
    if words.starts_with(BULLETS) {
        *words = words.trim_start_matches(|c: char| BULLETS.contains(&c) || c.is_whitespace()).to_owned();
        if words.is_empty() && text.0.len() > 1 {
            text.0.remove(0);
        }
    }
}

/// Converts an element itself to blocks, not only its children.
pub(super) fn convert_element(node: &NodeRef, context: &DocumentContext, depth: usize) -> Vec<Block> {
    let mut builder = Builder { context, depth, element_depth: 0, blocks: Vec::new(), inlines: Vec::new() };
    builder.visit_node(node);
    builder.flush();
    builder.blocks
}

/// Converts a definition list to a list with one item per term and its definitions.
fn convert_definitions(node: &NodeRef, context: &DocumentContext, depth: usize) -> Vec<Block> {
    let mut items: Vec<Vec<Block>> = Vec::new();
    for child in node.descendants_it().filter(|c| c.has_name("dt") || c.has_name("dd")) {
        if child.has_name("dt") {
            let term = inline_text(&child, context);
            items.push(if term.is_empty() { Vec::new() } else { vec![Block::Paragraph(Text(vec![Inline::Strong(term)]))] });
        } else {
            let blocks = convert_children(&child, context, depth);
            match items.last_mut() {
                Some(last) => last.extend(blocks),
                None => items.push(blocks),
            }
        }
    }
    items.retain(|item| !item.is_empty());
    if items.is_empty() { Vec::new() } else { vec![Block::List(List { items, ..List::default() })] }
}

fn convert_details(node: &NodeRef, context: &DocumentContext, depth: usize) -> Vec<Block> {
    let summary = node.element_children().into_iter().find(|c| c.has_name("summary"));
    let text = summary.as_ref().map(|s| inline_text(s, context)).unwrap_or_default();
    if let Some(summary) = summary {
        context.skip(&summary);
    }
    let blocks = convert_children(node, context, depth);
    match (text.is_empty(), blocks.is_empty()) {
        (_, true) => Some(text).filter(|t| !t.is_empty()).map(Block::Paragraph).into_iter().collect(),
        (true, false) => blocks,
        (false, false) => vec![Block::Details(Details { summary: text, blocks, ..Details::default() })],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::import::page::links::Base;
    use dom_query::Document;

    #[test]
    fn headings_do_not_end_with_a_link_to_themselves() {
        let page = Document::from("<h2>Bridges <a href='#bridges'>#</a></h2><h2>C <a href='https://example.org/'>sharp</a></h2>");
        let context = DocumentContext::new(&page, Base::default());
        let blocks = page.body().map(|body| convert_children(&body, &context, 0)).unwrap_or_default();
        assert_eq!(text::blocks_text(&blocks), "Bridges\nC sharp");
    }

    #[test]
    fn bullets_in_items_are_dropped() {
        let page = Document::from(
            "<ul><li>• First</li><li>•<a href='https://example.org/'>Second</a></li><li>3 • 4</li><li><p><a href='https://example.org/'>• Fourth</a></p><p>• Fifth</p></li></ul>",
        );
        let context = DocumentContext::new(&page, Base::default());
        let blocks = page.body().map(|body| convert_children(&body, &context, 0)).unwrap_or_default();
        assert_eq!(text::blocks_text(&blocks), "First\nSecond\n3 • 4\nFourth\nFifth");
    }
}
