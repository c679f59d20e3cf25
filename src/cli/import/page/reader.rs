//! Reads a whole saved page.

use super::blocks::blocks_of;
use super::document_context::DocumentContext;
use super::links::Base;
use super::meta::{self, Meta};
use super::{cut, deck, extract, labels, tidy};
use crate::article::text::{self, Count};
use crate::article::{Article, Block, Capture};
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::import::cross_links::{self, Names};
use crate::cli::import::imported::{ImportError, Imported};
use crate::cli::import::{detect_language, lines};
use dom_query::Document;
use url::Url;

/// Reads a saved page.
///
/// # Errors
/// When it is an error page, or has no text for an article.
pub fn read(html: &str, file: &str, site_lang: &str) -> Result<Imported, ImportError> {
    let page = Document::from(html);
    let meta = meta::read(&page);
    extract::prepare(&page);
    let base = Base { url: base_of(&page, &meta), keep_relative: false };
    let scene = DocumentContext::new(&page, base.clone());
    let (mut body, review, ids) = body(&page, &scene, &base, &meta);
    refuse(&body, &meta, &page)?;
    tidy::headings(&mut body, &meta.title);
    labels::take_out(&mut body, &meta);
    let mut article = fields(meta, site_lang, &body);
    article.deck = deck::take(&page, article.deck.as_deref(), &article.title, &mut body);
    article.review = review;
    let places = cross_links::resolve_own(&mut body, &ids);
    article.body = body;
    let everything = page.body().map(|body| blocks_of(&body, &scene, 0)).unwrap_or_default();
    let cut = cut::passages(&everything, &article);
    article.capture.get_or_insert_with(Capture::default).cut = cut;
    let problems = article.review.iter().map(|why| Diagnostic::new(Severity::Warning, file, why.clone())).collect();
    Ok(Imported { article, problems, names: Names { aliases: Vec::new(), places } })
}

fn base_of(page: &Document, meta: &Meta) -> Option<Url> {
    let own = meta.canonical.as_deref().and_then(|url| Url::parse(url).ok());
    let declared = page.select("base[href]").attr("href").and_then(|href| match &own {
        Some(own) => own.join(&href).ok(),
        None => Url::parse(&href).ok(),
    });
    declared.filter(|url| url.scheme().starts_with("http")).or(own)
}

/// Element ids with the anchors of their blocks.
type Ids = Vec<(String, String)>;

/// The body, the reason it needs review, if any, and its ids.
fn body<'a>(page: &'a Document, scene: &DocumentContext<'a>, base: &Base, meta: &Meta) -> (Vec<Block>, Option<String>, Ids) {
    let (extracted, ids) = extract::article(page).map(|article| converted(page, scene, base, &article)).unwrap_or_default();
    let told = meta.text.as_deref().map(lines::paragraphs).unwrap_or_default();
    let words = |blocks: &[Block]| Count::of(blocks).total();
    if words(&told) > 3 * words(&extracted) && words(&told) > 60 {
        let why = "The text comes from the page's metadata, which has no pictures, headings or links.";
        return (told, Some(why.to_owned()), Ids::new());
    }
    if words(&extracted) > 0 {
        return (extracted, None, ids);
    }
    let rest = extract::rest(page);
    let mut scene = DocumentContext::new(&rest, base.clone());
    scene.keeps_ids = true;
    let blocks = rest.body().map(|body| blocks_of(&body, &scene, 0)).unwrap_or_default();
    (blocks, Some("No article was recognised in the page, so all of its text was imported.".to_owned()), scene.take_ids())
}

fn converted<'a>(page: &'a Document, scene: &DocumentContext<'a>, base: &Base, article: &Document) -> (Vec<Block>, Ids) {
    let figures = extract::figures(page, article);
    let mut inner = DocumentContext::new(article, base.clone());
    inner.original = Some((scene, figures));
    inner.keeps_ids = true;
    let blocks = article.body().map(|body| blocks_of(&body, &inner, 0)).unwrap_or_default();
    (blocks, inner.take_ids())
}

/// Titles of error pages, in lower case.
const ERRORS: [&str; 13] = [
    "404",
    "page not found",
    "not found",
    "403 forbidden",
    "access denied",
    "just a moment",
    "error 500",
    "500 internal",
    "502 bad",
    "503 service",
    "are you a robot",
    "页面不存在",
    "seite nicht gefunden",
];

fn refuse(body: &[Block], meta: &Meta, page: &Document) -> Result<(), ImportError> {
    let count = Count::of(body).total();
    let titles = format!("{}\n{}", meta.title, page.select_single("title").text()).to_lowercase();
    match ERRORS.iter().find(|error| titles.contains(**error)) {
        Some(_) if count < 200 => Err(ImportError(format!("error page (\"{}\"), not an article; save the page again", meta.title))),
        _ if count == 0 => Err(ImportError("no article text found; save the page of a single article".to_owned())),
        _ => Ok(()),
    }
}

fn fields(meta: Meta, site_lang: &str, body: &[Block]) -> Article {
    let words = text::blocks_words(body);
    let title_made = meta.title.is_empty();
    let lang = detect_language::settle(meta.lang.as_deref(), &words, site_lang);
    let dir = meta.dir.filter(|dir| *dir != crate::article::language::Direction::of(&lang));
    Article {
        title: if title_made { lines::made_title(&words) } else { meta.title },
        title_made,
        deck: meta.description,
        authors: meta.authors,
        published: meta.published,
        modified: meta.modified,
        section: meta.section,
        tags: meta.tags,
        publisher: meta.publisher,
        canonical: meta.canonical,
        licence: meta.licence,
        dir,
        lang,
        capture: Some(Capture { at: meta.saved, ..Capture::default() }),
        ..Article::default()
    }
}
