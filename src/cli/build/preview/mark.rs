//! The mark of a site on its previews: its logo, else the first letter of its name, as the icons have it.

use super::page::{FOOT_MARK, SITE_MARK};
use super::pixels::{parse_drawing, render};
use resvg::tiny_skia::Pixmap;
use resvg::usvg::Options;

/// The maximum ratio of width to height of a mark.
const MAX_ASPECT_RATIO: f32 = 4.0;

/// A mark in both of its sizes.
pub(super) struct Mark {
    /// At the foot of an article's preview.
    pub(super) foot: Pixmap,
    /// Above the name of the site.
    pub(super) site: Pixmap,
}

impl Mark {
    /// Renders the first drawing that can be rendered.
    pub(super) fn from_drawings(drawings: &[String], options: &Options) -> Option<Mark> {
        drawings.iter().find_map(|drawing| {
            let tree = parse_drawing(drawing.as_bytes(), options)?;
            let (width, height) = (tree.size().width(), tree.size().height());
            let render_sized = |side: f32| {
                let scale = (side / height).min(side * MAX_ASPECT_RATIO / width);
                render(&tree, (width * scale).max(1.0), (height * scale).max(1.0))
            };
            Some(Mark { foot: render_sized(FOOT_MARK)?, site: render_sized(SITE_MARK)? })
        })
    }
}
