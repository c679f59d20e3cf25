//! Visits blocks and inlines at any depth, to read and to change them.

use super::children::{Child, ChildMut, for_each_child, for_each_child_mut, for_each_inline_child, for_each_inline_child_mut};
use super::{Block, Extra, Inline, Text};
use serde_json::Value;

/// A node of a body.
#[derive(Debug, Clone, Copy)]
pub enum NodeRef<'a> {
    /// A block, before its children.
    Block(&'a Block),
    /// An inline, before its children.
    Inline(&'a Inline),
    /// Fields unknown to this version, at least one, and the kind of the block or inline that has them.
    Extra(&'static str, &'a Extra),
}

/// Calls `visitor` for every node of some blocks, in reading order.
pub fn visit<'a>(blocks: &'a [Block], visitor: &mut dyn FnMut(NodeRef<'a>)) {
    for block in blocks {
        visitor(NodeRef::Block(block));
        for_each_child(block, &mut |child| visit_child(child, visitor));
    }
}

/// Calls `visitor` for every node of a text.
pub fn visit_text<'a>(text: &'a Text, visitor: &mut dyn FnMut(NodeRef<'a>)) {
    for inline in text.iter() {
        visitor(NodeRef::Inline(inline));
        for_each_inline_child(inline, &mut |child| visit_child(child, visitor));
    }
}

/// The addresses of the pictures in some blocks.
pub fn picture_paths(blocks: &[Block]) -> Vec<String> {
    let mut paths = Vec::new();
    visit(blocks, &mut |node| {
        if let NodeRef::Block(Block::Figure(figure)) = node {
            paths.extend(figure.images.iter().map(|image| image.src.clone()));
        }
    });
    paths
}

fn visit_child<'a>(child: Child<'a>, visitor: &mut dyn FnMut(NodeRef<'a>)) {
    match child {
        Child::Blocks(blocks) => visit(blocks, visitor),
        Child::Text(_, text) => visit_text(text, visitor),
        Child::Extra(kind, fields) => visitor(NodeRef::Extra(kind, fields)),
        Child::Words(..) | Child::Break | Child::Unknown(_) => {}
    }
}

/// A mutable node of a body.
#[derive(Debug)]
pub enum NodeMut<'a> {
    /// A block, before its children.
    Block(&'a mut Block),
    /// A text, before its inlines.
    Text(&'a mut Text),
    /// Words: of an inline, of code, a credit, an alternative text.
    Words(&'a mut String),
    /// The value of a block or an inline of an unknown kind.
    Unknown(&'a mut Value),
    /// Fields unknown to this version, at least one.
    Extra(&'a mut Extra),
}

/// Calls `visitor` for every node of some blocks, in reading order.
pub fn visit_mut(blocks: &mut [Block], visitor: &mut dyn FnMut(NodeMut)) {
    for block in blocks {
        visitor(NodeMut::Block(block));
        for_each_child_mut(block, &mut |child| visit_child_mut(child, visitor));
    }
}

/// Calls `visitor` for a text and every node of it.
pub fn visit_text_mut(text: &mut Text, visitor: &mut dyn FnMut(NodeMut)) {
    visitor(NodeMut::Text(text));
    for inline in text.iter_mut() {
        for_each_inline_child_mut(inline, &mut |child| visit_child_mut(child, visitor));
    }
}

fn visit_child_mut(child: ChildMut, visitor: &mut dyn FnMut(NodeMut)) {
    match child {
        ChildMut::Blocks(blocks) => visit_mut(blocks, visitor),
        ChildMut::Text(_, text) => visit_text_mut(text, visitor),
        ChildMut::Words(_, words) => visitor(NodeMut::Words(words)),
        ChildMut::Unknown(value) => visitor(NodeMut::Unknown(value)),
        ChildMut::Extra(_, fields) => visitor(NodeMut::Extra(fields)),
        ChildMut::Break => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::text::blocks_text;

    /// Every kind of block and inline with children, each word of it a number in reading order.
    const NUMBERED: &str = r#"[{"heading":{"level":2,"text":["1",{"em":["2"]},{"strong":["3"]},{"link":{"href":"/","text":["4"]}}]}},
        {"quote":{"blocks":[{"paragraph":[{"sup":["5"]},{"sub":["6"]},{"mark":["7"]},{"del":["8"]},{"code":"9"}]}],"cite":"10"}},
        {"figure":{"images":[{"src":"images/a.png","alt":"14"},{"src":"images/b.png","alt":"15"}],"caption":["11"],"place":"12","credit":"13"}},
        {"list":{"items":[[{"paragraph":["16"]}],[{"paragraph":["17"]},{"code":{"text":"18"}}]]}},
        {"table":{"caption":["19"],"head":[["20"],["21"]],"rows":[[["22"],{"text":["23"],"head":true}]]}},
        {"math":{"tex":"24"}},{"aside":[{"paragraph":[{"math":{"tex":"25"}},{"ruby":{"base":"26","text":"27"}},{"break":null}]}]},
        {"details":{"summary":["28"],"blocks":[{"paragraph":["29",{"note":[{"paragraph":["30"]}]},"31"]}]}},
        {"embed":{"provider":"32","title":"33","url":"https://a.example/"}},{"media":{"kind":"audio","src":"https://a.example/a","title":"34"}},
        {"in":{"lang":"ar","blocks":[{"paragraph":["35"]}]}},"rule",{"puzzle":"36"},{"paragraph":[{"glow":"37"}]}]"#;

    fn numbered() -> Vec<Block> {
        serde_json::from_str(NUMBERED).unwrap()
    }

    #[test]
    fn visits_all_words_in_reading_order() {
        let mut found = Vec::new();
        visit_mut(&mut numbered(), &mut |node| match node {
            NodeMut::Words(words) => found.push(words.clone()),
            NodeMut::Unknown(value) => found.extend(value.as_str().map(str::to_owned)),
            NodeMut::Block(_) | NodeMut::Text(_) | NodeMut::Extra(_) => {}
        });
        assert_eq!(found, (1..=37).map(|number| number.to_string()).collect::<Vec<_>>());
    }

    #[test]
    fn plain_text_leaves_out_what_stands_beside_it() {
        let text = blocks_text(&numbered());
        let numbers: Vec<u32> = text.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
        let joined = [1234, 56789].into_iter().chain(10..=13).chain(16..=24).chain([2526, 28, 2931, 30]).chain(33..=37);
        assert_eq!(numbers, joined.collect::<Vec<_>>());
    }

    #[test]
    fn visits_the_unknown_fields_of_every_node() {
        let fields = |body: &str| {
            let mut kinds = Vec::new();
            let mut blocks: Vec<Block> = serde_json::from_str(body).unwrap();
            visit(&blocks, &mut |node| {
                if let NodeRef::Extra(kind, _) = node {
                    kinds.push(kind);
                }
            });
            let mut count = 0;
            visit_mut(&mut blocks, &mut |node| {
                if let NodeMut::Extra(fields) = node {
                    count += 1;
                    fields.clear();
                }
            });
            assert_eq!(count, kinds.len());
            assert!(!serde_json::to_string(&blocks).unwrap().contains("zebra"));
            kinds
        };
        let found = fields(
            r#"[{"figure":{"images":[{"zebra":1}],"caption":[{"link":{"zebra":1}}],"zebra":1}},{"table":{"rows":[[{"text":[],"zebra":1}]]}},
            {"list":{"items":[[{"code":{"zebra":1}},{"in":{"blocks":[{"math":{"zebra":1}}],"zebra":1}}]],"zebra":1}},"rule"]"#,
        );
        assert_eq!(found, ["figure", "link", "image", "cell", "list", "code", "in", "math"]);
    }

    #[test]
    fn visits_blocks_and_inlines_before_their_children() {
        let mut found = Vec::new();
        let blocks: Vec<Block> = serde_json::from_str(r#"[{"aside":[{"paragraph":[{"em":["x"]},{"note":["rule"]}]}]}]"#).unwrap();
        visit(&blocks, &mut |node| found.push(format!("{node:?}")));
        let starts = ["Block(Aside", "Block(Paragraph", "Inline(Em", "Inline(Words", "Inline(Note", "Block(Rule"];
        assert!(found.len() == starts.len() && found.iter().zip(starts).all(|(node, start)| node.starts_with(start)), "{found:?}");
    }
}
