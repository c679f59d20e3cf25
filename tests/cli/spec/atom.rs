//! Atom, RFC 4287.

use super::xml::{self, Element};
use super::{Objections, is_address, is_language, is_media_type, rfc3339};
use std::collections::BTreeSet;

const NAMESPACE: &str = "http://www.w3.org/2005/Atom";

/// What is to be objected to in a feed that stands at an address.
pub(in super::super) fn objections(text: &str, here: &str) -> Vec<String> {
    let feed = match xml::parse(text) {
        Ok(feed) => feed,
        Err(error) => return vec![error],
    };
    let mut found = Objections::default();
    found.require(feed.name == "feed" && feed.namespace == NAMESPACE, "2", "the root is no atom:feed");
    check_languages(&feed, &mut found);
    check_no_base(&feed, &mut found);
    check_feed(&feed, here, &mut found);
    let mut ids = BTreeSet::new();
    for entry in feed.all("entry") {
        let id = entry.first("id").map(|id| id.text.as_str()).unwrap_or_default();
        found.require(ids.insert(id), "4.1.1", format!("two entries have the id {id}"));
        check_entry(entry, &mut found);
    }
    found.into_vec()
}

/// Section 4.1.1.
fn check_feed(feed: &Element, here: &str, found: &mut Objections) {
    let known = ["author", "category", "contributor", "generator", "icon", "id", "link", "logo", "rights", "subtitle", "title", "updated"];
    allow_only(feed, &[&known[..], &["entry"]].concat(), "4.1.1", found);
    require_once(feed, &["id", "title", "updated"], "4.1.1", found);
    require_at_most_once(feed, &["generator", "icon", "logo", "rights", "subtitle"], "4.1.1", found);
    let each_has = feed.count("entry") > 0 && feed.all("entry").all(|entry| entry.count("author") > 0);
    found.require(feed.count("author") > 0 || each_has, "4.1.1", "neither the feed nor every entry has an author");
    let own: Vec<_> = feed.all("link").filter(|link| rel(link) == "self").filter_map(|link| link.attribute("href")).collect();
    found.require(own == [here], "4.1.1", format!("the link `self` is {own:?}, and the feed stands at {here}"));
    check_common(feed, found);
    feed.all("subtitle").chain(feed.all("rights")).for_each(|text| check_text(text, found));
    for generator in feed.all("generator") {
        found.require(!generator.text.trim().is_empty(), "4.2.4", "the generator has no name");
    }
}

/// Section 4.1.2.
fn check_entry(entry: &Element, found: &mut Objections) {
    let known =
        ["author", "category", "content", "contributor", "id", "link", "published", "rights", "source", "summary", "title", "updated"];
    allow_only(entry, &known, "4.1.2", found);
    require_once(entry, &["id", "title", "updated"], "4.1.2", found);
    require_at_most_once(entry, &["content", "published", "rights", "source", "summary"], "4.1.2", found);
    let leads = entry.all("link").any(|link| rel(link) == "alternate");
    found.require(entry.count("content") > 0 || leads, "4.1.2", "an entry has neither content nor a link `alternate`");
    check_common(entry, found);
    entry.all("summary").chain(entry.all("rights")).for_each(|text| check_text(text, found));
    entry.all("published").for_each(|date| check_date(date, found));
    entry.all("content").for_each(|content| check_content(content, found));
}

/// What feeds and entries have alike.
fn check_common(element: &Element, found: &mut Objections) {
    for id in element.all("id") {
        found.require(is_address(&id.text), "4.2.6", format!("the id {:?} is no absolute address", id.text));
    }
    for title in element.all("title") {
        check_text(title, found);
        found.require(!title.text.trim().is_empty() || !title.children.is_empty(), "4.2.14", "a title is empty");
    }
    element.all("updated").for_each(|date| check_date(date, found));
    element.all("author").chain(element.all("contributor")).for_each(|person| check_person(person, found));
    for category in element.all("category") {
        let term = category.attribute("term").unwrap_or_default();
        found.require(!term.trim().is_empty(), "4.2.2.1", "a category has no term");
    }
    let mut alternates = BTreeSet::new();
    for link in element.all("link") {
        check_link(link, found);
        let kind = (link.attribute("type"), link.attribute("hreflang"));
        found.require(rel(link) != "alternate" || alternates.insert(kind), "4.1.1", "two links `alternate` of one type and language");
    }
}

