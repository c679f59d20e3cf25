//! Preview pictures: what chats and other sites show of a page that is shared, 1200 by 630 pixels, drawn at build.
//!
//! - [`face`]: the fonts, and which signs they have. [`lines`]: words parted into lines.
//! - [`page`]: paper and words of a preview as a drawing: of an article, of the site. [`mark`]: the site's logo on it.
//! - [`fitted`]: a drawing of an article on that paper.
//! - [`pixels`]: from drawings to PNG.
//! - [`made`]: which page has which preview; [`own`]: the one that a publisher gives.
//! - [`tags`]: how a page says so (Open Graph, <https://ogp.me>).
//!
//! The same corpus gives the same bytes on any machine: the command carries its fonts, and none of the machine's is read.
//! A sign that no font has is never drawn as an empty box: the words that hold it are left out, or the preview is another.

mod face;
mod fitted;
mod lines;
mod made;
mod mark;
pub mod own;
mod page;
mod pixels;
mod tags;

pub use made::Previews;
pub use tags::Preview;

/// Width of a preview in pixels: what Facebook, LinkedIn and X show large without cutting it.
pub const WIDTH: u32 = 1200;

/// Its height.
pub const HEIGHT: u32 = 630;

/// With more articles than this all of them have the preview of the site: a build makes no tens of thousands of pictures, and
/// hosts limit files.
pub const MOST: usize = 1000;
