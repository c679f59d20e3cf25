//! A corpus as it will be published: sorted, with only those articles that have an address of their own, and only existing
//! pictures.
//!
//! The collection holds the listing data of each article and the location of its text: the texts of a large corpus are read again
//! when they are published, so that the corpus may be larger than memory.

use crate::article::date::Date;
use crate::article::visit;
use crate::article::{Article, Block, id};
use crate::cli::build::content::drawing;
use crate::cli::build::content::picture;
use crate::cli::build::content::published;
use crate::cli::build::content::sanitize;
use crate::cli::catch_panic::catch_panic;
use crate::cli::command_error::CommandError;
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::drafts::{self, Drafts, Target, is_draft};
use crate::cli::folder::{ArticleFile, FILES_PER_BATCH, Folder, sha256};
use crate::cli::labels::normalize_labels;
use crate::cli::parallel_map_ordered::{STACK_BYTES, parallel_map_ordered};
use crate::corpus::{Card, Site, route};
use crate::state::list_rows::choose_lead;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Mutex;

/// Articles of at most this many bytes in total, as they are stored in packs, stay in memory until they are published.
const MAX_BYTES_IN_MEMORY: u64 = 64 << 20;

/// The published part of a corpus.
#[derive(Debug)]
pub(crate) struct Collection {
    /// The site's settings.
    pub site: Site,
    /// The cards of all articles, newest first: an article's index is its doc id.
    pub cards: Vec<Card>,
    /// Further data about each article, in the same order.
    pub texts: Vec<ArticleText>,
    /// The pages of the site, by id.
    pub pages: Vec<Article>,
    /// Paths of the pictures in use, `images/NAME`; each is a file of the corpus.
    pub pictures: BTreeSet<String>,
    /// The number of drafts among articles and pages: left out, or included if requested.
    pub drafts: usize,
    /// The drafts that were left out.
    left_out: Drafts,
    /// The doc ids of the articles, by article id.
    doc_ids: BTreeMap<String, usize>,
    folder: Folder,
    /// The articles by doc id, until each is taken; empty if they are too many to hold.
    loaded: Vec<Mutex<Option<Article>>>,
}

/// The location and size of an article's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ArticleText {
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
pub(crate) enum DraftMode {
    /// Published articles and pages only.
    #[default]
    Exclude,
    /// Drafts, too.
    Include,
}

/// The result of reading a file once.
struct PreparedArticle {
    card: Card,
    text: ArticleText,
    article: Article,
    targets: Vec<Target>,
    problems: Vec<Diagnostic>,
}

/// An article, or a draft that is left out.
enum ReadArticle {
    Article(Box<PreparedArticle>),
    Draft(Target),
}

impl Collection {
    /// The total size of the articles in packs, in bytes.
    pub(crate) fn text_bytes(&self) -> u64 {
        self.texts.iter().map(|text| text.size).sum()
    }

    /// Reads a corpus. Articles that cannot be published are reported in `problems`; the others are read.
    ///
    /// # Errors
    /// When a reading thread panicked.
    pub(crate) fn read(folder: &Folder, draft_mode: DraftMode, problems: &mut Vec<Diagnostic>) -> Result<Collection, CommandError> {
        let mut site = folder.read_site(problems);
        published::strip_site(&mut site);
        problems.extend(sanitize::site(&mut site));
        site.logo = site.logo.take().filter(|logo| is_picture(folder, logo));
        let (pages, mut left_out) = read_site_pages(folder, draft_mode, problems);
        let mut shown_drafts = pages.iter().filter(|article_file| article_file.article.draft).count();
        let mut articles = read_articles(folder, &site, draft_mode, &mut left_out, problems)?;
        left_out.remove_from_site(&mut site);
        articles.sort_by_cached_key(|one| (Reverse(one.card.published.as_deref().and_then(Date::parse)), one.card.id.clone()));
        let mut pictures: BTreeSet<String> = site.logo.iter().cloned().collect();
        let (mut cards, mut texts, mut loaded) = (Vec::new(), Vec::new(), Vec::new());
        for one in articles {
            shown_drafts += usize::from(one.card.draft);
            pictures.extend(one.text.pictures.iter().cloned());
            cards.push(one.card);
            texts.push(one.text);
            loaded.extend(one.article.map(|article| Mutex::new(Some(article))));
        }
        let doc_ids = cards.iter().zip(0..).map(|(card, at)| (card.id.clone(), at)).collect();
        let mut prepared = Vec::new();
        for mut article_file in pages {
            match catch_panic(|| prepare_article(&mut article_file, &site, &left_out, &|src| unpublishable_reason(folder, src))) {
                Ok(found) => {
                    problems.extend(found);
                    pictures.extend(visit::picture_paths(&article_file.article.body));
                    prepared.push(article_file.article);
                }
                Err(caught) => problems.push(caught.diagnostic(&article_file.file, "the site is built without it")),
            }
        }
        let pages = prepared;
        let drafts = if draft_mode == DraftMode::Include { shown_drafts } else { left_out.len() };
        Ok(Collection { site, cards, texts, pages, pictures, drafts, left_out, doc_ids, folder: folder.clone(), loaded })
    }

