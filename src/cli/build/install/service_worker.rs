//! Offline reading: the service worker, and the messages about the kept collection.

use crate::cli::build::app::template::{Template, hashed_name};
use crate::cli::build::output::Output;
use crate::cli::command_error::CommandError;
use crate::cli::folder;
use crate::corpus::Manifest;
use crate::corpus::manifest::HASH_DIGITS;
use crate::messages;
use crate::state::offline_copies::{IDLE_DELAY_MS, MAX_CONCURRENT_FETCHES, VISIT_CACHE_KEY, cache_names};
use serde::Serialize;

pub(crate) use crate::state::offline_copies::SERVICE_WORKER_PATH;

/// The pages that are cached with the shell, as files.
const SHELL_PAGES: [&str; 6] = ["index.html", "404.html", "offline.html", "saved/index.html", "settings/index.html", "notebook/index.html"];

/// Programs that only collections in languages other than English need.
const STEMMER_PREFIXES: [&str; 2] = ["stemmer-", "stemmer_bg-"];

/// Programs that come when they are asked for: they are copied when the page is idle.
const LATER_PREFIXES: [&str; 2] = ["annotations-", "annotations_bg-"];

/// The files of the shell besides programs and styles.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ShellFiles<'a> {
    /// Files that every page needs.
    pub more: &'a [&'a str],
    /// Files that are copied when the page is idle.
    pub later: &'a [&'a str],
    /// Whether there are articles in languages other than English.
    pub has_other_languages: bool,
}

/// The worker's data about the site.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Site<'a> {
    base: &'a str,
    /// The programs that every page of this site version names.
    programs: Vec<&'a str>,
    shell: Vec<&'a str>,
    /// The files that are copied when the page is idle.
    later: Vec<&'a str>,
    /// The list of all files.
    files: &'a str,
    /// The names of the caches of files and of pages.
    caches: [String; 2],
    /// The cache key under which the site version of the last visit is noted.
    visit: &'static str,
    /// The number of hash digits in the name of a pack.
    hash_digits: usize,
    /// The number of files copied at once.
    concurrency: usize,
    /// The milliseconds without requests or activity before copying resumes.
    idle_delay: u32,
    /// Changes with every file of the shell.
    mark: String,
}

/// Writes the messages of offline reading; returns their path.
///
/// # Errors
/// When they cannot be written.
pub(crate) fn write_messages(lang: &str, output: &Output) -> Result<String, CommandError> {
    let bytes = serde_json::to_vec(&messages::for_lang(lang).offline)?;
    let path = hashed_name("offline.json", &bytes);
    output.write(&path, &bytes)?;
    Ok(path)
}

/// Writes the service worker, after all files that it names.
///
/// # Errors
/// When a page cannot be read, or the worker cannot be written.
#[expect(clippy::string_slice, reason = "a hash is hexadecimal digits")]
pub(crate) fn write_service_worker(
    base: &str,
    template: &Template,
    files: &ShellFiles,
    manifest: &Manifest,
    output: &Output,
) -> Result<(), CommandError> {
    let begins_with = |name: &str, prefixes: &[&str]| prefixes.iter().any(|start| name.starts_with(start));
    let is_needed = |name: &&str| files.has_other_languages || !begins_with(name, &STEMMER_PREFIXES);
    let programs = template.files.keys().map(String::as_str).filter(is_needed);
    let (later, programs): (Vec<&str>, Vec<&str>) = programs.partition(|name| begins_with(name, &LATER_PREFIXES));
    let shell: Vec<&str> = programs.into_iter().chain(files.more.iter().copied()).collect();
    let later = later.into_iter().chain(files.later.iter().copied()).collect();
    let is_named = |name: &&str| (name.ends_with(".js") || name.ends_with(".wasm")) && template.text.contains(*name);
    let programs = shell.iter().copied().filter(is_named).collect();
    let list = manifest.files.as_ref().map(|file| file.path.as_str()).unwrap_or_default();
    let mut site = Site {
        base,
        programs,
        shell,
        later,
        files: list,
        caches: cache_names(base),
        visit: VISIT_CACHE_KEY,
        hash_digits: HASH_DIGITS,
        concurrency: MAX_CONCURRENT_FETCHES,
        idle_delay: IDLE_DELAY_MS,
        mark: String::new(),
    };
    let mut whole = serde_json::to_vec(&site)?;
    for page in SHELL_PAGES {
        whole.extend(output.read(page)?);
    }
    site.mark = folder::sha256(&whole)[..16].to_owned();
    let script = format!("const site={};\n{}", serde_json::to_string(&site)?, template.scripts.service_worker);
    output.write(SERVICE_WORKER_PATH, script.as_bytes())
}
