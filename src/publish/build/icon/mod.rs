//! Icons: of the site's own logo, else of the first letter of its name, else lines of text on paper.
//!
//! - [`letter`]: letters and digits as strokes.
//! - [`drawn`]: drawings that icons are made of.
//! - [`pixels`]: a drawing in pixels.
//! - [`write`]: which icons there are, and their files.
//!
//! The same site gives the same bytes: no font of the machine is read.

mod drawn;
mod letter;
mod pixels;
pub mod write;
