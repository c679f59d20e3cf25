//! The articles of a corpus: which one an item matches, and the id of a new one.
//!
//! A row, or an item of a feed, matches by file name, id (exact case) and its position among equal ids. A page matches by canonical
//! address if it reads alike, else by path.

use super::imported::ImportedItem;
use super::provenance::{is_edited, set_source};
use super::similarity::is_near_duplicate;
use super::source::Source;
use crate::article::{Article, Capture, id};
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::folder::{self, Folder};
use std::collections::{HashMap, HashSet};
use std::fs;

/// The place of an item in the corpus; from here on its article has an id that other items' links can name.
#[derive(Debug)]
pub struct LocatedItem {
    /// The number of its article.
    pub(super) index: usize,
    pub(super) article_match: ArticleMatch,
}

/// The way an item matches a known article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ArticleMatch {
    /// It is not in the corpus.
    New,
    /// It is this article.
    Same,
    /// It came from the path of this article, and reads differently.
    Different,
    /// It duplicates another item of this import.
    Duplicate,
}

/// An article in the corpus.
#[derive(Debug)]
pub(super) struct KnownArticle {
    pub(super) file: String,
    pub(super) id: String,
    pub(super) from: String,
    pub(super) sha256: String,
    pub(super) canonical: Option<String>,
    pub(super) title: String,
    /// SHA-256 of the body; only for articles of this import with a canonical address.
    pub(super) body_hash: String,
    pub(super) written: String,
    pub(super) edited: bool,
    pub(super) seen: bool,
}

/// The articles of a corpus, by all that an item can match.
#[derive(Debug)]
pub(super) struct KnownArticles<'a> {
    folder: &'a Folder,
    force: bool,
    /// Names of this import's sources: the article of one is not taken for that of another.
    sources: HashSet<&'a str>,
    articles: Vec<KnownArticle>,
    by_canonical: HashMap<String, Vec<usize>>,
    by_from: HashMap<String, Vec<usize>>,
    /// By SHA-256 of the source.
    by_source: HashMap<String, Vec<usize>>,
    /// By file name, `#` and id, for rows whose file was moved.
    by_row: HashMap<String, Vec<usize>>,
    /// By lowercase id; `None` if a file has the id but cannot be read.
    by_id: HashMap<String, Option<usize>>,
    /// The last number appended to a repeated id.
    id_suffixes: HashMap<String, u64>,
    /// `capture.from` of the rows of this import.
    row_sources: HashSet<String>,
}

