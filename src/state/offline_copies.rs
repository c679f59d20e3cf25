//! The part of the collection that can be stored on this device for offline reading, and the changes since the last visit.

use crate::article::record::record;
use crate::corpus::files::{MARK_DIGITS, SizedPath};
use crate::corpus::manifest::HASH_DIGITS;
use crate::corpus::{Files, Manifest};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// The path of the service worker inside the site: its scope is its folder, and its name never changes.
pub(crate) const SERVICE_WORKER_PATH: &str = "sw.js";

/// The cache key of the visit record: a path without a file.
pub(crate) const VISIT_CACHE_KEY: &str = "corpus/visit";

/// Number of concurrent fetches.
pub(crate) const MAX_CONCURRENT_FETCHES: usize = 4;

/// Milliseconds without requests and interactions before files are copied in the background.
pub(crate) const IDLE_DELAY_MS: u32 = 4000;

/// Maximum number of changed articles named per kind.
pub(crate) const MAX_NAMED_CHANGES: usize = 5;

const MANIFEST_FILE: &str = "manifest.json";

/// The names of the two caches of a site: files and pages.
pub(crate) fn cache_names(base: &str) -> [String; 2] {
    ["files", "pages"].map(|kind| ["lectern:", base, ":", kind].concat())
}

/// A site version of the collection, with the list of all its files.
#[derive(Debug, Default)]
pub struct Edition {
    /// The manifest.
    pub manifest: Arc<Manifest>,
    /// All files.
    pub files: Files,
    /// Ids of all articles in doc id order.
    pub ids: Vec<String>,
}

/// The stored part of a site version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptCount {
    /// Number of stored articles, in packs or as pages.
    pub articles: u32,
    /// Approximate size of all copies of this site version, in bytes.
    pub bytes: u64,
    /// Whether all files of the search are stored.
    pub has_search: bool,
    /// Whether all pictures are stored.
    pub has_pictures: bool,
}

/// Prefixes a corpus path to a path inside the site.
fn corpus_path(path: &str) -> String {
    ["corpus/", path].concat()
}

fn corpus_paths(files: &[SizedPath]) -> impl Iterator<Item = SizedPath> + '_ {
    files.iter().map(|(path, bytes)| (corpus_path(path), *bytes))
}

impl Edition {
    /// The files of the list.
    fn list_files(&self) -> Vec<SizedPath> {
        let mut files = vec![(corpus_path(MANIFEST_FILE), 0)];
        files.extend(corpus_paths(&self.files.list));
        files
    }

    /// All files: path inside the site and size of each.
    pub fn all_files(&self) -> Vec<SizedPath> {
        let mut files = self.list_files();
        files.extend(corpus_paths(&self.files.search));
        files.extend(corpus_paths(&self.files.articles));
        files.extend_from_slice(&self.files.pictures);
        files.extend(self.files.pages.iter().map(|path| (path.clone(), 0)));
        files
    }

    /// The files of some articles: those of the list, their packs, their pictures.
    pub fn files_of_articles(&self, doc_ids: &[u32]) -> Vec<SizedPath> {
        let mut packs = vec![false; self.files.articles.len()];
        let mut pictures = vec![false; self.files.pictures.len()];
        for doc_id in doc_ids {
            set_flag(&mut packs, self.manifest.articles.pack_number(*doc_id));
            for picture in self.files.shown.get(*doc_id as usize).into_iter().flatten() {
                set_flag(&mut pictures, Some(*picture as usize));
            }
        }
        let mut files = self.list_files();
        files.extend(flagged_files(&self.files.articles, &packs).map(|(path, bytes)| (corpus_path(path), *bytes)));
        files.extend(flagged_files(&self.files.pictures, &pictures).cloned());
        files
    }

    /// The path of the pack of an article inside the site.
    pub fn pack_path(&self, doc_id: u32) -> Option<String> {
        self.files.articles.get(self.manifest.articles.pack_number(doc_id)?).map(|(path, _)| corpus_path(path))
    }

    /// The doc id of an article id.
    pub fn doc_id(&self, id: &str) -> Option<u32> {
        self.ids.iter().position(|other| other == id).map(|at| at as u32)
    }

