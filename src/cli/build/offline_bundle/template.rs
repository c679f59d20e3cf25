//! The template of a page that is opened from a disk. It begins with `bundle.js`, which starts the programs from the bundle.

use super::programs;
use crate::cli::build::app::app_files::StandaloneScripts;
use crate::cli::build::app::critical_css::{self, Sources};
use crate::cli::build::app::template::{Template, hashed_name};
use std::collections::BTreeMap;

/// Hides the program's view while a page of the site is shown instead: a single file contains both in one document.
const HIDE_APP_STYLE: &str = "[data-open-page] #main:not(.open-page){display:none}";

/// The directives of every form of bundle. Scripts are loaded by blob URLs; no form is submitted to a server.
const COMMON_DIRECTIVES: &str = "worker-src blob:; base-uri 'none'; form-action 'self' file:; \
    require-trusted-types-for 'script'; trusted-types lectern offline-bundle";

/// Programs and styles: paths inside the room, and contents.
type Files = BTreeMap<String, Vec<u8>>;

/// The template of a folder's pages, with its files.
pub(crate) fn for_folder(template: Template) -> Template {
    let scripts = template.scripts.clone();
    template.modify(|text, files| insert_bundle(text, files, &scripts))
}

/// The policy of a folder's pages.
pub(crate) fn folder_policy(inside: &Sources) -> String {
    let Sources { styles, scripts } = inside;
    format!(
        "default-src 'none'; img-src 'self'; style-src 'self'{styles}; script-src 'self'{scripts} blob: 'wasm-unsafe-eval'; {COMMON_DIRECTIVES}"
    )
}

/// The template of a single file, with all styles and the scripts that run first inlined.
pub(crate) fn for_single_file(template: Template) -> Template {
    let scripts = template.scripts.clone();
    template.modify(|text, files| {
        insert_bundle(text, files, &scripts);
        critical_css::inline_scripts(text, files);
        let whole = critical_css::inline_all_styles(text, files);
        for name in critical_css::linked_styles(text) {
            files.remove(&name);
        }
        *text = whole;
        critical_css::append_style(text, HIDE_APP_STYLE);
    })
}

/// The policy of a single file.
pub(crate) fn single_policy(inside: &Sources) -> String {
    let Sources { styles, scripts } = inside;
    format!("default-src 'none'; img-src data: blob:; style-src{styles}; script-src{scripts} blob: 'wasm-unsafe-eval'; {COMMON_DIRECTIVES}")
}

/// Puts the programs where `bundle.js` finds them, and `bundle.js` before them.
fn insert_bundle(text: &mut String, files: &mut Files, scripts: &StandaloneScripts) {
    critical_css::remove_preload_hints(text);
    // Not a script that runs, but an element that names the programs.
    *text = text.replacen("<script type=\"module\" src=\"", "<script type=\"text/plain\" data-start=\"", 1);
    bundle_worker(text, files, &scripts.worker_fetch);
    remove_offline_program(text, files);
    let name = hashed_name("bundle.js", scripts.bundle.as_bytes());
    let place = text.find("<script>").or_else(|| text.find("</head>")).unwrap_or(0);
    text.insert_str(place, &format!("<script src=\"/{name}\"></script>"));
    files.insert(name, scripts.bundle.clone().into_bytes());
}

/// Joins the programs of the worker into one.
fn bundle_worker(text: &mut String, files: &mut Files, prelude: &str) {
    let stemmer = take_program(text, files, "stemmer");
    let Some(name) = find_script(files, "search_worker") else { return };
    let searcher = files.remove(&name).unwrap_or_default();
    let script = programs::worker_script(prelude, &String::from_utf8_lossy(&searcher), stemmer.as_deref()).into_bytes();
    let new = hashed_name("search_worker.js", &script);
    *text = text.replace(&name, &new);
    files.insert(new, script);
}

/// Removes the program for offline reading: a room on a disk has nothing to cache.
fn remove_offline_program(text: &mut String, files: &mut Files) {
    take_program(text, files, "offline");
    if let Some(name) = files.keys().find(|name| name.starts_with("offline_bg-")).cloned() {
        *text = text.replace(&format!(" data-offline-wasm=\"/{name}\""), "");
        files.remove(&name);
    }
}

/// Removes a program, and the attribute that names it; returns its text.
fn take_program(text: &mut String, files: &mut Files, stem: &str) -> Option<String> {
    let name = find_script(files, stem)?;
    *text = text.replace(&format!(" data-{stem}=\"/{name}\""), "");
    Some(String::from_utf8_lossy(&files.remove(&name)?).into_owned())
}

/// The script with this name before its hash.
fn find_script(files: &Files, stem: &str) -> Option<String> {
    let start = format!("{stem}-");
    files.keys().find(|name| name.starts_with(&start) && name.ends_with(".js")).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policy_allows_what_the_bundle_creates() {
        let (_, allowed) = COMMON_DIRECTIVES.split_once("trusted-types ").unwrap();
        let script = include_str!("bundle.js");
        for created in script.split("createPolicy('").skip(1) {
            let (name, _) = created.split_once('\'').unwrap();
            assert!(allowed.split(' ').any(|policy| policy == name), "{name} in {allowed}");
        }
        assert!(script.contains("createPolicy('"));
    }
}
