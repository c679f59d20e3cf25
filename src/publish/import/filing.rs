//! Which article of the corpus a reading belongs to, the id it gets, and what becomes of an article that would lose something.
//!
//! A row is the same as before when file name, id (exact case) and its place among equal ids are. A page is the same when its
//! canonical address is and it reads alike, else when its path is. A reading that has less than its article, or another title and
//! other words, never replaces it without a word: pictures are kept, what reads differently gets an id of its own or goes to
//! `review/`, and a problem says so.

use super::cross_links::Names;
use super::kept_pictures::keep_pictures;
use super::reading::Reading;
use super::similarity::{loses_words, reads_alike};
use super::source::Source;
use crate::article::model::{Article, FORMAT};
use crate::article::{Capture, id};
use crate::publish::folder::{self, Folder};
use crate::publish::problem::{Problem, Severity};
use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;

/// What was read, with what its file says of itself.
#[derive(Debug, Clone)]
pub struct Item {
    /// `capture.from`.
    pub from: String,
    /// SHA-256 of the source.
    pub sha256: String,
    /// True for one of many articles in a file: a row of JSON Lines.
    pub is_row: bool,
    /// The article, its pictures not copied yet.
    pub article: Article,
    /// What there is to say of it.
    pub problems: Vec<Problem>,
    /// What links of other sources may call it.
    pub names: Names,
}

impl Item {
    /// An item from what a reader gave.
    pub fn new(from: String, sha256: String, reading: Reading) -> Item {
        Item { from, sha256, is_row: false, article: reading.article, problems: reading.problems, names: reading.names }
    }
}

/// What became of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filed {
    /// The corpus did not have it.
    New,
    /// It replaced what an earlier import wrote.
    Updated,
    /// It reads as it did.
    Unchanged,
    /// A hand corrected the article: the new reading went to `review/`.
    Kept,
    /// The article would have lost words: the new reading went to `review/`.
    Reviewed,
}

/// Where an item belongs: its article has an id from here on, which links of other items can name.
#[derive(Debug)]
pub struct Located {
    /// The article, in the order of [`Filing::known`].
    at: usize,
    found: Found,
}

/// How an item was found to be an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    /// It is no article that the corpus has.
    New,
    /// It is this article.
    Same,
    /// It came from the path of this article, and reads differently.
    Differs,
    /// It is the same as another item of this import.
    Twice,
}

/// An article that the corpus has.
#[derive(Debug)]
struct Known {
    file: String,
    id: String,
    from: String,
    sha256: String,
    canonical: Option<String>,
    title: String,
    /// SHA-256 of the body, of articles of this import alone.
    body: String,
    written: String,
    edited: bool,
    seen: bool,
}

/// The articles of a corpus, looked up once and kept in step with what is filed.
#[derive(Debug)]
pub struct Filing<'a> {
    folder: &'a Folder,
    force: bool,
    /// Names of the sources of this import: an article of one of them is not taken for that of another.
    sources: HashSet<&'a str>,
    known: Vec<Known>,
    by_canonical: HashMap<String, Vec<usize>>,
    by_from: HashMap<String, Vec<usize>>,
    /// By SHA-256 of the source.
    by_source: HashMap<String, Vec<usize>>,
    /// By file name, `#` and id: rows whose file was moved.
    by_row: HashMap<String, Vec<usize>>,
    /// By id in lower case; `None` where a file holds an id but cannot be read.
    by_id: HashMap<String, Option<usize>>,
    /// The last number given to an id that repeats.
    numbers: HashMap<String, u64>,
    /// The rows of this import, by what they come from.
    rows: HashSet<String>,
}

/// SHA-256 of an article as import wrote it: of its compact JSON with `capture.written` empty, whatever the layout of its file.
pub fn written(article: &Article) -> serde_json::Result<String> {
    let mut plain = article.clone();
    if let Some(capture) = &mut plain.capture {
        capture.written.clear();
    }
    Ok(folder::sha256(&serde_json::to_vec(&plain)?))
}

