//! A document of a book as an article.

use super::navigation::Navigation;
use super::package::{BookMetadata, Package};
use super::spine::SpineDocument;
use crate::article::{Article, Block, Capture, text};
use crate::cli::import::cross_links::{self, Names};
use crate::cli::import::dates::parse_date;
use crate::cli::import::detect_language::detect_language;
use crate::cli::import::imported::Imported;
use crate::cli::import::lines;
use crate::cli::import::page::blocks::convert_children;
use crate::cli::import::page::document_context::DocumentContext;
use crate::cli::import::page::links::Base;
use crate::cli::import::page::tidy;
use crate::cli::whitespace::collapse_whitespace;

/// Converts a chapter; `None` if it has no text.
pub(super) fn convert_chapter(chapter: &SpineDocument, package: &Package, navigation: &Navigation, site_lang: &str) -> Option<Imported> {
    remove_local_media(chapter);
    let mut context = DocumentContext::new(&chapter.document, Base { url: None, keep_relative: true });
    context.keeps_ids = true;
    let mut body = chapter.document.body().map(|body| convert_children(&body, &context, 0)).unwrap_or_default();
    if body.is_empty() {
        return None;
    }
    let words = text::blocks_text(&body);
    let entry = navigation.entry(&chapter.path);
    let title = entry.map(|entry| entry.title.clone()).or_else(|| heading_title(&body)).or_else(|| page_title(chapter, &package.metadata));
    let title_made = title.is_none();
    let title = title.unwrap_or_else(|| lines::generate_title(&words));
    tidy::normalize_headings(&mut body, &title);
    let anchors_by_id = cross_links::resolve_fragment_links(&mut body, &context.take_ids());
    let part = entry.and_then(|entry| entry.part.clone());
    let lang = detect_language(declared_language(chapter, &package.metadata).as_deref(), &words, site_lang);
    let article = Article { title, title_made, lang, body, ..book_fields(&package.metadata, part) };
    Some(Imported { article, names: Names { anchors_by_id, ..Names::default() }, ..Imported::default() })
}

/// Sound and film are files of the book, which an article cannot hold.
fn remove_local_media(chapter: &SpineDocument) {
    let is_local = |address: &str| !address.contains("://");
    for node in chapter.document.select("audio, video, iframe").nodes() {
        let sources = node.descendants_it().filter(|inner| inner.has_name("source")).filter_map(|source| source.attr("src"));
        if node.attr("src").into_iter().chain(sources).any(|address| is_local(&address)) {
            node.remove_from_parent();
        }
    }
}

fn heading_title(body: &[Block]) -> Option<String> {
    let headings = body.iter().filter_map(|block| if let Block::Heading(heading) = block { Some(heading) } else { None });
    headings.map(|heading| text::plain_text(&heading.text)).find(|title| !title.trim().is_empty())
}

/// The title that the document declares, unless it is that of the book, or the name of its file.
fn page_title(chapter: &SpineDocument, book: &BookMetadata) -> Option<String> {
    let title = collapse_whitespace(&chapter.document.select_single("head > title").text());
    Some(title).filter(|title| !title.is_empty() && Some(title) != book.title.as_ref() && !chapter.path.ends_with(title.as_str()))
}

fn declared_language(chapter: &SpineDocument, book: &BookMetadata) -> Option<String> {
    let root = chapter.document.select_single("html");
    let declared = ["xml:lang", "lang"].iter().find_map(|name| root.attr(name)).map(|lang| lang.to_string());
    declared.filter(|lang| !lang.trim().is_empty()).or_else(|| book.language.clone())
}

/// The fields that all chapters of a book share. Its title is their source, the part or the series their section.
fn book_fields(book: &BookMetadata, part: Option<String>) -> Article {
    let lang = book.language.as_deref().unwrap_or("en");
    let date = |text: &Option<String>| text.as_deref().and_then(|text| parse_date(text, lang));
    let mut tags = book.subjects.clone();
    let section = part.or_else(|| book.series.clone());
    tags.extend(book.series.clone().filter(|series| section.as_ref() != Some(series)));
    Article {
        authors: book.authors.clone(),
        source: book.title.clone(),
        published: date(&book.date),
        section,
        tags,
        publisher: book.publisher.clone(),
        licence: book.rights.clone(),
        capture: Some(Capture::default()),
        ..Article::default()
    }
}
