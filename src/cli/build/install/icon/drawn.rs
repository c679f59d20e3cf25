//! The drawings behind the icons, all of them square.

use super::letter::stroke_path;
use crate::cli::build::app::accent::{self, Accent};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The light paper, as `style/tokens.css` has it.
pub(crate) const PAPER: &str = "#fcfaf6";
/// The ink, from the same place.
pub(crate) const INK: &str = "#201914";

/// The minimum contrast of the letter with the accent (WCAG 2.2, 1.4.11); below it the letter is drawn in ink.
const MIN_CONTRAST: f64 = 3.0;

/// The first letter of a name on the accent colour; lines of text on paper if that letter cannot be drawn.
pub(super) fn letter_icon(name: &str, accent: Option<&Accent>) -> String {
    let letter = name.trim_start().chars().next().map(|c| c.to_ascii_uppercase());
    let Some(path) = letter.and_then(stroke_path) else { return text_lines_icon() };
    let background = accent.map_or(accent::DEFAULT_ACCENT, |accent| accent.hex.as_str());
    let stroke = if accent.is_none_or(|accent| accent.contrast >= MIN_CONTRAST) { PAPER } else { INK };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\"><rect width=\"64\" height=\"64\" fill=\"{background}\"/>\
         <path d=\"{path}\" transform=\"translate(20 15)\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"5\" stroke-linecap=\"round\" \
         stroke-linejoin=\"round\"/></svg>\n"
    )
}

fn text_lines_icon() -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\"><rect width=\"16\" height=\"16\" fill=\"{PAPER}\"/>\
         <path d=\"M3 4h10M3 8h10M3 12h6\" stroke=\"{INK}\" stroke-width=\"1.5\"/></svg>\n"
    )
}

/// Wraps a raster picture of a given width and height in a drawing.
pub(super) fn wrap_picture(bytes: &[u8], width: usize, height: usize) -> String {
    let kind = match bytes {
        [0x89, b'P', b'N', b'G', ..] => "png",
        [0xff, 0xd8, ..] => "jpeg",
        [b'G', b'I', b'F', ..] => "gif",
        _ => "webp",
    };
    let data = STANDARD.encode(bytes);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\
         <image width=\"{width}\" height=\"{height}\" href=\"data:image/{kind};base64,{data}\"/></svg>"
    )
}
