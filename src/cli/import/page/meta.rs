//! Page metadata from all the places where pages declare it.

use super::archived::PageOrigin;
use super::byline::{self, DeclaredAuthors};
use super::headline;
use super::links;
use super::page_lines::PageLines;
use super::schema::{self, LivePost, Schema};
use crate::article::language::Direction;
use crate::cli::import::dates::{day_in_path, parse_date};
use crate::cli::import::names;
use crate::cli::import::origins::{Origins, found};
use crate::cli::whitespace::collapse_whitespace;
use dom_query::Document;
use std::collections::HashMap;

/// The article fields that are not in its text.
#[derive(Debug, Default, Clone)]
pub(super) struct Meta {
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) section: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) canonical: Option<String>,
    pub(super) licence: Option<String>,
    pub(super) lang: Option<String>,
    pub(super) dir: Option<Direction>,
    /// Time of saving, if the saving program wrote it.
    pub(super) saved: Option<String>,
    /// The text, if the page's structured data has it too.
    pub(super) text: Option<String>,
    /// The posts of a live blog, if the page's structured data has them.
    pub(super) posts: Vec<LivePost>,
    /// The places that these fields were taken from.
    pub(super) origins: Origins,
}

/// Reads the metadata of a page.
pub(super) fn read_meta(document: &Document, origin: Option<&PageOrigin>) -> Meta {
    let (schema, tags) = (schema::read_schema(document), Tags::from_document(document));
    let saved = Saved::from_document(document).or_origin(origin);
    let mut origins = Origins::default();
    let link = |rel: &str| document.select(&format!("link[rel='{rel}']")).attr("href").map(|h| h.to_string());
    let address = |url: Option<String>| url.and_then(|url| links::canonical_url(&url));
    let canonical = origins.first(
        "canonical",
        &[
            &|| found(address(link("canonical")), "the page's canonical link"),
            &|| found(address(tags.first_value(&["og:url"])), "`meta` og:url"),
            &|| found(address(saved.url.clone()), "the note of the program that saved the page, or the archive"),
        ],
    );
    let lang = declared_lang(document, &tags, &schema, &mut origins);
    let site =
        origins.first("publisher", &[&|| tags.first(&["og:site_name", "application-name"]), &|| found(schema.publisher.clone(), JSON_LD)]);
    let titles = declared_titles(document, &schema, &tags);
    let title = headline::find_headline(document, &titles, site.as_deref()).unwrap_or_default();
    if !title.is_empty() {
        origins.set("title", headline::origin(document, &title));
    }
    let lines = PageLines::new(document, &title);
    let declared_authors = DeclaredAuthors { schema: &schema.authors, tags: &tags.all_values(&AUTHOR_KEYS) };
    let authors = byline::find_authors(document, &lines, &declared_authors, site.as_deref());
    if !authors.is_empty() {
        origins.set("authors", declared_authors.origin(&authors));
    }
    Meta {
        published: find_published(document, &schema, &tags, &lines, canonical.as_deref(), &lang, &mut origins),
        modified: origins.first(
            "modified",
            &[&|| found(parse_text_date(schema.modified.as_deref(), &lang), "JSON-LD dateModified"), &|| {
                tags.first_date(&MODIFIED_KEYS, &lang)
            }],
        ),
        section: origins
            .first("section", &[&|| tags.first(&["article:section"]), &|| found(schema.section.clone(), "JSON-LD articleSection")])
            .map(|section| collapse_whitespace(&section)),
        tags: find_keywords(&tags, &schema, &mut origins),
        description: origins
            .first(
                "deck",
                &[&|| found(schema.description.clone(), "JSON-LD description, which the page shows"), &|| {
                    tags.first(&["og:description", "description", "twitter:description"])
                }],
            )
            .map(|d| collapse_whitespace(&d)),
        licence: origins
            .first("licence", &[&|| found(link("license"), "the page's licence link"), &|| found(schema.licence.clone(), JSON_LD)]),
        dir: declared_direction(document),
        saved: saved.at,
        text: schema.text,
        posts: schema.posts,
        publisher: site,
        authors,
        title,
        canonical,
        lang,
        origins,
    }
}

