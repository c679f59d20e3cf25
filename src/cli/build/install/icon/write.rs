//! The list of icons, and their files.

use super::drawn;
pub(crate) use super::drawn::{INK, PAPER};
use super::pixels::render_png;
use crate::cli::build::app::accent::Accent;
use crate::cli::build::app::template::hashed_name;
use crate::cli::build::output::Output;
use crate::cli::command_error::CommandError;
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::corpus::Site;

/// A logo of more pixels than this is not resized here: decoding it would take gigabytes.
const MAX_LOGO_PIXELS: usize = 64 << 20;

/// The sizes of the icons that operating systems ask for, in pixels.
const ICON_SIDES: [u32; 2] = [192, 512];

/// The size of the iOS home screen icon, which iOS rounds; it should not be transparent.
const TOUCH_ICON_SIDE: u32 = 180;

/// The share of a side that the logo may take if a system crops the icon to a shape: the central circle of four fifths of the side
/// is always visible.
const SAFE_SHARE: f32 = 0.56;

/// The icons of a site: paths inside the site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Icons {
    /// The tab icon: a drawing, or the logo.
    pub tab: String,
    /// PNG of [`TOUCH_ICON_SIDE`] pixels, opaque.
    pub touch: String,
    /// PNGs, each with its side in pixels.
    pub any: Vec<(u32, String)>,
    /// PNG of 512 pixels, opaque up to its edges.
    pub maskable: String,
}

/// Writes the icons of a site. A logo that cannot be rasterized here still serves as tab icon.
///
/// # Errors
/// When a file cannot be read or written.
pub(crate) fn write(site: &Site, accent: Option<&Accent>, output: &Output, problems: &mut Vec<Diagnostic>) -> Result<Icons, CommandError> {
    let made = drawn::letter_icon(&site.name, accent);
    let write_hashed = |name: String, bytes: &[u8]| {
        let name = hashed_name(&name, bytes);
        output.write(&name, bytes).map(|()| name)
    };
    let logo = match &site.logo {
        Some(path) => logo_drawing(&output.read(path)?).filter(|drawing| render_png(drawing, TOUCH_ICON_SIDE, 1.0, false).is_some()),
        None => None,
    };
    if let (Some(path), None) = (&site.logo, &logo) {
        let text = "icons cannot be made from the logo and use the site's name instead; use an SVG, PNG or JPEG";
        problems.push(Diagnostic::new(Severity::Warning, path.as_str(), text));
    }
    let tab = write_tab(site, accent, output)?;
    // The drawing made from the name fills the icon by itself.
    let (drawing, share, on_paper) = match &logo {
        Some(logo) => (logo, SAFE_SHARE, true),
        None => (&made, 1.0, false),
    };
    let write_png = |name: &str, side: u32, share: f32, on_paper: bool| match render_png(drawing, side, share, on_paper) {
        Some(bytes) => write_hashed(format!("{name}.png"), &bytes),
        None => Ok(String::new()),
    };
    let mut any = Vec::new();
    for side in ICON_SIDES {
        any.push((side, write_png(&format!("icon-{side}"), side, 1.0, false)?));
    }
    let touch = write_png("icon-touch", TOUCH_ICON_SIDE, if on_paper { 0.8 } else { 1.0 }, on_paper)?;
    let maskable = write_png("icon-maskable", 512, share, on_paper)?;
    Ok(Icons { tab, touch, any, maskable })
}

/// Writes the tab icon, unless it is the logo; returns its path.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn write_tab(site: &Site, accent: Option<&Accent>, output: &Output) -> Result<String, CommandError> {
    if let Some(logo) = &site.logo {
        return Ok(logo.clone());
    }
    let made = drawn::letter_icon(&site.name, accent);
    let name = hashed_name("icon.svg", made.as_bytes());
    output.write(&name, made.as_bytes()).map(|()| name)
}

/// The light paper, in red, green and blue.
pub(crate) const PAPER_RGB: [u8; 3] = [0xfc, 0xfa, 0xf6];

/// The site's mark as drawings, best first: its logo, and the fallback if the logo cannot be drawn.
///
/// # Errors
/// When the logo cannot be read.
pub(crate) fn mark_drawings(site: &Site, accent: Option<&Accent>, output: &Output) -> Result<Vec<String>, CommandError> {
    let logo = site.logo.as_ref().map(|path| output.read(path)).transpose()?;
    Ok(logo.and_then(|bytes| logo_drawing(&bytes)).into_iter().chain([drawn::letter_icon(&site.name, accent)]).collect())
}

/// The logo as a drawing, if it can be read.
fn logo_drawing(bytes: &[u8]) -> Option<String> {
    match imagesize::blob_size(bytes) {
        Ok(size) => (size.width * size.height <= MAX_LOGO_PIXELS).then(|| drawn::wrap_picture(bytes, size.width, size.height)),
        Err(_) => String::from_utf8(bytes.to_vec()).ok().filter(|text| text.contains("<svg")),
    }
}
