//! `sitemap.xml` and `robots.txt`: what there is, for search engines.

use super::head::Common;
use super::markup::escape;
use super::pages::Shown;
use crate::article::date::Date;
use crate::corpus::{ListState, Place};

/// Where the sitemap stands in the site.
pub const PATH: &str = "sitemap.xml";

/// So many addresses a sitemap holds, at most: the protocol allows 50,000 in 50 MB.
const MOST: usize = 45_000;

/// The lists, so many of the newest articles and the pages of a site that knows its own address, each file with its path.
/// What is too much for one sitemap is parted, and the first file names the parts (sitemaps.org, "Sitemap index files").
pub fn sitemaps(shown: &Shown) -> Vec<(String, String)> {
    if shown.common.origin.is_none() {
        return Vec::new();
    }
    let entries = entries(shown);
    if entries.len() <= MOST {
        return vec![(PATH.to_owned(), document("urlset", &entries.concat()))];
    }
    let parts = entries.chunks(MOST).zip(1..).map(|(part, number)| (format!("sitemap-{number}.xml"), document("urlset", &part.concat())));
    let parts: Vec<(String, String)> = parts.collect();
    let named = parts.iter().map(|(path, _)| format!("<sitemap><loc>{}</loc></sitemap>\n", escape(&absolute(shown.common, path))));
    let index = document("sitemapindex", &named.collect::<String>());
    std::iter::once((PATH.to_owned(), index)).chain(parts).collect()
}

fn document(root: &str, inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{inside}</{root}>\n"
    )
}

fn absolute(common: &Common, path: &str) -> String {
    common.absolute_file(path).unwrap_or_default()
}

/// An entry for each page.
fn entries(shown: &Shown) -> Vec<String> {
    let Shown { common, collection, .. } = shown;
    let list = (Place::List(ListState::new()), None);
    let articles = collection.cards.iter().zip(&collection.texts).take(shown.own_pages);
    let articles = articles.map(|(card, text)| (Place::article(&card.id), changed(&text.modified, &card.published)));
    let values = shown.values.iter().map(|value| (Place::File(value.path.clone()), None));
    let pages = collection.pages.iter().map(|page| (Place::SitePage(page.id.clone()), changed(&page.modified, &page.published)));
    let entry = |(place, changed): (Place, Option<String>)| {
        let address = common.absolute(&common.addressing.href(&place)).unwrap_or_default();
        let changed = changed.map(|day| format!("<lastmod>{day}</lastmod>")).unwrap_or_default();
        format!("<url><loc>{}</loc>{changed}</url>\n", escape(&address))
    };
    std::iter::once(list).chain(articles).chain(values).chain(pages).map(entry).collect()
}

/// The day of the last change.
fn changed(modified: &Option<String>, published: &Option<String>) -> Option<String> {
    let date = |text: &Option<String>| text.as_deref().and_then(Date::parse);
    date(modified).or_else(|| date(published)).map(|date| date.day())
}

/// Everything may be read; the sitemap is named where there is one.
pub fn robots(common: &Common) -> String {
    let sitemap = common.absolute_file(PATH);
    let sitemap = sitemap.map(|address| format!("Sitemap: {address}\n")).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{sitemap}")
}
