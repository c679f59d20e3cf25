//! Reads RSS 0.90 to 2.0, RDF, Atom 0.3 and Atom 1.0, with Dublin Core, content, Media RSS and iTunes.
//!
//! One reader for all: the dialects share their names, and feeds mix them.

use super::feed_item::{ParsedFeed, ParsedItem, find_origins, licence_in};
use super::feed_text::{FeedText, looks_like_html, title_looks_like_html};
use super::media_rss::read_media;
use super::vocabulary::is_item;
use super::xml_tree::{XmlElement, parse_xml};
use crate::cli::import::names::{person_names, split_list};
use crate::cli::whitespace::collapse_whitespace;
use url::Url;

/// Elements with the title of an item, best first; so in all of these lists.
const TITLE: [&str; 4] = ["title", "dc:title", "media:title", "itunes:title"];
/// Elements with the whole text.
const CONTENT: [&str; 6] = ["content:encoded", "content", "xhtml:body", "body", "fullitem", "encoded"];
/// Elements with a summary, which in RSS may be the whole text.
const SUMMARY: [&str; 7] =
    ["description", "summary", "dc:description", "dcterms:abstract", "media:description", "itunes:summary", "itunes:subtitle"];
const PUBLISHED: [&str; 8] =
    ["pubdate", "published", "issued", "dcterms:issued", "dcterms:available", "dc:date", "dcterms:created", "created"];
const MODIFIED: [&str; 3] = ["updated", "modified", "dcterms:modified"];
const ID: [&str; 3] = ["guid", "id", "dc:identifier"];
const AUTHORS: [&str; 4] = ["author", "dc:creator", "dc:author", "itunes:author"];
const CATEGORIES: [&str; 5] = ["category", "dc:subject", "media:category", "media:keywords", "itunes:keywords"];
const RIGHTS: [&str; 8] =
    ["cc:license", "license", "dcterms:license", "media:license", "rights", "dc:rights", "copyright", "dcterms:rights"];

/// The fields of an article with the elements that may hold them.
const FIELDS: [(&str, &[&str]); 11] = [
    ("title", &TITLE),
    ("body", &CONTENT),
    ("deck", &SUMMARY),
    ("authors", &AUTHORS),
    ("published", &PUBLISHED),
    ("published", &MODIFIED),
    ("modified", &MODIFIED),
    ("tags", &CATEGORIES),
    ("canonical", &["feedburner:origlink", "link", "guid"]),
    ("licence", &RIGHTS),
    ("source", &["source"]),
];

/// Reads a feed of XML.
pub(super) fn read_xml_feed(text: &str) -> ParsedFeed {
    let document = parse_xml(text);
    let (mut channels, mut items) = (Vec::new(), Vec::new());
    document.find_all(&|name| matches!(name, "channel" | "feed"), &mut channels);
    document.find_all(&is_item, &mut items);
    let channel = channels.first().copied().unwrap_or(&document);
    let is_truncated = items.iter().any(|item| item.is_truncated);
    ParsedFeed {
        title: first_text(channel, &TITLE, title_looks_like_html),
        items: items.into_iter().map(|item| read_item(item, channel)).collect(),
        is_truncated,
    }
}

fn read_item(item: &XmlElement, channel: &XmlElement) -> ParsedItem {
    let source = item.named("source").next();
    let id = first_text(item, &ID, |_| false).or_else(|| item.attribute("rdf:about").map(str::to_owned));
    let modified = first_text(item, &MODIFIED, |_| false);
    ParsedItem {
        link: read_link(item).and_then(|link| absolute(&link, item, channel)).or_else(|| permalink(item)),
        title: read_title(item),
        content: first_feed_text(item, &CONTENT),
        summary: first_feed_text(item, &SUMMARY).or_else(|| item.named("media:group").find_map(|group| first_feed_text(group, &SUMMARY))),
        authors: read_authors(item, source, channel),
        published: first_text(item, &PUBLISHED, |_| false).or_else(|| modified.clone()),
        modified,
        tags: read_tags(item),
        lang: read_lang(item).or_else(|| read_lang(channel)),
        licence: read_licence(item).or_else(|| read_licence(channel)),
        source: source.and_then(read_source_title),
        media: read_media(item),
        origins: find_origins(&FIELDS, |name| {
            item.named(name).any(|element| !element.text().trim().is_empty() || !element.attributes.is_empty())
        }),
        raw: format!("{item:?}"),
        is_truncated: item.is_truncated,
        id,
    }
}

fn read_title(item: &XmlElement) -> Option<String> {
    let title = |parent| first_text(parent, &TITLE, title_looks_like_html);
    title(item).or_else(|| item.named("media:group").find_map(title))
}

/// The plain text of the first element with one of the names that has any.
fn first_text(parent: &XmlElement, names: &[&str], looks_like_html: fn(&str) -> bool) -> Option<String> {
    let texts = names.iter().flat_map(|name| parent.named(name));
    texts.map(|element| FeedText::from_element(element, looks_like_html).plain()).find(|text| !text.is_empty())
}

