//! `sitemap.xml` and `robots.txt` for search engines.

use super::head::SiteContext;
use super::list_pages::PagedList;
use super::markup::escape;
use super::pages::BuildContext;
use crate::article::date::Date;
use crate::corpus::Route;

/// The path of the sitemap in the site.
pub const PATH: &str = "sitemap.xml";

/// The maximum addresses and bytes of a sitemap: the protocol allows 50,000 addresses in 50 MB.
const MOST: usize = 45_000;
const LARGEST: usize = 45_000_000;

/// Returns the sitemap files with their paths: lists, the newest articles with a page and the pages of a site with a known address.
/// A list too large for one sitemap is split, and the first file names the parts (sitemaps.org, "Sitemap index files").
pub fn sitemaps(shown: &BuildContext) -> Vec<(String, String)> {
    if shown.common.origin.is_none() {
        return Vec::new();
    }
    let mut parts = parted(entries(shown), MOST, LARGEST);
    if let [whole] = &mut parts[..] {
        return vec![(PATH.to_owned(), document("urlset", whole))];
    }
    let parts = parts.iter().zip(1..).map(|(part, number)| (format!("sitemap-{number}.xml"), document("urlset", part)));
    let parts: Vec<(String, String)> = parts.collect();
    let named = parts.iter().map(|(path, _)| format!("<sitemap><loc>{}</loc></sitemap>\n", escape(&absolute(shown.common, path))));
    let index = document("sitemapindex", &named.collect::<String>());
    std::iter::once((PATH.to_owned(), index)).chain(parts).collect()
}

/// Splits entries into parts with at most `most` entries and `largest` bytes; there is at least one part.
fn parted(entries: impl Iterator<Item = String>, most: usize, largest: usize) -> Vec<String> {
    let (mut parts, mut count) = (vec![String::new()], 0);
    for entry in entries {
        let last = parts.last_mut().filter(|last| count < most && last.len() + entry.len() <= largest);
        match last {
            Some(last) => last.push_str(&entry),
            None => (count, _) = (0, parts.push(entry)),
        }
        count += 1;
    }
    parts
}

fn document(root: &str, inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{inside}</{root}>\n"
    )
}

fn absolute(common: &SiteContext, path: &str) -> String {
    common.absolute_file(path).unwrap_or_default()
}

/// An entry for each page that search engines may index.
fn entries(shown: &BuildContext) -> impl Iterator<Item = String> {
    let BuildContext { common, collection, .. } = shown;
    let lists = std::iter::once(PagedList::all(collection)).chain(shown.values.iter().map(PagedList::of)).filter(PagedList::is_told);
    let lists = lists.flat_map(|list| (1..=list.pages()).map(|number| (list.route(number), None)).collect::<Vec<_>>());
    let articles = collection.cards.iter().zip(&collection.texts).take(shown.own_pages);
    let articles = articles.map(|(card, text)| (Route::article(&card.id), changed(&text.modified, &card.published)));
    let pages = collection.pages.iter().map(|page| (Route::SitePage(page.id.clone()), changed(&page.modified, &page.published)));
    let data = shown.data.then(|| (Route::File(super::data::FOLDER.to_owned()), None));
    let entry = |(place, changed): (Route, Option<String>)| {
        let address = common.absolute(&common.addressing.href(&place)).unwrap_or_default();
        let changed = changed.map(|day| format!("<lastmod>{day}</lastmod>")).unwrap_or_default();
        format!("<url><loc>{}</loc>{changed}</url>\n", escape(&address))
    };
    lists.chain(articles).chain(pages).chain(data).map(entry)
}

/// The day of the last change.
fn changed(modified: &Option<String>, published: &Option<String>) -> Option<String> {
    let date = |text: &Option<String>| text.as_deref().and_then(Date::parse);
    date(modified).or_else(|| date(published)).map(|date| date.day())
}

/// Everything may be crawled; the sitemap is named if there is one.
pub fn robots(common: &SiteContext) -> String {
    let sitemap = common.absolute_file(PATH);
    let sitemap = sitemap.map(|address| format!("Sitemap: {address}\n")).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{sitemap}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_much_for_one_sitemap_is_parted() {
        let parts = |most: usize, largest: usize| parted((0..5).map(|n| format!("<{n}>")), most, largest);
        assert_eq!(parts(9, 99), ["<0><1><2><3><4>"]);
        assert_eq!(parts(2, 99), ["<0><1>", "<2><3>", "<4>"]);
        assert_eq!(parts(9, 10), ["<0><1><2>", "<3><4>"]);
        assert_eq!(parted(std::iter::empty(), 2, 9), [""]);
    }
}
