//! Drafts: the articles and pages that are not to be published, and the links that lead to them.

use crate::article::visit::{self, NodeMut, NodeRef};
use crate::article::{Article, Inline, Text};
use crate::corpus::{Route, Site, UrlBuilder};
use std::collections::BTreeSet;
use url::Url;

/// The target inside the site of a link or of a list of versions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Target {
    /// An article, by id.
    Article(String),
    /// A page of the site, by id.
    Page(String),
}

/// The articles and pages that are drafts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Drafts(BTreeSet<Target>);

/// The note that version 0.1 wrote into `review` when a source called itself a draft.
const LEGACY_DRAFT_REVIEW: &str = "Its source says that it is a draft.";

/// Keys by which a source marks itself as not for publication, and the values that do so. Version 0.1 kept some of them in
/// `capture.cut`.
const DRAFT_KEYS: [(&str, &[&str]); 6] = [
    ("draft", &["true", "yes", "on", "1"]),
    ("private", &["true", "yes", "on", "1"]),
    ("publish", &["false", "no", "off", "0"]),
    ("published", &["false", "no", "off", "0"]),
    ("status", &["draft", "private", "unpublished", "pending", "hidden"]),
    ("visibility", &["draft", "private", "hidden"]),
];

/// True if an article is not to be published: it says so, or its source said so when version 0.1 read it.
pub(crate) fn is_draft(article: &Article) -> bool {
    article.draft || legacy_draft_mark(article).is_some()
}

/// Where version 0.1 found the draft mark of an article that does not carry one itself.
pub(crate) fn legacy_draft_mark(article: &Article) -> Option<String> {
    if article.draft {
        return None;
    }
    if article.review.as_deref() == Some(LEGACY_DRAFT_REVIEW) {
        return Some("`review`".to_owned());
    }
    let cut = article.capture.iter().flat_map(|capture| &capture.cut).flat_map(|passage| passage.lines());
    cut.map(str::trim).find(|line| is_draft_line(line)).map(|line| format!("`{line}` in `capture.cut`"))
}

fn is_draft_line(line: &str) -> bool {
    let Some((key, value)) = line.split_once(':') else { return false };
    let value = value.trim().trim_matches(['"', '\'']).to_ascii_lowercase();
    DRAFT_KEYS.iter().any(|(draft_key, values)| *draft_key == key.trim() && values.contains(&value.as_str()))
}

impl Drafts {
    /// Adds a draft.
    pub(crate) fn insert(&mut self, target: Target) {
        self.0.insert(target);
    }

    /// Removes a draft that is published under the same id.
    pub(crate) fn remove(&mut self, target: &Target) {
        self.0.remove(target);
    }

    /// True if `target` is a draft.
    pub(crate) fn contains(&self, target: &Target) -> bool {
        self.0.contains(target)
    }

    /// The number of drafts.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The number of drafts that are articles.
    pub(crate) fn article_count(&self) -> usize {
        self.0.iter().filter(|target| matches!(target, Target::Article(_))).count()
    }

    /// True if there are no drafts.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The draft that an address leads to.
    pub(crate) fn find_by_href(&self, href: &str, site: &Site) -> Option<Target> {
        if self.is_empty() { None } else { parse_target(href, site).filter(|target| self.contains(target)) }
    }

    /// Removes links to drafts from an article: the link text stays.
    pub(crate) fn remove_links(&self, article: &mut Article, site: &Site) {
        if self.is_empty() {
            return;
        }
        article.versions.retain(|version| !self.contains(&Target::Article(version.id.clone())));
        visit::visit_mut(&mut article.body, &mut |node| {
            if let NodeMut::Text(text) = node {
                self.unlink(text, site);
            }
        });
    }

    /// Removes entries that lead to drafts from the settings.
    pub(crate) fn remove_from_site(&self, site: &mut Site) {
        if self.is_empty() {
            return;
        }
        let addresses = Site { url: site.url.clone(), ..Site::default() };
        let is_page = |id: &str| self.contains(&Target::Page(id.to_owned()));
        site.lead.take_if(|lead| self.contains(&Target::Article(lead.clone())));
        site.navigation.retain(|item| match (&item.page, &item.href) {
            (Some(page), _) => !is_page(page),
            (None, Some(href)) => self.find_by_href(href, &addresses).is_none(),
            (None, None) => true,
        });
        site.consent.iter_mut().for_each(|consent| consent.pages.retain(|page| !is_page(page)));
        let texts = site.notices.iter_mut().map(|notice| &mut notice.text).chain(site.consent.iter_mut().map(|consent| &mut consent.text));
        texts.for_each(|text| {
            visit::visit_text_mut(text, &mut |node| {
                if let NodeMut::Text(text) = node {
                    self.unlink(text, &addresses);
                }
            });
        });
    }

