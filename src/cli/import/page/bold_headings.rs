//! Headings that a page marks by bold type alone.

use crate::article::{Block, Heading, Inline, Text, text};

/// The maximum length of such a heading, in characters.
const MAX_HEADING_CHARS: usize = 80;
/// The minimum length of the paragraph below it, in characters.
const MIN_TEXT_CHARS: usize = 120;
/// The number of such lines from which on they are headings.
const MIN_HEADINGS: usize = 2;

/// Makes bold lines above paragraphs headings, in a body that has no others.
pub(super) fn make_bold_lines_headings(body: &mut [Block]) {
    let has_headings = body.iter().any(|block| matches!(block, Block::Heading(_)));
    let lines: Vec<usize> = (1..body.len()).filter(|at| is_bold_heading(body, *at)).collect();
    if has_headings || lines.len() < MIN_HEADINGS {
        return;
    }
    for at in lines {
        let Some(block) = body.get_mut(at) else { continue };
        if let Block::Paragraph(text) = block {
            *block = Block::Heading(Heading { level: 2, text: bold_text(text).cloned().unwrap_or_default(), ..Heading::default() });
        }
    }
}

/// Whether a block is a bold line without an end of a sentence, and a longer paragraph that is not bold follows.
fn is_bold_heading(body: &[Block], at: usize) -> bool {
    let (Some(Block::Paragraph(line)), Some(Block::Paragraph(below))) = (body.get(at), body.get(at + 1)) else { return false };
    let Some(bold) = bold_text(line) else { return false };
    let words = text::plain_text(bold);
    let is_open = words.ends_with(['.', ',', ':', ';', '…', '。', '：', '"', '”', '»']) || words.starts_with(['-', '–', '—', '•', '*']);
    let holds_link = bold.iter().any(|inline| matches!(inline, Inline::Link(_) | Inline::Break));
    (3..=MAX_HEADING_CHARS).contains(&words.trim().chars().count())
        && !is_open
        && !holds_link
        && bold_text(below).is_none()
        && text::plain_text(below).chars().count() >= MIN_TEXT_CHARS
}

/// The words of a paragraph that is bold as a whole.
fn bold_text(text: &Text) -> Option<&Text> {
    match text.as_slice() {
        [Inline::Strong(inner)] => Some(inner),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bold_lines_above_paragraphs_are_headings() {
        let text = || Block::paragraph("A sentence of the text, with all that a reader needs to know of it, and more. ".repeat(2));
        let bold = |words: &str| Block::Paragraph(Text(vec![Inline::Strong(Text::new(words))]));
        let mut body = vec![text(), bold("The bridge"), text(), bold("The ferry?"), text(), bold("It still runs."), text()];
        make_bold_lines_headings(&mut body);
        let want =
            [text(), Block::heading(2, "The bridge"), text(), Block::heading(2, "The ferry?"), text(), bold("It still runs."), text()];
        assert_eq!(body, want);
        let mut once = vec![text(), bold("The bridge"), text()];
        make_bold_lines_headings(&mut once);
        assert_eq!(once.get(1), Some(&bold("The bridge")));
    }
}
