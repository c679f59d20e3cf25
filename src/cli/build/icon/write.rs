//! The list of icons, and their files.

use super::drawn;
pub use super::drawn::{INK, PAPER};
use super::pixels::png;
use crate::cli::build::accent::Accent;
use crate::cli::build::output::Output;
use crate::cli::build::template::hashed;
use crate::cli::command_error::CommandError;
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::corpus::Site;

/// A logo of more pixels than this is not resized here: decoding it would take gigabytes.
const MOST_PIXELS: usize = 64 << 20;

/// The sizes of the icons that operating systems ask for, in pixels.
const SIDES: [u32; 2] = [192, 512];

/// The size of the iOS home screen icon, which iOS rounds; it should not be transparent.
const TOUCH: u32 = 180;

/// The share of a side that the logo may take if a system crops the icon to a shape: the central circle of four fifths of the side
/// is always visible.
const SAFE: f32 = 0.56;

/// The icons of a site: paths inside the site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Icons {
    /// The tab icon: a drawing, or the logo.
    pub tab: String,
    /// PNG of [`TOUCH`] pixels, opaque.
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
pub fn write(site: &Site, accent: Option<&Accent>, output: &Output, problems: &mut Vec<Diagnostic>) -> Result<Icons, CommandError> {
    let made = drawn::of_name(&site.name, accent);
    let put = |name: String, bytes: &[u8]| {
        let name = hashed(&name, bytes);
        output.write(&name, bytes).map(|()| name)
    };
    let logo = match &site.logo {
        Some(path) => drawing(&output.read(path)?).filter(|drawing| png(drawing, TOUCH, 1.0, false).is_some()),
        None => None,
    };
    if let (Some(path), None) = (&site.logo, &logo) {
        let text = "icons cannot be made from the logo and use the site's name instead; use an SVG, PNG or JPEG";
        problems.push(Diagnostic::new(Severity::Warning, path.as_str(), text));
    }
    let tab = tab(site, accent, output)?;
    // The drawing made from the name fills the icon by itself.
    let (drawing, part, paper) = match &logo {
        Some(logo) => (logo, SAFE, true),
        None => (&made, 1.0, false),
    };
    let one = |name: &str, side: u32, part: f32, paper: bool| match png(drawing, side, part, paper) {
        Some(bytes) => put(format!("{name}.png"), &bytes),
        None => Ok(String::new()),
    };
    let mut any = Vec::new();
    for side in SIDES {
        any.push((side, one(&format!("icon-{side}"), side, 1.0, false)?));
    }
    let touch = one("icon-touch", TOUCH, if paper { 0.8 } else { 1.0 }, paper)?;
    let maskable = one("icon-maskable", 512, part, paper)?;
    Ok(Icons { tab, touch, any, maskable })
}

/// Writes the tab icon, unless it is the logo; returns its path.
///
/// # Errors
/// When it cannot be written.
pub fn tab(site: &Site, accent: Option<&Accent>, output: &Output) -> Result<String, CommandError> {
    if let Some(logo) = &site.logo {
        return Ok(logo.clone());
    }
    let made = drawn::of_name(&site.name, accent);
    let name = hashed("icon.svg", made.as_bytes());
    output.write(&name, made.as_bytes()).map(|()| name)
}

/// The light paper, in red, green and blue.
pub const PAPER_RGB: [u8; 3] = [0xfc, 0xfa, 0xf6];

/// The site's mark as drawings, best first: its logo, and the fallback if the logo cannot be drawn.
///
/// # Errors
/// When the logo cannot be read.
pub fn marks(site: &Site, accent: Option<&Accent>, output: &Output) -> Result<Vec<String>, CommandError> {
    let logo = site.logo.as_ref().map(|path| output.read(path)).transpose()?;
    Ok(logo.and_then(|bytes| drawing(&bytes)).into_iter().chain([drawn::of_name(&site.name, accent)]).collect())
}

/// The logo as a drawing, if it can be read.
fn drawing(bytes: &[u8]) -> Option<String> {
    match imagesize::blob_size(bytes) {
        Ok(size) => (size.width * size.height <= MOST_PIXELS).then(|| drawn::of_picture(bytes, size.width, size.height)),
        Err(_) => String::from_utf8(bytes.to_vec()).ok().filter(|text| text.contains("<svg")),
    }
}
