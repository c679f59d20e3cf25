//! A drawing of an article as its preview: chats show no SVG.

use super::pixels::{drawn, put, tree};
use super::{HEIGHT, WIDTH};
use crate::publish::build::icon::write::PAPER_RGB;
use resvg::tiny_skia::{Color, Pixmap, PremultipliedColorU8};
use resvg::usvg::Options;

/// What stays free around a drawing that has no ground of its own, in pixels.
const MARGIN: f32 = 48.0;

/// So much of two opposite edges is of one colour where nothing of a drawing is cut off there.
const GROUND: f32 = 0.99;

/// Draws it as large as it stands there whole. A drawing whose edges are of one colour goes on in it, one with lines that reach its
/// edges ends there, and one without a ground of its own stands on paper with some room around it.
/// `None` where it cannot be drawn: it is damaged, shows nothing, or has words whose signs no font has.
pub(super) fn draw(drawing: &[u8], options: &Options) -> Option<Pixmap> {
    let tree = tree(drawing, options)?;
    let (width, height) = (WIDTH as f32, HEIGHT as f32);
    let fit = |wide: f32, high: f32| {
        let scale = (wide / tree.size().width()).min(high / tree.size().height());
        drawn(&tree, tree.size().width() * scale, tree.size().height() * scale)
    };
    let whole = fit(width, height)?;
    let ground = ground(&whole);
    let picture = if is_opaque(&whole) { whole } else { fit(width - 2.0 * MARGIN, height - 2.0 * MARGIN)? };
    let [red, green, blue] = ground.unwrap_or(PAPER_RGB);
    let mut page = Pixmap::new(WIDTH, HEIGHT)?;
    page.fill(Color::from_rgba8(red, green, blue, 0xff));
    let empty = page.clone();
    put(&mut page, &picture, ((width - picture.width() as f32) / 2.0, (height - picture.height() as f32) / 2.0));
    (page != empty).then_some(page)
}

/// Whether a drawing has a ground of its own: that is what its corners show.
fn is_opaque(picture: &Pixmap) -> bool {
    let (right, bottom) = (picture.width().saturating_sub(2), picture.height().saturating_sub(2));
    let corners = [(1, 1), (right, 1), (1, bottom), (right, bottom)];
    corners.into_iter().filter_map(|(x, y)| picture.pixel(x, y)).all(|pixel| pixel.alpha() == 0xff)
}

/// The colour of the edges that the paper beside a drawing would touch; `None` where they have none in common.
fn ground(picture: &Pixmap) -> Option<[u8; 3]> {
    let (width, height) = (picture.width(), picture.height());
    // An edge may be half a pixel: the row beside it is looked at.
    let beside = |length: u32| [1.min(length - 1), length.saturating_sub(2)];
    let edges: Vec<PremultipliedColorU8> = if width < WIDTH {
        beside(width).into_iter().flat_map(|x| (0..height).filter_map(move |y| picture.pixel(x, y))).collect()
    } else {
        beside(height).into_iter().flat_map(|y| (0..width).filter_map(move |x| picture.pixel(x, y))).collect()
    };
    let first = *edges.get(edges.len() / 4)?;
    let same = edges.iter().filter(|pixel| **pixel == first).count() as f32;
    (first.alpha() == 0xff && same >= edges.len() as f32 * GROUND).then_some([first.red(), first.green(), first.blue()])
}
