//! The template of a page that is opened from a disk. It begins with `bundle.js`, which starts the programs from the bundle.

use super::programs;
use crate::cli::build::critical_css::{self, Sources};
use crate::cli::build::minify;
use crate::cli::build::template::{Template, hashed};
use std::collections::BTreeMap;

/// The script at the start of the page.
const SHELF: &str = include_str!("bundle.js");

/// Hides the program's view while a page of the site is shown instead: a single file contains both in one document.
const ASIDE: &str = "[data-aside] #main:not(.aside){display:none}";

/// The directives of every form of bundle. Scripts are loaded by blob URLs; no form is submitted to a server.
const ALWAYS: &str = "worker-src blob:; base-uri 'none'; form-action 'self' file:; \
    require-trusted-types-for 'script'; trusted-types lectern shelf";

/// Programs and styles: paths inside the room, and contents.
type Files = BTreeMap<String, Vec<u8>>;

/// The template of a folder's pages, with its files.
pub fn of_folder(template: Template) -> Template {
    template.changed(shelve)
}

/// The policy of a folder's pages.
pub fn folder_policy(inside: &Sources) -> String {
    let Sources { styles, scripts } = inside;
    format!("default-src 'none'; img-src 'self'; style-src 'self'{styles}; script-src 'self'{scripts} blob: 'wasm-unsafe-eval'; {ALWAYS}")
}

/// The template of a single file, with all styles and the scripts that run first inlined.
pub fn of_single(template: Template) -> Template {
    template.changed(|text, files| {
        shelve(text, files);
        critical_css::put_scripts_in(text, files);
        let whole = critical_css::whole(text, files);
        for name in critical_css::linked(text) {
            files.remove(&name);
        }
        *text = whole;
        critical_css::add_style(text, ASIDE);
    })
}

/// The policy of a single file.
pub fn single_policy(inside: &Sources) -> String {
    let Sources { styles, scripts } = inside;
    format!("default-src 'none'; img-src data: blob:; style-src{styles}; script-src{scripts} blob: 'wasm-unsafe-eval'; {ALWAYS}")
}

/// Puts the programs where `bundle.js` finds them, and `bundle.js` before them.
fn shelve(text: &mut String, files: &mut Files) {
    critical_css::without_hints(text);
    // Not a script that runs, but an element that names the programs.
    *text = text.replacen("<script type=\"module\" src=\"", "<script type=\"text/plain\" data-start=\"", 1);
    join_worker(text, files);
    drop_offline(text, files);
    let shelf = minify::module(SHELF).into_bytes();
    let name = hashed("bundle.js", &shelf);
    let place = text.find("<script>").or_else(|| text.find("</head>")).unwrap_or(0);
    text.insert_str(place, &format!("<script src=\"/{name}\"></script>"));
    files.insert(name, shelf);
}

/// Joins the programs of the worker into one.
fn join_worker(text: &mut String, files: &mut Files) {
    let stemmer = take(text, files, "stemmer");
    let Some(name) = named(files, "searcher") else { return };
    let searcher = files.remove(&name).unwrap_or_default();
    let script = programs::worker(&String::from_utf8_lossy(&searcher), stemmer.as_deref()).into_bytes();
    let new = hashed("searcher.js", &script);
    *text = text.replace(&name, &new);
    files.insert(new, script);
}

/// Removes the program for offline reading: a room on a disk has nothing to cache.
fn drop_offline(text: &mut String, files: &mut Files) {
    take(text, files, "offline");
    if let Some(name) = files.keys().find(|name| name.starts_with("offline_bg-")).cloned() {
        *text = text.replace(&format!(" data-copies=\"/{name}\""), "");
        files.remove(&name);
    }
}

/// Removes a program, and the attribute that names it; returns its text.
fn take(text: &mut String, files: &mut Files, stem: &str) -> Option<String> {
    let name = named(files, stem)?;
    *text = text.replace(&format!(" data-{stem}=\"/{name}\""), "");
    Some(String::from_utf8_lossy(&files.remove(&name)?).into_owned())
}

/// The script with this name before its hash.
fn named(files: &Files, stem: &str) -> Option<String> {
    let start = format!("{stem}-");
    files.keys().find(|name| name.starts_with(&start) && name.ends_with(".js")).cloned()
}
