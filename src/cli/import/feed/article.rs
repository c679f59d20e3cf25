//! Makes articles of the items of a feed.

use super::attachments::attach_media;
use super::feed_item::{FeedMediaKind, ParsedItem};
use super::feed_text::FeedText;
use crate::article::word_count::WordCount;
use crate::article::{Article, Block, Capture, Inline, Link, Text, text};
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::folder;
use crate::cli::import::comparison_key::comparison_key;
use crate::cli::import::dates::parse_date;
use crate::cli::import::detect_language::detect_language;
use crate::cli::import::imported::{Imported, ImportedItem};
use crate::cli::import::page::links::canonical_url;
use crate::cli::import::page::tidy;
use crate::cli::import::{lines, names};
use url::Url;

/// A text with fewer words that a feed does not call its content is a summary.
const MIN_FULL_TEXT_WORDS: u32 = 120;

/// The maximum length of a deck, in characters.
const MAX_DECK_CHARS: usize = 500;

/// Where an item stands: its file, the title of its feed, its number in the file from 1 on, and the language of the site.
#[derive(Debug, Clone, Copy)]
pub(super) struct ItemContext<'a> {
    pub(super) file: &'a str,
    pub(super) feed_title: Option<&'a str>,
    pub(super) number: usize,
    pub(super) site_lang: &'a str,
}

/// Makes an article of an item.
///
/// # Errors
/// When it has neither title nor text nor anything attached.
pub(super) fn import_item(item: ParsedItem, context: ItemContext) -> Result<ImportedItem, Diagnostic> {
    let diagnostic = |severity, text: &str| Diagnostic::new(severity, context.file, text).at(format!("item {}", context.number));
    let article = build_article(&item, context);
    let mut article = article.ok_or_else(|| diagnostic(Severity::Error, "no title and no text; the item is left out"))?;
    let mut diagnostics = Vec::new();
    if let Some(date) = set_dates(&mut article, &item) {
        diagnostics.push(diagnostic(Severity::Warning, &format!("\"{date}\" is not a valid date; add \"published\" to the article")));
        article.capture.get_or_insert_with(Capture::default).cut.push(date);
    }
    let from = origin(context, &article.id);
    let imported = ImportedItem::new(from, folder::sha256(item.raw.as_bytes()), Imported { article, diagnostics, ..Imported::default() });
    Ok(ImportedItem { is_row: true, ..imported })
}

/// The article of an item, without its dates; `None` if there is nothing of it.
fn build_article(item: &ParsedItem, context: ItemContext) -> Option<Article> {
    let base = item.link.as_deref().and_then(|link| Url::parse(link).ok());
    let mut text = read_text(item, base.as_ref());
    if item.title.is_none() && text.body.is_empty() && item.media.is_empty() {
        return None;
    }
    let words = text::blocks_text(&text.body);
    let (title, title_made) = choose_title(item, &words, context.feed_title);
    let review = doubt(item, &text);
    complete_body(&mut text.body, item, &title, base.as_ref());
    Some(Article {
        id: item.id.as_deref().or(item.link.as_deref()).map(|id| id.trim().to_owned()).unwrap_or_default(),
        lang: detect_language(item.lang.as_deref(), if words.is_empty() { &title } else { &words }, context.site_lang),
        title,
        title_made,
        deck: text.deck,
        authors: item.authors.clone(),
        source: item.source.clone().filter(|source| Some(source.as_str()) != context.feed_title),
        tags: item.tags.iter().map(|tag| names::strip_hash(tag).to_owned()).collect(),
        publisher: context.feed_title.map(str::to_owned),
        canonical: item.link.as_deref().and_then(canonical_url),
        licence: item.licence.clone(),
        review,
        capture: Some(Capture { cut: text.cut, ..Capture::default() }),
        body: text.body,
        ..Article::default()
    })
}

/// Adds what is attached to an item to its text; one without either has a link to its page.
fn complete_body(body: &mut Vec<Block>, item: &ParsedItem, title: &str, base: Option<&Url>) {
    tidy::normalize_headings(body, title);
    let known: Vec<String> = [vec![title.to_owned()], item.authors.clone()].concat();
    attach_media(body, item.media.clone(), &known, base);
    if body.is_empty() {
        body.extend(item.link.as_deref().map(link_to_page));
    }
}

