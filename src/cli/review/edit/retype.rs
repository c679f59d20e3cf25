//! A block made another kind: its texts stay.

use super::EditError;
use super::texts::texts;
use crate::article::{Block, Figure, Heading, Inline, List, Quote, Text, text};

/// A kind that a block can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli::review) enum BlockKind {
    /// A paragraph for each text.
    Paragraph,
    /// A heading of a level from 2 to 4.
    Heading(u8),
    /// A quotation.
    Quote,
    /// A pull quote.
    PullQuote,
    /// A list with an item for each text, part of a list that stands before it.
    List,
    /// A sidebar, part of one that stands before it.
    Aside,
    /// The caption of the figure beside it.
    Caption,
}

impl BlockKind {
    /// All kinds, in the order of their buttons.
    pub(in crate::cli::review) const ALL: [BlockKind; 9] = [
        BlockKind::Paragraph,
        BlockKind::Heading(2),
        BlockKind::Heading(3),
        BlockKind::Heading(4),
        BlockKind::Quote,
        BlockKind::PullQuote,
        BlockKind::List,
        BlockKind::Aside,
        BlockKind::Caption,
    ];

    /// Its name in a form.
    pub(in crate::cli::review) fn name(self) -> &'static str {
        match self {
            BlockKind::Paragraph => "paragraph",
            BlockKind::Heading(2) => "heading-2",
            BlockKind::Heading(3) => "heading-3",
            BlockKind::Heading(_) => "heading-4",
            BlockKind::Quote => "quote",
            BlockKind::PullQuote => "pull-quote",
            BlockKind::List => "list",
            BlockKind::Aside => "aside",
            BlockKind::Caption => "caption",
        }
    }

    /// The kind that a block is of, if it is one of these.
    pub(in crate::cli::review) fn of(block: &Block) -> Option<BlockKind> {
        match block {
            Block::Heading(heading) => Some(BlockKind::Heading(heading.level.clamp(2, 4))),
            Block::Paragraph(_) => Some(BlockKind::Paragraph),
            Block::Quote(quote) if quote.pull => Some(BlockKind::PullQuote),
            Block::Quote(_) => Some(BlockKind::Quote),
            Block::List(_) => Some(BlockKind::List),
            Block::Aside(_) => Some(BlockKind::Aside),
            Block::Figure(_) | Block::Table(_) | Block::Code(_) | Block::Math(_) | Block::Details(_) | Block::Embed(_) => None,
            Block::Media(_) | Block::Foreign(_) | Block::Rule | Block::Unknown(..) => None,
        }
    }
}

/// Whether a block can be made another kind: it has texts, and no picture would be lost.
pub(in crate::cli::review) fn is_retypable(block: &Block) -> bool {
    let has_picture = matches!(block, Block::Figure(figure) if !figure.images.is_empty());
    !has_picture && !texts(block).is_empty()
}

/// Makes a block of a body another kind.
pub(super) fn retype(body: &mut Vec<Block>, at: usize, kind: BlockKind) -> Result<(), EditError> {
    let block = body.get(at).ok_or(EditError::NoSuchBlock)?;
    if !is_retypable(block) {
        return Err(EditError::NotText);
    }
    let texts: Vec<Text> = texts(block).into_iter().filter(|text| !text.is_empty()).cloned().collect();
    if kind == BlockKind::Caption {
        return make_caption(body, at, texts);
    }
    let made = match kind {
        BlockKind::Paragraph => texts.into_iter().map(Block::Paragraph).collect(),
        BlockKind::Heading(level) => vec![Block::Heading(Heading { level, text: join(texts), ..Heading::default() })],
        BlockKind::Quote | BlockKind::PullQuote => vec![quote(block, texts, kind == BlockKind::PullQuote)],
        BlockKind::List => vec![list(texts)],
        BlockKind::Aside | BlockKind::Caption => vec![Block::Aside(paragraphs(texts))],
    };
    body.splice(at..=at, made);
    join_with_previous(body, at);
    Ok(())
}

fn paragraphs(texts: Vec<Text>) -> Vec<Block> {
    texts.into_iter().map(Block::Paragraph).collect()
}

/// A quotation keeps its source and its blocks.
fn quote(block: &Block, texts: Vec<Text>, pull: bool) -> Block {
    match block {
        Block::Quote(quote) => Block::Quote(Quote { pull, ..quote.clone() }),
        _ => Block::Quote(Quote { blocks: paragraphs(texts), pull, ..Quote::default() }),
    }
}

/// A list with an item for each line of the texts.
fn list(texts: Vec<Text>) -> Block {
    let lines = texts.iter().flat_map(|text| text.split(|inline| *inline == Inline::Break)).map(|line| Text(line.to_vec()));
    let items = lines.filter(|line| !line.is_empty()).map(|line| vec![Block::Paragraph(line)]).collect();
    Block::List(List { items, ..List::default() })
}

/// Texts in one, with a space between two.
fn join(texts: Vec<Text>) -> Text {
    let mut joined = Text::default();
    for text in texts {
        if !joined.is_empty() {
            joined.push(Inline::Words(" ".to_owned()));
        }
        joined.extend(text.0);
    }
    joined
}