fn first_feed_text(parent: &XmlElement, names: &[&str]) -> Option<FeedText> {
    let texts = names.iter().flat_map(|name| parent.named(name));
    texts.map(|element| FeedText::from_element(element, looks_like_html)).find(|text| !text.is_empty())
}

/// The address of a page: that of the original where a service stands between, else the `alternate` link of Atom or the text of RSS.
fn read_link(parent: &XmlElement) -> Option<String> {
    let text = |name| parent.named(name).map(|link| link.text().trim().to_owned()).find(|text| !text.is_empty());
    let is_alternate = |link: &&XmlElement| link.attribute("rel").is_none_or(|rel| rel.eq_ignore_ascii_case("alternate"));
    let is_page = |link: &&XmlElement| link.attribute("type").is_none_or(|kind| kind.contains("html"));
    let alternate = || parent.named("link").filter(is_alternate).filter(|link| link.attribute("href").is_some());
    let href = alternate().find(is_page).or_else(|| alternate().next()).and_then(|link| link.attribute("href"));
    text("feedburner:origlink").or_else(|| href.map(str::to_owned)).or_else(|| text("link"))
}

/// The address of an item whose `guid` says that it is one.
fn permalink(item: &XmlElement) -> Option<String> {
    let guid = item.named("guid").find(|guid| guid.attribute("ispermalink") != Some("false"));
    let id = guid.map(|guid| guid.text()).or_else(|| item.attribute("rdf:about").map(str::to_owned))?;
    Some(id.trim().to_owned()).filter(|id| id.starts_with("http://") || id.starts_with("https://"))
}

/// A link made absolute by `xml:base`, else by the page of the feed.
fn absolute(link: &str, item: &XmlElement, channel: &XmlElement) -> Option<String> {
    if let Ok(url) = Url::parse(link) {
        return Some(link.to_owned()).filter(|_| url.scheme().starts_with("http"));
    }
    let base = item.base.clone().or_else(|| channel.base.clone()).or_else(|| Url::parse(&read_link(channel)?).ok())?;
    base.join(link).ok().map(|url| url.to_string())
}

/// The authors of an item; an item of Atom without any has those of the feed that it comes from (RFC 4287, 4.2.1).
fn read_authors(item: &XmlElement, source: Option<&XmlElement>, channel: &XmlElement) -> Vec<String> {
    let inherited = ["author", "dc:creator", "itunes:author"];
    let scopes = [(Some(item), AUTHORS.as_slice()), (source, &["author"]), (Some(channel), &inherited)];
    let named = scopes.into_iter().filter_map(|(scope, names)| Some(persons(scope?, names)));
    named.into_iter().find(|names| !names.is_empty()).unwrap_or_default()
}

/// The persons in the elements of the first name that has any.
fn persons(parent: &XmlElement, names: &[&str]) -> Vec<String> {
    let found = names.iter().map(|name| {
        let mut persons: Vec<String> = Vec::new();
        for person in parent.named(name).flat_map(read_person) {
            if !persons.contains(&person) {
                persons.push(person);
            }
        }
        persons
    });
    found.into_iter().find(|persons| !persons.is_empty()).unwrap_or_default()
}

/// The names in a person of Atom, or in the text of RSS, which may hold an address, too.
fn read_person(person: &XmlElement) -> Vec<String> {
    let name = ["name", "foaf:name"].iter().find_map(|name| first_text(person, &[name], title_looks_like_html));
    let has_parts = person.elements().next().is_some();
    match name {
        Some(name) => person_names(&name),
        None if has_parts => Vec::new(),
        None => person_names(&FeedText::from_element(person, title_looks_like_html).plain()),
    }
}

/// The categories of an item: label, else term, else text. An address is the name of a scheme, not a tag.
fn read_tags(item: &XmlElement) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for element in CATEGORIES.iter().flat_map(|name| item.named(name)) {
        let named = ["label", "term"].iter().find_map(|name| element.attribute(name)).map(collapse_whitespace);
        let words = named.unwrap_or_else(|| FeedText::from_element(element, title_looks_like_html).plain());
        let parts = if element.name.ends_with("keywords") { split_list(&words) } else { vec![words] };
        let is_new = |tag: &String| !tag.is_empty() && !tag.contains("://") && !tags.contains(tag);
        let new: Vec<String> = parts.into_iter().filter(is_new).collect();
        tags.extend(new);
    }
    tags
}

fn read_lang(parent: &XmlElement) -> Option<String> {
    let texts = ["content:encoded", "content", "description", "summary"].iter().flat_map(|name| parent.named(name));
    let inside = || texts.filter(|_| is_item(&parent.name)).find_map(|text| text.lang.clone());
    first_text(parent, &["dc:language", "dcterms:language", "language"], |_| false).or_else(inside).or_else(|| parent.lang.clone())
}

fn read_licence(parent: &XmlElement) -> Option<String> {
    let link = parent.named("link").find(|link| link.attribute("rel") == Some("license")).and_then(|link| link.attribute("href"));
    let named = || RIGHTS.iter().flat_map(|name| parent.named(name)).find_map(licence_of);
    link.map(str::to_owned).or_else(named)
}

