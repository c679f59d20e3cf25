//! Preview pictures: chats and other sites show them for a shared page; 1200 by 630 pixels, rendered at build time.
//!
//! - [`face`]: the fonts, and the characters that they have. [`lines`]: line breaking.
//! - [`page`]: paper and text of a preview as a drawing: of an article, of the site. [`mark`]: the site's logo on it.
//! - [`fitted`]: a drawing of an article on that paper.
//! - [`pixels`]: from drawings to PNG.
//! - [`previews`]: chooses the preview of each page; [`publisher_picture`]: a picture that the publisher provides.
//! - [`tags`]: the preview in the page's markup (Open Graph, <https://ogp.me>).
//!
//! The same corpus gives the same bytes on any machine: the command embeds its fonts, and does not read system fonts. A character
//! that no font has is never rendered as an empty box: the text with it is left out, or another preview is used.

mod face;
mod fitted;
mod lines;
mod mark;
mod page;
mod pixels;
mod previews;
pub(crate) mod publisher_picture;
mod tags;

pub(crate) use previews::Previews;
pub(crate) use tags::Preview;

/// Width of a preview in pixels: Facebook, LinkedIn and X show this size large without cropping it.
pub(crate) const WIDTH: u32 = 1200;

/// Its height.
pub(crate) const HEIGHT: u32 = 630;

/// Above this number of articles, all have the site's preview: a build does not make tens of thousands of pictures, and hosts limit
/// files.
pub(crate) const MAX_ARTICLES: usize = 1000;