fn rel(link: &Element) -> &str {
    link.attribute("rel").unwrap_or("alternate")
}

/// Section 4.2.7.
fn check_link(link: &Element, found: &mut Objections) {
    let href = link.attribute("href").unwrap_or_default();
    found.require(is_address(href), "4.2.7.1", format!("a link leads to {href:?}, which is not absolute"));
    found.require(link.attribute("type").is_none_or(is_media_type), "4.2.7.3", "the type of a link is no media type");
    found.require(link.attribute("hreflang").is_none_or(is_language), "4.2.7.4", "the language of a link is no language tag");
    found.require(!rel(link).is_empty(), "4.2.7.2", "the relation of a link is empty");
}

/// Section 3.1.
fn check_text(text: &Element, found: &mut Objections) {
    let kind = text.attribute("type").unwrap_or("text");
    found.require(["text", "html", "xhtml"].contains(&kind), "3.1.1", format!("{kind:?} is no type of a text"));
    found.require(kind == "xhtml" || text.children.is_empty(), "3.1.1.1", format!("a text of type {kind} has elements"));
    found.require(kind != "xhtml" || is_single_div(text), "3.1.1.3", "a text of type xhtml is no single div");
}

fn is_single_div(text: &Element) -> bool {
    matches!(&text.children[..], [one] if one.name == "div" && one.namespace == "http://www.w3.org/1999/xhtml")
}

/// Section 3.2.
fn check_person(person: &Element, found: &mut Objections) {
    require_once(person, &["name"], "3.2.1", found);
    require_at_most_once(person, &["uri", "email"], "3.2", found);
    found.require(person.all("name").all(|name| !name.text.trim().is_empty()), "3.2.1", "a person's name is empty");
}

/// Section 3.3.
fn check_date(date: &Element, found: &mut Objections) {
    found.require(rfc3339::is_rfc3339(&date.text), "3.3", format!("{:?} is no moment of RFC 3339", date.text));
}

/// Section 4.1.3.
fn check_content(content: &Element, found: &mut Objections) {
    let kind = content.attribute("type").unwrap_or("text");
    found.require(["text", "html", "xhtml"].contains(&kind) || is_media_type(kind), "4.1.3.1", format!("{kind:?} is no type of a content"));
    found.require(!matches!(kind, "text" | "html") || content.children.is_empty(), "4.1.3.3", "content of a text has elements");
    if kind == "html" {
        let html = dom_query::Document::fragment(content.text.as_str());
        for named in html.select("[href], [src]").iter() {
            let address = named.attr("href").or_else(|| named.attr("src")).unwrap_or_default();
            // A letter and a telephone are relative to nothing, and are meant so.
            let absolute = is_address(&address) || address.starts_with("mailto:") || address.starts_with("tel:");
            found.require(absolute, "4.1.3.3", format!("{address:?} in the content is relative to nothing"));
        }
        found.require(html.select("script, style, iframe, object").is_empty(), "8.1", "the content brings what runs or loads");
    }
}

/// Section 2: languages, wherever they are named.
fn check_languages(element: &Element, found: &mut Objections) {
    let lang = element.attribute("xml:lang");
    found.require(lang.is_none_or(is_language), "2", format!("xml:lang {lang:?} is no language tag"));
    element.children.iter().for_each(|child| check_languages(child, found));
}

