//! Feeds: RSS 0.90 to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed 1 and 1.1. Each item is one article.
//!
//! - `detection`: recognizes a feed by its content.
//! - `xml_repair`, `xml_tree`, `vocabulary`: XML, sound or not, as elements with one name each.
//! - `xml_feed`, `media_rss`, `json_feed`: the fields of items in each format; `feed_text`, `html_writer`: their texts.
//! - `feed_item`: a feed and its items before they are articles; `article`, `attachments`: the articles.
//!
//! Deliberately absent: the network. A feed with summaries alone is imported so, and each article says that its page has more.

mod article;
mod attachments;
mod detection;
mod feed_item;
mod feed_text;
mod html_writer;
mod json_feed;
mod media_rss;
mod vocabulary;
mod xml_feed;
mod xml_repair;
mod xml_tree;

use super::encoding;
use super::explanation::Explanation;
use super::imported::{ImportError, ImportedItem};
use super::importer::{Importer, Items, ReadOptions};
use super::origins::Origins;
use super::source::Source;
use crate::article::Article;
use crate::cli::diagnostic::{Diagnostic, Severity};
use article::{ItemContext, import_item};
use feed_item::ParsedFeed;

/// Imports the items of feeds.
pub struct SyndicationFeed;

impl Importer for SyndicationFeed {
    fn extensions(&self) -> &'static [&'static str] {
        &["rss", "atom", "rdf"]
    }

    fn claims(&self, name: &str, bytes: &[u8]) -> bool {
        detection::is_feed(name, bytes)
    }

    fn import(&self, source: &Source, bytes: &[u8], options: &ReadOptions) -> Result<Items, ImportError> {
        let (text, warning) = encoding::decode(bytes, true)?;
        let mut items = read(&text, &source.name, options.lang)?;
        let warning = warning.map(|text| Diagnostic::new(Severity::Warning, &source.name, text));
        if let Some(first) = items.iter_mut().flatten().next() {
            first.diagnostics.extend(warning);
        }
        Ok(items)
    }

    fn explain(&self, source: &Source, bytes: &[u8], options: &ReadOptions) -> Result<Vec<(Explanation, Article)>, ImportError> {
        let feed = parse(&encoding::decode(bytes, true)?.0)?;
        let origins: Vec<Origins> = feed.items.iter().map(|item| item.origins.clone()).collect();
        let items = import_items(feed, &source.name, options.lang).into_iter().zip(origins);
        Ok(items.filter_map(|(item, origins)| Some((item.ok()?, origins))).map(|(item, origins)| explain(item, &origins)).collect())
    }
}

fn explain(item: ImportedItem, origins: &Origins) -> (Explanation, Article) {
    let mut explanation = Explanation::new(&item.from, &item.article, |field| match (field, origins.get(field)) {
        ("title", None) => "the first words of the text".to_owned(),
        ("publisher", _) => "the title of the feed".to_owned(),
        (_, origin) => origin.unwrap_or_default().to_owned(),
    });
    let cut = item.article.capture.iter().flat_map(|capture| &capture.cut);
    cut.for_each(|passage| explanation.add_cut("no field of an article", passage));
    (explanation, item.article)
}

/// Reads the items of a feed.
///
/// # Errors
/// When it has none.
pub fn read(text: &str, file: &str, site_lang: &str) -> Result<Items, ImportError> {
    Ok(import_items(parse(text)?, file, site_lang))
}

fn parse(text: &str) -> Result<ParsedFeed, ImportError> {
    let feed = json_feed::read_json_feed(text).unwrap_or_else(|| xml_feed::read_xml_feed(text));
    if feed.items.is_empty() {
        return Err(ImportError("a feed without items; import the pages of its site instead".to_owned()));
    }
    Ok(feed)
}

fn import_items(mut feed: ParsedFeed, file: &str, site_lang: &str) -> Items {
    let parsed = std::mem::take(&mut feed.items);
    let context = |at: usize| ItemContext { file, feed_title: feed.title.as_deref(), number: at + 1, site_lang };
    let mut items: Items = parsed.into_iter().enumerate().map(|(at, item)| import_item(item, context(at))).collect();
    let messages = feed_messages(&feed, &items);
    if let Some(first) = items.iter_mut().flatten().next() {
        first.diagnostics.extend(messages.into_iter().map(|text| Diagnostic::new(Severity::Warning, file, text)));
    }
    items
}

/// Messages about the whole feed: its end is missing, or articles are not whole.
fn feed_messages(feed: &ParsedFeed, items: &[Result<ImportedItem, Diagnostic>]) -> Vec<String> {
    let all = items.len();
    let incomplete = items.iter().flatten().filter(|item| item.article.review.is_some()).count();
    let truncated = feed.is_truncated.then(|| "the feed ends too early; its items up to there are imported. Save it again".to_owned());
    let summaries = (incomplete > 0).then(|| {
        let number = if incomplete == all { "no item holds".to_owned() } else { format!("{incomplete} of {all} items do not hold") };
        format!("{number} the whole text of its article; import the pages they link to instead")
    });
    truncated.into_iter().chain(summaries).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_truncated_feed_keeps_its_items_and_says_so() {
        let text = "<rss><channel><title>H</title><item><title>One</title><content:encoded>Words.</content:encoded></item><item><title>Tw";
        let items: Vec<_> = read(text, "f.xml", "en").unwrap().into_iter().map(Result::unwrap).collect();
        let titles: Vec<&str> = items.iter().map(|item| item.article.title.as_str()).collect();
        assert_eq!(titles, ["One", "Tw"]);
        assert!(items[0].diagnostics[0].text.contains("ends too early") && items[1].article.review.is_some());
    }

    #[test]
    fn an_explanation_names_elements() {
        let source = Source { path: "f.rss".into(), name: "f.rss".into(), root: ".".into() };
        let rss = "<rss><channel><title>H</title><item><dc:title>One</dc:title><description>D</description><content:encoded>Words.</content:encoded><dc:date>2024-07-01</dc:date></item></channel></rss>";
        let explained = SyndicationFeed.explain(&source, rss.as_bytes(), &ReadOptions::for_language("en")).unwrap();
        let origin = |name: &str| explained[0].0.fields.iter().find(|field| field.name == name).map(|field| field.origin.as_str());
        assert_eq!(
            (origin("title"), origin("body"), origin("deck")),
            (Some("`dc:title`"), Some("`content:encoded`"), Some("`description`"))
        );
        assert_eq!((origin("published"), origin("publisher")), (Some("`dc:date`"), Some("the title of the feed")));
    }

    #[test]
    fn a_bad_item_does_not_take_the_others_with_it() {
        let items = read("<rss><channel><item/><item><title>Two</title></item></channel></rss>", "f.xml", "en").unwrap();
        assert!(items[0].is_err() && items[1].is_ok());
        assert!(read("<rss><channel><title>Empty</title></channel></rss>", "f.xml", "en").unwrap_err().0.contains("without items"));
    }
}
