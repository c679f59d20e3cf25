//! Converts inline elements to inlines.

use super::blocks::is_dropped_element;
use super::document_context::DocumentContext;
use crate::article::{Inline, Link, Math, Ruby, Text};
use crate::cli::whitespace::collapse_whitespace;
use dom_query::NodeRef;

/// Maximum nesting of inlines; deeper ones become plain text.
const MAX_INLINE_DEPTH: usize = 8;

/// Converts an inline element and appends the result to `out`.
pub(super) fn push_inline(node: &NodeRef, context: &DocumentContext, depth: usize, out: &mut Vec<Inline>) {
    if node.is_text() {
        out.push(Inline::Words(node.text().to_string()));
        return;
    }
    let Some(name) = node.node_name().filter(|_| node.is_element() && !context.is_skipped(node)) else { return };
    context.record_id(node);
    let inner = |out: &mut Vec<Inline>| node.children_it(false).for_each(|child| push_inline(&child, context, depth + 1, out));
    let text = || {
        let mut text = Vec::new();
        node.children_it(false).for_each(|child| push_inline(&child, context, depth + 1, &mut text));
        Text(text)
    };
    if depth > MAX_INLINE_DEPTH {
        out.push(Inline::Words(node.text().to_string()));
        return;
    }
    match &*name {
        "em" | "i" | "cite" | "dfn" | "var" => out.push(Inline::Em(text())),
        "strong" | "b" => out.push(Inline::Strong(text())),
        "code" | "kbd" | "samp" | "tt" => out.push(Inline::Code(node.text().to_string())),
        "sup" => out.push(note_reference(node, context).unwrap_or_else(|| Inline::Sup(text()))),
        "sub" => out.push(Inline::Sub(text())),
        "mark" => out.push(Inline::Mark(text())),
        "del" | "s" | "strike" => out.push(Inline::Del(text())),
        "a" => push_link(node, context, depth, out),
        "br" => out.push(Inline::Break),
        "ruby" => push_ruby(node, out),
        "math" => out.push(Inline::Math(convert_mathml(node))),
        "span" if node.has_class("math") => out.push(Inline::Math(convert_tex(node))),
        "q" => {
            out.push(Inline::Words("“".into()));
            inner(out);
            out.push(Inline::Words("”".into()));
        }
        "img" => out.push(Inline::Words(node.attr("alt").map(|a| a.to_string()).unwrap_or_default())),
        "input" => out.extend(checkbox(node)),
        "rp" | "wbr" => {}
        name if is_dropped_element(name) => context.record_cut(node),
        _other => inner(out),
    }
}

/// A task list checkbox, as a character.
fn checkbox(node: &NodeRef) -> Option<Inline> {
    let checkbox = node.attr("type").is_some_and(|t| t.eq_ignore_ascii_case("checkbox"));
    checkbox.then(|| Inline::Words(if node.has_attr("checked") { "\u{2611} " } else { "\u{2610} " }.into()))
}

/// Converts a link, or its note; a dead link becomes its words.
fn push_link(node: &NodeRef, context: &DocumentContext, depth: usize, out: &mut Vec<Inline>) {
    if let Some(note) = note_reference(node, context) {
        return out.push(note);
    }
    let mut text = Vec::new();
    node.children_it(false).for_each(|child| push_inline(&child, context, depth + 1, &mut text));
    match node.attr("href").and_then(|href| context.base.resolve(&href)) {
        Some(href) => out.push(Inline::Link(Link { href, text: Text(text), ..Link::default() })),
        None => out.extend(text),
    }
}

/// The note that a reference points to, if it is one of the page's notes.
fn note_reference(node: &NodeRef, context: &DocumentContext) -> Option<Inline> {
    let link = if node.has_name("a") { *node } else { node.element_children().into_iter().find(|c| c.has_name("a"))? };
    let blocks = context.note_blocks(link.attr("href")?.strip_prefix('#')?)?;
    Some(Inline::Note(blocks))
}

fn push_ruby(node: &NodeRef, out: &mut Vec<Inline>) {
    let mut base = String::new();
    for child in node.children_it(false) {
        match child.node_name().as_deref() {
            Some("rt") => {
                let ruby = Ruby { base: base.split_whitespace().collect(), text: child.text().trim().to_owned(), ..Ruby::default() };
                out.push(Inline::Ruby(ruby));
                base.clear();
            }
            Some("rp" | "rtc") => {}
            _ => base.push_str(&child.text()),
        }
    }
    if !base.trim().is_empty() {
        out.push(Inline::Words(base));
    }
}

/// Reads a MathML formula: its TeX source, else its characters.
pub(super) fn convert_mathml(node: &NodeRef) -> Math {
    let annotation = node.descendants_it().find(|d| d.has_name("annotation") && d.attr("encoding").is_some_and(|e| e.contains("tex")));
    let tex = annotation.map(|a| a.text().trim().to_owned()).or_else(|| node.attr("alttext").map(|a| a.to_string()));
    let words = || collapse_whitespace(&node.text());
    Math { tex: tex.unwrap_or_else(words), ..Math::default() }
}

/// Reads a TeX formula, as the Markdown parser emits it.
pub(super) fn convert_tex(node: &NodeRef) -> Math {
    Math { tex: node.text().trim().to_owned(), ..Math::default() }
}
