//! What reads without a connection: the service worker, and the messages of what keeps the collection.

use super::output::Output;
use super::smaller;
use super::template::{Template, hashed};
use crate::corpus::Manifest;
use crate::corpus::manifest::DIGITS;
use crate::messages::offline;
use crate::publish::failure::Failure;
use crate::publish::folder;
use crate::state::offline_copies::{FILES_AT_ONCE, REST, VISIT, cache_names};
use serde::Serialize;

pub use crate::state::offline_copies::WORKER;

/// What it does; what the site is stands before it.
const PROGRAM: &str = include_str!("../../app/offline.js");

/// The pages that are kept with the shell, as files.
const PAGES: [&str; 5] = ["index.html", "404.html", "offline.html", "saved/index.html", "settings/index.html"];

/// Programs that only collections in other languages than English need.
const STEMMER: [&str; 2] = ["stemmer-", "stemmer_bg-"];

/// What the worker is told of the site.
#[derive(Debug, Serialize)]
struct Site<'a> {
    base: &'a str,
    /// The programs that every page of this edition names.
    programs: Vec<&'a str>,
    shell: Vec<&'a str>,
    /// The list of all files.
    files: &'a str,
    /// The names of the caches of files and of pages.
    caches: [String; 2],
    /// Where the edition of the last visit is noted.
    visit: &'static str,
    /// How many digits of its hash the name of a pack holds.
    digits: usize,
    /// How many files are copied at a time.
    abreast: usize,
    /// Milliseconds for which nobody has asked for anything, or done anything, before copying goes on.
    calm: u32,
    /// Changes with anything of the shell.
    mark: String,
}

/// Writes the messages of what keeps the collection; gives their path.
///
/// # Errors
/// When they cannot be written.
pub fn write_words(lang: &str, output: &Output) -> Result<String, Failure> {
    let bytes = serde_json::to_vec(offline::of(lang))?;
    let path = hashed("offline.json", &bytes);
    output.write(&path, &bytes)?;
    Ok(path)
}

/// Writes the service worker, once everything that it names is there. `more` are files of the shell besides programs and styles;
/// `foreign` says whether there are articles in other languages than English.
///
/// # Errors
/// When a page cannot be read, or the worker cannot be written.
#[expect(clippy::string_slice, reason = "a hash is hexadecimal digits")]
pub fn write_worker(
    base: &str,
    template: &Template,
    more: &[&str],
    foreign: bool,
    manifest: &Manifest,
    output: &Output,
) -> Result<(), Failure> {
    let needed = |name: &&str| foreign || !STEMMER.iter().any(|start| name.starts_with(start));
    let programs = template.files.keys().map(String::as_str).filter(needed);
    let shell: Vec<&str> = programs.chain(more.iter().copied()).collect();
    let named = |name: &&str| (name.ends_with(".js") || name.ends_with(".wasm")) && template.text.contains(*name);
    let programs = shell.iter().copied().filter(named).collect();
    let files = manifest.files.as_ref().map(|file| file.path.as_str()).unwrap_or_default();
    let mut site = Site {
        base,
        programs,
        shell,
        files,
        caches: cache_names(base),
        visit: VISIT,
        digits: DIGITS,
        abreast: FILES_AT_ONCE,
        calm: REST,
        mark: String::new(),
    };
    let mut whole = serde_json::to_vec(&site)?;
    for page in PAGES {
        whole.extend(output.read(page)?);
    }
    site.mark = folder::sha256(&whole)[..16].to_owned();
    let script = format!("const site={};\n{}", serde_json::to_string(&site)?, smaller::module(PROGRAM));
    output.write(WORKER, script.as_bytes())
}
