//! A feed as Atom, RFC 4287.

use super::item::{Item, strip_non_xml_chars};
use super::{Feed, KINDS};
use crate::cli::command_error::CommandError;
use atom_syndication::{Category, Content, Entry, FixedDateTime, Generator, Link, Person, Text};

/// Writes a feed, to be published at `address`.
///
/// # Errors
/// When it cannot be written as XML.
pub(super) fn write(feed: &Feed, address: &str) -> Result<Vec<u8>, CommandError> {
    let site = feed.site_context.site;
    let entries: Vec<Entry> = feed.items.iter().map(atom_entry).collect();
    let atom = atom_syndication::Feed {
        title: Text::plain(strip_non_xml_chars(&feed.title)),
        subtitle: site.description.as_deref().map(|words| Text::plain(strip_non_xml_chars(words))),
        id: feed.home_page_url.clone(),
        updated: entries.iter().map(|entry| entry.updated).max().unwrap_or_default(),
        lang: Some(strip_non_xml_chars(site.language())),
        // An entry that names no author needs one of the feed (RFC 4287, 4.1.1).
        authors: vec![Person { name: strip_non_xml_chars(&site.name), ..Person::default() }],
        generator: Some(Generator { value: "Lectern".to_owned(), ..Generator::default() }),
        links: vec![typed_link("self", address.to_owned(), KINDS[0].0), link("alternate", feed.home_page_url.clone())],
        entries,
        ..atom_syndication::Feed::default()
    };
    atom.write_to(Vec::new()).map_err(|error| CommandError::Failed(format!("{address}: the feed cannot be written: {error}")))
}

fn atom_entry(item: &Item) -> Entry {
    let timestamp = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<FixedDateTime>().ok());
    Entry {
        title: Text::plain(item.title.clone()),
        id: item.address.clone(),
        updated: timestamp(&item.updated).unwrap_or_default(),
        published: timestamp(&item.published),
        authors: item.authors.iter().map(|name| Person { name: name.clone(), ..Person::default() }).collect(),
        categories: item.tags.iter().map(|tag| Category { term: tag.clone(), ..Category::default() }).collect(),
        summary: item.summary.clone().map(Text::plain),
        content: item.html.clone().map(|html| Content {
            value: Some(html),
            content_type: Some("html".to_owned()),
            lang: Some(item.lang.clone()),
            ..Content::default()
        }),
        links: vec![link("alternate", item.address.clone())],
        ..Entry::default()
    }
}

fn link(rel: &str, href: String) -> Link {
    Link { rel: rel.to_owned(), href, ..Link::default() }
}

fn typed_link(rel: &str, href: String, kind: &str) -> Link {
    Link { mime_type: Some(kind.to_owned()), ..link(rel, href) }
}
