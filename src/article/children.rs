//! The children of blocks and inlines: the blocks, texts and words that each kind holds, in reading order.
//!
//! No other module knows them: [`super::visit`] visits children at any depth, [`super::text`] joins their words.

use super::{Block, Extra, Inline, Text};
use serde_json::Value;

/// The role of a text or of words in the block or inline that holds them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The running text: paragraphs, headings, cells, summaries, code, formulas, titles, the source of a quotation.
    Body,
    /// The caption of a figure or a table; the place and the credit of a figure.
    Caption,
    /// The alternative text of a picture.
    Alternative,
    /// Words beside the running text: the reading of ruby, the provider of an embed.
    Annotation,
}

/// A child of a block or an inline.
#[derive(Debug, Clone, Copy)]
pub enum Child<'a> {
    /// Blocks: of a quotation, a list item, a sidebar; of a note.
    Blocks(&'a [Block]),
    /// A text.
    Text(Role, &'a Text),
    /// Words without inlines.
    Words(Role, &'a str),
    /// A line break.
    Break,
    /// The value of a block or an inline of an unknown kind.
    Unknown(&'a Value),
    /// Fields unknown to this version, at least one, and the kind of the node that has them.
    Extra(&'static str, &'a Extra),
}

/// A mutable [`Child`].
#[derive(Debug)]
pub enum ChildMut<'a> {
    /// Blocks.
    Blocks(&'a mut Vec<Block>),
    /// A text.
    Text(Role, &'a mut Text),
    /// Words without inlines.
    Words(Role, &'a mut String),
    /// A line break.
    Break,
    /// The value of a block or an inline of an unknown kind.
    Unknown(&'a mut Value),
    /// Fields unknown to this version, at least one, and the kind of the node that has them.
    Extra(&'static str, &'a mut Extra),
}

/// Declares the functions over the children of blocks and inlines, once for `&` and once for `&mut`.
macro_rules! declare_children {
    ($child:ident, $for_each_child:ident, $for_each_inline_child:ident $(, $mut:ident)?) => {
        /// Calls `each` with every child of a block, in reading order; unknown fields come before the children beside them.
        pub fn $for_each_child<'a>(block: &'a $($mut)? Block, each: &mut dyn FnMut($child<'a>)) {
            match block {
                Block::Heading(b) => {
                    $child::visit_extra("heading", &$($mut)? b.extra, each);
                    each($child::Text(Role::Body, &$($mut)? b.text));
                }
                Block::Paragraph(text) => each($child::Text(Role::Body, text)),
                Block::Quote(b) => {
                    $child::visit_extra("quote", &$($mut)? b.extra, each);
                    each($child::Blocks(&$($mut)? b.blocks));
                    $child::visit_words(Role::Body, &$($mut)? b.cite, each);
                }
                Block::Figure(b) => {
                    $child::visit_extra("figure", &$($mut)? b.extra, each);
                    each($child::Text(Role::Caption, &$($mut)? b.caption));
                    $child::visit_words(Role::Caption, &$($mut)? b.place, each);
                    $child::visit_words(Role::Caption, &$($mut)? b.credit, each);
                    for image in &$($mut)? b.images {
                        $child::visit_extra("image", &$($mut)? image.extra, each);
                        each($child::Words(Role::Alternative, &$($mut)? image.alt));
                    }
                }
                Block::List(b) => {
                    $child::visit_extra("list", &$($mut)? b.extra, each);
                    for item in &$($mut)? b.items {
                        each($child::Blocks(item));
                    }
                }
                Block::Table(b) => {
                    $child::visit_extra("table", &$($mut)? b.extra, each);
                    each($child::Text(Role::Caption, &$($mut)? b.caption));
                    for cell in std::iter::once(&$($mut)? b.head).chain(&$($mut)? b.rows).flatten() {
                        $child::visit_extra("cell", &$($mut)? cell.0.extra, each);
                        each($child::Text(Role::Body, &$($mut)? cell.0.text));
                    }
                }
                Block::Code(b) => {
                    $child::visit_extra("code", &$($mut)? b.extra, each);
                    each($child::Words(Role::Body, &$($mut)? b.text));
                }
                Block::Math(b) => {
                    $child::visit_extra("math", &$($mut)? b.extra, each);
                    each($child::Words(Role::Body, &$($mut)? b.tex));
                }
                Block::Aside(blocks) => each($child::Blocks(blocks)),
                Block::Details(b) => {
                    $child::visit_extra("details", &$($mut)? b.extra, each);
                    each($child::Text(Role::Body, &$($mut)? b.summary));
                    each($child::Blocks(&$($mut)? b.blocks));
                }
                Block::Embed(b) => {
                    $child::visit_extra("embed", &$($mut)? b.extra, each);
                    $child::visit_words(Role::Annotation, &$($mut)? b.provider, each);
                    $child::visit_words(Role::Body, &$($mut)? b.title, each);
                }
                Block::Media(b) => {
                    $child::visit_extra("media", &$($mut)? b.extra, each);
                    $child::visit_words(Role::Body, &$($mut)? b.title, each);
                }
                Block::Foreign(b) => {
                    $child::visit_extra("in", &$($mut)? b.extra, each);
                    each($child::Blocks(&$($mut)? b.blocks));
                }
                Block::Rule => {}
                Block::Unknown(_, value) => each($child::Unknown(value)),
            }
        }

        /// Calls `each` with every child of an inline, in reading order.
        pub fn $for_each_inline_child<'a>(inline: &'a $($mut)? Inline, each: &mut dyn FnMut($child<'a>)) {
            match inline {
                Inline::Words(words) | Inline::Code(words) => each($child::Words(Role::Body, words)),
                Inline::Em(t) | Inline::Strong(t) | Inline::Sup(t) | Inline::Sub(t) | Inline::Mark(t) | Inline::Del(t) => {
                    each($child::Text(Role::Body, t))
                }
                Inline::Link(link) => {
                    $child::visit_extra("link", &$($mut)? link.extra, each);
                    each($child::Text(Role::Body, &$($mut)? link.text));
                }
                Inline::Math(math) => {
                    $child::visit_extra("math", &$($mut)? math.extra, each);
                    each($child::Words(Role::Body, &$($mut)? math.tex));
                }
                Inline::Ruby(ruby) => {
                    $child::visit_extra("ruby", &$($mut)? ruby.extra, each);
                    each($child::Words(Role::Body, &$($mut)? ruby.base));
                    each($child::Words(Role::Annotation, &$($mut)? ruby.text));
                }
                Inline::Note(blocks) => each($child::Blocks(blocks)),
                Inline::Break => each($child::Break),
                Inline::Unknown(_, value) => each($child::Unknown(value)),
            }
        }

        impl<'a> $child<'a> {
            fn visit_extra(kind: &'static str, fields: &'a $($mut)? Extra, each: &mut dyn FnMut($child<'a>)) {
                if !fields.is_empty() {
                    each($child::Extra(kind, fields));
                }
            }

            fn visit_words(role: Role, words: &'a $($mut)? Option<String>, each: &mut dyn FnMut($child<'a>)) {
                if let Some(words) = words {
                    each($child::Words(role, words));
                }
            }
        }
    };
}

declare_children!(Child, for_each_child, for_each_inline_child);
declare_children!(ChildMut, for_each_child_mut, for_each_inline_child_mut, mut);
