//! A corpus as it will be published: sorted, with only those articles that have an address of their own, and only existing
//! pictures.
//!
//! The collection holds the listing data of each article and the location of its text: the texts of a large corpus are read again
//! when they are published, so that the corpus may be larger than memory.

use super::drawing;
use super::picture;
use super::published;
use super::sanitize;
use crate::article::date::Date;
use crate::article::visit;
use crate::article::{Article, Block, id};
use crate::cli::catch_panic::catch_panic;
use crate::cli::command_error::CommandError;
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::drafts::{self, Drafts, Target, is_draft};
use crate::cli::folder::{ArticleFile, Folder, RUN, sha256};
use crate::cli::parallel_map_ordered::{STACK, parallel_map_ordered};
use crate::corpus::{Card, Site};
use crate::state::list_rows::choose_lead;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Mutex;

/// Articles of at most this many bytes in total, as they are stored in packs, stay in memory until they are published.
const HELD: u64 = 64 << 20;

/// The published part of a corpus.
#[derive(Debug)]
pub struct Collection {
    /// The site's settings.
    pub site: Site,
    /// The cards of all articles, newest first: an article's index is its doc id.
    pub cards: Vec<Card>,
    /// Further data about each article, in the same order.
    pub texts: Vec<Text>,
    /// The pages of the site, by id.
    pub pages: Vec<Article>,
    /// Paths of the pictures in use, `images/NAME`; each is a file of the corpus.
    pub pictures: BTreeSet<String>,
    /// The number of drafts among articles and pages: left out, or included if requested.
    pub drafts: usize,
    /// The drafts that were left out.
    left_out: Drafts,
    /// The doc ids of the articles, by article id.
    ids: BTreeMap<String, usize>,
    folder: Folder,
    /// The articles by doc id, until each is taken; empty if they are too many to hold.
    held: Vec<Mutex<Option<Article>>>,
}

/// The location and size of an article's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Its file, relative to the corpus.
    pub file: String,
    /// RFC 3339 date of its last change.
    pub modified: Option<String>,
    /// The ids of the articles that it names as its versions in other languages.
    pub versions: Vec<String>,
    /// Its size in a pack, in bytes.
    pub size: u64,
    /// The hash of its form in the pack, hexadecimal.
    pub hash: String,
    /// The paths of its pictures.
    pub pictures: Vec<String>,
    /// Its licence, if it names one.
    pub licence: Option<String>,
}

/// The parts of a corpus to read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum With {
    /// Published articles and pages only.
    #[default]
    Published,
    /// Drafts, too.
    Drafts,
}

/// The result of reading a file once.
struct Gleaned {
    card: Card,
    text: Text,
    article: Article,
    targets: Vec<Target>,
    problems: Vec<Diagnostic>,
}

/// An article, or a draft that is left out.
enum ReadArticle {
    Article(Box<Gleaned>),
    Draft(Target),
}

impl Collection {
    /// Reads a corpus. Articles that cannot be published are reported in `problems`; the others are read.
    ///
    /// # Errors
    /// When a reading thread panicked.
    pub fn read(folder: &Folder, with: With, problems: &mut Vec<Diagnostic>) -> Result<Collection, CommandError> {
        let mut site = folder.site(problems);
        published::site(&mut site);
        problems.extend(sanitize::site(&mut site));
        site.logo = site.logo.take().filter(|logo| is_picture(folder, logo));
        let (pages, mut left_out) = read_pages(folder, with, problems);
        let mut shown_drafts = pages.iter().filter(|filed| filed.article.draft).count();
        let mut articles = glean_all(folder, &site, with, &mut left_out, problems)?;
        left_out.settle_site(&mut site);
        articles.sort_by_cached_key(|one| (Reverse(one.card.published.as_deref().and_then(Date::parse)), one.card.id.clone()));
        let mut pictures: BTreeSet<String> = site.logo.iter().cloned().collect();
        let (mut cards, mut texts, mut held) = (Vec::new(), Vec::new(), Vec::new());
        for one in articles {
            shown_drafts += usize::from(one.card.draft);
            pictures.extend(one.text.pictures.iter().cloned());
            cards.push(one.card);
            texts.push(one.text);
            held.extend(one.article.map(|article| Mutex::new(Some(article))));
        }
        let ids = cards.iter().zip(0..).map(|(card, at)| (card.id.clone(), at)).collect();
        let mut made = Vec::new();
        for mut filed in pages {
            match catch_panic(|| ready(&mut filed, &site, &left_out, &|src| no_picture(folder, src))) {
                Ok(found) => {
                    problems.extend(found);
                    pictures.extend(shown(&filed.article));
                    made.push(filed.article);
                }
                Err(caught) => problems.push(caught.problem(&filed.file, "the site is built without it")),
            }
        }
        let pages = made;
        let drafts = if with == With::Drafts { shown_drafts } else { left_out.len() };
        Ok(Collection { site, cards, texts, pages, pictures, drafts, left_out, ids, folder: folder.clone(), held })
    }

