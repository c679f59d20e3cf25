//! A drawing of an article as its preview: chats do not show SVG.

use super::pixels::{draw_onto, parse_drawing, render};
use super::{HEIGHT, WIDTH};
use crate::cli::build::install::icon::write::PAPER_RGB;
use resvg::tiny_skia::{Color, Pixmap, PremultipliedColorU8};
use resvg::usvg::Options;

/// The margin around a drawing without a background of its own, in pixels.
const MARGIN: f32 = 48.0;

/// The share of two opposite edges that has one colour if nothing of a drawing is cut off there.
const MIN_EDGE_SHARE: f32 = 0.99;

/// Renders a drawing as large as it fits. If the edges of the drawing have one colour, the colour continues around it; if lines
/// reach its edges, it ends there; if it has no background, it stands on paper with a margin. `None` if it cannot be rendered: it
/// is damaged, empty, or contains text in characters that no font has.
pub(super) fn render_fitted(drawing: &[u8], options: &Options) -> Option<Pixmap> {
    let tree = parse_drawing(drawing, options)?;
    let (width, height) = (WIDTH as f32, HEIGHT as f32);
    let fit = |wide: f32, high: f32| {
        let scale = (wide / tree.size().width()).min(high / tree.size().height());
        render(&tree, tree.size().width() * scale, tree.size().height() * scale)
    };
    let whole = fit(width, height)?;
    let edge_colour = edge_colour(&whole);
    let picture = if has_background(&whole) { whole } else { fit(width - 2.0 * MARGIN, height - 2.0 * MARGIN)? };
    let [red, green, blue] = edge_colour.unwrap_or(PAPER_RGB);
    let mut page = Pixmap::new(WIDTH, HEIGHT)?;
    page.fill(Color::from_rgba8(red, green, blue, 0xff));
    let empty = page.clone();
    draw_onto(&mut page, &picture, ((width - picture.width() as f32) / 2.0, (height - picture.height() as f32) / 2.0));
    (page != empty).then_some(page)
}

/// Whether a drawing has a background of its own, judged by its corners.
fn has_background(picture: &Pixmap) -> bool {
    let (right, bottom) = (picture.width().saturating_sub(2), picture.height().saturating_sub(2));
    let corners = [(1, 1), (right, 1), (1, bottom), (right, bottom)];
    corners.into_iter().filter_map(|(x, y)| picture.pixel(x, y)).all(|pixel| pixel.alpha() == 0xff)
}

/// The common colour of the edges that the paper beside a drawing would touch; `None` if there is none.
fn edge_colour(picture: &Pixmap) -> Option<[u8; 3]> {
    let (width, height) = (picture.width(), picture.height());
    // An edge may be half a pixel wide: the row next to it is checked too.
    let beside = |length: u32| [1.min(length - 1), length.saturating_sub(2)];
    let edges: Vec<PremultipliedColorU8> = if width < WIDTH {
        beside(width).into_iter().flat_map(|x| (0..height).filter_map(move |y| picture.pixel(x, y))).collect()
    } else {
        beside(height).into_iter().flat_map(|y| (0..width).filter_map(move |x| picture.pixel(x, y))).collect()
    };
    let first = *edges.get(edges.len() / 4)?;
    let same = edges.iter().filter(|pixel| **pixel == first).count() as f32;
    (first.alpha() == 0xff && same >= edges.len() as f32 * MIN_EDGE_SHARE).then_some([first.red(), first.green(), first.blue()])
}
