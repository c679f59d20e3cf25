//! `sitemap.xml` and `robots.txt`: what there is, for search engines.

use super::collection::Collection;
use super::head::Common;
use super::markup::escape;
use crate::article::date::Date;
use crate::corpus::{Addressing, ListState, Place};

/// Where the sitemap stands in the site.
pub const PATH: &str = "sitemap.xml";

/// The list, so many of the newest articles and the pages of a site that knows its own address; `None` where it does not.
pub fn sitemap(common: &Common, collection: &Collection, own_pages: usize) -> Option<String> {
    common.origin.as_ref()?;
    let mut xml =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    let list = (Place::List(ListState::new()), None);
    let articles = collection.cards.iter().zip(&collection.texts).take(own_pages);
    let articles = articles.map(|(card, text)| (Place::article(&card.id), changed(&text.modified, &card.published)));
    let pages = collection.pages.iter().map(|page| (Place::SitePage(page.id.clone()), changed(&page.modified, &page.published)));
    for (place, changed) in std::iter::once(list).chain(articles).chain(pages) {
        let address = common.absolute(&common.addressing.href(&place)).unwrap_or_default();
        let changed = changed.map(|day| format!("<lastmod>{day}</lastmod>")).unwrap_or_default();
        xml.push_str(&format!("<url><loc>{}</loc>{changed}</url>\n", escape(&address)));
    }
    xml.push_str("</urlset>\n");
    Some(xml)
}

/// The day of the last change.
fn changed(modified: &Option<String>, published: &Option<String>) -> Option<String> {
    let date = |text: &Option<String>| text.as_deref().and_then(Date::parse);
    date(modified).or_else(|| date(published)).map(|date| date.day())
}

/// Everything may be read; the sitemap is named where there is one.
pub fn robots(common: &Common, addressing: &Addressing) -> String {
    let sitemap = common.absolute(&format!("{}{PATH}", addressing.base()));
    let sitemap = sitemap.map(|address| format!("Sitemap: {address}\n")).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{sitemap}")
}