    /// The article of a doc id as it is published.
    ///
    /// # Errors
    /// When it can no longer be read.
    pub(crate) fn article(&self, doc_id: usize) -> Result<Article, CommandError> {
        let loaded = self.loaded.get(doc_id).and_then(|loaded| loaded.lock().ok()?.clone());
        loaded.map_or_else(|| self.reread_article(doc_id), Ok)
    }

    /// Takes the same article, for its last use.
    ///
    /// # Errors
    /// When it can no longer be read.
    pub(crate) fn take_article(&self, doc_id: usize) -> Result<Article, CommandError> {
        let loaded = self.loaded.get(doc_id).and_then(|loaded| loaded.lock().ok()?.take());
        loaded.map_or_else(|| self.reread_article(doc_id), Ok)
    }

    fn reread_article(&self, doc_id: usize) -> Result<Article, CommandError> {
        let changed_error =
            |file: &str, why: &str| CommandError::Failed(format!("{file} changed during the build ({why}); run the build again"));
        let (Some(text), Some(card)) = (self.texts.get(doc_id), self.cards.get(doc_id)) else {
            return Err(changed_error("the corpus", "an article is missing"));
        };
        let article = self.folder.read_article(&text.file).map_err(|problem| changed_error(&text.file, &problem.text))?;
        if article.id != card.id {
            return Err(changed_error(&text.file, "its id changed"));
        }
        let mut article_file = ArticleFile { file: String::new(), article };
        // Missing pictures were reported at the first reading.
        prepare_article(&mut article_file, &self.site, &self.left_out, &|src| (!self.pictures.contains(src)).then_some("is missing"));
        Ok(article_file.article)
    }

    /// The doc ids of the articles that an article names as its versions in other languages.
    pub(crate) fn named_versions(&self, doc_id: usize) -> Vec<usize> {
        let named = self.texts.get(doc_id).into_iter().flat_map(|text| &text.versions);
        named.filter_map(|id| self.doc_ids.get(id).copied()).filter(|version| *version != doc_id).collect()
    }

    /// The doc ids of an article, which comes first, and of its versions in other languages, one per language. Only versions that
    /// name it in turn count, as search engines require.
    pub(crate) fn versions(&self, doc_id: usize) -> Vec<usize> {
        let mut versions = vec![doc_id];
        let Some(own) = self.cards.get(doc_id) else { return versions };
        for at in self.texts[doc_id].versions.iter().filter_map(|id| self.doc_ids.get(id).copied()) {
            let is_mutual = self.texts[at].versions.contains(&own.id);
            if is_mutual && versions.iter().all(|known| self.cards[*known].lang != self.cards[at].lang) {
                versions.push(at);
            }
        }
        versions
    }

    /// The lead article of the front page: the one that the site names, else the newest with a picture, else the newest.
    pub(crate) fn lead(&self) -> Option<&Card> {
        choose_lead(&self.cards, self.site.lead.as_deref()).and_then(|at| self.cards.get(at))
    }
}

/// Reads the pages of the site that have an address of their own, and the drafts that are left out.
fn read_site_pages(folder: &Folder, draft_mode: DraftMode, problems: &mut Vec<Diagnostic>) -> (Vec<ArticleFile>, Drafts) {
    let mut left_out = Drafts::default();
    let mut all = folder.read_pages(problems);
    all.iter_mut().for_each(|article_file| article_file.article.draft = is_draft(&article_file.article));
    let is_left_out = |article_file: &ArticleFile| draft_mode == DraftMode::Exclude && article_file.article.draft;
    let drafts: Vec<Target> = all
        .iter()
        .filter(|article_file| is_left_out(article_file))
        .map(|article_file| Target::Page(article_file.article.id.clone()))
        .collect();
    drafts.into_iter().for_each(|target| left_out.insert(target));
    all.retain(|article_file| !is_left_out(article_file));
    let pages = retain_addressable(all, problems, reserved_id_reason);
    pages.iter().for_each(|page| left_out.remove(&Target::Page(page.article.id.clone())));
    (pages, left_out)
}

