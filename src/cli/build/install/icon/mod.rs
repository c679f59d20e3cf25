//! Icons: the site's own logo, else the first letter of its name, else lines of text on paper.
//!
//! - [`letter`]: letters and digits as strokes.
//! - [`drawn`]: the drawings behind the icons.
//! - [`pixels`]: rasterizes a drawing.
//! - [`write`]: the list of icons, and their files.
//!
//! The same site gives the same bytes: system fonts are not read.

mod drawn;
mod letter;
mod pixels;
pub(crate) mod write;