impl<'a> Filing<'a> {
    /// Looks up what the corpus has. An article that cannot be read is a problem, and its id stays taken.
    pub fn open(folder: &'a Folder, force: bool, sources: &'a [Source], problems: &mut Vec<Problem>) -> Filing<'a> {
        let mut filing = Filing {
            folder,
            force,
            sources: sources.iter().map(|s| s.name.as_str()).collect(),
            known: Vec::new(),
            by_canonical: HashMap::new(),
            by_from: HashMap::new(),
            by_source: HashMap::new(),
            by_row: HashMap::new(),
            by_id: HashMap::new(),
            numbers: HashMap::new(),
            rows: HashSet::new(),
        };
        for entry in fs::read_dir(folder.path("articles")).into_iter().flatten().flatten() {
            if let Some(stem) = entry.file_name().to_str().and_then(|n| n.strip_suffix(".json")) {
                filing.by_id.insert(stem.to_ascii_lowercase(), None);
            }
        }
        let read = folder.each("articles", problems, &mut |filed| {
            let edited = written(&filed.article).ok() != filed.article.capture.as_ref().map(|c| c.written.clone());
            filing.know(&filed.article, filed.file, edited, false);
            Ok(())
        });
        read.unwrap_or_else(|failure| problems.push(Problem::new(Severity::Error, "articles", failure.to_string())));
        filing
    }

    fn know(&mut self, article: &Article, file: String, edited: bool, seen: bool) -> usize {
        let capture = article.capture.clone().unwrap_or_default();
        let at = self.known.len();
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
        let body = if seen && article.canonical.is_some() { body_hash(article) } else { String::new() };
        let (from, sha256, written) = (capture.from, capture.sha256, capture.written);
        self.known.push(Known { file, id, from, sha256, canonical, title, body, written, edited, seen });
        at
    }

    /// Finds the article that an item is, or chooses the id of a new one; sets the id of the item's article.
    pub fn locate(&mut self, item: &mut Item) -> Located {
        if item.is_row {
            self.number_row(item);
        }
        let (at, found) = match self.find(item) {
            Some((at, found)) => (at, found),
            None => (self.reserve(item), Found::New),
        };
        let known = &mut self.known[at];
        item.article.id.clone_from(&known.id);
        if found == Found::Same {
            known.seen = true;
            if known.canonical.is_some() {
                known.body = body_hash(&item.article);
            }
        }
        Located { at, found }
    }

    /// Rows that share an id are told apart by their place among them.
    fn number_row(&mut self, item: &mut Item) {
        let (base, mut place) = (item.from.clone(), 1);
        while !self.rows.insert(item.from.clone()) {
            place += 1;
            item.from = format!("{base}#{place}");
        }
    }

    /// A new article, known from here on, though not written yet.
    fn reserve(&mut self, item: &mut Item) -> usize {
        let declared = item.article.id.clone();
        item.article.id = self.choose_id(&item.article);
        if !declared.is_empty() && id::is_id(&declared) && declared != item.article.id {
            let text = format!("the id \"{declared}\" is taken by another article: this one gets \"{}\"", item.article.id);
            item.problems.push(Problem::new(Severity::Warning, &item.from, text));
        }
        name_source(&mut item.article, &item.from, &item.sha256);
        let file = format!("articles/{}.json", item.article.id);
        self.know(&item.article, file, false, true)
    }

    /// Writes an item where it was located.
    ///
    /// # Errors
    /// What the file system says.
    pub fn write(&mut self, located: Located, item: Item) -> io::Result<(Filed, Vec<Problem>)> {
        let Item { from, sha256, is_row, mut article, mut problems, .. } = item;
        complete(&mut article, &from, &sha256)?;
        let filed = match located.found {
            Found::New => self.add(located.at, &article)?,
            Found::Same => self.update(located.at, article, is_row, &mut problems)?,
            Found::Differs if self.force => self.replace(located.at, &article)?,
            Found::Differs => {
                let known = &self.known[located.at];
                let text = format!(
                    "it reads differently from {}, which came from the same path, and that article is kept; {}. \
                     For an article of its own, rename the source; to replace, import with --force",
                    known.file,
                    self.put_into_review("the new reading", &article)?
                );
                problems.push(Problem::new(Severity::Warning, from, text));
                Filed::Reviewed
            }
            Found::Twice => {
                let text = format!("it is the same article as {}, by its address, title and words: left out", self.known[located.at].from);
                problems.push(Problem::new(Severity::Note, from, text));
                Filed::Unchanged
            }
        };
        Ok((filed, problems))
    }

    fn add(&mut self, at: usize, article: &Article) -> io::Result<Filed> {
        let known = &mut self.known[at];
        folder::write_new(&self.folder.path(&known.file), &folder::to_json(article)?)?;
        known.written = article.capture.as_ref().map(|c| c.written.clone()).unwrap_or_default();
        Ok(Filed::New)
    }

    fn update(&mut self, at: usize, mut article: Article, is_row: bool, problems: &mut Vec<Problem>) -> io::Result<Filed> {
        let capture = article.capture.clone().unwrap_or_default();
        let known = &self.known[at];
        if known.written == capture.written && !(known.edited && self.force) {
            return Ok(Filed::Unchanged);
        }
        if self.force {
            return self.replace(at, &article);
        }
        let (file, from) = (&known.file, capture.from);
        if known.edited {
            let text = format!(
                "{file} was corrected by hand and is kept; {}. Take from it what is wanted, or import with --force to replace",
                self.put_into_review("the new reading", &article)?
            );
            problems.push(Problem::new(Severity::Warning, from, text));
            return Ok(Filed::Kept);
        }
        let before = self.folder.article(file).map_err(|problem| io::Error::other(problem.to_string()))?;
        if is_same_reading(&before, &article) {
            return self.replace(at, &article).map(|_| Filed::Unchanged);
        }
        self.keep_pictures(&before, &mut article, problems)?;
        if article.capture.as_ref().is_some_and(|capture| capture.written == known.written) {
            return Ok(Filed::Unchanged);
        }
        let loses = loses_words(&before, &article);
        if loses && is_row {
            let text = format!(
                "most of the words of {file} are not in this row any more: the article is updated; {}",
                self.put_into_review("the article before", &before)?
            );
            problems.push(Problem::new(Severity::Warning, from, text));
        } else if loses {
            let text = format!(
                "most of the words of {file} are not in this reading, and the article is kept; {}. To replace, import with --force",
                self.put_into_review("the new reading", &article)?
            );
            problems.push(Problem::new(Severity::Warning, from, text));
            return Ok(Filed::Reviewed);
        }
        self.replace(at, &article)
    }

    /// Keeps the pictures that an article has and its new reading has not, and says so.
    fn keep_pictures(&self, before: &Article, article: &mut Article, problems: &mut Vec<Problem>) -> io::Result<()> {
        let kept = keep_pictures(before, article);
        if kept > 0 {
            complete_again(article)?;
            let pictures = if kept == 1 { "1 picture".to_owned() } else { format!("{kept} pictures") };
            let from = article.capture.as_ref().map(|c| c.from.clone()).unwrap_or_default();
            let text = format!("{pictures} of an earlier import not in this reading: kept in the article. To drop, import with --force");
            problems.push(Problem::new(Severity::Warning, from, text));
        }
        Ok(())
    }

    fn replace(&mut self, at: usize, article: &Article) -> io::Result<Filed> {
        let capture = article.capture.clone().unwrap_or_default();
        let known = &mut self.known[at];
        folder::write(&self.folder.path(&known.file), &folder::to_json(article)?)?;
        (known.written, known.sha256, known.edited, known.seen) = (capture.written, capture.sha256, false, true);
        known.from.clone_from(&capture.from);
        let all = self.by_from.entry(capture.from).or_default();
        if !all.contains(&at) {
            all.push(at);
        }
        Ok(Filed::Updated)
    }

    /// Writes a reading into `review/`, and says so. A reading that is to be looked at is never replaced by another one.
    fn put_into_review(&self, which: &str, article: &Article) -> io::Result<String> {
        let bytes = folder::to_json(article)?;
        let mut inside = format!("review/{}.json", article.id);
        let mut number = 1;
        loop {
            let path = self.folder.path(&inside);
            let old = fs::read(&path).ok();
            let is_ours = old.as_ref().is_none_or(|old| *old == bytes || is_from_the_same(old, article));
            if is_ours {
                folder::write(&path, &bytes)?;
                return Ok(format!("{which} is in {inside}"));
            }
            number += 1;
            inside = format!("review/{}-{number}.json", article.id);
        }
    }

    /// The article that was taken from the same source before.
    fn find(&self, item: &Item) -> Option<(usize, Found)> {
        if item.is_row { self.find_row(item) } else { self.find_page(item) }
    }

    fn find_row(&self, item: &Item) -> Option<(usize, Found)> {
        let named = !item.article.id.is_empty();
        let here = self.by_from.get(&item.from).into_iter().flatten();
        // A file may have been moved, and a row without an id stands in another line once one before it comes or goes.
        let moved = self.by_row.get(file_name(&item.from)).into_iter().flatten().filter(|&&at| self.is_gone(at));
        let shifted = self.by_source.get(&item.sha256).into_iter().flatten().filter(|&&at| self.is_of_file(at, item));
        let same = |&&at: &&usize| !self.known[at].seen && ((self.force && named) || self.reads_alike(at, item));
        shifted.chain(here).chain(moved.filter(|_| named)).find(same).map(|&at| (at, Found::Same))
    }

    fn find_page(&self, item: &Item) -> Option<(usize, Found)> {
        let canonical = item.article.canonical.as_deref().filter(|url| !is_front_page(url));
        canonical
            .and_then(|url| self.find_canonical(url, item))
            .or_else(|| self.find_path(item, canonical))
            .or_else(|| self.find_moved(item))
    }

    /// Some sites give every page the same canonical address: within one import such pages are only the same where their texts are.
    fn find_canonical(&self, url: &str, item: &Item) -> Option<(usize, Found)> {
        let all = self.by_canonical.get(url)?;
        let body = body_hash(&item.article);
        if let Some(&at) =
            all.iter().find(|&&at| self.known[at].seen && self.known[at].title == item.article.title && self.known[at].body == body)
        {
            return Some((at, Found::Twice));
        }
        let alike = |&&at: &&usize| !self.known[at].seen && self.reads_alike(at, item);
        let here = all.iter().find(|&&at| self.known[at].from == item.from && alike(&&at));
        here.or_else(|| all.iter().find(|&&at| self.is_gone(at) && alike(&&at))).map(|&at| (at, Found::Same))
    }

    /// By the path relative to the folder that was given, or by the declared id in a file of the same name elsewhere.
    fn find_path(&self, item: &Item, canonical: Option<&str>) -> Option<(usize, Found)> {
        let all = self.by_from.get(&item.from).map_or(&[][..], Vec::as_slice);
        let unseen = || all.iter().filter(|&&at| !self.known[at].seen);
        if let Some(&at) = unseen().find(|&&at| self.reads_alike(at, item)) {
            return Some((at, Found::Same));
        }
        if let Some(&at) = unseen().find(|&&at| !self.has_other_address(at, canonical)) {
            return Some((at, Found::Differs));
        }
        let at = (*self.by_id.get(&item.article.id.to_ascii_lowercase())?)?;
        let known = &self.known[at];
        let same_name = known.id == item.article.id && file_name(&known.from) == file_name(&item.from);
        (same_name && self.is_gone(at) && self.reads_alike(at, item)).then_some((at, Found::Same))
    }

    /// The same file under another name.
    fn find_moved(&self, item: &Item) -> Option<(usize, Found)> {
        let all = self.by_source.get(&item.sha256)?;
        all.iter().find(|&&at| self.is_gone(at) && self.reads_alike(at, item)).map(|&at| (at, Found::Same))
    }

    /// True for an article of an earlier import whose source is not among those of this one.
    fn is_gone(&self, at: usize) -> bool {
        let known = &self.known[at];
        !known.seen && !self.is_source(&known.from)
    }

    /// True where an article comes from a source of this import, or is a row of one.
    fn is_source(&self, from: &str) -> bool {
        let rows = from.match_indices('#').filter_map(|(end, _)| from.get(..end));
        self.sources.contains(from) || rows.into_iter().any(|file| self.sources.contains(file))
    }

    fn is_of_file(&self, at: usize, item: &Item) -> bool {
        let file = |from: &str| from.split_once('#').map_or(from, |(file, _)| file).to_owned();
        file(&self.known[at].from) == file(&item.from)
    }

    fn reads_alike(&self, at: usize, item: &Item) -> bool {
        let known = &self.known[at];
        known.sha256 == item.sha256 || self.folder.article(&known.file).is_ok_and(|before| reads_alike(&before, &item.article))
    }

    fn has_other_address(&self, at: usize, canonical: Option<&str>) -> bool {
        matches!((&self.known[at].canonical, canonical), (Some(old), Some(new)) if old != new)
    }

    fn choose_id(&mut self, article: &Article) -> String {
        let wanted = if id::is_id(&article.id) { article.id.clone() } else { made_id(&article.title) };
        if !self.by_id.contains_key(&wanted.to_ascii_lowercase()) {
            return wanted;
        }
        let base: String = wanted.chars().take(id::LONGEST - 12).collect();
        let number = self.numbers.entry(base.to_ascii_lowercase()).or_insert(1);
        loop {
            *number += 1;
            let candidate = format!("{base}-{number}");
            if !self.by_id.contains_key(&candidate.to_ascii_lowercase()) {
                return candidate;
            }
        }
    }
}

