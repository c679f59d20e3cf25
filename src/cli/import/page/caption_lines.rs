//! Paragraphs behind a picture that end with its credit: captions, where a page does not say so.

use super::figures::{split_bracketed_credit, split_labelled_credit};
use crate::article::{Block, Figure, text};

/// The maximum length of such a paragraph, in characters.
const MAX_LINE_CHARS: usize = 300;

/// Gives figures without a caption, or without a credit, the lines behind them.
pub(super) fn join_caption_lines(body: &mut Vec<Block>) {
    let old = std::mem::take(body);
    for block in old {
        match (body.last_mut(), block) {
            (Some(Block::Figure(figure)), Block::Paragraph(line)) => {
                let line = Block::Paragraph(line);
                if !takes_line(figure, &line) {
                    body.push(line);
                }
            }
            (_, block) => body.push(block),
        }
    }
}

/// Whether a figure has taken a line: as its caption and credit, or as its credit alone.
fn takes_line(figure: &mut Figure, line: &Block) -> bool {
    let Block::Paragraph(text) = line else { return false };
    if figure.credit.is_some() || text::plain_text(text).chars().count() > MAX_LINE_CHARS {
        return false;
    }
    let bracketed = || split_bracketed_credit(text).filter(|_| figure.caption.is_empty());
    let Some((caption, credit)) = split_labelled_credit(text).or_else(bracketed) else { return false };
    if !caption.is_empty() && !figure.caption.is_empty() {
        return false;
    }
    if !caption.is_empty() {
        figure.caption = caption;
    }
    figure.credit = Some(credit);
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Image, Text};

    fn figure(caption: &str, credit: Option<&str>) -> Block {
        let images = vec![Image { src: "a.jpg".into(), ..Image::default() }];
        Block::Figure(Figure { images, caption: Text::new(caption), credit: credit.map(str::to_owned), ..Figure::default() })
    }

    fn joined(figure: Block, line: &str) -> Vec<Block> {
        let mut body = vec![figure, Block::paragraph(line)];
        join_caption_lines(&mut body);
        body
    }

    #[test]
    fn a_line_with_a_credit_is_the_caption_of_the_picture_before_it() {
        assert_eq!(joined(figure("", None), "The bridge in May. Foto: Ada"), [figure("The bridge in May.", Some("Ada"))]);
        assert_eq!(joined(figure("The bridge", None), "Foto: Ada Norrland"), [figure("The bridge", Some("Ada Norrland"))]);
        assert_eq!(joined(figure("", None), "The bridge was long. (Ada/Agency)"), [figure("The bridge was long.", Some("Ada/Agency"))]);
        assert_eq!(joined(figure("The bridge", None), "The quay. Foto: Ada").len(), 2);
        assert_eq!(joined(figure("", None), "In May she took the photo of the bridge.").len(), 2);
    }
}