    /// The article of a doc id as it is published.
    ///
    /// # Errors
    /// When it can no longer be read.
    pub fn article(&self, ordinal: usize) -> Result<Article, CommandError> {
        let held = self.held.get(ordinal).and_then(|held| held.lock().ok()?.clone());
        held.map_or_else(|| self.read_again(ordinal), Ok)
    }

    /// Takes the same article, for its last use.
    ///
    /// # Errors
    /// When it can no longer be read.
    pub fn take(&self, ordinal: usize) -> Result<Article, CommandError> {
        let held = self.held.get(ordinal).and_then(|held| held.lock().ok()?.take());
        held.map_or_else(|| self.read_again(ordinal), Ok)
    }

    fn read_again(&self, ordinal: usize) -> Result<Article, CommandError> {
        let gone = |file: &str, why: &str| CommandError::Failed(format!("{file} changed during the build ({why}); run the build again"));
        let (Some(text), Some(card)) = (self.texts.get(ordinal), self.cards.get(ordinal)) else {
            return Err(gone("the corpus", "an article is missing"));
        };
        let article = self.folder.article(&text.file).map_err(|problem| gone(&text.file, &problem.text))?;
        if article.id != card.id {
            return Err(gone(&text.file, "its id changed"));
        }
        let mut filed = ArticleFile { file: String::new(), article };
        // Missing pictures were reported at the first reading.
        ready(&mut filed, &self.site, &self.left_out, &|src| (!self.pictures.contains(src)).then_some("is missing"));
        Ok(filed.article)
    }

    /// The doc ids of an article, which comes first, and of its versions in other languages, one per language. Only versions that
    /// name it in turn count, as search engines require.
    pub fn versions(&self, ordinal: usize) -> Vec<usize> {
        let mut versions = vec![ordinal];
        let Some(own) = self.cards.get(ordinal) else { return versions };
        for at in self.texts[ordinal].versions.iter().filter_map(|id| self.ids.get(id).copied()) {
            let back = self.texts[at].versions.contains(&own.id);
            if back && versions.iter().all(|known| self.cards[*known].lang != self.cards[at].lang) {
                versions.push(at);
            }
        }
        versions
    }

    /// The lead article of the front page: the one that the site names, else the newest with a picture, else the newest.
    pub fn lead(&self) -> Option<&Card> {
        choose_lead(&self.cards, self.site.lead.as_deref()).and_then(|at| self.cards.get(at))
    }
}

/// Reads the pages of the site that have an address of their own, and the drafts that are left out.
fn read_pages(folder: &Folder, with: With, problems: &mut Vec<Diagnostic>) -> (Vec<ArticleFile>, Drafts) {
    let mut left_out = Drafts::default();
    let mut all = folder.pages(problems);
    all.iter_mut().for_each(|filed| filed.article.draft = is_draft(&filed.article));
    let is_left_out = |filed: &ArticleFile| with == With::Published && filed.article.draft;
    let drafts: Vec<Target> = all.iter().filter(|filed| is_left_out(filed)).map(|filed| Target::Page(filed.article.id.clone())).collect();
    drafts.into_iter().for_each(|target| left_out.add(target));
    all.retain(|filed| !is_left_out(filed));
    let pages = addressed(all, problems, reserved);
    pages.iter().for_each(|page| left_out.remove(&Target::Page(page.article.id.clone())));
    (pages, left_out)
}

/// The data kept of an article from the first reading: the whole article, unless the corpus is too large.
struct FirstReading {
    card: Card,
    text: Text,
    article: Option<Article>,
    targets: Vec<Target>,
}