/// An id made of a title: transliterated, or `article` where no letter of it can be.
fn made_id(title: &str) -> String {
    match id::slug(&deunicode::deunicode(title)) {
        slug if slug.is_empty() => "article".to_owned(),
        slug => slug,
    }
}

/// Fills in what every imported article has.
fn complete(article: &mut Article, from: &str, sha256: &str) -> serde_json::Result<()> {
    name_source(article, from, sha256);
    complete_again(article)
}

/// Notes where an article was taken from.
fn name_source(article: &mut Article, from: &str, sha256: &str) {
    article.format = FORMAT;
    let capture = article.capture.get_or_insert_with(Capture::default);
    (capture.from, capture.sha256) = (from.to_owned(), sha256.to_owned());
}

/// Notes what import wrote, for an article that was changed since it was completed.
fn complete_again(article: &mut Article) -> serde_json::Result<()> {
    let written = written(article)?;
    if let Some(capture) = &mut article.capture {
        capture.written = written;
    }
    Ok(())
}

/// True where two readings differ in nothing but where they come from: the file has another name, or other bytes around the text.
fn is_same_reading(before: &Article, now: &Article) -> bool {
    let plain = |article: &Article| {
        let capture = article.capture.clone().unwrap_or_default();
        let capture = Capture { cut: capture.cut, at: capture.at, ..Capture::default() };
        Article { capture: Some(capture), ..article.clone() }
    };
    plain(before) == plain(now)
}

