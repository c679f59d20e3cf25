//! Code blocks.

use crate::article::{Block, Code};
use dom_query::NodeRef;
use std::collections::HashSet;

/// Converts a `pre` to a code block, with the language from its class.
pub(super) fn convert_pre(node: &NodeRef) -> Vec<Block> {
    let inner = node.element_children().into_iter().find(|c| c.has_name("code"));
    let near = [inner, Some(*node), node.parent()];
    let language = near.iter().flatten().filter_map(|n| n.class()).find_map(|class| language_from_class(&class));
    let text = code_text(node);
    let text = text.strip_prefix('\n').unwrap_or(&text).trim_end_matches(['\n', ' ']);
    if text.trim().is_empty() { Vec::new() } else { vec![Block::Code(Code { language, text: text.to_owned(), ..Code::default() })] }
}

/// Exact code text: `br` becomes a newline, and line numbers are dropped.
fn code_text(node: &NodeRef) -> String {
    let mut text = String::new();
    let is_line_number = |n: &NodeRef| n.class().is_some_and(|c| c.contains("lineno") || c.contains("line-number") || c.contains("gutter"));
    let mut hidden = HashSet::new();
    for part in node.descendants_it() {
        let begins_line = part.has_name("div") || part.has_name("li") || part.has_name("p");
        if begins_line && !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        if part.parent().is_some_and(|p| hidden.contains(&p.id)) || (part.is_element() && is_line_number(&part)) {
            hidden.insert(part.id);
        } else if part.is_text() {
            text.push_str(&part.text());
        } else if part.has_name("br") {
            text.push('\n');
        }
    }
    text
}

fn language_from_class(class: &str) -> Option<String> {
    let words: Vec<&str> = class.split(|c: char| c.is_whitespace() || c == ':' || c == ';').filter(|w| !w.is_empty()).collect();
    let prefixed = words.iter().find_map(|w| ["language-", "lang-", "highlight-source-"].iter().find_map(|p| w.strip_prefix(p)));
    let brush = || words.iter().position(|w| *w == "brush").and_then(|at| words.get(at + 1)).copied();
    let found = prefixed.or_else(brush)?.split([',', '{']).next()?;
    (!matches!(found, "" | "text" | "plaintext" | "none" | "plain")).then(|| found.to_owned())
}