/// Reads all articles on all cores, and keeps the listing data of each.
fn glean_all(
    folder: &Folder,
    site: &Site,
    with: With,
    left_out: &mut Drafts,
    problems: &mut Vec<Diagnostic>,
) -> Result<Vec<FirstReading>, CommandError> {
    let files = folder.files("articles");
    let runs: Vec<&[String]> = files.chunks(RUN).collect();
    let read = || |at: usize| runs[at].iter().map(|file| read_one(folder, site, with, file)).collect::<Vec<_>>();
    let (mut articles, mut addresses, mut size) = (Vec::<FirstReading>::with_capacity(files.len()), Addresses::default(), 0);
    parallel_map_ordered(runs.len(), STACK, &read, &mut |run| {
        for read in run {
            let one = match read {
                Ok(ReadArticle::Article(one)) => one,
                Ok(ReadArticle::Draft(target)) => {
                    left_out.add(target);
                    continue;
                }
                Err(problem) => {
                    problems.push(problem);
                    continue;
                }
            };
            if let Err(problem) = addresses.take(&one.text.file, &one.card.id, |_| None) {
                problems.push(problem);
                continue;
            }
            problems.extend(one.problems);
            let fitted = size <= HELD;
            size += one.text.size;
            if fitted && size > HELD {
                articles.iter_mut().for_each(|kept| kept.article = None);
            }
            let article = Some(one.article).filter(|_| size <= HELD);
            articles.push(FirstReading { card: one.card, text: one.text, article, targets: one.targets });
        }
        Ok::<(), CommandError>(())
    })?;
    articles.iter().for_each(|kept| left_out.remove(&Target::Article(kept.card.id.clone())));
    // The drafts are known only after all articles are read: an article that links to one is read again, without the link.
    for kept in articles.iter_mut().filter(|kept| kept.targets.iter().any(|target| left_out.has(target))) {
        let read = catch_panic(|| glean(folder, site, With::Drafts, left_out, &kept.text.file));
        if let Ok(Ok(ReadArticle::Article(one))) = read {
            let Gleaned { card, text, article, .. } = *one;
            (kept.card, kept.text) = (card, text);
            kept.article = kept.article.take().map(|_| article);
        }
    }
    Ok(articles)
}

/// Reads one article, with all its links.
fn read_one(folder: &Folder, site: &Site, with: With, file: &str) -> Result<ReadArticle, Diagnostic> {
    let read = catch_panic(|| glean(folder, site, with, &Drafts::default(), file));
    read.unwrap_or_else(|caught| Err(caught.problem(file, "the site is built without it")))
}

fn glean(folder: &Folder, site: &Site, with: With, left_out: &Drafts, file: &str) -> Result<ReadArticle, Diagnostic> {
    let mut filed = ArticleFile { file: file.to_owned(), article: folder.article(file)? };
    if with == With::Published && is_draft(&filed.article) {
        return Ok(ReadArticle::Draft(Target::Article(filed.article.id)));
    }
    let problems = ready(&mut filed, site, left_out, &|src| no_picture(folder, src));
    let article = filed.article;
    let (pictures, targets) = (shown(&article), drafts::targets(&article, site));
    let (card, modified) = (Card::of(&article), article.modified.clone());
    let bytes = serde_json::to_vec(&article).unwrap_or_default();
    let (size, hash, licence) = (bytes.len() as u64, sha256(&bytes), article.licence.clone());
    let versions = article.versions.iter().map(|version| version.id.clone()).collect();
    let text = Text { file: filed.file, modified, versions, size, hash, pictures, licence };
    Ok(ReadArticle::Article(Box::new(Gleaned { card, text, article, targets, problems })))
}

/// The paths of the pictures in an article.
fn shown(article: &Article) -> Vec<String> {
    let mut shown = Vec::new();
    visit::visit(&article.body, &mut |part| {
        if let visit::NodeRef::Figure(figure) = part {
            shown.extend(figure.images.iter().map(|image| image.src.clone()));
        }
    });
    shown
}

/// The reason why a page of the site may not have this id.
pub fn reserved(id: &str) -> Option<String> {
    id::RESERVED
        .contains(&id.to_ascii_lowercase().as_str())
        .then(|| format!("the address /{id}/ is reserved; give the page and its file another id"))
}