    /// Counts the stored part, given the paths of the copies. An article in a pack is only found through the list of ids.
    pub fn count_kept(&self, kept: &FxHashSet<String>) -> KeptCount {
        let has = |file: &SizedPath| kept.contains(&file.0);
        let packs: Vec<bool> = corpus_paths(&self.files.articles).map(|pack| has(&pack)).collect();
        let has_ids = kept.contains(&corpus_path(&self.manifest.ids.path));
        let is_in_pack = |doc_id| self.manifest.articles.pack_number(doc_id).and_then(|pack| packs.get(pack)).is_some_and(|kept| *kept);
        let is_kept = |(id, doc_id): &(&String, u32)| has_ids && is_in_pack(*doc_id) || kept.contains(&["article/", id, "/"].concat());
        KeptCount {
            articles: self.ids.iter().zip(0..).filter(is_kept).count() as u32,
            bytes: total_size(self.all_files().iter().filter(|file| has(file))),
            has_search: corpus_paths(&self.files.search).all(|file| has(&file)),
            has_pictures: self.files.pictures.iter().all(has),
        }
    }

    /// Compares with the site version of the last visit.
    pub(crate) fn changes_since(&self, visit: &Visit) -> Changes {
        let before: FxHashMap<&str, &str> = ids_with_marks(&visit.ids, &visit.marks).collect();
        let mut changes = Changes::default();
        for ((id, now), doc_id) in ids_with_marks(&self.ids, &self.files.marks).zip(0..) {
            match before.get(id) {
                None => changes.new.push(doc_id),
                Some(mark) if *mark != now => changes.corrected.push(doc_id),
                Some(_) => {}
            }
        }
        let ids: FxHashMap<&str, &str> = ids_with_marks(&self.ids, "").collect();
        changes.withdrawn.extend(visit.ids.iter().zip(0..).filter(|(id, _)| !ids.contains_key(id.as_str())).map(|(_, doc_id)| doc_id));
        changes
    }
}

fn set_flag(flags: &mut [bool], index: Option<usize>) {
    if let Some(flag) = index.and_then(|index| flags.get_mut(index)) {
        *flag = true;
    }
}

fn flagged_files<'a>(files: &'a [SizedPath], flags: &'a [bool]) -> impl Iterator<Item = &'a SizedPath> {
    files.iter().zip(flags).filter(|(_, is_flagged)| **is_flagged).map(|(file, _)| file)
}

/// Pairs each id with the mark of its article's content.
fn ids_with_marks<'a>(ids: &'a [String], marks: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    ids.iter().enumerate().map(move |(at, id)| (id.as_str(), marks.get(at * MARK_DIGITS..(at + 1) * MARK_DIGITS).unwrap_or_default()))
}

/// Total size of files, in bytes.
pub(crate) fn total_size<'a>(files: impl Iterator<Item = &'a SizedPath>) -> u64 {
    files.map(|(_, bytes)| u64::from(*bytes)).sum()
}

/// The files without a stored copy.
pub(crate) fn missing_files(mut files: Vec<SizedPath>, kept: &FxHashSet<String>) -> Vec<SizedPath> {
    files.retain(|(path, _)| !kept.contains(path));
    files
}

/// Whether a path inside the site is a page, which belongs to the cache of pages.
pub(crate) fn is_page_path(path: &str) -> bool {
    path.is_empty() || path.ends_with('/')
}

/// The first hexadecimal digits of a corpus file's SHA-256, if its name contains them.
pub(crate) fn corpus_file_hash(path: &str) -> Option<&str> {
    let (_, hash) = path.strip_prefix("corpus/")?.rsplit_once('.')?.0.rsplit_once('-')?;
    (hash.len() >= HASH_DIGITS && hash.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))).then_some(hash)
}

record! {
    /// The site version of the last visit, as recorded at [`VISIT_CACHE_KEY`].
    pub(crate) struct Visit {
        /// Its manifest.
        pub(crate) manifest: Manifest,
        /// Its ids.
        pub(crate) ids: Vec<String>,
        /// Its marks, see [`Files::marks`].
        pub(crate) marks: String,
    }
}

/// Builds the record of a visit: the manifest as it was read, the ids as a JSON list, and the marks.
pub(crate) fn build_visit_record(manifest: &str, ids: &str, marks: &str) -> String {
    let marks: String = marks.chars().filter(char::is_ascii_alphanumeric).collect();
    ["{\"manifest\":", manifest, ",\"ids\":", ids, ",\"marks\":\"", &marks, "\"}"].concat()
}