/// Section 2: a base would make relative addresses absolute. None is written, so that none may be relative.
fn check_no_base(element: &Element, found: &mut Objections) {
    found.require(element.attribute("xml:base").is_none(), "2", "xml:base is not expected here");
    element.children.iter().for_each(|child| check_no_base(child, found));
}

fn allow_only(element: &Element, known: &[&str], clause: &str, found: &mut Objections) {
    for child in element.children.iter().filter(|child| child.namespace == NAMESPACE) {
        found.require(known.contains(&child.name.as_str()), clause, format!("{} has no place in {}", child.name, element.name));
    }
}

fn require_once(element: &Element, names: &[&str], clause: &str, found: &mut Objections) {
    for name in names {
        found.require(element.count(name) == 1, clause, format!("{} has {} of {name}", element.name, element.count(name)));
    }
}

fn require_at_most_once(element: &Element, names: &[&str], clause: &str, found: &mut Objections) {
    for name in names {
        found.require(element.count(name) <= 1, clause, format!("{} has {} of {name}", element.name, element.count(name)));
    }
}

#[test]
fn broken_feeds_are_refused() {
    const HERE: &str = "https://x.example/atom.xml";
    let validate = |text: &str| objections(text, HERE);
    let good = "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><id>https://x.example/</id><title>T</title>\
        <updated>2024-01-01T00:00:00Z</updated><author><name>A</name></author><link rel=\"self\" href=\"https://x.example/atom.xml\"/>\
        <entry><id>https://x.example/1</id><title type=\"text\">E</title><updated>2024-01-01T00:00:00Z</updated>\
        <link href=\"https://x.example/1\"/><category term=\"c\"/><content type=\"html\">&lt;p>&lt;/p></content></entry></feed>";
    assert_eq!(validate(good), Vec::<String>::new());
    let with = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        good.replacen(from, to, 1)
    };
    let entry = &good[good.find("<entry>").unwrap()..good.find("</feed>").unwrap()];
    for (words, document) in [
        ("2: the root", with("2005/Atom", "2005/Atoms")),
        ("feed has 0 of id", with("<id>https://x.example/</id>", "")),
        ("feed has 2 of title", with("<title>T</title>", "<title>T</title><title>T</title>")),
        ("entry has 0 of updated", with("E</title><updated>2024-01-01T00:00:00Z</updated>", "E</title>")),
        ("3.3: \"2024-01-01\"", with("2024-01-01T00:00:00Z", "2024-01-01")),
        ("has an author", with("<author><name>A</name></author>", "")),
        ("3.2.1: a person's name", with("<name>A</name>", "<name> </name>")),
        ("the link `self`", with("\"https://x.example/atom.xml\"", "\"https://x.example/feed.xml\"")),
        ("two entries have the id", with(entry, &[entry, entry].concat())),
        ("4.2.7.1", with("<link href=\"https://x.example/1\"/>", "<link href=\"/1\"/>")),
        ("two links `alternate`", with("<link href=\"https://x.example/1\"/>", &"<link href=\"https://x.example/1\"/>".repeat(2))),
        ("4.2.2.1", with("term=\"c\"", "label=\"c\"")),
        ("3.1.1:", with("type=\"text\"", "type=\"text/plain\"")),
        ("3.1.1.1", with(">E<", "><b>E</b><")),
        ("4.2.14", with(">E<", "><")),
        ("relative to nothing", with("&lt;p>", "&lt;a href=\"/x\">")),
        ("8.1", with("&lt;p>", "&lt;script>")),
        ("xml:lang", with("xml:lang=\"en\"", "xml:lang=\"in English\"")),
        ("has no place in entry", with("<category term=\"c\"/>", "<icon/>")),
        ("neither content", with(&entry[entry.find("<link").unwrap()..], "</entry>")),
        ("XML", with("</entry>", "")),
    ] {
        super::assert_refused(validate, &[(words, &document)]);
    }
}