/// All that there is to read of an item that has no text.
fn link_to_page(address: &str) -> Block {
    Block::Paragraph(Text(vec![Inline::Link(Link { href: address.to_owned(), text: Text::new(address), ..Link::default() })]))
}

/// Where an article comes from: the file, and the id of the item in it, else its number.
///
/// The file is a path, whose last `/` stands before its name: those of an id are written as `%2F`.
fn origin(context: ItemContext, identity: &str) -> String {
    let number = context.number.to_string();
    let item = if identity.is_empty() { number } else { identity.replace('/', "%2F") };
    format!("{}#{item}", context.file)
}

/// The texts of an item as an article has them.
#[derive(Default)]
struct ItemText {
    body: Vec<Block>,
    /// Whether the body is the summary, since there is no other text.
    is_summary: bool,
    deck: Option<String>,
    cut: Vec<String>,
}

/// The content is the body, and the summary the deck; without a content the summary is the body.
fn read_text(item: &ParsedItem, base: Option<&Url>) -> ItemText {
    let blocks = |text: &Option<FeedText>| text.as_ref().map(|text| text.blocks(base)).unwrap_or_default();
    let body = blocks(&item.content);
    if body.is_empty() {
        return ItemText { body: blocks(&item.summary), is_summary: true, ..ItemText::default() };
    }
    let summary = item.summary.as_ref().map(FeedText::plain).unwrap_or_default();
    let is_title = item.title.as_deref().is_some_and(|title| comparison_key(title) == comparison_key(&summary));
    if summary.is_empty() || is_title || repeats_text(&summary, &body) {
        return ItemText { body, ..ItemText::default() };
    }
    let is_deck = summary.chars().count() <= MAX_DECK_CHARS;
    let (deck, cut) = if is_deck { (Some(summary), Vec::new()) } else { (None, vec![summary]) };
    ItemText { body, is_summary: false, deck, cut }
}

/// The maximum number of blocks, such as a heading and a figure, before a text begins, and one.
const MAX_BLOCKS_BEFORE_TEXT: usize = 3;

/// Whether a summary is the beginning of the text, as many programs make it.
fn repeats_text(summary: &str, body: &[Block]) -> bool {
    let summary = comparison_key(&without_ellipsis(summary).0);
    let begins_at = |at: usize| body.get(at..).is_some_and(|rest| comparison_key(&text::blocks_text(rest)).starts_with(&summary));
    (0..MAX_BLOCKS_BEFORE_TEXT).any(begins_at)
}

/// A text without the marks that say that it goes on, and whether it had any.
fn without_ellipsis(text: &str) -> (String, bool) {
    let trimmed = text.trim_end().trim_end_matches([']', ')']).trim_end();
    let cut = ["…", "...", "&hellip;"].iter().find_map(|mark| trimmed.strip_suffix(mark));
    match cut {
        Some(rest) => (rest.trim_end_matches(['[', '(', '.', ' ']).to_owned(), true),
        None => (text.to_owned(), false),
    }
}

/// The title, and whether it was made: of the first words, else of what is attached, else that of the feed.
fn choose_title(item: &ParsedItem, words: &str, feed_title: Option<&str>) -> (String, bool) {
    if let Some(title) = &item.title {
        return (title.clone(), false);
    }
    let made = Some(lines::generate_title(words)).filter(|title| !title.is_empty());
    let attached = || item.media.iter().find_map(|media| media.title.clone());
    (made.or_else(attached).or_else(|| feed_title.map(str::to_owned)).unwrap_or_else(|| "Untitled".to_owned()), true)
}

/// Why a person should look at an article: the feed does not hold all of it.
fn doubt(item: &ParsedItem, text: &ItemText) -> Option<String> {
    let is_recording = |kind| matches!(kind, FeedMediaKind::Audio | FeedMediaKind::Video | FeedMediaKind::Player);
    let is_short =
        || WordCount::from_blocks(&text.body).total() < MIN_FULL_TEXT_WORDS || without_ellipsis(&text::blocks_text(&text.body)).1;
    if item.is_truncated {
        Some("The feed ends inside this article; save the feed again.".to_owned())
    } else if !text.is_summary || item.media.iter().any(|media| is_recording(media.kind)) {
        None
    } else if text.body.is_empty() {
        Some("The feed holds only the title of this article; import its page instead.".to_owned())
    } else {
        is_short().then(|| "The feed holds only a summary of this article; import its page instead.".to_owned())
    }
}

