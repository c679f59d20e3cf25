//! Where the program in the page comes from: Trunk's staging folder, a folder that it left, or this command itself.

use crate::publish::failure::Failure;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The template as it stands before a page is put into it, in a folder whose `index.html` is a finished page.
pub const TEMPLATE: &str = ".lectern-template.html";

/// The slot in the template that every reader has.
pub const BODY: &str = "<!--lectern:body-->";

/// A compiled reader: the template of a page, and the files that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// HTML with the slots of [`super::template`].
    pub template: String,
    /// Programs and styles: paths inside the site, and bytes.
    pub files: BTreeMap<String, Vec<u8>>,
}

// `FILES`: what build.rs found in the folder that LECTERN_READER named, empty without it.
include!(concat!(env!("OUT_DIR"), "/reader.rs"));

impl Reader {
    /// The reader inside this command, where it was built with one.
    pub fn embedded() -> Option<Reader> {
        let files: BTreeMap<String, Vec<u8>> = FILES.iter().map(|(name, bytes)| (name.to_string(), bytes.to_vec())).collect();
        Reader::of(files)
    }

    /// The reader in a folder that Trunk wrote, or that holds a site.
    ///
    /// # Errors
    /// When there is none, or a file cannot be read.
    pub fn in_folder(folder: &Path) -> Result<Reader, Failure> {
        let mut files = BTreeMap::new();
        for entry in walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
            let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let name = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
            if belongs(&name) {
                let bytes = fs::read(entry.path()).map_err(|e| Failure::Failed(format!("{}: {e}", entry.path().display())))?;
                files.insert(name, bytes);
            }
        }
        Reader::of(files).ok_or_else(|| {
            Failure::Failed(format!(
                "{}: there is no reader here: no template with the slot {BODY}. Build one with `make build`, or name another folder",
                folder.display()
            ))
        })
    }

    fn of(mut files: BTreeMap<String, Vec<u8>>) -> Option<Reader> {
        let page = files.remove("index.html");
        let template = files.remove(TEMPLATE).or(page)?;
        let template = String::from_utf8(template).ok()?;
        template.contains(BODY).then_some(Reader { template, files })
    }
}

/// True for what is a reader's in a folder that may hold a whole site: the template, programs and styles at its top, snippets.
/// The service worker is the site's: it names its files.
fn belongs(name: &str) -> bool {
    let program = [".js", ".wasm", ".css"].iter().any(|end| name.ends_with(end)) && name != super::offline::WORKER;
    name == "index.html" || name == TEMPLATE || (program && (!name.contains('/') || name.starts_with("snippets/")))
}