/// Structured data in the page, as the origin of a field.
const JSON_LD: &str = "JSON-LD";

/// The titles that a page declares, most reliable first.
fn declared_titles(document: &Document, schema: &Schema, tags: &Tags) -> Vec<String> {
    let page_title = document.select_single("head title, title").text();
    let titles = [
        schema.headline.clone(),
        tags.first_value(&["og:title", "twitter:title", "dc.title", "parsely-title"]),
        Some(collapse_whitespace(&page_title)),
    ];
    titles.into_iter().flatten().map(|t| schema::decode_entities(&t)).filter(|t| !t.is_empty()).collect()
}

fn parse_text_date(text: Option<&str>, lang: &Option<String>) -> Option<String> {
    parse_date(text?, lang.as_deref().unwrap_or("en"))
}

/// The date of publication: as declared, else as shown, else as in the address.
fn find_published(
    document: &Document,
    schema: &Schema,
    tags: &Tags,
    lines: &PageLines,
    canonical: Option<&str>,
    lang: &Option<String>,
    origins: &mut Origins,
) -> Option<String> {
    let day_in_address = || day_in_path(url::Url::parse(canonical?).ok()?.path());
    origins.first(
        "published",
        &[
            &|| found(parse_text_date(schema.published.as_deref(), lang), "JSON-LD datePublished"),
            &|| tags.first_date(&PUBLISHED_KEYS, lang),
            &|| found(date_near_headline(document, lines, lang), "a date that the page shows near its headline or in a usual place"),
            &|| found(day_in_address(), "the page's address"),
            &|| found(lines.find_date(lang.as_deref().unwrap_or("en")), "a line of the page with a date"),
            &|| found(first_numeric_date(document), "the first date in digits on the page"),
        ],
    )
}

const AUTHOR_KEYS: [&str; 9] = [
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "citation_author",
    "cxenseparse:author",
];
const PUBLISHED_KEYS: [&str; 15] = [
    "article:published_time",
    "og:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "citation_publication_date",
    "date",
    "originalpublicationdate",
];
const MODIFIED_KEYS: [&str; 6] =
    ["article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified", "lastmod"];

/// The `meta` elements of a page by lowercase name, property or itemprop.
struct Tags(HashMap<String, Vec<String>>);

impl Tags {
    fn from_document(document: &Document) -> Tags {
        let mut tags: HashMap<String, Vec<String>> = HashMap::new();
        for node in document.select("meta[content]").nodes() {
            let key = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|k| node.attr(k));
            let content = node.attr("content").map(|c| c.trim().to_owned()).filter(|c| !c.is_empty());
            if let (Some(key), Some(content)) = (key, content) {
                tags.entry(key.trim().to_lowercase()).or_default().push(content);
            }
        }
        Tags(tags)
    }

    fn first_value(&self, keys: &[&str]) -> Option<String> {
        self.first(keys).map(|(value, _)| value)
    }

    fn all_values(&self, keys: &[&str]) -> Vec<String> {
        let found = keys.iter().filter_map(|key| self.0.get(*key)).find(|all| all.iter().any(|a| !a.contains("://")));
        found.cloned().unwrap_or_default().into_iter().filter(|a| !a.contains("://")).collect()
    }

    /// The first value, with the element that has it.
    fn first(&self, keys: &[&str]) -> Option<(String, String)> {
        keys.iter().find_map(|key| Some((self.0.get(*key)?.first()?.clone(), format!("`meta` {key}"))))
    }

    /// The first date, with the element that has it.
    fn first_date(&self, keys: &[&str], lang: &Option<String>) -> Option<(String, String)> {
        let texts = keys.iter().filter_map(|key| Some((key, self.0.get(*key)?)));
        let mut all = texts.flat_map(|(key, texts)| texts.iter().map(move |text| (key, text)));
        all.find_map(|(key, text)| Some((parse_text_date(Some(text), lang)?, format!("`meta` {key}"))))
    }
}