/// True where a reading in `review/` is an earlier one of the same source: a newer one replaces it.
fn is_from_the_same(old: &[u8], article: &Article) -> bool {
    let from = |article: &Article| article.capture.as_ref().map(|capture| capture.from.clone());
    serde_json::from_slice::<Article>(old).is_ok_and(|old| from(&old) == from(article) && reads_alike(&old, article))
}

fn body_hash(article: &Article) -> String {
    serde_json::to_vec(&article.body).map(|bytes| folder::sha256(&bytes)).unwrap_or_default()
}

/// What follows the last folder of a path: a file name, with `#` and an id for a row, which may hold anything.
fn file_name(from: &str) -> &str {
    let file = from.split_once('#').map_or(from, |(file, _)| file);
    let start = file.rfind('/').map_or(0, |slash| slash + 1);
    from.get(start..).unwrap_or(from)
}

/// A page that names the front page of its site as its own address says nothing about itself.
fn is_front_page(address: &str) -> bool {
    url::Url::parse(address).is_ok_and(|url| matches!(url.path(), "" | "/") && url.query().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(filing: &mut Filing, mut item: Item) -> io::Result<(Filed, Vec<Problem>)> {
        let located = filing.locate(&mut item);
        filing.write(located, item)
    }

    fn item(from: &str, id: &str, title: &str) -> Item {
        let article = Article { id: id.into(), title: title.into(), ..Article::default() };
        Item::new(from.into(), from.into(), Reading { article, ..Reading::default() })
    }

    #[test]
    fn ids_are_kept_made_and_numbered() {
        let corpus = tempfile::tempdir().unwrap();
        let folder = Folder::new(corpus.path());
        let mut filing = Filing::open(&folder, false, &[], &mut Vec::new());
        for (from, id, title) in [("a", "Kept_1", "x"), ("b", "no id", "长江"), ("c", "", "长江"), ("d", "kept_1", "y"), ("e", "", "!!")]
        {
            assert_eq!(file(&mut filing, item(from, id, title)).unwrap().0, Filed::New);
        }
        let ids: Vec<_> = filing.known.iter().map(|k| k.id.as_str()).collect();
        assert_eq!(ids, ["Kept_1", "chang-jiang", "chang-jiang-2", "kept_1-2", "article"]);
    }

    #[test]
    fn pages_with_the_same_address_are_one_article_only_where_their_texts_are() {
        let corpus = tempfile::tempdir().unwrap();
        let folder = Folder::new(corpus.path());
        let mut filing = Filing::open(&folder, false, &[], &mut Vec::new());
        let mut at = |from: &str, title: &str, url: &str| {
            let mut item = item(from, "", title);
            item.article.canonical = Some(url.into());
            file(&mut filing, item).unwrap().0
        };
        assert_eq!(at("a", "A", "https://example.org/x"), Filed::New);
        assert_eq!(at("b", "B", "https://example.org/x"), Filed::New);
        assert_eq!(at("c", "A", "https://example.org/x"), Filed::Unchanged);
        assert_eq!(at("d", "A", "https://example.org/"), Filed::New);
        assert_eq!(at("e", "A", "https://example.org/"), Filed::New);
    }
}
