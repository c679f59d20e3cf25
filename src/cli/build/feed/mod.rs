//! Feeds of the newest articles: of all, and of each value that has a page; each as Atom and as JSON Feed.
//!
//! - [`item`]: an entry, independent of format; [`content`]: its text. [`atom`], [`json`]: the two formats.

mod atom;
mod content;
mod item;
mod json;

use super::facet_pages::ValuePage;
use super::head::SiteContext;
use super::output::Output;
use super::pages::BuildContext;
use crate::article::Article;
use crate::cli::command_error::CommandError;
use crate::cli::locale::Icu;
use crate::components::list::list_view::value_name;
use crate::corpus::{ListQuery, Route};
use crate::stores::RenderContext;
use crate::stores::render_context::document_title;
use item::Item;
use std::sync::Arc;

/// The kinds of feed: media type and name of the file.
pub const KINDS: [(&str, &str); 2] = [("application/atom+xml", "atom.xml"), ("application/feed+json", "feed.json")];

/// The number of articles in a feed.
const NEWEST: usize = 50;

/// A feed.
pub(super) struct Feed<'a> {
    common: &'a SiteContext<'a>,
    title: String,
    /// The absolute address of the feed's page.
    home: String,
    /// The feed's folder inside the site.
    folder: String,
    items: Vec<Item>,
}

impl Feed<'_> {
    /// The absolute address of one of its files.
    fn address(&self, file: &str) -> String {
        self.common.absolute_file(&format!("{}{file}", self.folder)).unwrap_or_default()
    }
}

/// The folder, inside the site, of the feeds of a value, or of the whole site.
pub fn folder(value: Option<&ValuePage>) -> String {
    value.map_or_else(|| "feed/".to_owned(), |value| value.path.clone())
}

/// Returns an article with its text as an entry of a JSON Feed; `None` if the site's address is unknown.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn entry(common: &SiteContext, article: &Article) -> Result<Option<Vec<u8>>, CommandError> {
    item::whole(common, article).map(|item| json::entry(&item)).transpose()
}

/// Returns a part of a JSON Feed of the whole collection, published at `here`, with entries from [`entry`]; `next` is the address
/// of the following part.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn part(common: &SiteContext, here: &str, next: Option<&str>, entries: &[Vec<u8>]) -> Result<Vec<u8>, CommandError> {
    let home = common.absolute(common.addressing.base()).unwrap_or_default();
    json::document(&json::FeedInfo { site: common.site, title: &common.site.name, home: &home, here, next }, entries)
}

/// Writes all feeds of a site with a known address; without absolute addresses the links of a feed would be broken.
///
/// # Errors
/// When an article can no longer be read, or a file cannot be written.
pub fn write(shown: &BuildContext, output: &Output) -> Result<(), CommandError> {
    let (common, collection) = (shown.common, shown.collection);
    if common.origin.is_none() {
        return Ok(());
    }
    let newest = (0..collection.cards.len().min(NEWEST)).map(|at| collection.article(at)).collect::<Result<Vec<_>, _>>()?;
    let items = newest.iter().filter_map(|article| item::whole(common, article)).collect();
    put(common, collection.site.name.clone(), None, items, output)?;
    let room = RenderContext::new(&collection.site.name, collection.site.language(), common.addressing.clone(), Arc::new(Icu));
    for value in shown.values {
        // The feed of the whole site holds the texts; these hold summaries.
        let newest = value.ordinals.iter().take(NEWEST).map(|at| *at as usize);
        let items = newest.filter_map(|at| item::brief(common, &collection.cards[at], &collection.texts[at])).collect();
        let title = document_title(&value_name(&room, value.facet, &value.value), &collection.site.name);
        put(common, title, Some(value), items, output)?;
    }
    Ok(())
}

fn put(common: &SiteContext, title: String, value: Option<&ValuePage>, items: Vec<Item>, output: &Output) -> Result<(), CommandError> {
    let here = value.map_or_else(|| Route::List(ListQuery::new()), |value| Route::File(value.path.clone()));
    let home = common.absolute(&common.addressing.href(&here)).unwrap_or_default();
    let feed = Feed { common, title, home, folder: folder(value), items };
    let [(_, atom), (_, json)] = KINDS;
    output.write(&format!("{}{atom}", feed.folder), &atom::write(&feed, &feed.address(atom))?)?;
    let entries = feed.items.iter().map(json::entry).collect::<Result<Vec<_>, _>>()?;
    let told = json::FeedInfo { site: common.site, title: &feed.title, home: &feed.home, here: &feed.address(json), next: None };
    output.write(&format!("{}{json}", feed.folder), &json::document(&told, &entries)?)
}