/// Lists, sidebars and quotations of several blocks are made block by block: each becomes part of the one before it.
fn join_with_previous(body: &mut Vec<Block>, at: usize) {
    let Some(previous) = at.checked_sub(1) else { return };
    let (before, behind) = body.split_at_mut(at);
    let is_joined = match (before.last_mut(), behind.first_mut()) {
        (Some(Block::List(list)), Some(Block::List(made))) if !list.ordered => {
            list.items.append(&mut made.items);
            true
        }
        (Some(Block::Aside(blocks)), Some(Block::Aside(made))) => {
            blocks.append(made);
            true
        }
        _ => false,
    };
    if is_joined {
        body.remove(previous + 1);
    }
}

/// Makes the texts of a block the caption of the figure before or after it, whichever has none; removes the block.
fn make_caption(body: &mut Vec<Block>, at: usize, texts: Vec<Text>) -> Result<(), EditError> {
    let beside = [at.checked_sub(1), at.checked_add(1)].into_iter().flatten();
    let figures: Vec<usize> = beside.filter(|place| matches!(body.get(*place), Some(Block::Figure(_)))).collect();
    let without_caption = figures.iter().find(|place| body.get(**place).is_some_and(has_no_caption));
    let place = *without_caption.or(figures.first()).ok_or(EditError::NoFigure)?;
    if let Some(Block::Figure(figure)) = body.get_mut(place) {
        add_caption(figure, join(texts));
    }
    body.remove(at);
    Ok(())
}

fn has_no_caption(block: &Block) -> bool {
    matches!(block, Block::Figure(figure) if text::plain_text(&figure.caption).trim().is_empty())
}

fn add_caption(figure: &mut Figure, caption: Text) {
    if !figure.caption.is_empty() {
        figure.caption.push(Inline::Break);
    }
    figure.caption.extend(caption.0);
}

#[cfg(test)]
mod tests {
    use super::super::{Edit, apply};
    use super::*;
    use crate::article::{Article, Image};

    fn retyped(json: &str, block: usize, kind: BlockKind) -> Result<String, EditError> {
        let article = Article { body: serde_json::from_str(json).unwrap(), ..Article::default() };
        let made = apply(&article, &Edit::Retype { block, kind })?;
        Ok(serde_json::to_string(&made.body).unwrap())
    }

    #[test]
    fn a_paragraph_becomes_every_kind_and_keeps_its_inlines() {
        let paragraph = r#"[{"paragraph":["a ",{"em":["b"]}]}]"#;
        for (kind, made) in [
            (BlockKind::Paragraph, paragraph),
            (BlockKind::Heading(3), r#"[{"heading":{"level":3,"text":["a ",{"em":["b"]}]}}]"#),
            (BlockKind::Quote, r#"[{"quote":{"blocks":[{"paragraph":["a ",{"em":["b"]}]}]}}]"#),
            (BlockKind::PullQuote, r#"[{"quote":{"blocks":[{"paragraph":["a ",{"em":["b"]}]}],"pull":true}}]"#),
            (BlockKind::List, r#"[{"list":{"items":[[{"paragraph":["a ",{"em":["b"]}]}]]}}]"#),
            (BlockKind::Aside, r#"[{"aside":[{"paragraph":["a ",{"em":["b"]}]}]}]"#),
        ] {
            assert_eq!(retyped(paragraph, 0, kind).unwrap(), made);
            assert_eq!(retyped(made, 0, BlockKind::Paragraph).unwrap(), paragraph, "and back");
        }
    }

    #[test]
    fn lines_become_items_and_join_the_list_before_them() {
        let body = r#"[{"list":{"items":[[{"paragraph":["a"]}]]}},{"paragraph":["b",{"break":null},"c"]}]"#;
        let made = r#"[{"list":{"items":[[{"paragraph":["a"]}],[{"paragraph":["b"]}],[{"paragraph":["c"]}]]}}]"#;
        assert_eq!(retyped(body, 1, BlockKind::List).unwrap(), made);
        assert_eq!(retyped(made, 0, BlockKind::Paragraph).unwrap(), r#"[{"paragraph":["a"]},{"paragraph":["b"]},{"paragraph":["c"]}]"#);
        let asides = r#"[{"aside":[{"paragraph":["a"]}]},{"paragraph":["b"]}]"#;
        assert_eq!(retyped(asides, 1, BlockKind::Aside).unwrap(), r#"[{"aside":[{"paragraph":["a"]},{"paragraph":["b"]}]}]"#);
    }

    #[test]
    fn a_caption_goes_to_the_figure_beside_it_that_has_none() {
        let body = r#"[{"figure":{"caption":["x"]}},{"paragraph":["c"]},{"figure":{}}]"#;
        assert_eq!(retyped(body, 1, BlockKind::Caption).unwrap(), r#"[{"figure":{"caption":["x"]}},{"figure":{"caption":["c"]}}]"#);
        let first = r#"[{"figure":{"caption":["x"]}},{"paragraph":["c"]}]"#;
        assert_eq!(retyped(first, 1, BlockKind::Caption).unwrap(), r#"[{"figure":{"caption":["x",{"break":null},"c"]}}]"#);
        assert_eq!(retyped(r#"[{"paragraph":["c"]}]"#, 0, BlockKind::Caption), Err(EditError::NoFigure));
    }

    #[test]
    fn no_picture_is_lost() {
        let figure = Block::Figure(Figure { images: vec![Image::default()], caption: "c".into(), ..Figure::default() });
        assert!(!is_retypable(&figure) && !is_retypable(&Block::Rule));
        assert_eq!(retyped(r#"[{"table":{"rows":[[["a"]]]}}]"#, 0, BlockKind::Heading(2)), Err(EditError::NotText));
    }
}
