//! The web app manifest, by which an operating system can install the site as an app.

use crate::article::language::Direction;
use crate::cli::build::html::head::{PAPER_COLOURS, SiteContext};
use crate::cli::build::install::short_name::shorten_name;
use crate::cli::build::output::Output;
use crate::cli::command_error::CommandError;
use serde_json::{Value, json};

/// The path of the manifest, inside the site.
pub(crate) const PATH: &str = "site.webmanifest";

/// The number of characters of a name that fit under an icon.
const MAX_SHORT_NAME_CHARS: usize = 12;

/// Writes the manifest.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn write(site_context: &SiteContext, output: &Output) -> Result<(), CommandError> {
    output.write(PATH, &serde_json::to_vec(&manifest(site_context))?)
}

/// The addresses in the manifest are relative to its own.
fn manifest(site_context: &SiteContext) -> Value {
    let (site, lang) = (site_context.site, site_context.site.language());
    let icon = |path: &str, side: u32, purpose: &str| json!({"src": path, "sizes": format!("{side}x{side}"), "type": "image/png", "purpose": purpose});
    let icons = &site_context.icons;
    let any = icons.any.iter().filter(|(_, path)| !path.is_empty()).map(|(side, path)| icon(path, *side, "any"));
    let maskable = Some(&icons.maskable).filter(|path| !path.is_empty()).map(|path| icon(path, 512, "maskable"));
    let mut manifest = json!({
        "id": "./",
        "name": site.name,
        "short_name": shorten_name(&site.name, MAX_SHORT_NAME_CHARS),
        "lang": lang,
        "dir": Direction::from_lang(lang).as_str(),
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": PAPER_COLOURS[0].1,
        "theme_color": PAPER_COLOURS[0].1,
        "icons": any.chain(maskable).collect::<Vec<Value>>(),
    });
    if let (Some(words), Some(fields)) = (&site.description, manifest.as_object_mut()) {
        fields.insert("description".to_owned(), json!(words));
    }
    manifest
}