/// Ids in use, in lower case, and the file of each.
#[derive(Debug, Default)]
pub struct Addresses(BTreeMap<String, String>);

impl Addresses {
    /// Claims the id of a file, if it is well-formed, no other file has it and `refuse` does not reject it.
    ///
    /// # Errors
    /// The reason why the file is left out of the site.
    pub fn take(&mut self, file: &str, id: &str, refuse: impl Fn(&str) -> Option<String>) -> Result<(), Diagnostic> {
        let reason = if !id::is_id(id) {
            Some(format!("the id {id:?} cannot be used in a URL; use up to 80 of A-Z, a-z, 0-9, - and _, starting with a letter or digit"))
        } else if let Some(first) = self.0.get(&id.to_ascii_lowercase()) {
            Some(format!("{first} already has the id {id:?} (ignoring case); change one of them"))
        } else {
            refuse(id)
        };
        if let Some(reason) = reason {
            return Err(Diagnostic::new(Severity::Error, file, format!("left out of the site: {reason}")).at("id"));
        }
        self.0.insert(id.to_ascii_lowercase(), file.to_owned());
        Ok(())
    }
}

/// Returns the files that have an address of their own, in order.
pub fn addressed(filed: Vec<ArticleFile>, problems: &mut Vec<Diagnostic>, refuse: impl Fn(&str) -> Option<String>) -> Vec<ArticleFile> {
    let mut addresses = Addresses::default();
    let mut take =
        |one: &ArticleFile| addresses.take(&one.file, &one.article.id, &refuse).map_err(|problem| problems.push(problem)).is_ok();
    filed.into_iter().filter(|one| take(one)).collect()
}

/// Prepares an article for publication: removes publisher-only data and links to drafts, sets the site's language if it names none,
/// sanitizes it, and drops missing pictures. Returns a problem for each missing picture and each rejected item.
fn ready(filed: &mut ArticleFile, site: &Site, left_out: &Drafts, no_picture: &dyn Fn(&str) -> Option<&'static str>) -> Vec<Diagnostic> {
    let (file, article) = (&filed.file, &mut filed.article);
    article.draft = is_draft(article);
    published::article(article, site.show_removed);
    left_out.settle(article, site);
    if article.lang.is_empty() {
        article.lang = site.language().to_owned();
    }
    let mut problems = sanitize::article(file, article);
    visit::visit_mut(&mut article.body, &mut |part| {
        let visit::NodeMut::Block(Block::Figure(figure)) = part else { return };
        figure.images.retain(|image| {
            let reason = no_picture(&image.src);
            problems.extend(reason.map(|reason| {
                let text = format!("the picture {} {reason}; only its caption is shown", image.src);
                Diagnostic::new(Severity::Warning, file.as_str(), text)
            }));
            reason.is_none()
        });
    });
    problems
}

/// True if a path leads to a picture below the corpus's `images/`.
pub fn is_picture(folder: &Folder, path: &str) -> bool {
    no_picture(folder, path).is_none()
}

/// The extensions of pictures: a file with any other could be a page or a program.
const KINDS: [&str; 10] = ["avif", "bmp", "gif", "ico", "jpeg", "jpg", "png", "apng", "svg", "webp"];

/// The reason why a path leads to no publishable picture.
pub fn no_picture(folder: &Folder, path: &str) -> Option<&'static str> {
    let plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(|c: char| c.is_control() || c == '\\');
    if !path.starts_with("images/") || !path.split('/').all(plain) || !folder.path(path).is_file() {
        return Some("is not in the corpus");
    }
    let kind = path.rsplit_once('.').map(|(_, kind)| kind.to_ascii_lowercase()).unwrap_or_default();
    if !KINDS.contains(&kind.as_str()) {
        return Some("does not have the extension of a web image format");
    }
    // A symbolic link in the corpus must not publish a file from elsewhere.
    let place = |path: &str| fs::canonicalize(folder.path(path)).ok();
    if place(path).zip(place("images")).is_none_or(|(file, images)| !file.starts_with(images)) {
        return Some("is a symbolic link to a file outside images/");
    }
    let bytes = fs::read(folder.path(path)).unwrap_or_default();
    if kind == "svg" {
        return drawing::published(&bytes).is_none().then_some("is a damaged or malicious SVG");
    }
    picture::clean(&bytes).is_none().then_some(picture::REFUSED)
}