/// The data kept of an article from the first reading: the whole article, unless the corpus is too large.
struct FirstReading {
    card: Card,
    text: ArticleText,
    article: Option<Article>,
    targets: Vec<Target>,
}

/// Reads all articles on all cores, and keeps the listing data of each.
fn read_articles(
    folder: &Folder,
    site: &Site,
    draft_mode: DraftMode,
    left_out: &mut Drafts,
    problems: &mut Vec<Diagnostic>,
) -> Result<Vec<FirstReading>, CommandError> {
    let files = folder.article_files("articles");
    let batches: Vec<&[String]> = files.chunks(FILES_PER_BATCH).collect();
    let read = |at: usize| batches[at].iter().map(|file| read_article(folder, site, draft_mode, file)).collect::<Vec<_>>();
    let (mut articles, mut addresses, mut size) = (Vec::<FirstReading>::with_capacity(files.len()), Addresses::default(), 0);
    parallel_map_ordered(batches.len(), STACK_BYTES, &read, &mut |batch| {
        for read in batch {
            let one = match read {
                Ok(ReadArticle::Article(one)) => one,
                Ok(ReadArticle::Draft(target)) => {
                    left_out.insert(target);
                    continue;
                }
                Err(problem) => {
                    problems.push(problem);
                    continue;
                }
            };
            if let Err(problem) = addresses.claim(&one.text.file, &one.card.id, |_| None) {
                problems.push(problem);
                continue;
            }
            problems.extend(one.problems);
            let fitted = size <= MAX_BYTES_IN_MEMORY;
            size += one.text.size;
            if fitted && size > MAX_BYTES_IN_MEMORY {
                articles.iter_mut().for_each(|kept| kept.article = None);
            }
            let article = Some(one.article).filter(|_| size <= MAX_BYTES_IN_MEMORY);
            articles.push(FirstReading { card: one.card, text: one.text, article, targets: one.targets });
        }
        Ok::<(), CommandError>(())
    })?;
    articles.iter().for_each(|kept| left_out.remove(&Target::Article(kept.card.id.clone())));
    // The drafts are known only after all articles are read: an article that links to one is read again, without the link.
    for kept in articles.iter_mut().filter(|kept| kept.targets.iter().any(|target| left_out.contains(target))) {
        let read = catch_panic(|| try_read_article(folder, site, DraftMode::Include, left_out, &kept.text.file));
        if let Ok(Ok(ReadArticle::Article(one))) = read {
            let PreparedArticle { card, text, article, .. } = *one;
            (kept.card, kept.text) = (card, text);
            kept.article = kept.article.take().map(|_| article);
        }
    }
    Ok(articles)
}

/// Reads one article, with all its links.
fn read_article(folder: &Folder, site: &Site, draft_mode: DraftMode, file: &str) -> Result<ReadArticle, Diagnostic> {
    let read = catch_panic(|| try_read_article(folder, site, draft_mode, &Drafts::default(), file));
    read.unwrap_or_else(|caught| Err(caught.diagnostic(file, "the site is built without it")))
}

fn try_read_article(folder: &Folder, site: &Site, draft_mode: DraftMode, left_out: &Drafts, file: &str) -> Result<ReadArticle, Diagnostic> {
    let mut article_file = ArticleFile { file: file.to_owned(), article: folder.read_article(file)? };
    if draft_mode == DraftMode::Exclude && is_draft(&article_file.article) {
        return Ok(ReadArticle::Draft(Target::Article(article_file.article.id)));
    }
    let problems = prepare_article(&mut article_file, site, left_out, &|src| unpublishable_reason(folder, src));
    let article = article_file.article;
    let (pictures, targets) = (visit::picture_paths(&article.body), drafts::link_targets(&article, site));
    let (card, modified) = (Card::from_article(&article), article.modified.clone());
    let bytes = serde_json::to_vec(&article).unwrap_or_default();
    let (size, hash, licence) = (bytes.len() as u64, sha256(&bytes), article.licence.clone());
    let versions = article.versions.iter().map(|version| version.id.clone()).collect();
    let text = ArticleText { file: article_file.file, modified, versions, size, hash, pictures, licence };
    Ok(ReadArticle::Article(Box::new(PreparedArticle { card, text, article, targets, problems })))
}

