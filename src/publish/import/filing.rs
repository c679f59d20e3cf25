//! Which article of the corpus a reading belongs to, the id it gets, and what becomes of a hand's corrections.

use super::cross_links::Names;
use super::reading::Reading;
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
        Item { from, sha256, article: reading.article, problems: reading.problems, names: reading.names }
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
}

/// An article that the corpus has.
#[derive(Debug)]
struct Known {
    file: String,
    id: String,
    from: String,
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
    by_from: HashMap<String, usize>,
    /// By id in lower case; `None` where a file holds an id but cannot be read.
    by_id: HashMap<String, Option<usize>>,
    /// The last number given to an id that repeats.
    numbers: HashMap<String, u64>,
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
        let maps = (HashMap::new(), HashMap::new(), HashMap::new());
        let mut filing = Filing {
            folder,
            force,
            sources: sources.iter().map(|s| s.name.as_str()).collect(),
            known: Vec::new(),
            by_canonical: maps.0,
            by_from: maps.1,
            by_id: maps.2,
            numbers: HashMap::new(),
        };
        for entry in fs::read_dir(folder.path("articles")).into_iter().flatten().flatten() {
            if let Some(stem) = entry.file_name().to_str().and_then(|n| n.strip_suffix(".json")) {
                filing.by_id.insert(stem.to_ascii_lowercase(), None);
            }
        }
        let read = folder.each("articles", problems, &mut |filed| {
            filing.know(&filed.article, filed.file, false);
            Ok(())
        });
        read.unwrap_or_else(|failure| problems.push(Problem::new(Severity::Error, "articles", failure.to_string())));
        filing
    }

    fn know(&mut self, article: &Article, file: String, seen: bool) {
        let capture = article.capture.clone().unwrap_or_default();
        let edited = !seen && written(article).ok().as_ref() != Some(&capture.written);
        let at = self.known.len();
        if let Some(canonical) = &article.canonical {
            self.by_canonical.entry(canonical.clone()).or_default().push(at);
        }
        if !capture.from.is_empty() {
            self.by_from.insert(capture.from.clone(), at);
        }
        self.by_id.insert(article.id.to_ascii_lowercase(), Some(at));
        let (id, title, canonical) = (article.id.clone(), article.title.clone(), article.canonical.clone());
        let body = if seen && article.canonical.is_some() { body_hash(article) } else { String::new() };
        self.known.push(Known { file, id, from: capture.from, canonical, title, body, written: capture.written, edited, seen });
    }

    /// Puts an item into the corpus.
    ///
    /// # Errors
    /// What the file system says.
    pub fn file(&mut self, item: Item) -> io::Result<(Filed, Option<Problem>)> {
        let known = self.find(&item);
        let Item { from, sha256, mut article, .. } = item;
        article.id = match known {
            Some(at) => self.known[at].id.clone(),
            None => self.choose_id(&article),
        };
        complete(&mut article, from, sha256)?;
        match known {
            None => self.add(&article),
            Some(at) => self.update(at, &article),
        }
    }

    fn add(&mut self, article: &Article) -> io::Result<(Filed, Option<Problem>)> {
        let file = format!("articles/{}.json", article.id);
        folder::write(&self.folder.path(&file), &folder::to_json(article)?)?;
        self.know(article, file, true);
        Ok((Filed::New, None))
    }

    fn update(&mut self, at: usize, article: &Article) -> io::Result<(Filed, Option<Problem>)> {
        let capture = article.capture.clone().unwrap_or_default();
        let known = &mut self.known[at];
        let twice = known.seen && known.from != capture.from;
        known.seen = true;
        if twice {
            let text = format!("it is the same article as {}, by its address or id: left out", known.from);
            return Ok((Filed::Unchanged, Some(Problem::new(Severity::Note, capture.from, text))));
        }
        if article.canonical.is_some() {
            known.body = body_hash(article);
        }
        let same = known.written == capture.written;
        if same && !(known.edited && self.force) {
            return Ok((Filed::Unchanged, None));
        }
        if known.edited && !self.force {
            return self.review(at, article);
        }
        folder::write(&self.folder.path(&known.file), &folder::to_json(article)?)?;
        (known.written, known.from, known.edited) = (capture.written, capture.from, false);
        Ok((Filed::Updated, None))
    }

    fn review(&self, at: usize, article: &Article) -> io::Result<(Filed, Option<Problem>)> {
        let (known, inside) = (&self.known[at], format!("review/{}.json", article.id));
        folder::write(&self.folder.path(&inside), &folder::to_json(article)?)?;
        let text = format!(
            "{} was corrected by hand and is kept; the new reading is in {inside}. Take from it what is wanted, or import with --force to replace",
            known.file
        );
        Ok((Filed::Kept, Some(Problem::new(Severity::Warning, article.capture.clone().unwrap_or_default().from, text))))
    }

    /// The article that was taken from the same source before: by canonical address, else by declared id in a file of
    /// the same name, else by the name that its source has.
    fn find(&self, item: &Item) -> Option<usize> {
        let canonical = item.article.canonical.as_deref().filter(|url| !is_front_page(url));
        canonical
            .and_then(|url| self.find_canonical(url, item))
            .or_else(|| self.find_declared(item))
            .or_else(|| self.by_from.get(&item.from).copied().filter(|&at| !self.differs(at, canonical)))
    }

    /// Some sites give every page the same canonical address: within one import such pages are only the same where their texts are.
    fn find_canonical(&self, url: &str, item: &Item) -> Option<usize> {
        let all = self.by_canonical.get(url)?;
        let same_source = all.iter().find(|&&at| self.known[at].from == item.from);
        let unseen = || {
            all.iter()
                .find(|&&at| !self.known[at].seen && !self.sources.contains(self.known[at].from.split('#').next().unwrap_or_default()))
        };
        let same = |known: &Known| known.title == item.article.title && known.body == body_hash(&item.article);
        same_source.or_else(|| all.iter().find(|&&at| same(&self.known[at]))).or_else(unseen).copied()
    }

    fn find_declared(&self, item: &Item) -> Option<usize> {
        let at = (*self.by_id.get(&item.article.id.to_ascii_lowercase())?)?;
        (!item.article.id.is_empty() && file_name(&self.known[at].from) == file_name(&item.from)).then_some(at)
    }

    fn differs(&self, at: usize, canonical: Option<&str>) -> bool {
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
fn complete(article: &mut Article, from: String, sha256: String) -> serde_json::Result<()> {
    article.format = FORMAT;
    let capture = article.capture.get_or_insert_with(Capture::default);
    (capture.from, capture.sha256) = (from, sha256);
    capture.written.clear();
    let written = written(article)?;
    if let Some(capture) = &mut article.capture {
        capture.written = written;
    }
    Ok(())
}

fn body_hash(article: &Article) -> String {
    serde_json::to_vec(&article.body).map(|bytes| folder::sha256(&bytes)).unwrap_or_default()
}

fn file_name(from: &str) -> &str {
    let file = from.split('#').next().unwrap_or(from);
    file.rsplit('/').next().unwrap_or(file)
}

/// A page that names the front page of its site as its own address says nothing about itself.
fn is_front_page(address: &str) -> bool {
    url::Url::parse(address).is_ok_and(|url| matches!(url.path(), "" | "/") && url.query().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(from: &str, id: &str, title: &str) -> Item {
        let article = Article { id: id.into(), title: title.into(), ..Article::default() };
        Item::new(from.into(), "s".into(), Reading { article, ..Reading::default() })
    }

    #[test]
    fn ids_are_kept_made_and_numbered() {
        let corpus = tempfile::tempdir().unwrap();
        let folder = Folder::new(corpus.path());
        let mut filing = Filing::open(&folder, false, &[], &mut Vec::new());
        for (from, id, title) in [("a", "Kept_1", "x"), ("b", "no id", "长江"), ("c", "", "长江"), ("d", "kept_1", "y"), ("e", "", "!!")]
        {
            assert_eq!(filing.file(item(from, id, title)).unwrap().0, Filed::New);
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
            filing.file(item).unwrap().0
        };
        assert_eq!(at("a", "A", "https://example.org/x"), Filed::New);
        assert_eq!(at("b", "B", "https://example.org/x"), Filed::New);
        assert_eq!(at("c", "A", "https://example.org/x"), Filed::Unchanged);
        assert_eq!(at("d", "A", "https://example.org/"), Filed::New);
        assert_eq!(at("e", "A", "https://example.org/"), Filed::New);
    }
}
