//! Rasterizes a drawing.

use super::write::PAPER_RGB;
use crate::cli::build::content::drawing::isolated_svg_options;
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::Tree;

/// Returns a square PNG of `side` pixels with the drawing centred; the drawing takes at most `share` of a side. `on_paper` says whether
/// the rest is paper or transparent. `None` if the drawing cannot be read, or is empty.
pub(super) fn render_png(drawing: &str, side: u32, share: f32, on_paper: bool) -> Option<Vec<u8>> {
    let tree = Tree::from_str(drawing, &isolated_svg_options()).ok()?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let mut drawn = Pixmap::new(side, side)?;
    let scale = side as f32 * share / width.max(height);
    let left = |length: f32| (side as f32 - length * scale) / 2.0;
    resvg::render(&tree, Transform::from_row(scale, 0.0, 0.0, scale, left(width), left(height)), &mut drawn.as_mut());
    if drawn.pixels().iter().all(|pixel| pixel.alpha() == 0) {
        return None;
    }
    if on_paper {
        let mut sheet = Pixmap::new(side, side)?;
        let [red, green, blue] = PAPER_RGB;
        sheet.fill(Color::from_rgba8(red, green, blue, 0xff));
        sheet.draw_pixmap(0, 0, drawn.as_ref(), &Default::default(), Transform::identity(), None);
        drawn = sheet;
    }
    drawn.encode_png().ok()
}