/// Sets the dates; returns a date of publication that is none.
fn set_dates(article: &mut Article, item: &ParsedItem) -> Option<String> {
    let parse = |date: &Option<String>, lang: &str| date.as_deref().and_then(|date| parse_date(date, lang));
    article.published = parse(&item.published, &article.lang);
    article.modified = parse(&item.modified, &article.lang).filter(|modified| article.published.as_ref() != Some(modified));
    item.published.clone().filter(|_| article.published.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTEXT: ItemContext = ItemContext { file: "feed.xml", feed_title: Some("Harbour"), number: 3, site_lang: "en" };

    fn article(item: ParsedItem) -> Article {
        import_item(item, CONTEXT).unwrap().article
    }

    fn html(words: &str) -> Option<FeedText> {
        Some(FeedText::new(words, true))
    }

    #[test]
    fn the_summary_is_the_deck_unless_it_repeats_the_text() {
        let item = |summary: &str| ParsedItem {
            title: Some("The pier".into()),
            content: html("<h1>The pier</h1><p>The pier was built in one winter.</p>"),
            summary: html(summary),
            ..ParsedItem::default()
        };
        assert_eq!(article(item("Who paid for it?")).deck.as_deref(), Some("Who paid for it?"));
        assert_eq!(article(item("The pier was built […]")).deck, None);
        let long = "Word ".repeat(200);
        assert_eq!(article(item(&long)).capture.unwrap().cut, [long.trim()]);
        assert_eq!(article(item("")).body, [Block::paragraph("The pier was built in one winter.")]);
    }

    #[test]
    fn identity_and_origin_are_kept() {
        let item = ParsedItem {
            id: Some("urn:x/7".into()),
            link: Some("https://example.org/7?utm_source=rss".into()),
            title: Some("One".into()),
            published: Some("Mon, 01 Jul 2024 10:00:00 +0800".into()),
            modified: Some("2024-07-01T10:00:00+08:00".into()),
            ..ParsedItem::default()
        };
        let imported = import_item(item, CONTEXT).unwrap();
        assert_eq!((imported.from.as_str(), imported.is_row), ("feed.xml#urn:x%2F7", true));
        let article = imported.article;
        assert_eq!((article.canonical.as_deref(), article.publisher.as_deref()), (Some("https://example.org/7"), Some("Harbour")));
        assert_eq!((article.published.as_deref(), article.modified), (Some("2024-07-01T10:00:00+08:00"), None));
        assert_eq!(import_item(ParsedItem { summary: html("x"), ..ParsedItem::default() }, CONTEXT).unwrap().from, "feed.xml#3");
    }

    #[test]
    fn what_the_feed_lacks_is_said() {
        let review = |item: ParsedItem| article(item).review.unwrap_or_default();
        let title = || Some("One".to_owned());
        let bare = article(ParsedItem { title: title(), link: Some("https://example.org/1".into()), ..ParsedItem::default() });
        assert!(bare.review.unwrap_or_default().contains("only the title") && text::blocks_text(&bare.body) == "https://example.org/1");
        assert!(review(ParsedItem { title: title(), summary: html("Short."), ..ParsedItem::default() }).contains("only a summary"));
        let long = "A sentence of six words stands here. ".repeat(30);
        assert_eq!(review(ParsedItem { title: title(), summary: html(&long), ..ParsedItem::default() }), "");
        assert!(
            review(ParsedItem { title: title(), summary: html(&format!("{long} […]")), ..ParsedItem::default() })
                .contains("only a summary")
        );
        assert_eq!(review(ParsedItem { title: title(), content: html("Short."), ..ParsedItem::default() }), "");
        assert!(import_item(ParsedItem::default(), CONTEXT).is_err());
    }

    #[test]
    fn an_invalid_date_is_reported_and_kept() {
        let item = import_item(ParsedItem { title: Some("One".into()), published: Some("soon".into()), ..ParsedItem::default() }, CONTEXT)
            .unwrap();
        assert!(item.diagnostics[0].to_string().contains("feed.xml: item 3: warning: \"soon\" is not a valid date"));
        assert_eq!(item.article.capture.unwrap().cut, ["soon"]);
    }
}
