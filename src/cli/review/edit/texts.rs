//! The texts of a block that can be edited: its paragraphs, headings, captions, list items.

use super::EditError;
use super::retext::retext;
use crate::article::children::{Child, ChildMut, for_each_child, for_each_child_mut};
use crate::article::{Block, Heading, Text, text};

/// The plain words of each text of a block, in reading order; none for a table, whose cells are edited in its file.
pub(in crate::cli::review) fn plain_texts(block: &Block) -> Vec<String> {
    texts(block).into_iter().map(text::plain_text).collect()
}

/// The texts of a block, in reading order.
pub(super) fn texts(block: &Block) -> Vec<&Text> {
    let mut found = Vec::new();
    if is_editable(block) {
        collect(block, &mut found);
    }
    found
}

fn collect<'a>(block: &'a Block, found: &mut Vec<&'a Text>) {
    for_each_child(block, &mut |child| match child {
        Child::Blocks(blocks) => blocks.iter().for_each(|block| collect(block, found)),
        Child::Text(_, text) => found.push(text),
        Child::Words(..) | Child::Break | Child::Unknown(_) | Child::Extra(..) => {}
    });
}

/// Gives each text of a block new words. Inlines of unchanged words stay.
pub(super) fn set_texts(block: &mut Block, words: &[String]) -> Result<(), EditError> {
    if texts(block).len() != words.len() || words.is_empty() {
        return Err(EditError::NotText);
    }
    let mut words = words.iter();
    replace(block, &mut words);
    drop_empty(block);
    Ok(())
}

/// Drops the items and the inner blocks that are left without words.
fn drop_empty(block: &mut Block) {
    if let Block::List(list) = block {
        list.items.iter_mut().for_each(drop_empty_blocks);
        list.items.retain(|item| !item.is_empty());
        return;
    }
    for_each_child_mut(block, &mut |child| {
        if let ChildMut::Blocks(blocks) = child {
            drop_empty_blocks(blocks);
        }
    });
}

fn drop_empty_blocks(blocks: &mut Vec<Block>) {
    blocks.iter_mut().for_each(drop_empty);
    blocks.retain(|block| !matches!(block, Block::Paragraph(text) | Block::Heading(Heading { text, .. }) if text.is_empty()));
}

fn replace(block: &mut Block, words: &mut std::slice::Iter<String>) {
    for_each_child_mut(block, &mut |child| match child {
        ChildMut::Blocks(blocks) => blocks.iter_mut().for_each(|block| replace(block, words)),
        ChildMut::Text(_, text) => {
            if let Some(words) = words.next() {
                *text = retext(text, words);
            }
        }
        ChildMut::Words(..) | ChildMut::Break | ChildMut::Unknown(_) | ChildMut::Extra(..) => {}
    });
}

fn is_editable(block: &Block) -> bool {
    match block {
        Block::Heading(_) | Block::Paragraph(_) | Block::Quote(_) | Block::Figure(_) | Block::List(_) => true,
        Block::Aside(_) | Block::Details(_) | Block::Foreign(_) => true,
        Block::Table(_) | Block::Code(_) | Block::Math(_) | Block::Embed(_) | Block::Media(_) | Block::Rule | Block::Unknown(..) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_of_a_block_gets_its_own_words() {
        let json = r#"{"list":{"items":[[{"paragraph":["One"]}],[{"paragraph":["Two ",{"em":["three"]}]},{"quote":{"blocks":[{"paragraph":["Four"]}]}}]]}}"#;
        let mut list: Block = serde_json::from_str(json).unwrap();
        assert_eq!(plain_texts(&list), ["One", "Two three", "Four"]);
        set_texts(&mut list, &["1".into(), "Two three".into(), "4".into()]).unwrap();
        assert_eq!(serde_json::to_string(&list).unwrap(), json.replace("One", "1").replace("Four", "4"));
        assert_eq!(set_texts(&mut list, &["1".into()]), Err(EditError::NotText));
        set_texts(&mut list, &["".into(), "Two".into(), "4".into()]).unwrap();
        assert_eq!(plain_texts(&list), ["Two", "4"], "an item without words is dropped");
    }

    #[test]
    fn a_table_has_no_editable_text() {
        let table: Block = serde_json::from_str(r#"{"table":{"caption":["C"],"rows":[[["a"]]]}}"#).unwrap();
        assert!(plain_texts(&table).is_empty());
    }
}
