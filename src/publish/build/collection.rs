//! A corpus as it will be published: sorted, with only what has an address of its own, and only pictures that are there.

use crate::article::date::Date;
use crate::article::{Article, id};
use crate::corpus::{Card, Site};
use crate::publish::folder::{Filed, Folder};
use crate::publish::parts;
use crate::publish::problem::{Problem, Severity};
use crate::view::list::lead;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What is published.
#[derive(Debug, Clone, Default)]
pub struct Collection {
    /// The site's settings.
    pub site: Site,
    /// The articles, newest first: their places are their ordinals.
    pub articles: Vec<Article>,
    /// Their cards, in the same order.
    pub cards: Vec<Card>,
    /// The pages of the site, by id.
    pub pages: Vec<Article>,
    /// Paths of the pictures that they show, `images/NAME`; each is a file of the corpus.
    pub pictures: BTreeSet<String>,
}

impl Collection {
    /// Reads a corpus. What cannot be published is named in `problems`, and the rest goes on.
    pub fn read(folder: &Folder, problems: &mut Vec<Problem>) -> Collection {
        let mut site = folder.site(problems);
        let articles = addressed(folder.articles(problems), problems, |_| None);
        let pages = addressed(folder.pages(problems), problems, reserved);
        let mut collection = Collection {
            articles: articles.into_iter().map(|filed| ready(filed, &site, folder, problems)).collect(),
            pages: pages.into_iter().map(|filed| ready(filed, &site, folder, problems)).collect(),
            ..Collection::default()
        };
        site.logo = site.logo.take().filter(|logo| is_picture(folder, logo));
        collection.site = site;
        collection.articles.sort_by_cached_key(|article| (Reverse(date(article)), article.id.clone()));
        collection.cards = collection.articles.iter().map(Card::of).collect();
        collection.pictures = collection.shown();
        collection
    }

    /// The article that leads the front page: the one that the site names, else the newest with a picture, else the newest.
    pub fn lead(&self) -> Option<&Card> {
        lead::choose(&self.cards, self.site.lead.as_deref()).and_then(|at| self.cards.get(at))
    }

    fn shown(&self) -> BTreeSet<String> {
        let mut shown: BTreeSet<String> = self.site.logo.iter().cloned().collect();
        for article in self.articles.iter().chain(&self.pages) {
            parts::each_part(&article.body, &mut |part| {
                if let parts::Part::Figure(figure) = part {
                    shown.extend(figure.images.iter().map(|image| image.src.clone()));
                }
            });
        }
        shown
    }
}

fn date(article: &Article) -> Option<Date> {
    article.published.as_deref().and_then(Date::parse)
}

/// Why a page of the site may not have this id.
pub fn reserved(id: &str) -> Option<String> {
    id::RESERVED
        .contains(&id.to_ascii_lowercase().as_str())
        .then(|| format!("the address /{id}/ is the site's own: give the page and its file another id"))
}

/// What has an id of the right form that no other has and that `refuse` has nothing against, in the order of the files.
pub fn addressed(filed: Vec<Filed>, problems: &mut Vec<Problem>, refuse: impl Fn(&str) -> Option<String>) -> Vec<Filed> {
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    let mut kept = Vec::new();
    for one in filed {
        let id = &one.article.id;
        let reason = if !id::is_id(id) {
            Some(format!("the id {id:?} cannot be an address: use up to 80 of A-Z, a-z, 0-9, - and _, beginning with a letter or digit"))
        } else if let Some(first) = taken.get(&id.to_ascii_lowercase()) {
            Some(format!("{first} has the id {id:?} already, when case is ignored: give one of them another id"))
        } else {
            refuse(id)
        };
        if let Some(reason) = reason {
            problems.push(Problem::new(Severity::Error, one.file, format!("left out of the site: {reason}")).at("id"));
            continue;
        }
        taken.insert(id.to_ascii_lowercase(), one.file.clone());
        kept.push(one);
    }
    kept
}

/// An article as it is published: in the site's language where it says none, its pictures those that are there.
fn ready(filed: Filed, site: &Site, folder: &Folder, problems: &mut Vec<Problem>) -> Article {
    let Filed { file, mut article } = filed;
    if article.lang.is_empty() {
        article.lang = site.language().to_owned();
    }
    parts::change_figures(&mut article.body, &mut |figure| {
        figure.images.retain(|image| {
            let there = is_picture(folder, &image.src);
            if !there {
                let text = format!("the picture {} is not in the corpus: its caption stands alone", image.src);
                problems.push(Problem::new(Severity::Warning, file.as_str(), text));
            }
            there
        });
    });
    article
}

/// True where a path leads to a file below the corpus's `images/`.
pub fn is_picture(folder: &Folder, path: &str) -> bool {
    let plain = path.split('/').all(|part| !part.is_empty() && part != "." && part != "..") && !path.contains('\\');
    plain && path.starts_with("images/") && folder.path(path).is_file()
}
