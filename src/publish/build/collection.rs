//! A corpus as it will be published: sorted, with only what has an address of its own, and only pictures that are there.
//!
//! It holds what lists need of each article, and where the rest stands: of a large corpus the texts are read again as they are
//! published, so that it may be larger than memory.

use super::drawing;
use super::harmless;
use super::picture;
use super::published;
use crate::article::date::Date;
use crate::article::{Article, Block, id};
use crate::corpus::{Card, Site};
use crate::publish::catch_panic::catch_panic;
use crate::publish::drafts::{self, Drafts, Target, is_draft};
use crate::publish::failure::Failure;
use crate::publish::folder::{Filed, Folder, RUN, sha256};
use crate::publish::ordered::{STACK, ordered};
use crate::publish::parts;
use crate::publish::problem::{Problem, Severity};
use crate::state::list_rows::choose_lead;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Mutex;

/// Articles that have no more bytes than this in all, as they stand in packs, are held until they are published.
const HELD: u64 = 64 << 20;

/// What is published.
#[derive(Debug)]
pub struct Collection {
    /// The site's settings.
    pub site: Site,
    /// The cards of all articles, newest first: their places are the ordinals of the articles.
    pub cards: Vec<Card>,
    /// What else is known of each article, in the same order.
    pub texts: Vec<Text>,
    /// The pages of the site, by id.
    pub pages: Vec<Article>,
    /// Paths of the pictures that they show, `images/NAME`; each is a file of the corpus.
    pub pictures: BTreeSet<String>,
    /// How many articles and pages are drafts: they are left out, or where they are wanted, shown.
    pub drafts: usize,
    /// The drafts that were left out.
    left_out: Drafts,
    /// The ordinals of the articles, by id.
    ids: BTreeMap<String, usize>,
    folder: Folder,
    /// The articles by their ordinals, until each is taken; empty where they are too many to hold.
    held: Vec<Mutex<Option<Article>>>,
}

/// Where the text of an article stands, and how much it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Its file, relative to the corpus.
    pub file: String,
    /// RFC 3339 date of its last change.
    pub modified: Option<String>,
    /// The ids of the articles that it names as itself in other languages.
    pub versions: Vec<String>,
    /// Its size as it stands in a pack, in bytes.
    pub size: u64,
    /// The hash of what stands in the pack, hexadecimal.
    pub hash: String,
    /// The paths of the pictures that it shows.
    pub pictures: Vec<String>,
    /// Its licence, where it names one.
    pub licence: Option<String>,
}

/// What a corpus is read for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum With {
    /// What is published.
    #[default]
    Published,
    /// Drafts, too.
    Drafts,
}

/// What one reading of a file gives.
struct Gleaned {
    card: Card,
    text: Text,
    article: Article,
    targets: Vec<Target>,
    problems: Vec<Problem>,
}

/// An article, or a draft that is left out.
enum Read {
    Article(Box<Gleaned>),
    Draft(Target),
}

