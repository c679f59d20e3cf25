//! The template of a page that is opened from a disk. It begins with `shelf.js`, which starts the programs from the shelf.

use super::programs;
use crate::publish::build::smaller;
use crate::publish::build::template::{Template, hashed};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What stands in the page before everything else.
const SHELF: &str = include_str!("shelf.js");

/// Hides what the program draws where a page of the site is shown instead: in a single file both stand in one document.
const ASIDE: &str = "[data-aside] :is(.living,#main):not(.aside){display:none}";

/// What a page's policy says whatever the form. Scripts come from the shelf by addresses of blobs; no form is sent to anyone.
const ALWAYS: &str = "worker-src blob:; base-uri 'none'; form-action 'self' file:";

/// Programs and styles: paths inside the room, and bytes.
type Files = BTreeMap<String, Vec<u8>>;

/// The template of a folder's pages, with its files.
pub fn of_folder(template: Template) -> Template {
    template.changed(shelve)
}

/// The policy of a folder's pages.
pub fn folder_policy() -> String {
    format!("default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self' blob: 'wasm-unsafe-eval'; {ALWAYS}")
}

/// The template of a single file: styles, and the scripts that run first, stand in it. `style` is one more style. Gives its
/// policy, too, which names them by their hashes.
pub fn of_single(template: Template, style: &str) -> (Template, String) {
    let (mut styles, mut scripts) = (String::new(), String::new());
    let template = template.changed(|text, files| {
        shelve(text, files);
        let more = [style, ASIDE].concat();
        styles = put_in(text, files, ["<link rel=\"stylesheet\" href=\"/", "\">"], ["<style>", "</style>"], &more);
        scripts = put_in(text, files, ["<script src=\"/", "\"></script>"], ["<script>", "</script>"], "");
    });
    let policy =
        format!("default-src 'none'; img-src data: blob:; style-src{styles}; script-src{scripts} blob: 'wasm-unsafe-eval'; {ALWAYS}");
    (template, policy)
}

/// Puts the programs where `shelf.js` finds them, and that before them.
fn shelve(text: &mut String, files: &mut Files) {
    for hint in ["<link rel=\"modulepreload\"", "<link rel=\"preload\""] {
        while let Some(start) = text.find(hint) {
            let end = text[start..].find('>').map_or(text.len(), |end| start + end + 1);
            text.replace_range(start..end, "");
        }
    }
    // No program, but an element that names them.
    *text = text.replacen("<script type=\"module\" src=\"", "<script type=\"text/plain\" data-start=\"", 1);
    join_worker(text, files);
    let shelf = smaller::module(SHELF).into_bytes();
    let name = hashed("shelf.js", &shelf);
    let place = text.find("<script src=").or_else(|| text.find("</head>")).unwrap_or(0);
    text.insert_str(place, &format!("<script src=\"/{name}\"></script>"));
    files.insert(name, shelf);
}

/// Puts the programs of the worker into one, and leaves out what keeps a site that a server gives.
fn join_worker(text: &mut String, files: &mut Files) {
    take(text, files, "keeping");
    let stemmer = take(text, files, "stemmer");
    let Some(name) = named(files, "searcher") else { return };
    let searcher = files.remove(&name).unwrap_or_default();
    let script = programs::worker(&String::from_utf8_lossy(&searcher), stemmer.as_deref()).into_bytes();
    let new = hashed("searcher.js", &script);
    *text = text.replace(&name, &new);
    files.insert(new, script);
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

/// Puts the files that elements link into the text, in elements of their own, `more` behind the first of them. Gives the
/// sources by which a policy allows them.
fn put_in(text: &mut String, files: &mut Files, link: [&str; 2], element: [&str; 2], more: &str) -> String {
    let mut sources = String::new();
    let mut more = Some(more);
    let mut at = 0;
    while let Some(start) = text[at..].find(link[0]).map(|found| at + found) {
        let named = start + link[0].len();
        let Some(length) = text[named..].find(link[1]) else { break };
        let bytes = files.remove(&text[named..named + length]).unwrap_or_default();
        let inside = [&String::from_utf8_lossy(&bytes), more.take().unwrap_or_default()].concat();
        let whole = [element[0], &inside, element[1]].concat();
        text.replace_range(start..named + length + link[1].len(), &whole);
        sources.push_str(&format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(&inside))));
        at = start + whole.len();
    }
    sources
}
