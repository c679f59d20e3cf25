//! The template of a page that is opened from a disk. It begins with `shelf.js`, which starts the programs from the shelf.

use super::programs;
use crate::publish::build::first::{self, Sources};
use crate::publish::build::smaller;
use crate::publish::build::template::{Template, hashed};
use std::collections::BTreeMap;

/// What stands in the page before everything else.
const SHELF: &str = include_str!("shelf.js");

/// Hides what the program draws where a page of the site is shown instead: in a single file both stand in one document.
const ASIDE: &str = "[data-aside] #main:not(.aside){display:none}";

/// What a page's policy says whatever the form. Scripts come from the shelf by addresses of blobs; no form is sent to anyone.
const ALWAYS: &str = "worker-src blob:; base-uri 'none'; form-action 'self' file:; \
    require-trusted-types-for 'script'; trusted-types lectern shelf";

/// Programs and styles: paths inside the room, and bytes.
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

/// The template of a single file: all styles, and the scripts that run first, stand in it.
pub fn of_single(template: Template) -> Template {
    template.changed(|text, files| {
        shelve(text, files);
        first::put_scripts_in(text, files);
        let whole = first::whole(text, files);
        for name in first::linked(text) {
            files.remove(&name);
        }
        *text = whole;
        first::add_style(text, ASIDE);
    })
}

/// The policy of a single file.
pub fn single_policy(inside: &Sources) -> String {
    let Sources { styles, scripts } = inside;
    format!("default-src 'none'; img-src data: blob:; style-src{styles}; script-src{scripts} blob: 'wasm-unsafe-eval'; {ALWAYS}")
}

/// Puts the programs where `shelf.js` finds them, and that before them.
fn shelve(text: &mut String, files: &mut Files) {
    first::without_hints(text);
    // No program, but an element that names them.
    *text = text.replacen("<script type=\"module\" src=\"", "<script type=\"text/plain\" data-start=\"", 1);
    join_worker(text, files);
    drop_offline(text, files);
    let shelf = smaller::module(SHELF).into_bytes();
    let name = hashed("shelf.js", &shelf);
    let place = text.find("<script>").or_else(|| text.find("</head>")).unwrap_or(0);
    text.insert_str(place, &format!("<script src=\"/{name}\"></script>"));
    files.insert(name, shelf);
}

/// Puts the programs of the worker into one.
fn join_worker(text: &mut String, files: &mut Files) {
    let stemmer = take(text, files, "stemmer");
    let Some(name) = named(files, "searcher") else { return };
    let searcher = files.remove(&name).unwrap_or_default();
    let script = programs::worker(&String::from_utf8_lossy(&searcher), stemmer.as_deref()).into_bytes();
    let new = hashed("searcher.js", &script);
    *text = text.replace(&name, &new);
    files.insert(new, script);
}

/// Takes the program of reading offline away: nothing of a room on a disk has to be kept.
fn drop_offline(text: &mut String, files: &mut Files) {
    take(text, files, "offline");
    if let Some(name) = files.keys().find(|name| name.starts_with("offline_bg-")).cloned() {
        *text = text.replace(&format!(" data-copies=\"/{name}\""), "");
        files.remove(&name);
    }
}

/// Takes a program away, and the attribute that names it; gives its text.
fn take(text: &mut String, files: &mut Files, stem: &str) -> Option<String> {
    let name = named(files, stem)?;
    *text = text.replace(&format!(" data-{stem}=\"/{name}\""), "");
    Some(String::from_utf8_lossy(&files.remove(&name)?).into_owned())
}

/// The script of a name without its hash.
fn named(files: &Files, stem: &str) -> Option<String> {
    let start = format!("{stem}-");
    files.keys().find(|name| name.starts_with(&start) && name.ends_with(".js")).cloned()
}