impl Collection {
    /// Reads a corpus. What cannot be published is named in `problems`, and the rest goes on.
    ///
    /// # Errors
    /// When reading stopped by itself.
    pub fn read(folder: &Folder, with: With, problems: &mut Vec<Problem>) -> Result<Collection, Failure> {
        let mut site = folder.site(problems);
        published::site(&mut site);
        problems.extend(harmless::site(&mut site));
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

    /// The article of an ordinal as it is published.
    ///
    /// # Errors
    /// When it can no longer be read.
    pub fn article(&self, ordinal: usize) -> Result<Article, Failure> {
        let held = self.held.get(ordinal).and_then(|held| held.lock().ok()?.clone());
        held.map_or_else(|| self.read_again(ordinal), Ok)
    }

    /// The same, for the last time that it is needed.
    ///
    /// # Errors
    /// When it can no longer be read.
    pub fn take(&self, ordinal: usize) -> Result<Article, Failure> {
        let held = self.held.get(ordinal).and_then(|held| held.lock().ok()?.take());
        held.map_or_else(|| self.read_again(ordinal), Ok)
    }

    fn read_again(&self, ordinal: usize) -> Result<Article, Failure> {
        let gone = |file: &str, why: &str| Failure::Failed(format!("{file} was changed while the site was built ({why}): build again"));
        let (Some(text), Some(card)) = (self.texts.get(ordinal), self.cards.get(ordinal)) else {
            return Err(gone("the corpus", "an article is missing"));
        };
        let article = self.folder.article(&text.file).map_err(|problem| gone(&text.file, &problem.text))?;
        if article.id != card.id {
            return Err(gone(&text.file, "it has another id"));
        }
        let mut filed = Filed { file: String::new(), article };
        // What is missing was named at the first reading.
        ready(&mut filed, &self.site, &self.left_out, &|src| (!self.pictures.contains(src)).then_some("is not there"));
        Ok(filed.article)
    }

    /// The ordinals of an article, which stands first, and of its versions in other languages: of each language one. Only those
    /// count that name it in turn, as search engines have it.
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

    /// The article that leads the front page: the one that the site names, else the newest with a picture, else the newest.
    pub fn lead(&self) -> Option<&Card> {
        choose_lead(&self.cards, self.site.lead.as_deref()).and_then(|at| self.cards.get(at))
    }
}

/// The pages of the site that have an address of their own, and those that are drafts and left out.
fn read_pages(folder: &Folder, with: With, problems: &mut Vec<Problem>) -> (Vec<Filed>, Drafts) {
    let mut left_out = Drafts::default();
    let mut all = folder.pages(problems);
    all.iter_mut().for_each(|filed| filed.article.draft = is_draft(&filed.article));
    let is_left_out = |filed: &Filed| with == With::Published && filed.article.draft;
    let drafts: Vec<Target> = all.iter().filter(|filed| is_left_out(filed)).map(|filed| Target::Page(filed.article.id.clone())).collect();
    drafts.into_iter().for_each(|target| left_out.add(target));
    all.retain(|filed| !is_left_out(filed));
    let pages = addressed(all, problems, reserved);
    pages.iter().for_each(|page| left_out.remove(&Target::Page(page.article.id.clone())));
    (pages, left_out)
}

/// What is kept of an article at the first reading: all of it, while that is not too much.
struct Kept {
    card: Card,
    text: Text,
    article: Option<Article>,
    targets: Vec<Target>,
}

/// Reads all articles on every core, and keeps of each what lists need.
fn glean_all(folder: &Folder, site: &Site, with: With, left_out: &mut Drafts, problems: &mut Vec<Problem>) -> Result<Vec<Kept>, Failure> {
    let files = folder.files("articles");
    let runs: Vec<&[String]> = files.chunks(RUN).collect();
    let read = || |at: usize| runs[at].iter().map(|file| read_one(folder, site, with, file)).collect::<Vec<_>>();
    let (mut articles, mut addresses, mut size) = (Vec::<Kept>::with_capacity(files.len()), Addresses::default(), 0);
    ordered(runs.len(), STACK, &read, &mut |run| {
        for read in run {
            let one = match read {
                Ok(Read::Article(one)) => one,
                Ok(Read::Draft(target)) => {
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
            articles.push(Kept { card: one.card, text: one.text, article, targets: one.targets });
        }
        Ok::<(), Failure>(())
    })?;
    articles.iter().for_each(|kept| left_out.remove(&Target::Article(kept.card.id.clone())));
    // Which are drafts is known once all were read: what leads to one is read again, without the way there.
    for kept in articles.iter_mut().filter(|kept| kept.targets.iter().any(|target| left_out.has(target))) {
        let read = catch_panic(|| glean(folder, site, With::Drafts, left_out, &kept.text.file));
        if let Ok(Ok(Read::Article(one))) = read {
            let Gleaned { card, text, article, .. } = *one;
            (kept.card, kept.text) = (card, text);
            kept.article = kept.article.take().map(|_| article);
        }
    }
    Ok(articles)
}

/// Reads one article, which leads wherever it says.
fn read_one(folder: &Folder, site: &Site, with: With, file: &str) -> Result<Read, Problem> {
    let read = catch_panic(|| glean(folder, site, with, &Drafts::default(), file));
    read.unwrap_or_else(|caught| Err(caught.problem(file, "the site is built without it")))
}

fn glean(folder: &Folder, site: &Site, with: With, left_out: &Drafts, file: &str) -> Result<Read, Problem> {
    let mut filed = Filed { file: file.to_owned(), article: folder.article(file)? };
    if with == With::Published && is_draft(&filed.article) {
        return Ok(Read::Draft(Target::Article(filed.article.id)));
    }
    let problems = ready(&mut filed, site, left_out, &|src| no_picture(folder, src));
    let article = filed.article;
    let (pictures, targets) = (shown(&article), drafts::targets(&article, site));
    let (card, modified) = (Card::of(&article), article.modified.clone());
    let bytes = serde_json::to_vec(&article).unwrap_or_default();
    let (size, hash, licence) = (bytes.len() as u64, sha256(&bytes), article.licence.clone());
    let versions = article.versions.iter().map(|version| version.id.clone()).collect();
    let text = Text { file: filed.file, modified, versions, size, hash, pictures, licence };
    Ok(Read::Article(Box::new(Gleaned { card, text, article, targets, problems })))
}

/// The paths of the pictures that an article shows.
fn shown(article: &Article) -> Vec<String> {
    let mut shown = Vec::new();
    parts::each_part(&article.body, &mut |part| {
        if let parts::Part::Figure(figure) = part {
            shown.extend(figure.images.iter().map(|image| image.src.clone()));
        }
    });
    shown
}

/// Why a page of the site may not have this id.
pub fn reserved(id: &str) -> Option<String> {
    id::RESERVED
        .contains(&id.to_ascii_lowercase().as_str())
        .then(|| format!("the address /{id}/ is the site's own: give the page and its file another id"))
}

/// Which ids are taken, in lower case, and by which file.
#[derive(Debug, Default)]
pub struct Addresses(BTreeMap<String, String>);

impl Addresses {
    /// Takes the id of a file, where it is of the right form, no other has it and `refuse` has nothing against it.
    ///
    /// # Errors
    /// Why the file is left out of the site.
    pub fn take(&mut self, file: &str, id: &str, refuse: impl Fn(&str) -> Option<String>) -> Result<(), Problem> {
        let reason = if !id::is_id(id) {
            Some(format!("the id {id:?} cannot be an address: use up to 80 of A-Z, a-z, 0-9, - and _, beginning with a letter or digit"))
        } else if let Some(first) = self.0.get(&id.to_ascii_lowercase()) {
            Some(format!("{first} has the id {id:?} already, when case is ignored: give one of them another id"))
        } else {
            refuse(id)
        };
        if let Some(reason) = reason {
            return Err(Problem::new(Severity::Error, file, format!("left out of the site: {reason}")).at("id"));
        }
        self.0.insert(id.to_ascii_lowercase(), file.to_owned());
        Ok(())
    }
}

/// What has an address of its own, in the order of the files.
pub fn addressed(filed: Vec<Filed>, problems: &mut Vec<Problem>, refuse: impl Fn(&str) -> Option<String>) -> Vec<Filed> {
    let mut addresses = Addresses::default();
    let mut take = |one: &Filed| addresses.take(&one.file, &one.article.id, &refuse).map_err(|problem| problems.push(problem)).is_ok();
    filed.into_iter().filter(|one| take(one)).collect()
}

/// Makes an article what is published of it: without what is its publisher's alone and what leads to a draft, in the site's language
/// where it says none, without what could do harm, its pictures those that are there. Gives a problem for each that is not, and for
/// what was refused.
fn ready(filed: &mut Filed, site: &Site, left_out: &Drafts, no_picture: &dyn Fn(&str) -> Option<&'static str>) -> Vec<Problem> {
    let (file, article) = (&filed.file, &mut filed.article);
    article.draft = is_draft(article);
    published::article(article, site.show_removed);
    left_out.settle(article, site);
    if article.lang.is_empty() {
        article.lang = site.language().to_owned();
    }
    let mut problems = harmless::article(file, article);
    parts::change_each(&mut article.body, &mut |part| {
        let parts::Change::Block(Block::Figure(figure)) = part else { return };
        figure.images.retain(|image| {
            let reason = no_picture(&image.src);
            problems.extend(reason.map(|reason| {
                let text = format!("the picture {} {reason}: its caption stands alone", image.src);
                Problem::new(Severity::Warning, file.as_str(), text)
            }));
            reason.is_none()
        });
    });
    problems
}

/// True where a path leads to a picture below the corpus's `images/`.
pub fn is_picture(folder: &Folder, path: &str) -> bool {
    no_picture(folder, path).is_none()
}

/// What pictures are called: a file of any other name could be a page or a program.
const KINDS: [&str; 10] = ["avif", "bmp", "gif", "ico", "jpeg", "jpg", "png", "apng", "svg", "webp"];

/// Why a path leads to no picture that can be published.
pub fn no_picture(folder: &Folder, path: &str) -> Option<&'static str> {
    let plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(|c: char| c.is_control() || c == '\\');
    if !path.starts_with("images/") || !path.split('/').all(plain) || !folder.path(path).is_file() {
        return Some("is not in the corpus");
    }
    let kind = path.rsplit_once('.').map(|(_, kind)| kind.to_ascii_lowercase()).unwrap_or_default();
    if !KINDS.contains(&kind.as_str()) {
        return Some("is not called like a picture that browsers show");
    }
    // A link in the corpus must not publish a file from elsewhere.
    let place = |path: &str| fs::canonicalize(folder.path(path)).ok();
    if place(path).zip(place("images")).is_none_or(|(file, images)| !file.starts_with(images)) {
        return Some("is a link that leads out of images/");
    }
    let bytes = fs::read(folder.path(path)).unwrap_or_default();
    if kind == "svg" {
        return drawing::published(&bytes).is_none().then_some("is a drawing that is damaged, or made to do harm");
    }
    picture::clean(&bytes).is_none().then_some(picture::REFUSED)
}
