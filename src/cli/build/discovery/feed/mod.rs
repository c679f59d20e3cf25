//! Feeds of the newest articles: of all, and of each value that has a page; each as Atom and as JSON Feed.
//!
//! - [`item`]: an entry, independent of format; [`content`]: its text. [`atom`], [`json`]: the two formats.

mod atom;
mod content;
mod item;
mod json;

use crate::article::Article;
use crate::cli::build::html::facet_pages::ValuePage;
use crate::cli::build::html::head::SiteContext;
use crate::cli::build::html::pages::BuildContext;
use crate::cli::build::output::Output;
use crate::cli::command_error::CommandError;
use crate::cli::locale::Icu;
use crate::cli::parallel_map_ordered::{STACK_BYTES, parallel_map_ordered};
use crate::components::list::list_view::value_name;
use crate::corpus::{ListQuery, Route};
use crate::stores::RenderContext;
use crate::stores::render_context::document_title;
use item::Item;
use std::sync::Arc;

/// The kinds of feed: media type and name of the file.
pub(crate) const KINDS: [(&str, &str); 2] = [("application/atom+xml", "atom.xml"), ("application/feed+json", "feed.json")];

/// The number of articles in a feed.
const MAX_ITEMS: usize = 50;

/// A feed.
pub(super) struct Feed<'a> {
    site_context: &'a SiteContext<'a>,
    title: String,
    /// The absolute address of the feed's page.
    home_page_url: String,
    /// The feed's folder inside the site.
    folder: String,
    items: Vec<Item>,
}

impl Feed<'_> {
    /// The absolute address of one of its files.
    fn file_url(&self, file: &str) -> String {
        self.site_context.absolute_file_url(&format!("{}{file}", self.folder)).unwrap_or_default()
    }
}

/// The folder, inside the site, of the feeds of a value, or of the whole site.
pub(crate) fn folder(value: Option<&ValuePage>) -> String {
    value.map_or_else(|| "feed/".to_owned(), |value| value.path.clone())
}

/// Returns an article with its text as an entry of a JSON Feed; `None` if the site's address is unknown.
///
/// # Errors
/// When it cannot be written as JSON.
pub(crate) fn json_item(site_context: &SiteContext, article: &Article) -> Result<Option<Vec<u8>>, CommandError> {
    item::full_item(site_context, article).map(|item| json::serialize_item(&item)).transpose()
}

/// Returns a part of a JSON Feed of the whole collection, published at `feed_url`, with entries from [`json_item`]; `next` is the address
/// of the following part.
///
/// # Errors
/// When it cannot be written as JSON.
pub(crate) fn json_part(
    site_context: &SiteContext,
    feed_url: &str,
    next: Option<&str>,
    entries: &[Vec<u8>],
) -> Result<Vec<u8>, CommandError> {
    let home = site_context.absolute_url(site_context.urls.base()).unwrap_or_default();
    json::serialize_feed(
        &json::FeedInfo { site: site_context.site, title: &site_context.site.name, home_page_url: &home, feed_url, next_url: next },
        entries,
    )
}

/// Writes all feeds of a site with a known address; without absolute addresses the links of a feed would be broken.
///
/// # Errors
/// When an article can no longer be read, or a file cannot be written.
pub(crate) fn write(build_context: &BuildContext, output: &Output) -> Result<(), CommandError> {
    let (site_context, collection) = (build_context.site_context, build_context.collection);
    if site_context.origin.is_none() {
        return Ok(());
    }
    write_feed(site_context, collection.site.name.clone(), None, newest_items(build_context)?, output)?;
    let render_context = RenderContext::new(&collection.site.name, collection.site.language(), site_context.urls.clone(), Arc::new(Icu));
    for value in build_context.value_pages {
        // The feed of the whole site holds the texts; these hold summaries.
        let newest = value.doc_ids.iter().take(MAX_ITEMS).map(|at| *at as usize);
        let items = newest.filter_map(|at| item::summary_item(site_context, &collection.cards[at], &collection.texts[at])).collect();
        let title = document_title(&value_name(&render_context, value.facet, &value.value), &collection.site.name);
        write_feed(site_context, title, Some(value), items, output)?;
    }
    Ok(())
}

/// The newest articles with their texts, rendered on all cores.
fn newest_items(build_context: &BuildContext) -> Result<Vec<Item>, CommandError> {
    let (site_context, collection) = (build_context.site_context, build_context.collection);
    let mut items = Vec::new();
    let render_item = |at: usize| collection.article(at).map(|article| item::full_item(site_context, &article));
    let count = collection.cards.len().min(MAX_ITEMS);
    parallel_map_ordered(count, STACK_BYTES, &render_item, &mut |item: Result<Option<Item>, CommandError>| {
        items.extend(item?);
        Ok::<(), CommandError>(())
    })?;
    Ok(items)
}

fn write_feed(
    site_context: &SiteContext,
    title: String,
    value: Option<&ValuePage>,
    items: Vec<Item>,
    output: &Output,
) -> Result<(), CommandError> {
    let route = value.map_or_else(|| Route::List(ListQuery::new()), |value| Route::File(value.path.clone()));
    let home_page_url = site_context.absolute_url(&site_context.urls.href(&route)).unwrap_or_default();
    let feed = Feed { site_context, title, home_page_url, folder: folder(value), items };
    let [(_, atom), (_, json)] = KINDS;
    output.write(&format!("{}{atom}", feed.folder), &atom::write(&feed, &feed.file_url(atom))?)?;
    let entries = feed.items.iter().map(json::serialize_item).collect::<Result<Vec<_>, _>>()?;
    let info = json::FeedInfo {
        site: site_context.site,
        title: &feed.title,
        home_page_url: &feed.home_page_url,
        feed_url: &feed.file_url(json),
        next_url: None,
    };
    output.write(&format!("{}{json}", feed.folder), &json::serialize_feed(&info, &entries)?)
}