fn find_keywords(tags: &Tags, schema: &Schema, origins: &mut Origins) -> Vec<String> {
    let own = || tags.0.get("article:tag").cloned();
    let listed = || tags.first(&["news_keywords", "keywords", "parsely-tags"]).map(|(text, place)| (names::split_list(&text), place));
    let stated = || Some(schema.keywords.clone()).filter(|all| !all.is_empty());
    let mut all = origins
        .first("tags", &[&|| found(own(), "`meta` article:tag"), &|| found(stated(), "JSON-LD keywords"), &listed])
        .unwrap_or_default();
    if let [one] = all.as_slice() {
        all = names::split_list(one);
    }
    let mut seen = std::collections::HashSet::new();
    all.retain(|word| word.chars().count() <= 60 && seen.insert(word.to_lowercase()));
    all.truncate(30);
    all
}

fn declared_lang(document: &Document, tags: &Tags, schema: &Schema, origins: &mut Origins) -> Option<String> {
    let html = document.select_single("html");
    let parse = |lang: Option<String>| lang.and_then(|lang| crate::cli::import::detect_language::parse_language(&lang));
    let attribute = || ["lang", "xml:lang"].iter().find_map(|name| html.attr(name)).map(|l| l.to_string());
    let in_tags = || tags.first(&["content-language", "og:locale", "language", "dc.language"]);
    origins.first(
        "lang",
        &[
            &|| found(parse(attribute()), "the page's `html` element"),
            &|| found(parse(schema.language.clone()), "JSON-LD inLanguage"),
            &|| in_tags().and_then(|(lang, place)| found(parse(Some(lang)), &place)),
        ],
    )
}

fn declared_direction(document: &Document) -> Option<Direction> {
    let dir = ["article", "body", "html"].iter().find_map(|name| document.select_single(&format!("{name}[dir]")).attr("dir"))?;
    match dir.to_lowercase().as_str() {
        "rtl" => Some(Direction::Rtl),
        "ltr" => Some(Direction::Ltr),
        _ => None,
    }
}

/// Selectors for the date on a page, most reliable first.
const DATE_SELECTORS: [&str; 6] = [
    "[itemprop='datePublished'], time[pubdate]",
    "article time[datetime], main time[datetime]",
    "time[datetime], time",
    "[class*='publish'], [class*='pubdate'], [class*='pub-date'], [id*='pubtime'], [class*='posted']",
    "[class*='date'], [id*='date']",
    "[class*='time'], [id*='time'], [class*='info'], [class*='source'], [class*='meta']",
];

/// The date near the headline, with the time that the page gives elsewhere for the same day; else the first date in a usual place.
fn date_near_headline(document: &Document, lines: &PageLines, lang: &Option<String>) -> Option<String> {
    let shown = shown_date(document, lang);
    let near = lines.find_date_near_headline(lang.as_deref().unwrap_or("en"));
    let is_same_day = |near: &String| shown.as_ref().is_some_and(|shown| shown.get(..10) == near.get(..10));
    near.filter(|near| !is_same_day(near)).or(shown)
}

/// Words in the class or id of what holds dates of other things.
const OTHER_DATES: [&str; 7] = ["comment", "related", "latest", "teaser", "sidebar", "footer", "recommend"];

/// Whether an element is in a box of comments or of other articles.
fn is_about_others(node: &dom_query::NodeRef) -> bool {
    node.ancestors_it(Some(8)).any(|a| {
        let names = format!("{} {}", a.class().unwrap_or_default(), a.id_attr().unwrap_or_default()).to_lowercase();
        !a.has_name("body") && OTHER_DATES.iter().any(|word| names.split([' ', '-', '_']).any(|name| name.starts_with(word)))
    })
}

fn shown_date(document: &Document, lang: &Option<String>) -> Option<String> {
    let lang = lang.as_deref().unwrap_or("en");
    DATE_SELECTORS.iter().find_map(|place| {
        document.select(place).nodes().iter().filter(|node| !is_about_others(node)).take(12).find_map(|node| {
            let attribute_date =
                ["datetime", "content", "data-datetime"].iter().find_map(|name| node.attr(name)).and_then(|t| parse_date(&t, lang));
            attribute_date
                .or_else(|| Some(collapse_whitespace(&node.text())).filter(|t| t.chars().count() < 100).and_then(|t| parse_date(&t, lang)))
        })
    })
}

