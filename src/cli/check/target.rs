//! The valid addresses of the site.

use crate::article::{Article, Block, anchor};
use crate::cli::folder::Folder;
use crate::corpus::{Route, UrlBuilder};
use std::collections::{BTreeMap, BTreeSet};

/// The targets that links may have.
#[derive(Debug, Clone, Default)]
pub(crate) struct Targets {
    articles: BTreeMap<String, BTreeSet<String>>,
    pages: BTreeMap<String, BTreeSet<String>>,
    /// Paths of all pictures, `images/NAME`.
    pub pictures: BTreeSet<String>,
}

impl Targets {
    /// Collects the pictures of a corpus; articles and pages are added later.
    pub(crate) fn from_folder(folder: &Folder) -> Targets {
        Targets { pictures: picture_paths(folder), ..Targets::default() }
    }

    /// Adds an article.
    pub(crate) fn add_article(&mut self, article: &Article) {
        self.articles.insert(article.id.clone(), anchor_set(&article.body));
    }

    /// Adds a page of the site.
    pub(crate) fn add_page(&mut self, page: &Article) {
        self.pages.insert(page.id.clone(), anchor_set(&page.body));
    }

    /// True if there is an article with this id.
    pub(crate) fn has_article(&self, id: &str) -> bool {
        self.articles.contains_key(id)
    }

    /// True if the site has a page with this id.
    pub(crate) fn has_page(&self, id: &str) -> bool {
        self.pages.contains_key(id)
    }

    /// The reason why a link is broken; `None` if it leads somewhere, or to another site. `own` are the anchors of the article of
    /// the link.
    pub(crate) fn broken_link_reason(&self, href: &str, own: &BTreeSet<String>) -> Option<String> {
        let (address, hash) = href.split_once('#').map_or((href, ""), |(address, hash)| (address, hash));
        if address.is_empty() {
            return broken_anchor_reason(own, hash);
        }
        if let Some(scheme) = scheme(address) {
            let known = matches!(scheme, "http" | "https" | "mailto" | "tel");
            return (!known).then(|| format!("{scheme}: links are not allowed; use a web address"));
        }
        if !address.starts_with('/') || address.starts_with("//") {
            return Some("neither a web address nor a path of this site; use https://… or /article/ID/".to_owned());
        }
        let (path, search) = address.split_once('?').map_or((address, ""), |(path, search)| (path, search));
        match UrlBuilder::for_site("/").parse_route(path, search, hash) {
            Some(Route::Article { id, .. }) => broken_target_reason(&self.articles, "article", &id, hash),
            Some(Route::SitePage(id)) => broken_target_reason(&self.pages, "page", &id, hash),
            Some(Route::File(path)) => (!self.has_file(&path)).then(|| format!("no file {path} in the site")),
            Some(_) => None,
            None => Some("outside the site".to_owned()),
        }
    }

    fn has_file(&self, path: &str) -> bool {
        self.pictures.contains(path) || matches!(path, "feed/atom.xml" | "sitemap.xml" | "robots.txt")
    }
}

fn broken_target_reason(all: &BTreeMap<String, BTreeSet<String>>, kind: &str, id: &str, hash: &str) -> Option<String> {
    match all.get(id) {
        Some(anchors) => broken_anchor_reason(anchors, hash),
        None => Some(format!("no {kind} {id}")),
    }
}

fn broken_anchor_reason(anchors: &BTreeSet<String>, hash: &str) -> Option<String> {
    let exists = hash.is_empty() || hash == "main" || anchors.contains(hash);
    (!exists).then(|| format!("no block with the anchor {hash}"))
}

/// The anchors of a body.
pub(crate) fn anchor_set(body: &[Block]) -> BTreeSet<String> {
    anchor::anchors(body).into_iter().collect()
}

/// `https` of `https://…`; `None` for a path.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let plain = scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    (plain && scheme.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(scheme)
}

/// Every file below `images/`, by its path in the corpus. Hidden files are skipped.
fn picture_paths(folder: &Folder) -> BTreeSet<String> {
    let entries = walkdir::WalkDir::new(folder.path("images")).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let paths = entries.filter_map(|entry| entry.path().strip_prefix(folder.root()).map(|path| path.to_path_buf()).ok());
    let inside = paths.map(|path| path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"));
    inside.filter(|path| !path.contains("/.")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_broken_links() {
        let article = Article { id: "a".into(), body: vec![Block::paragraph("One thing.")], ..Article::default() };
        let mut targets = Targets::from_folder(&Folder::new("/nowhere"));
        targets.add_article(&article);
        let own = BTreeSet::from(["b1".to_owned()]);
        let is_broken = |href: &str| targets.broken_link_reason(href, &own).is_some();
        for href in
            ["/", "/?tag=x", "/saved/", "/article/a/", "/article/a", "/article/a/#main", "https://x.org/y", "mailto:a@b.c", "tel:+1", "#b1"]
        {
            assert!(!is_broken(href), "{href}");
        }
        for href in ["/article/b/", "/about/", "/article/a/#bnone", "#b2", "javascript:x", "page.html", "//x.org", "/images/none.png"] {
            assert!(is_broken(href), "{href}");
        }
    }
}
