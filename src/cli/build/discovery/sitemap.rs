//! `sitemap.xml` and `robots.txt` for search engines.

use crate::article::date::Date;
use crate::cli::build::html::head::SiteContext;
use crate::cli::build::html::list_pages::PagedList;
use crate::cli::build::html::markup::escape;
use crate::cli::build::html::pages::BuildContext;
use crate::corpus::Route;

/// The path of the sitemap in the site.
pub(crate) const PATH: &str = "sitemap.xml";

/// The maximum addresses and bytes of a sitemap: the protocol allows 50,000 addresses in 50 MB.
const MAX_URLS: usize = 45_000;
const MAX_BYTES: usize = 45_000_000;

/// Returns the sitemap files with their paths: lists, the newest articles with a page and the pages of a site with a known address.
/// A list too large for one sitemap is split, and the first file names the parts (sitemaps.org, "Sitemap index files").
pub(crate) fn sitemaps(build_context: &BuildContext) -> Vec<(String, String)> {
    if build_context.site_context.origin.is_none() {
        return Vec::new();
    }
    let mut parts = split_entries(url_entries(build_context), MAX_URLS, MAX_BYTES);
    if let [whole] = &mut parts[..] {
        return vec![(PATH.to_owned(), xml_document("urlset", whole))];
    }
    let parts = parts.iter().zip(1..).map(|(part, number)| (format!("sitemap-{number}.xml"), xml_document("urlset", part)));
    let parts: Vec<(String, String)> = parts.collect();
    let named =
        parts.iter().map(|(path, _)| format!("<sitemap><loc>{}</loc></sitemap>\n", escape(&file_url(build_context.site_context, path))));
    let index = xml_document("sitemapindex", &named.collect::<String>());
    std::iter::once((PATH.to_owned(), index)).chain(parts).collect()
}

/// Splits entries into parts with at most `max_entries` entries and `max_bytes` bytes; there is at least one part.
fn split_entries(entries: impl Iterator<Item = String>, max_entries: usize, max_bytes: usize) -> Vec<String> {
    let (mut parts, mut count) = (vec![String::new()], 0);
    for entry in entries {
        let last = parts.last_mut().filter(|last| count < max_entries && last.len() + entry.len() <= max_bytes);
        match last {
            Some(last) => last.push_str(&entry),
            None => (count, _) = (0, parts.push(entry)),
        }
        count += 1;
    }
    parts
}

fn xml_document(root: &str, inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{inside}</{root}>\n"
    )
}

fn file_url(site_context: &SiteContext, path: &str) -> String {
    site_context.absolute_file_url(path).unwrap_or_default()
}

/// An entry for each page that search engines may index.
fn url_entries(build_context: &BuildContext) -> impl Iterator<Item = String> {
    let BuildContext { site_context, collection, .. } = build_context;
    let lists = std::iter::once(PagedList::all(collection))
        .chain(build_context.value_pages.iter().map(PagedList::for_value))
        .filter(PagedList::is_canonical);
    let lists = lists.flat_map(|list| (1..=list.page_count()).map(|number| (list.route(number), None)).collect::<Vec<_>>());
    let articles = collection.cards.iter().zip(&collection.texts).take(build_context.article_page_count);
    let articles = articles.map(|(card, text)| (Route::article(&card.id), last_modified(&text.modified, &card.published)));
    let pages = collection.pages.iter().map(|page| (Route::SitePage(page.id.clone()), last_modified(&page.modified, &page.published)));
    let data = build_context.has_data.then(|| (Route::File(crate::cli::build::data::downloads::FOLDER.to_owned()), None));
    let entry = |(place, last_modified): (Route, Option<String>)| {
        let address = site_context.absolute_url(&site_context.urls.href(&place)).unwrap_or_default();
        let last_modified = last_modified.map(|day| format!("<lastmod>{day}</lastmod>")).unwrap_or_default();
        format!("<url><loc>{}</loc>{last_modified}</url>\n", escape(&address))
    };
    lists.chain(articles).chain(pages).chain(data).map(entry)
}

/// The day of the last change.
fn last_modified(modified: &Option<String>, published: &Option<String>) -> Option<String> {
    let date = |text: &Option<String>| text.as_deref().and_then(Date::parse);
    date(modified).or_else(|| date(published)).map(|date| date.iso_date())
}

/// Everything may be crawled; the sitemap is named if there is one.
pub(crate) fn robots_txt(site_context: &SiteContext) -> String {
    let sitemap = site_context.absolute_file_url(PATH);
    let sitemap = sitemap.map(|address| format!("Sitemap: {address}\n")).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{sitemap}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_sitemaps_are_split() {
        let parts = |max_entries: usize, max_bytes: usize| split_entries((0..5).map(|n| format!("<{n}>")), max_entries, max_bytes);
        assert_eq!(parts(9, 99), ["<0><1><2><3><4>"]);
        assert_eq!(parts(2, 99), ["<0><1>", "<2><3>", "<4>"]);
        assert_eq!(parts(9, 10), ["<0><1><2>", "<3><4>"]);
        assert_eq!(split_entries(std::iter::empty(), 2, 9), [""]);
    }
}