/// Doc ids of articles that differ between two site versions.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    /// New articles; doc ids of the later version.
    pub new: Vec<u32>,
    /// Articles with changed content; doc ids of the later version.
    pub corrected: Vec<u32>,
    /// Removed articles; doc ids of the earlier version.
    pub withdrawn: Vec<u32>,
}

/// The kind of change of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is new.
    New,
    /// Its content changed.
    Corrected,
    /// It was removed.
    Withdrawn,
}

/// Articles with the same kind of change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeGroup {
    /// The kind of change.
    pub kind: ChangeKind,
    /// The number of articles.
    pub count: u32,
    /// The first [`MAX_NAMED_CHANGES`] of them: their ids and, if available, their headlines.
    pub named: Vec<(String, Option<String>)>,
}

/// The copies stored on this device, for display; sizes are formatted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptCopies {
    /// Number of stored articles.
    pub articles: u32,
    /// Number of all articles.
    pub total_articles: u32,
    /// The size of the copies.
    pub size: String,
    /// Whether all files of the search are stored.
    pub has_search: bool,
    /// Whether all pictures are stored.
    pub has_pictures: bool,
    /// The files without a stored copy.
    pub missing: Vec<SizedPath>,
    /// The size of these files.
    pub missing_size: String,
}

/// The state of the copies on this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copies {
    /// This browser cannot store copies.
    Unsupported,
    /// The copies cannot be read now.
    Unknown,
    /// The copies were counted.
    Kept(Arc<KeptCopies>),
}

/// The download offered for a list of results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The number of articles.
    pub articles: u32,
    /// The files that are not stored.
    pub files: Vec<SizedPath>,
    /// The size of these files, formatted.
    pub size: String,
}

/// The state of a download.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Download {
    /// No download.
    Idle,
    /// A download was offered.
    Offered(Arc<Offer>),
    /// Files are being fetched.
    Running,
    /// The download ended.
    Ended(Outcome),
}

/// The outcome of a download, or of removing the copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All files are stored.
    Done,
    /// The reader cancelled it.
    Cancelled,
    /// A file failed to load.
    Failed,
    /// There is no room, or the browser refused storage.
    Full,
    /// The copies were removed.
    Removed,
}

impl Outcome {
    /// Returns the outcome for an error's name. Browsers name a refusal in many ways; only network failures are a `TypeError`.
    pub fn from_error_name(name: &str) -> Outcome {
        if matches!(name, "TypeError" | "AbortError") { Outcome::Failed } else { Outcome::Full }
    }
}