    fn unlink(&self, text: &mut Text, site: &Site) {
        let leads_to_draft = |inline: &Inline| matches!(inline, Inline::Link(link) if self.find_by_href(&link.href, site).is_some());
        while text.iter().any(leads_to_draft) {
            let inlines = std::mem::take(&mut text.0);
            text.0 =
                inlines.into_iter().flat_map(|inline| if leads_to_draft(&inline) { link_text(inline) } else { vec![inline] }).collect();
        }
    }
}

fn link_text(inline: Inline) -> Vec<Inline> {
    match inline {
        Inline::Link(link) => link.text.0,
        other => vec![other],
    }
}

/// The targets inside the site that an article leads to by its links and versions.
pub(crate) fn link_targets(article: &Article, site: &Site) -> Vec<Target> {
    let mut found: Vec<Target> = article.versions.iter().map(|version| Target::Article(version.id.clone())).collect();
    visit::visit(&article.body, &mut |node| {
        if let NodeRef::Inline(Inline::Link(link)) = node {
            found.extend(parse_target(&link.href, site));
        }
    });
    found
}

/// The target of an address inside the site: a path, or a full URL of the site.
fn parse_target(href: &str, site: &Site) -> Option<Target> {
    let path = if href.starts_with('/') { href.to_owned() } else { path_in_site(href, site)? };
    let (path, hash) = path.split_once('#').unwrap_or((&path, ""));
    let (path, search) = path.split_once('?').unwrap_or((path, ""));
    match UrlBuilder::for_site("/").parse_route(path, search, hash)? {
        Route::Article { id, .. } => Some(Target::Article(id)),
        Route::SitePage(id) => Some(Target::Page(id)),
        _ => None,
    }
}

/// The path inside the site of a full URL that begins with the site's own address.
fn path_in_site(href: &str, site: &Site) -> Option<String> {
    let own = Url::parse(site.url.as_deref()?).ok()?;
    let url = Url::parse(href).ok().filter(|url| url.origin() == own.origin())?;
    let path = url.path().strip_prefix(own.path().trim_end_matches('/'))?;
    path.starts_with('/').then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn article(value: serde_json::Value) -> Article {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn drafts_are_marked_by_the_article_or_its_source() {
        for draft in [
            json!({"draft": true}),
            json!({"review": LEGACY_DRAFT_REVIEW}),
            json!({"capture": {"cut": ["mood: calm", "publish: false"]}}),
            json!({"capture": {"cut": ["draft: \"Yes\""]}}),
        ] {
            assert!(is_draft(&article(draft.clone())), "{draft}");
        }
        for other in [
            json!({}),
            json!({"draft": false, "capture": {"cut": ["draft: false", "published: 2024-01-01", "The draft: true or not?"]}}),
            json!({"review": "The date may be another."}),
        ] {
            assert!(!is_draft(&article(other.clone())), "{other}");
        }
    }

    #[test]
    fn links_to_drafts_become_plain_text() {
        let site: Site = serde_json::from_value(json!({"name": "S", "url": "https://s.example/room/"})).unwrap();
        let mut drafts = Drafts::default();
        drafts.insert(Target::Article("d".to_owned()));
        let link = |href: &str, text: serde_json::Value| json!({"link": {"href": href, "text": text}});
        let mut one = article(json!({"versions": [{"lang": "en", "id": "d"}, {"lang": "ar", "id": "e"}], "body": [
            {"list": {"items": [[{"paragraph": ["a ", link("/article/d/?q=x#y", json!([{"em": ["b"]}]))]}]]}},
            {"paragraph": [link("https://s.example/room/article/d", json!(["c"])), link("https://t.example/article/d/", json!(["t"])), link("/article/e/", json!(["e"]))]},
        ]}));
        assert_eq!(link_targets(&one, &site).iter().filter(|target| drafts.contains(target)).count(), 3);
        drafts.remove_links(&mut one, &site);
        assert_eq!(one.versions.len(), 1);
        let expected = json!([
            {"list": {"items": [[{"paragraph": ["a ", {"em": ["b"]}]}]]}},
            {"paragraph": ["c", link("https://t.example/article/d/", json!(["t"])), link("/article/e/", json!(["e"]))]},
        ]);
        assert_eq!(serde_json::to_value(&one.body).unwrap(), expected);
    }

    #[test]
    fn settings_do_not_lead_to_drafts() {
        let mut site: Site = serde_json::from_value(
            json!({"name": "S", "lead": "d", "navigation": [{"label": "P", "page": "p"}, {"label": "Q", "page": "q"},
            {"label": "D", "href": "/article/d/"}], "consent": {"text": [{"link": {"href": "/p/", "text": ["w"]}}], "pages": ["p", "q"]}}),
        )
        .unwrap();
        let mut drafts = Drafts::default();
        drafts.insert(Target::Article("d".to_owned()));
        drafts.insert(Target::Page("p".to_owned()));
        drafts.remove_from_site(&mut site);
        let expected = json!({"name": "S", "navigation": [{"label": "Q", "page": "q"}], "consent": {"text": ["w"], "pages": ["q"]}});
        assert_eq!(serde_json::to_value(&site).unwrap(), expected);
    }
}
