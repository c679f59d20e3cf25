//! The Atom feed of the newest articles.

use super::collection::Collection;
use super::head::Common;
use super::markup::{escape, is_written};
use crate::article::date::Date;
use crate::article::{Article, Block, text};
use crate::corpus::Place;
use crate::publish::failure::Failure;
use atom_syndication::{Category, Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};

/// Where the feed stands in the site.
pub const PATH: &str = "feed/atom.xml";

/// How many articles the feed holds.
const NEWEST: usize = 50;

/// Writes the feed of a site that knows its own address; `None` where it does not.
///
/// # Errors
/// When an article can no longer be read, or the feed cannot be written as XML.
pub fn feed(common: &Common, collection: &Collection) -> Result<Option<Vec<u8>>, Failure> {
    let base = common.addressing.base();
    let (Some(home), Some(here)) = (common.absolute(base), common.absolute(&format!("{base}{PATH}"))) else { return Ok(None) };
    let newest = (0..collection.cards.len().min(NEWEST)).map(|at| collection.article(at)).collect::<Result<Vec<_>, _>>()?;
    let entries: Vec<Entry> = newest.iter().filter_map(|article| entry(common, article)).collect();
    let feed = Feed {
        title: Text::plain(clean(&common.site.name)),
        subtitle: common.site.description.as_deref().map(|words| Text::plain(clean(words))),
        id: home.clone(),
        updated: entries.iter().map(|entry| entry.updated).max().unwrap_or_default(),
        lang: Some(clean(common.site.language())),
        // An entry that names no author needs one of the feed (RFC 4287, 4.1.1).
        authors: vec![Person { name: clean(&common.site.name), ..Person::default() }],
        generator: Some(Generator { value: "Lectern".to_owned(), ..Generator::default() }),
        links: vec![link("self", here), link("alternate", home)],
        entries,
        ..Feed::default()
    };
    let bytes = feed.write_to(Vec::new()).map_err(|error| Failure::Failed(format!("{PATH}: it cannot be written: {error}")))?;
    Ok(Some(bytes))
}

fn entry(common: &Common, article: &Article) -> Option<Entry> {
    let address = common.absolute(&common.addressing.href(&Place::article(&article.id)))?;
    let published = moment(article.published.as_deref());
    let updated = moment(article.modified.as_deref()).or(published).unwrap_or_default();
    Some(Entry {
        title: Text::plain(clean(&article.title)),
        id: address.clone(),
        updated,
        published,
        authors: article.authors.iter().map(|name| Person { name: clean(name), ..Person::default() }).collect(),
        categories: article.tags.iter().map(|tag| Category { term: clean(tag), ..Category::default() }).collect(),
        summary: article.deck.as_deref().map(|deck| Text::plain(clean(deck))),
        content: Some(Content {
            value: Some(article.body.iter().map(html).collect()),
            content_type: Some("html".to_owned()),
            lang: Some(clean(&article.lang)),
            ..Content::default()
        }),
        links: vec![link("alternate", address)],
        ..Entry::default()
    })
}

/// A block in the few elements that every feed reader shows: headings, lists and paragraphs of its words.
fn html(block: &Block) -> String {
    match block {
        Block::Heading(heading) => format!("<h2>{}</h2>", escape(&text::plain(&heading.text))),
        Block::List(list) => {
            let items: String = list.items.iter().map(|item| format!("<li>{}</li>", escape(&text::blocks_words(item)))).collect();
            if list.ordered { format!("<ol>{items}</ol>") } else { format!("<ul>{items}</ul>") }
        }
        Block::Quote(quote) => format!("<blockquote>{}</blockquote>", quote.blocks.iter().map(html).collect::<String>()),
        Block::Code(code) => format!("<pre>{}</pre>", escape(&code.text)),
        Block::Rule => "<hr>".to_owned(),
        other => text::block_words(other).lines().map(|line| format!("<p>{}</p>", escape(line))).collect(),
    }
}

fn link(rel: &str, href: String) -> Link {
    Link { rel: rel.to_owned(), href, ..Link::default() }
}

/// Words without the characters that XML does not have.
fn clean(words: &str) -> String {
    words.chars().filter(|c| is_written(*c)).collect()
}

/// A moment for a feed reader: what is not known of a date is its beginning.
fn moment(text: Option<&str>) -> Option<FixedDateTime> {
    let text = text?;
    if let Ok(exact) = text.parse() {
        return Some(exact);
    }
    let date = Date::parse(text)?;
    let time = if date.time.is_empty() { "00:00:00" } else { &date.time };
    format!("{:04}-{:02}-{:02}T{time}+00:00", date.year, date.month.max(1), date.day.max(1)).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_of_any_length_is_a_moment() {
        for (text, moment_text) in [
            ("2024", "2024-01-01T00:00:00+00:00"),
            ("2024-07-01", "2024-07-01T00:00:00+00:00"),
            ("2024-07-01T10:20:00+08:00", "2024-07-01T10:20:00+08:00"),
        ] {
            assert_eq!(moment(Some(text)).unwrap().to_rfc3339(), moment_text);
        }
        assert_eq!(moment(Some("July")), None);
    }
}
