//! The outline: the headings of a body as a table of contents.

use super::anchor;
use super::block::Block;
use super::text;

/// An entry of the table of contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineEntry {
    /// The heading's level, 2 to 6.
    pub level: u8,
    /// The heading in plain words.
    pub text: String,
    /// The anchor, without the `#`.
    pub anchor: String,
}

/// Returns the headings among a body's top-level blocks, in order.
pub fn outline(body: &[Block]) -> Vec<OutlineEntry> {
    let anchors = anchor::anchors(body);
    body.iter()
        .zip(anchors)
        .filter_map(|(block, anchor)| match block {
            Block::Heading(h) => Some(OutlineEntry { level: h.level.clamp(2, 6), text: text::plain_text(&h.text), anchor }),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outline_lists_headings_with_their_anchors() {
        let body = [Block::paragraph("x"), Block::heading(2, "The route"), Block::heading(3, "North")];
        let entries = outline(&body);
        assert_eq!(entries.iter().map(|e| (e.level, e.text.as_str())).collect::<Vec<_>>(), [(2, "The route"), (3, "North")]);
        assert_eq!(entries[0].anchor, anchor::anchors(&body)[1]);
    }
}
