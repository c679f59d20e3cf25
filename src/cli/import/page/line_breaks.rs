//! Paragraphs that a page parts by line breaks alone.

use super::tidy::normalize_inlines;
use crate::article::{Block, Inline, Text, text};
use crate::cli::import::confidence::ends_sentence;

/// The minimum length of the lines of a text whose lines are paragraphs, on average, in characters.
const MIN_LINE_CHARS: usize = 100;

/// Splits the paragraphs of a body at breaks behind sentences and around bold lines, if their lines are long: verses and addresses have
/// short ones.
pub(super) fn split_at_breaks(body: &mut Vec<Block>) {
    let old = std::mem::take(body);
    for block in old {
        match block {
            Block::Paragraph(text) if text.iter().any(|inline| matches!(inline, Inline::Break)) => {
                body.extend(split_text(text).into_iter().map(Block::Paragraph));
            }
            other => body.push(other),
        }
    }
}

fn split_text(text: Text) -> Vec<Text> {
    let mut lines: Vec<Vec<Inline>> = vec![Vec::new()];
    for inline in text.0 {
        match inline {
            Inline::Break => lines.push(Vec::new()),
            other => lines.iter_mut().next_back().into_iter().for_each(|line| line.push(other.clone())),
        }
    }
    let chars = lines.iter().map(|line| line_text(line).chars().count()).sum::<usize>();
    if chars < lines.len() * MIN_LINE_CHARS {
        return vec![Text(lines.join(&Inline::Break))];
    }
    let mut paragraphs: Vec<Vec<Inline>> = Vec::new();
    for line in lines {
        match paragraphs.last_mut() {
            Some(last) if !(ends_sentence(&line_text(last)) || is_bold(last) || is_bold(&line)) => {
                last.push(Inline::Break);
                last.extend(line);
            }
            _ => paragraphs.push(line),
        }
    }
    paragraphs.into_iter().map(normalize_inlines).filter(|text| !text.is_empty()).collect()
}

fn line_text(line: &[Inline]) -> String {
    text::plain_text(&Text(line.to_vec()))
}

fn is_bold(line: &[Inline]) -> bool {
    let mut words = line.iter().filter(|inline| !matches!(inline, Inline::Words(words) if words.trim().is_empty())).peekable();
    words.peek().is_some() && words.all(|inline| matches!(inline, Inline::Strong(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_paragraphs_and_short_ones_are_not() {
        let long = "The ferry crossed the strait four times a day, in summer five times, until the bridge was opened at last.";
        let run = |lines: &[&str]| {
            let mut inlines = Vec::new();
            for line in lines {
                inlines.extend([Inline::Words((*line).to_owned()), Inline::Break]);
            }
            Block::Paragraph(normalize_inlines(inlines))
        };
        let mut body = vec![run(&[long, long]), run(&["The sea is grey,", "the sky is too."]), run(&["A", "label", long])];
        split_at_breaks(&mut body);
        let kept =
            [Block::paragraph(long), Block::paragraph(long), run(&["The sea is grey,", "the sky is too."]), run(&["A", "label", long])];
        assert_eq!(body, kept);
    }
}
