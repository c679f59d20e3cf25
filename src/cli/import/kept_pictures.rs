//! Keeps pictures that a new reading of a source lacks: the page came without its folder, or a file was moved.

use crate::article::visit::{NodeMut, NodeRef, visit, visit_mut};
use crate::article::{Article, Block, Figure, text};
use std::collections::HashSet;

/// Copies pictures that only the earlier reading has into the new one: into the figure with the same caption, else as their own
/// figure after the same block as before. Returns the number of pictures kept.
pub fn keep_pictures(before: &Article, now: &mut Article) -> usize {
    let present: HashSet<String> = figures(&now.body).flat_map(image_sources).collect();
    let mut kept = 0;
    for figure in figures(&before.body) {
        let missing = image_sources(figure).filter(|src| !present.contains(src)).count();
        if missing > 0 {
            kept += missing;
            if !fill_figure(&mut now.body, figure) {
                insert_figure(&before.body, &mut now.body, figure);
            }
        }
    }
    kept
}

/// All figures in the blocks, at any depth, in reading order.
fn figures(body: &[Block]) -> impl Iterator<Item = &Figure> {
    let mut all = Vec::new();
    visit(body, &mut |node| {
        if let NodeRef::Block(Block::Figure(figure)) = node {
            all.push(figure);
        }
    });
    all.into_iter()
}

fn image_sources(figure: &Figure) -> impl Iterator<Item = String> {
    figure.images.iter().map(|image| image.src.clone())
}

/// Fills the first figure that has only some of the earlier figure's pictures, or none and the same caption. Import uses a missing
/// picture's description as the caption when it has none.
fn fill_figure(body: &mut [Block], earlier: &Figure) -> bool {
    let mut filled = false;
    visit_mut(body, &mut |node| {
        if let NodeMut::Block(Block::Figure(figure)) = node
            && !filled
            && figure.images.iter().all(|image| earlier.images.iter().any(|other| other.src == image.src))
            && (!figure.images.is_empty() || has_same_caption(figure, earlier))
        {
            figure.images.clone_from(&earlier.images);
            figure.caption.clone_from(&earlier.caption);
            filled = true;
        }
    });
    filled
}

fn has_same_caption(figure: &Figure, earlier: &Figure) -> bool {
    let (now, before) = (text::plain_text(&figure.caption), text::plain_text(&earlier.caption));
    let matches_description = || before.trim().is_empty() && earlier.images.iter().any(|image| image.alt.trim() == now.trim());
    !now.trim().is_empty() && (now.trim() == before.trim() || matches_description())
}

/// Inserts a figure after the block it followed before, or at the end if that block is gone.
fn insert_figure(before: &[Block], now: &mut Vec<Block>, figure: &Figure) {
    let at = before.iter().position(|block| contains_figure(block, figure)).unwrap_or(before.len());
    let predecessor = before[..at].iter().rev().find_map(|block| now.iter().rposition(|other| other == block));
    let position = match predecessor {
        Some(position) => position + 1,
        None if at == 0 => 0,
        None => now.len(),
    };
    now.insert(position, Block::Figure(figure.clone()));
}

fn contains_figure(block: &Block, figure: &Figure) -> bool {
    figures(std::slice::from_ref(block)).any(|other| std::ptr::eq(other, figure))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Image, Text};

    fn figure(src: &str, alt: &str, caption: &str) -> Block {
        let images = if src.is_empty() { Vec::new() } else { vec![Image { src: src.into(), alt: alt.into(), ..Image::default() }] };
        Block::Figure(Figure { images, caption: Text::new(caption), ..Figure::default() })
    }

    fn article(body: Vec<Block>) -> Article {
        Article { body, ..Article::default() }
    }

    #[test]
    fn restores_pictures_to_their_captions_and_positions() {
        let (one, two) = (Block::paragraph("One."), Block::paragraph("Two."));
        let before = article(vec![
            one.clone(),
            figure("images/a.png", "a crane", "The crane"),
            figure("images/b.png", "a boat", ""),
            figure("images/c.png", "", ""),
            two.clone(),
        ]);
        let mut now = article(vec![one.clone(), figure("", "", "The crane"), figure("", "", "a boat"), two.clone()]);
        assert_eq!(keep_pictures(&before, &mut now), 3);
        assert_eq!(now.body, before.body);
        assert_eq!(keep_pictures(&before, &mut now), 0);
        let mut bare = article(vec![one, two]);
        assert_eq!(keep_pictures(&before, &mut bare), 3);
        assert_eq!(bare.body.len(), 5);
        assert_eq!(bare.body.last(), Some(&Block::paragraph("Two.")));
    }
}