impl<'a> KnownArticles<'a> {
    /// Reads the articles of the corpus. An unreadable one becomes a diagnostic, and its id stays taken.
    pub(super) fn read(folder: &'a Folder, force: bool, sources: &'a [Source], diagnostics: &mut Vec<Diagnostic>) -> KnownArticles<'a> {
        let mut known = KnownArticles {
            folder,
            force,
            sources: sources.iter().map(|s| s.name.as_str()).collect(),
            articles: Vec::new(),
            by_canonical: HashMap::new(),
            by_from: HashMap::new(),
            by_source: HashMap::new(),
            by_row: HashMap::new(),
            by_id: HashMap::new(),
            id_suffixes: HashMap::new(),
            row_sources: HashSet::new(),
        };
        for entry in fs::read_dir(folder.path("articles")).into_iter().flatten().flatten() {
            if let Some(stem) = entry.file_name().to_str().and_then(|n| n.strip_suffix(".json")) {
                known.by_id.insert(stem.to_ascii_lowercase(), None);
            }
        }
        let read = folder.for_each_article("articles", diagnostics, &mut |article_file| {
            let edited = is_edited(&article_file.article);
            known.register(&article_file.article, article_file.file, edited, false);
            Ok(())
        });
        read.unwrap_or_else(|failure| diagnostics.push(Diagnostic::new(Severity::Error, "articles", failure.to_string())));
        known
    }

    /// Returns an article by its number.
    pub(super) fn get(&self, at: usize) -> &KnownArticle {
        &self.articles[at]
    }

    /// Whether there is an article of this id that can be read.
    pub(super) fn has(&self, id: &str) -> bool {
        self.number_of(id).is_some()
    }

    /// Records that an article is matched by a source of this import.
    pub(super) fn mark_seen(&mut self, id: &str) {
        if let Some(at) = self.number_of(id) {
            self.articles[at].seen = true;
        }
    }

    fn number_of(&self, id: &str) -> Option<usize> {
        self.by_id.get(&id.to_ascii_lowercase()).copied().flatten()
    }

    /// Records that an article was written.
    pub(super) fn record_written(&mut self, at: usize, capture: Capture) {
        let known = &mut self.articles[at];
        (known.written, known.sha256, known.edited, known.seen) = (capture.written, capture.sha256, false, true);
        known.from.clone_from(&capture.from);
        let all = self.by_from.entry(capture.from).or_default();
        if !all.contains(&at) {
            all.push(at);
        }
    }

    fn register(&mut self, article: &Article, file: String, edited: bool, seen: bool) -> usize {
        let capture = article.capture.clone().unwrap_or_default();
        let at = self.articles.len();
        if let Some(canonical) = &article.canonical {
            self.by_canonical.entry(canonical.clone()).or_default().push(at);
        }
        if !capture.from.is_empty() {
            self.by_from.entry(capture.from.clone()).or_default().push(at);
            self.by_source.entry(capture.sha256.clone()).or_default().push(at);
            self.by_row.entry(file_name(&capture.from).to_owned()).or_default().push(at);
        }
        self.by_id.insert(article.id.to_ascii_lowercase(), Some(at));
        let (id, title, canonical) = (article.id.clone(), article.title.clone(), article.canonical.clone());
        let body_hash = if seen && article.canonical.is_some() { body_hash(article) } else { String::new() };
        let (from, sha256, written) = (capture.from, capture.sha256, capture.written);
        self.articles.push(KnownArticle { file, id, from, sha256, canonical, title, body_hash, written, edited, seen });
        at
    }

    /// Finds the article that an item matches, or chooses an id for a new one; sets the id of the item's article.
    pub(super) fn locate(&mut self, item: &mut ImportedItem) -> LocatedItem {
        if item.is_row {
            self.number_row(item);
        }
        let (at, found) = match self.find_match(item) {
            Some((at, found)) => (at, found),
            None => (self.reserve(item), ArticleMatch::New),
        };
        let known = &mut self.articles[at];
        item.article.id.clone_from(&known.id);
        if found == ArticleMatch::Same {
            known.seen = true;
            if known.canonical.is_some() {
                known.body_hash = body_hash(&item.article);
            }
        }
        LocatedItem { index: at, article_match: found }
    }

    /// Numbers rows that share an id by their position.
    fn number_row(&mut self, item: &mut ImportedItem) {
        let (base, mut place) = (item.from.clone(), 1);
        while !self.row_sources.insert(item.from.clone()) {
            place += 1;
            item.from = format!("{base}#{place}");
        }
    }

    /// Registers a new article before it is written.
    fn reserve(&mut self, item: &mut ImportedItem) -> usize {
        let declared = item.article.id.clone();
        item.article.id = self.choose_id(&item.article);
        if !declared.is_empty() && id::is_id(&declared) && declared != item.article.id {
            let text = format!("the id \"{declared}\" is already used by another article; this one gets \"{}\"", item.article.id);
            item.diagnostics.push(Diagnostic::new(Severity::Warning, &item.from, text));
        }
        set_source(&mut item.article, &item.from, &item.sha256);
        let file = format!("articles/{}.json", item.article.id);
        self.register(&item.article, file, false, true)
    }

    /// Finds the article imported earlier from the same source.
    fn find_match(&self, item: &ImportedItem) -> Option<(usize, ArticleMatch)> {
        if item.is_row { self.find_row(item) } else { self.find_page(item) }
    }

    fn find_row(&self, item: &ImportedItem) -> Option<(usize, ArticleMatch)> {
        let named = !item.article.id.is_empty();
        let here = self.by_from.get(&item.from).into_iter().flatten();
        // The file may have moved, and a row without an id changes line when an earlier row is added or removed.
        let moved = self.by_row.get(file_name(&item.from)).into_iter().flatten().filter(|&&at| self.is_source_gone(at));
        let shifted = self.by_source.get(&item.sha256).into_iter().flatten().filter(|&&at| self.is_in_same_file(at, item));
        let same = |&&at: &&usize| !self.articles[at].seen && ((self.force && named) || self.is_near_duplicate(at, item));
        shifted.chain(here).chain(moved.filter(|_| named)).find(same).map(|&at| (at, ArticleMatch::Same))
    }

    fn find_page(&self, item: &ImportedItem) -> Option<(usize, ArticleMatch)> {
        let canonical = item.article.canonical.as_deref().filter(|url| !is_front_page(url));
        canonical
            .and_then(|url| self.find_by_canonical(url, item))
            .or_else(|| self.find_by_path(item, canonical))
            .or_else(|| self.find_moved(item))
    }

    /// Some sites give every page the same canonical address: within one import, such pages are the same only if their texts are.
    fn find_by_canonical(&self, url: &str, item: &ImportedItem) -> Option<(usize, ArticleMatch)> {
        let all = self.by_canonical.get(url)?;
        let body = body_hash(&item.article);
        if let Some(&at) = all
            .iter()
            .find(|&&at| self.articles[at].seen && self.articles[at].title == item.article.title && self.articles[at].body_hash == body)
        {
            return Some((at, ArticleMatch::Duplicate));
        }
        let alike = |&&at: &&usize| !self.articles[at].seen && self.is_near_duplicate(at, item);
        let here = all.iter().find(|&&at| self.articles[at].from == item.from && alike(&&at));
        here.or_else(|| all.iter().find(|&&at| self.is_source_gone(at) && alike(&&at))).map(|&at| (at, ArticleMatch::Same))
    }

    /// Matches by path relative to the import folder, or by declared id in a file of the same name elsewhere.
    fn find_by_path(&self, item: &ImportedItem, canonical: Option<&str>) -> Option<(usize, ArticleMatch)> {
        let all = self.by_from.get(&item.from).map_or(&[][..], Vec::as_slice);
        let unseen = || all.iter().filter(|&&at| !self.articles[at].seen);
        if let Some(&at) = unseen().find(|&&at| self.is_near_duplicate(at, item)) {
            return Some((at, ArticleMatch::Same));
        }
        if let Some(&at) = unseen().find(|&&at| !self.has_other_canonical(at, canonical)) {
            return Some((at, ArticleMatch::Different));
        }
        let at = (*self.by_id.get(&item.article.id.to_ascii_lowercase())?)?;
        let known = &self.articles[at];
        let same_name = known.id == item.article.id && file_name(&known.from) == file_name(&item.from);
        (same_name && self.is_source_gone(at) && self.is_near_duplicate(at, item)).then_some((at, ArticleMatch::Same))
    }

    /// Matches the same file under another name.
    fn find_moved(&self, item: &ImportedItem) -> Option<(usize, ArticleMatch)> {
        let all = self.by_source.get(&item.sha256)?;
        all.iter().find(|&&at| self.is_source_gone(at) && self.is_near_duplicate(at, item)).map(|&at| (at, ArticleMatch::Same))
    }

    /// True for an article of an earlier import whose source is not part of this one.
    fn is_source_gone(&self, at: usize) -> bool {
        let known = &self.articles[at];
        !known.seen && !self.is_current_source(&known.from)
    }

    /// True if an article comes from a source of this import or a row of one.
    fn is_current_source(&self, from: &str) -> bool {
        let rows = from.match_indices('#').filter_map(|(end, _)| from.get(..end));
        self.sources.contains(from) || rows.into_iter().any(|file| self.sources.contains(file))
    }

    fn is_in_same_file(&self, at: usize, item: &ImportedItem) -> bool {
        let source_file = |from: &str| from.split_once('#').map_or(from, |(file, _)| file).to_owned();
        source_file(&self.articles[at].from) == source_file(&item.from)
    }

    fn is_near_duplicate(&self, at: usize, item: &ImportedItem) -> bool {
        let known = &self.articles[at];
        known.sha256 == item.sha256 || self.folder.read_article(&known.file).is_ok_and(|before| is_near_duplicate(&before, &item.article))
    }

    fn has_other_canonical(&self, at: usize, canonical: Option<&str>) -> bool {
        matches!((&self.articles[at].canonical, canonical), (Some(old), Some(new)) if old != new)
    }

    fn choose_id(&mut self, article: &Article) -> String {
        let wanted = if id::is_id(&article.id) { article.id.clone() } else { generate_id(&article.title) };
        if !self.by_id.contains_key(&wanted.to_ascii_lowercase()) {
            return wanted;
        }
        let base: String = wanted.chars().take(id::MAX_ID_BYTES - 12).collect();
        let number = self.id_suffixes.entry(base.to_ascii_lowercase()).or_insert(1);
        loop {
            *number += 1;
            let candidate = format!("{base}-{number}");
            if !self.by_id.contains_key(&candidate.to_ascii_lowercase()) {
                return candidate;
            }
        }
    }
}

/// Generates an id from a title: transliterated, or `article` if nothing remains.
fn generate_id(title: &str) -> String {
    match id::slugify(&deunicode::deunicode(title)) {
        slug if slug.is_empty() => "article".to_owned(),
        slug => slug,
    }
}

fn body_hash(article: &Article) -> String {
    serde_json::to_vec(&article.body).map(|bytes| folder::sha256(&bytes)).unwrap_or_default()
}

/// The part after a path's last folder: a file name, plus `#` and an id for a row, which may contain anything.
fn file_name(from: &str) -> &str {
    let file = from.split_once('#').map_or(from, |(file, _)| file);
    let start = file.rfind('/').map_or(0, |slash| slash + 1);
    from.get(start..).unwrap_or(from)
}

/// True for the address of a site's front page, which does not identify an article.
fn is_front_page(address: &str) -> bool {
    url::Url::parse(address).is_ok_and(|url| matches!(url.path(), "" | "/") && url.query().is_none())
}
