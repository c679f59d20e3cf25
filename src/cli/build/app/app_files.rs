//! The source of the program in the page: Trunk's staging folder, a folder that Trunk left, or this command itself.

use crate::cli::command_error::CommandError;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The template before any page is filled in, in a folder whose `index.html` is a finished page.
pub(crate) const TEMPLATE_FILE: &str = ".lectern-template.html";

/// The slot that the template of every app has.
pub(crate) const BODY_SLOT: &str = "<!--lectern:body-->";

/// A compiled app, the program in the page: the page template, and the files that it references.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AppFiles {
    /// HTML with the slots of [`crate::cli::build::app::template`].
    pub template: String,
    /// Programs and styles: paths inside the site, and contents.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// The scripts that belong to no page of a site: the app's folder holds them minified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StandaloneScripts {
    /// The code of the service worker; the site's data is put before it.
    pub service_worker: String,
    /// The script at the start of a page that is opened from a disk.
    pub bundle: String,
    /// The script that runs in the search worker before its programs, if the page is opened from a disk.
    pub worker_fetch: String,
}

impl StandaloneScripts {
    /// Takes the scripts out of an app's files. A folder that holds a site has none: they are then those of this command, as they
    /// are written.
    pub(crate) fn take(files: &mut BTreeMap<String, Vec<u8>>) -> StandaloneScripts {
        let mut take = |name: &str, written: &str| {
            let found = files.remove(name).and_then(|bytes| String::from_utf8(bytes).ok());
            found.unwrap_or_else(|| written.to_owned())
        };
        StandaloneScripts {
            service_worker: take("service_worker.js", include_str!("../../../app/service_worker.js")),
            bundle: take("bundle.js", include_str!("../offline_bundle/bundle.js")),
            worker_fetch: take("worker_fetch.js", include_str!("../offline_bundle/worker_fetch.js")),
        }
    }
}

// `FILES`: the files that build.rs found in the folder that LECTERN_READER names, empty without it.
include!(concat!(env!("OUT_DIR"), "/app_files.rs"));

impl AppFiles {
    /// The app embedded in this command, if it was built with one.
    pub(crate) fn embedded() -> Option<AppFiles> {
        let files: BTreeMap<String, Vec<u8>> = FILES.iter().map(|(name, bytes)| (name.to_string(), bytes.to_vec())).collect();
        AppFiles::from_files(files)
    }

    /// Reads the app from a folder that Trunk wrote, or that holds a site.
    ///
    /// # Errors
    /// When there is no app, or a file cannot be read.
    pub(crate) fn from_folder(folder: &Path) -> Result<AppFiles, CommandError> {
        let mut files = BTreeMap::new();
        for entry in walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
            let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let name = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
            if is_app_file(&name) {
                let bytes = fs::read(entry.path()).map_err(|e| CommandError::Failed(format!("{}: {e}", entry.path().display())))?;
                files.insert(name, bytes);
            }
        }
        AppFiles::from_files(files).ok_or_else(|| {
            CommandError::Failed(format!(
                "{}: no reader found here (no template with the slot {BODY_SLOT}). Build one with `make build`, or specify another folder",
                folder.display()
            ))
        })
    }

    fn from_files(mut files: BTreeMap<String, Vec<u8>>) -> Option<AppFiles> {
        let page = files.remove("index.html");
        let template = files.remove(TEMPLATE_FILE).or(page)?;
        let template = String::from_utf8(template).ok()?;
        template.contains(BODY_SLOT).then_some(AppFiles { template, files })
    }
}

/// True for a file of the app in a folder that may hold a whole site: the template, top-level programs and styles, snippets. The
/// service worker belongs to the site: it names the site's files.
fn is_app_file(name: &str) -> bool {
    let program = [".js", ".wasm", ".css"].iter().any(|end| name.ends_with(end))
        && name != crate::cli::build::install::service_worker::SERVICE_WORKER_PATH;
    name == "index.html" || name == TEMPLATE_FILE || (program && (!name.contains('/') || name.starts_with("snippets/")))
}
