//! The web app manifest: what a system needs to know of a site to put it among its programs.

use super::head::{Common, PAPERS};
use super::name::short;
use super::output::Output;
use crate::article::language::Direction;
use crate::publish::failure::Failure;
use serde_json::{Value, json};

/// Where it stands, inside the site.
pub const PATH: &str = "site.webmanifest";

/// So many characters of a name stand under an icon.
const SHORT: usize = 12;

/// Writes it.
///
/// # Errors
/// When it cannot be written.
pub fn write(common: &Common, output: &Output) -> Result<(), Failure> {
    output.write(PATH, &serde_json::to_vec(&manifest(common))?)
}

/// Its addresses stand in relation to its own.
fn manifest(common: &Common) -> Value {
    let (site, lang) = (common.site, common.site.language());
    let icon = |path: &str, side: u32, purpose: &str| json!({"src": path, "sizes": format!("{side}x{side}"), "type": "image/png", "purpose": purpose});
    let icons = &common.icons;
    let any = icons.any.iter().filter(|(_, path)| !path.is_empty()).map(|(side, path)| icon(path, *side, "any"));
    let maskable = Some(&icons.maskable).filter(|path| !path.is_empty()).map(|path| icon(path, 512, "maskable"));
    let mut manifest = json!({
        "id": "./",
        "name": site.name,
        "short_name": short(&site.name, SHORT),
        "lang": lang,
        "dir": Direction::of(lang).as_str(),
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": PAPERS[0].1,
        "theme_color": PAPERS[0].1,
        "icons": any.chain(maskable).collect::<Vec<Value>>(),
    });
    if let (Some(words), Some(fields)) = (&site.description, manifest.as_object_mut()) {
        fields.insert("description".to_owned(), json!(words));
    }
    manifest
}