/// Chooses the form of a message for a number.
pub(crate) fn plural_form<T>(forms: &[T; 2], number: u32) -> &T {
    let [one, other] = forms;
    if number == 1 { one } else { other }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{File, Packs};

    fn files(paths: &[(&str, u32)]) -> Vec<SizedPath> {
        paths.iter().map(|(path, bytes)| ((*path).to_owned(), *bytes)).collect()
    }

    fn paths(files: &[SizedPath]) -> Vec<&str> {
        files.iter().map(|(path, _)| path.as_str()).collect()
    }

    fn strings(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn path_set(paths: &[&str]) -> FxHashSet<String> {
        strings(paths).into_iter().collect()
    }

    fn edition() -> Edition {
        let manifest = Manifest {
            ids: File { path: "ids.json".into(), ..File::default() },
            articles: Packs { counts: vec![2, 1], hashes: "0123456701234567".into(), ..Packs::default() },
            ..Manifest::default()
        };
        let files = Files {
            list: files(&[("cards.json", 10), ("ids.json", 5)]),
            search: files(&[("search.bin", 100)]),
            articles: files(&[("articles-0.json", 1000), ("articles-1.json", 2000)]),
            pictures: files(&[("images/a.png", 7), ("images/b.png", 8)]),
            pages: strings(&["about/"]),
            shown: vec![vec![], vec![0], vec![0, 1, 9]],
            marks: "aaaaaabbbbbbcccccc".into(),
            ..Files::default()
        };
        Edition { manifest: Arc::new(manifest), files, ids: strings(&["one", "two", "three"]) }
    }

    const LIST_PATHS: [&str; 3] = ["corpus/manifest.json", "corpus/cards.json", "corpus/ids.json"];

    #[test]
    fn all_files_lists_each_file_once() {
        let all = edition().all_files();
        let others = ["corpus/search.bin", "corpus/articles-0.json", "corpus/articles-1.json", "images/a.png", "images/b.png", "about/"];
        assert_eq!(paths(&all), [&LIST_PATHS[..], &others].concat());
        assert_eq!(total_size(all.iter()), 3130);
    }

    #[test]
    fn files_of_articles_are_list_packs_and_pictures() {
        let of = |doc_ids: &[u32]| paths(&edition().files_of_articles(doc_ids)).into_iter().skip(3).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(of(&[0]), ["corpus/articles-0.json"]);
        assert_eq!(of(&[2, 1]), ["corpus/articles-0.json", "corpus/articles-1.json", "images/a.png", "images/b.png"]);
        assert!(of(&[]).is_empty() && of(&[7]).is_empty());
        assert_eq!(edition().pack_path(2).as_deref(), Some("corpus/articles-1.json"));
        assert_eq!((edition().doc_id("three"), edition().doc_id("four"), edition().pack_path(3)), (Some(2), None, None));
    }

    #[test]
    fn articles_are_counted_in_packs_with_ids_or_as_pages() {
        let count = |paths: &[&str]| edition().count_kept(&path_set(paths));
        assert_eq!(count(&["corpus/articles-0.json"]).articles, 0, "without the ids none is found in a pack");
        assert_eq!(count(&["corpus/articles-0.json", "corpus/ids.json"]).articles, 2);
        assert_eq!(count(&["article/one/", "article/three/", "article/other/"]).articles, 2);
        let some = count(&["corpus/search.bin", "images/a.png", "elsewhere"]);
        assert_eq!((some.bytes, some.has_search, some.has_pictures), (107, true, false));
    }

    #[test]
    fn missing_files_are_those_without_a_copy() {
        let all = paths(&edition().all_files()).into_iter().map(str::to_owned).collect::<FxHashSet<String>>();
        assert!(missing_files(edition().all_files(), &all).is_empty());
        let left = missing_files(edition().files_of_articles(&[0]), &path_set(&LIST_PATHS));
        assert_eq!(paths(&left), ["corpus/articles-0.json"]);
    }

    #[test]
    fn changes_are_found_by_ids_and_marks() {
        let visit = Visit { ids: strings(&["gone", "three", "two"]), marks: "ffffffccccccbbbbb0".into(), ..Visit::default() };
        assert_eq!(edition().changes_since(&visit), Changes { new: vec![0], corrected: vec![1], withdrawn: vec![0] });
        let same = Visit { ids: edition().ids, marks: edition().files.marks, ..Visit::default() };
        assert_eq!(edition().changes_since(&same), Changes::default());
    }

    #[test]
    fn visit_record_round_trips() {
        let note = build_visit_record("{\"edition\": \"e1\"}", "[\"one\"]", "aaaaaa\"");
        let visit: Visit = serde_json::from_str(&note).unwrap();
        assert_eq!((visit.manifest.edition.as_str(), visit.ids, visit.marks.as_str()), ("e1", strings(&["one"]), "aaaaaa"));
    }

    #[test]
    fn only_corpus_paths_have_a_hash() {
        assert_eq!(corpus_file_hash("corpus/cards-0-01234567.json"), Some("01234567"));
        assert_eq!(corpus_file_hash("corpus/ids-0123456789abcdef.json"), Some("0123456789abcdef"));
        for other in ["corpus/manifest.json", "images/a-01234567.png", "corpus/a-0123456.json", "corpus/a-0123456G.json"] {
            assert_eq!(corpus_file_hash(other), None, "{other}");
        }
        assert!(is_page_path("") && is_page_path("about/") && !is_page_path("corpus/manifest.json"));
    }

    #[test]
    fn one_has_a_form_of_its_own() {
        assert_eq!((plural_form(&["1 new", "{n} new"], 1), plural_form(&["1 new", "{n} new"], 0)), (&"1 new", &"{n} new"));
    }

    #[test]
    fn idle_delay_is_that_of_the_script() {
        let script = include_str!("../app/start.js");
        assert!(script.contains(&format!("const IDLE_DELAY_MS = {IDLE_DELAY_MS};")));
    }

    #[test]
    fn only_network_errors_count_as_failed() {
        assert_eq!(Outcome::from_error_name("TypeError"), Outcome::Failed);
        assert_eq!(Outcome::from_error_name("QuotaExceededError"), Outcome::Full);
        assert_eq!(Outcome::from_error_name(""), Outcome::Full);
    }
}