/// The reason why a page of the site may not have this id.
pub(crate) fn reserved_id_reason(id: &str) -> Option<String> {
    route::is_reserved_id(id).then(|| format!("the address /{id}/ is reserved; give the page and its file another id"))
}

/// Ids in use, in lower case, and the file of each.
#[derive(Debug, Default)]
pub(crate) struct Addresses(BTreeMap<String, String>);

impl Addresses {
    /// Claims the id of a file, if it is well-formed, no other file has it and `reject` does not reject it.
    ///
    /// # Errors
    /// The reason why the file is left out of the site.
    pub(crate) fn claim(&mut self, file: &str, id: &str, reject: impl Fn(&str) -> Option<String>) -> Result<(), Diagnostic> {
        let reason = if !id::is_id(id) {
            Some(format!("the id {id:?} cannot be used in a URL; use up to 80 of A-Z, a-z, 0-9, - and _, starting with a letter or digit"))
        } else if let Some(first) = self.0.get(&id.to_ascii_lowercase()) {
            Some(format!("{first} already has the id {id:?} (ignoring case); change one of them"))
        } else {
            reject(id)
        };
        if let Some(reason) = reason {
            return Err(Diagnostic::new(Severity::Error, file, format!("left out of the site: {reason}")).at("id"));
        }
        self.0.insert(id.to_ascii_lowercase(), file.to_owned());
        Ok(())
    }
}

/// Returns the files that have an address of their own, in order.
pub(crate) fn retain_addressable(
    files: Vec<ArticleFile>,
    problems: &mut Vec<Diagnostic>,
    reject: impl Fn(&str) -> Option<String>,
) -> Vec<ArticleFile> {
    let mut addresses = Addresses::default();
    let mut claim =
        |one: &ArticleFile| addresses.claim(&one.file, &one.article.id, &reject).map_err(|problem| problems.push(problem)).is_ok();
    files.into_iter().filter(|one| claim(one)).collect()
}

/// Prepares an article for publication: removes publisher-only data and links to drafts, sets the site's language if it names none,
/// sanitizes it, and drops missing pictures. Returns a problem for each missing picture and each rejected item.
fn prepare_article(
    article_file: &mut ArticleFile,
    site: &Site,
    left_out: &Drafts,
    unpublishable_reason: &dyn Fn(&str) -> Option<&'static str>,
) -> Vec<Diagnostic> {
    let (file, article) = (&article_file.file, &mut article_file.article);
    article.draft = is_draft(article);
    normalize_labels(article);
    published::strip_article(article, site.show_removed);
    left_out.remove_links(article, site);
    if article.lang.is_empty() {
        article.lang = site.language().to_owned();
    }
    let mut problems = sanitize::article(file, article);
    visit::visit_mut(&mut article.body, &mut |node| {
        let visit::NodeMut::Block(Block::Figure(figure)) = node else { return };
        figure.images.retain(|image| {
            let reason = unpublishable_reason(&image.src);
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
pub(crate) fn is_picture(folder: &Folder, path: &str) -> bool {
    unpublishable_reason(folder, path).is_none()
}

/// The extensions of pictures: a file with any other could be a page or a program.
const PICTURE_EXTENSIONS: [&str; 10] = ["avif", "bmp", "gif", "ico", "jpeg", "jpg", "png", "apng", "svg", "webp"];

/// The reason why a path leads to no publishable picture.
pub(crate) fn unpublishable_reason(folder: &Folder, path: &str) -> Option<&'static str> {
    let is_plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(|c: char| c.is_control() || c == '\\');
    if !path.starts_with("images/") || !path.split('/').all(is_plain) || !folder.path(path).is_file() {
        return Some("is not in the corpus");
    }
    let kind = path.rsplit_once('.').map(|(_, kind)| kind.to_ascii_lowercase()).unwrap_or_default();
    if !PICTURE_EXTENSIONS.contains(&kind.as_str()) {
        return Some("does not have the extension of a web image format");
    }
    // A symbolic link in the corpus must not publish a file from elsewhere.
    let place = |path: &str| fs::canonicalize(folder.path(path)).ok();
    if place(path).zip(place("images")).is_none_or(|(file, images)| !file.starts_with(images)) {
        return Some("is a symbolic link to a file outside images/");
    }
    let bytes = fs::read(folder.path(path)).unwrap_or_default();
    if kind == "svg" {
        return drawing::sanitize(&bytes).is_none().then_some("is a damaged or malicious SVG");
    }
    picture::clean(&bytes).is_none().then_some(picture::UNREADABLE_REASON)
}
