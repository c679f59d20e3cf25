//! The mark of a site on its previews: its logo, else the first letter of its name, as the icons have it.

use super::page::{FOOT_MARK, SITE_MARK};
use super::pixels::{drawn, tree};
use resvg::tiny_skia::Pixmap;
use resvg::usvg::Options;

/// The maximum ratio of width to height of a mark.
const WIDEST: f32 = 4.0;

/// A mark in both of its sizes.
pub(super) struct Mark {
    /// At the foot of an article's preview.
    pub(super) foot: Pixmap,
    /// Above the name of the site.
    pub(super) site: Pixmap,
}

impl Mark {
    /// Renders the first drawing that can be rendered.
    pub(super) fn of(drawings: &[String], options: &Options) -> Option<Mark> {
        drawings.iter().find_map(|drawing| {
            let tree = tree(drawing.as_bytes(), options)?;
            let (width, height) = (tree.size().width(), tree.size().height());
            let sized = |side: f32| {
                let scale = (side / height).min(side * WIDEST / width);
                drawn(&tree, (width * scale).max(1.0), (height * scale).max(1.0))
            };
            Some(Mark { foot: sized(FOOT_MARK)?, site: sized(SITE_MARK)? })
        })
    }
}