/// The first numeric date in a short piece of text, as old pages put it under the headline.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn first_numeric_date(document: &Document) -> Option<String> {
    let body = document.body()?;
    let texts = body.descendants_it().filter(|n| n.is_text() && !n.parent().is_some_and(|p| p.has_name("script") || p.has_name("style")));
    texts.map(|n| collapse_whitespace(&n.text())).filter(|t| (8..100).contains(&t.chars().count())).find_map(|text| {
        let starts = text.char_indices().filter(|(at, c)| (*c == '1' || *c == '2') && !text[..*at].ends_with(|c: char| c.is_ascii_digit()));
        starts.map(|(at, _)| &text[at..]).find_map(|rest| {
            let day: String = rest.chars().take_while(|c| c.is_ascii_digit() || ['-', '/', '.', '年', '月', '日'].contains(c)).collect();
            let parts = day.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).count();
            parse_date(&day, "zh").filter(|_| parts == 3 && day.as_bytes()[..4].iter().all(u8::is_ascii_digit))
        })
    })
}

/// The original address and time that browsers and page savers write into a page.
struct Saved {
    url: Option<String>,
    at: Option<String>,
}

impl Saved {
    fn from_document(document: &Document) -> Saved {
        let mut saved = Saved { url: None, at: None };
        for comment in document.root().descendants_it().filter(|n| n.is_comment()).take(20) {
            let html = comment.html();
            let words = html.trim_start_matches("<!--").trim_end_matches("-->");
            if let Some(rest) = words.split("saved from url=(").nth(1) {
                saved.url = rest.split(')').nth(1).map(|url| url.split_whitespace().next().unwrap_or_default().to_owned());
            }
            for line in words.lines().map(str::trim) {
                let value = |key: &str| line.strip_prefix(key).map(|v| v.trim().to_owned());
                saved.url = saved.url.take().or_else(|| value("url:")).filter(|u| u.starts_with("http"));
                saved.at = saved.at.take().or_else(|| value("saved date:").and_then(|date| parse_date(&date, "en")));
            }
        }
        saved
    }

    /// Completed by the archive that the page comes from.
    fn or_origin(self, origin: Option<&PageOrigin>) -> Saved {
        let url = || origin?.url.map(|url| url.to_string());
        let at = || origin?.captured_at.map(str::to_owned);
        Saved { url: self.url.or_else(url), at: self.at.or_else(at) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_declared_metadata() {
        let meta = read_meta(&Document::from(
            "<!-- saved from url=(0042)https://example.org/2024/07/01/rails.html?utm_source=x --><html lang=en_GB dir=ltr><head><title>Rails | The Room</title>
            <meta property=og:site_name content='The Room'><meta name=author content='By Ada Lovelace'><meta name=keywords content='rail, trade'></head><body><h1>Rails</h1>",
        ), None);
        assert_eq!((meta.title.as_str(), meta.lang.as_deref(), meta.dir), ("Rails", Some("en-GB"), Some(Direction::Ltr)));
        assert_eq!(meta.canonical.as_deref(), Some("https://example.org/2024/07/01/rails.html"));
        assert_eq!(
            (meta.published.as_deref(), meta.authors, meta.tags),
            (Some("2024-07-01"), vec!["Ada Lovelace".to_owned()], vec!["rail".into(), "trade".to_owned()])
        );
    }

    #[test]
    fn reads_address_and_time_of_saving() {
        let meta = read_meta(
            &Document::from(
                "<html><!--\n Page saved with a tool\n url: https://example.org/a\n saved date: Mon Jul 01 2024 10:00:00 GMT+0800 (China Standard Time)\n--><body>x",
            ),
            None,
        );
        assert_eq!((meta.canonical.as_deref(), meta.saved.as_deref()), (Some("https://example.org/a"), Some("2024-07-01T10:00:00+08:00")));
    }
}