/// The licence in an element, by its address or its words.
fn licence_of(element: &XmlElement) -> Option<String> {
    let address = ["rdf:resource", "href"].iter().find_map(|name| element.attribute(name));
    let words = || FeedText::from_element(element, looks_like_html).plain();
    address.and_then(licence_in).or_else(|| licence_in(&words()))
}

/// The title of the feed that an item was taken from: a text in RSS, an element in Atom.
fn read_source_title(source: &XmlElement) -> Option<String> {
    let has_parts = source.elements().next().is_some();
    let words = || Some(collapse_whitespace(&source.text())).filter(|words| !has_parts && !words.is_empty());
    first_text(source, &TITLE, title_looks_like_html).or_else(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(xml: &str) -> ParsedItem {
        read_xml_feed(xml).items.remove(0)
    }

    #[test]
    fn reads_an_item_of_rss() {
        let item = item(
            "<rss><channel><title>Harbour</title><link>https://example.org/</link><language>en</language><item><title>The &lt;i>pier&lt;/i></title><link>/p?a=1&b=2</link>\
             <guid isPermaLink='false'>p-1</guid><description>Short.</description><content:encoded><![CDATA[<p>Long.</p>]]></content:encoded>\
             <dc:creator>Ada Norrland</dc:creator><dc:creator>Jun Sato</dc:creator><pubDate>Mon, 01 Jul 2024 10:00:00 +0800</pubDate>\
             <category domain='x'>Piers</category><category>Tides</category><source url='https://example.com/f'>Coast</source>\
             <cc:license>https://creativecommons.org/licenses/by/4.0/</cc:license></item></channel></rss>",
        );
        assert_eq!((item.title.as_deref(), item.link.as_deref()), (Some("The pier"), Some("https://example.org/p?a=1&b=2")));
        assert_eq!((item.id.as_deref(), item.lang.as_deref(), item.source.as_deref()), (Some("p-1"), Some("en"), Some("Coast")));
        assert_eq!(
            (item.authors, item.tags),
            (vec!["Ada Norrland".to_owned(), "Jun Sato".to_owned()], vec!["Piers".to_owned(), "Tides".to_owned()])
        );
        assert_eq!(
            (item.content.map(|text| text.words), item.summary.map(|text| text.words)),
            (Some("<p>Long.</p>".into()), Some("Short.".into()))
        );
        assert_eq!((item.published.as_deref(), item.modified), (Some("Mon, 01 Jul 2024 10:00:00 +0800"), None));
        assert_eq!(item.licence.as_deref(), Some("https://creativecommons.org/licenses/by/4.0/"));
    }

    #[test]
    fn reads_an_entry_of_atom() {
        let item = item(
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='de' xml:base='https://example.org/'><title>H</title><author><name>Ada Norrland</name></author>\
             <entry><id>urn:x</id><link rel='self' href='e.atom'/><link rel='alternate' type='application/json' href='e.json'/><link href='e.html'/>\
             <updated>2024-07-01T10:00:00Z</updated><category term='t' label='Tides'/><rights>CC BY 4.0</rights></entry></feed>",
        );
        assert_eq!((item.link.as_deref(), item.lang.as_deref()), (Some("https://example.org/e.html"), Some("de")));
        assert_eq!((item.authors, item.tags), (vec!["Ada Norrland".to_owned()], vec!["Tides".to_owned()]));
        assert_eq!((item.published.as_deref(), item.licence.as_deref()), (Some("2024-07-01T10:00:00Z"), Some("CC BY 4.0")));
    }

    #[test]
    fn reads_rdf_and_atom_0_3() {
        let rdf = item(
            "<rdf:RDF xmlns='http://purl.org/rss/1.0/' xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><channel/><item rdf:about='https://example.org/1'><title>One</title></item></rdf:RDF>",
        );
        assert_eq!((rdf.id.as_deref(), rdf.link.as_deref()), (Some("https://example.org/1"), Some("https://example.org/1")));
        let atom = item(
            "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><title mode='escaped' type='text/html'>A &lt;b>b&lt;/b></title><issued>2003-12-31</issued><modified>2004-01-02</modified><content type='application/xhtml+xml'><div xmlns='http://www.w3.org/1999/xhtml'><p>X</p></div></content></entry></feed>",
        );
        assert_eq!(
            (atom.title.as_deref(), atom.published.as_deref(), atom.modified.as_deref()),
            (Some("A b"), Some("2003-12-31"), Some("2004-01-02"))
        );
        assert_eq!(atom.content.map(|text| text.words).as_deref(), Some("<div><p>X</p></div>"));
    }

    #[test]
    fn addresses_of_mail_are_no_names() {
        let authors = |person: &str| item(&format!("<rss><channel><item><author>{person}</author></item></channel></rss>")).authors;
        assert_eq!(authors("ada@example.org (Ada Norrland)"), ["Ada Norrland"]);
        assert_eq!(authors("<name>Ada Norrland</name><email>ada@example.org</email>"), ["Ada Norrland"]);
        assert!(authors("ada@example.org").is_empty() && authors("<email>ada@example.org</email>").is_empty());
    }
}
