//! Reads a whole saved page.

use super::archived::PageOrigin;
use super::blocks::convert_children;
use super::confidence::{TextOrigin, confidence};
use super::document_context::DocumentContext;
use super::doubt::LongParagraphs;
use super::fragment::read_fragment;
use super::links::Base;
use super::meta::{self, Meta};
use super::nesting::parse_html;
use super::{
    archived, bold_headings, caption_lines, cut, deck, doubt, edges, embedded, extract, field_selectors, labels, line_breaks, list_labels,
    live_blog, lost_paragraphs, normalize, other_content, page_end, promotions, series, stray_lines, tidy,
};
use crate::article::word_count::WordCount;
use crate::article::{Article, Block, Capture, text};
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::import::cross_links::{self, Names};
use crate::cli::import::detect_language::detect_language;
use crate::cli::import::imported::{ImportError, Imported};
use crate::cli::import::lines;
use crate::cli::import::origins::Origins;
use crate::cli::language_data::stop_words;
use dom_query::Document;
use url::Url;

/// Reads a saved page.
///
/// # Errors
/// When it is an error page, or has no text for an article.
pub fn read(html: &str, file: &str, site_lang: &str) -> Result<Imported, ImportError> {
    read_page(html, None, file, site_lang).map(|page| page.imported)
}

/// Reads a page of a web archive. Its pictures have the addresses of the archive's files.
///
/// # Errors
/// When it is an error page, or has no text for an article.
pub fn read_archived(html: &str, origin: &PageOrigin, file: &str, site_lang: &str) -> Result<Imported, ImportError> {
    read_page(html, Some(origin), file, site_lang).map(|page| page.imported)
}

/// A page that was read, with all that explains its article.
pub(super) struct ReadPage {
    pub(super) imported: Imported,
    pub(super) document: Document,
    pub(super) origins: Origins,
    pub(super) paragraphs: LongParagraphs,
}

/// Reads a saved page.
///
/// # Errors
/// When it is an error page, or has no text for an article.
pub(super) fn read_page(html: &str, origin: Option<&PageOrigin>, file: &str, site_lang: &str) -> Result<ReadPage, ImportError> {
    let page = parse_html(&normalize::open_shadow_trees(html));
    if let Some(origin) = origin {
        archived::resolve_archived_files(&page, origin);
    }
    normalize::normalize_markup(&page);
    let mut meta = meta::read_meta(&page, origin);
    let mut origins = std::mem::take(&mut meta.origins);
    other_content::mark_other_content(&page, &meta.title);
    extract::prepare_page(&page);
    let base = Base { url: base_url(&page, origin, &meta), keep_relative: false };
    let context = DocumentContext::new(&page, base);
    let paragraphs = LongParagraphs::new(&page);
    let posts = std::mem::take(&mut meta.posts);
    let ConvertedBody { mut body, review, ids, origin } = convert_body(&page, &paragraphs, &context, &meta);
    let review = if live_blog::add_missing_posts(&mut body, &posts) { Some(POSTS_REVIEW.to_owned()) } else { review };
    origins.set("body", origin.name());
    check_is_article(&body, &meta, &page)?;
    tidy::normalize_headings(&mut body, &meta.title);
    clean_body(&mut body, &meta);
    let review = review.or_else(|| doubt::find_doubt(&page, &paragraphs, &body));
    let review = join_reasons(series::find_missing_pages(&page, meta.canonical.as_deref()), review);
    let mut article = build_article(meta, site_lang, &body);
    article.deck = deck::take_deck(&page, article.deck.as_deref(), &article.title, &mut body);
    edges::remove_other_lines(&mut body, &article);
    stray_lines::remove_stray_lines(&mut body);
    series::remove_series_lines(&mut body);
    live_blog::make_times_headings(&mut body);
    list_labels::make_labels_headings(&mut body);
    bold_headings::make_bold_lines_headings(&mut body);
    let anchors_by_id = cross_links::resolve_fragment_links(&mut body, &ids);
    article.body = body;
    let confidence = confidence(&article, &paragraphs, origin);
    article.confidence = Some(confidence);
    article.review = review.or_else(|| doubt::low_confidence(confidence));
    let mut page_blocks = page.body().map(|body| convert_children(&body, &context, 0)).unwrap_or_default();
    line_breaks::split_at_breaks(&mut page_blocks);
    let cut = cut::cut_passages(&page_blocks, &article);
    article.capture.get_or_insert_with(Capture::default).cut = cut;
    let diagnostics = article.review.iter().map(|why| Diagnostic::new(Severity::Warning, file, why.clone())).collect();
    let imported = Imported {
        selectors: field_selectors::find_selectors(&page, &article),
        article,
        diagnostics,
        names: Names { anchors_by_id, ..Names::default() },
    };
    drop(context);
    Ok(ReadPage { imported, document: page, origins, paragraphs })
}

/// Removes from a body what is around a text, and joins captions and paragraphs as they belong.
fn clean_body(body: &mut Vec<Block>, meta: &Meta) {
    caption_lines::join_caption_lines(body);
    line_breaks::split_at_breaks(body);
    page_end::trim_end(body, &meta.authors);
    promotions::remove_promotions(body);
    labels::remove_labels(body, meta);
}

fn base_url(page: &Document, origin: Option<&PageOrigin>, meta: &Meta) -> Option<Url> {
    let archived = origin.and_then(|origin| origin.url).filter(|url| url.scheme().starts_with("http")).cloned();
    let own = archived.or_else(|| meta.canonical.as_deref().and_then(|url| Url::parse(url).ok()));
    let declared = page.select("base[href]").attr("href").and_then(|href| match &own {
        Some(own) => own.join(&href).ok(),
        None => Url::parse(&href).ok(),
    });
    declared.filter(|url| url.scheme().starts_with("http")).or(own)
}

/// Element ids with the anchors of their blocks.
type Ids = Vec<(String, String)>;

/// The body of an article.
struct ConvertedBody {
    body: Vec<Block>,
    /// The reason it needs review, if any.
    review: Option<String>,
    ids: Ids,
    origin: TextOrigin,
}

fn convert_body<'a>(page: &'a Document, paragraphs: &LongParagraphs, context: &DocumentContext<'a>, meta: &Meta) -> ConvertedBody {
    let (extracted, ids, origin) = extract_body(page, paragraphs, context);
    let declared = meta.text.as_deref().map(lines::text_to_paragraphs).unwrap_or_default();
    let count_words = |blocks: &[Block]| WordCount::from_blocks(blocks).total();
    let doubtful =
        |body: Vec<Block>, ids: Ids, origin: TextOrigin, why: &str| ConvertedBody { body, review: Some(why.to_owned()), ids, origin };
    if count_words(&declared) > 3 * count_words(&extracted) && count_words(&declared) > 60 {
        // The page may show it all the same.
        let (shown, ids) = best_other_extraction(page, paragraphs, context, 0);
        let share = f64::from(count_words(&shown)) / f64::from(count_words(&declared));
        if (0.5..1.5).contains(&share) {
            return ConvertedBody { body: shown, review: None, ids, origin: TextOrigin::OtherExtraction };
        }
        let why = "The text comes from the page's metadata, which has no pictures, headings or links.";
        return doubtful(declared, Ids::new(), TextOrigin::Declared, why);
    }
    let embedded = if count_words(&extracted) < MIN_EXTRACTED_WORDS { embedded_blocks(page, &context.base) } else { Vec::new() };
    if count_words(&embedded) > 3 * count_words(&extracted) {
        let why = "The text comes from the data of the page's scripts, since the page itself hardly has any.";
        return doubtful(embedded, Ids::new(), TextOrigin::Embedded, why);
    }
    if count_words(&extracted) > 0 {
        return ConvertedBody { body: extracted, review: None, ids, origin };
    }
    let rest = extract::fallback_content(page);
    let mut context = DocumentContext::new(&rest, context.base.clone());
    context.keeps_ids = true;
    let blocks = rest.body().map(|body| convert_children(&body, &context, 0)).unwrap_or_default();
    let why = "No article was recognised in the page, so all of its text was imported.";
    doubtful(blocks, context.take_ids(), TextOrigin::WholePage, why)
}

/// The extracted article: by another way, if the first one has lost most of the page's longer paragraphs and that one has not.
fn extract_body<'a>(page: &'a Document, paragraphs: &LongParagraphs, context: &DocumentContext<'a>) -> (Vec<Block>, Ids, TextOrigin) {
    let article = extract::extract_article(page);
    let convert = || article.as_ref().map(|article| convert_article(page, context, article)).unwrap_or_default();
    let (body, ids) = convert();
    let kept = paragraphs.count_kept(&body);
    if !paragraphs.are_lost(kept) {
        let restored = article.as_ref().is_some_and(|article| lost_paragraphs::restore_lost_paragraphs(page, article));
        let (body, ids) = if restored { convert() } else { (body, ids) };
        return (body, ids, TextOrigin::Extracted);
    }
    let (other, other_ids) = best_other_extraction(page, paragraphs, context, kept);
    match paragraphs.are_lost(paragraphs.count_kept(&other)) {
        false => (other, other_ids, TextOrigin::OtherExtraction),
        true => (body, ids, TextOrigin::Extracted),
    }
}

/// The first of the other ways to extract an article that keeps enough of the page's longer paragraphs; if none does, the one that
/// keeps most of them. Where the first way, which keeps `first` of them, has missed the article, the element around the paragraphs is
/// one too.
fn best_other_extraction<'a>(
    page: &'a Document,
    paragraphs: &LongParagraphs,
    context: &DocumentContext<'a>,
    first: usize,
) -> (Vec<Block>, Ids) {
    let container = paragraphs.are_missed(first).then(|| extract::paragraph_container(page)).flatten();
    let (mut best, mut most) = (Default::default(), 0);
    for article in extract::other_extractions(page).chain(container) {
        let other = convert_article(page, context, &article);
        let kept = paragraphs.count_kept(&other.0);
        if !paragraphs.are_lost(kept) {
            return other;
        }
        if kept > most {
            (best, most) = (other, kept);
        }
    }
    best
}

/// With fewer words, a text is looked for in the page's scripts as well.
const MIN_EXTRACTED_WORDS: u32 = 250;

/// The reason to look at an article whose posts the page does not show.
const POSTS_REVIEW: &str = "Posts come from the page's metadata, which has no pictures or links.";

/// Two reasons why an article needs review as one.
fn join_reasons(first: Option<String>, second: Option<String>) -> Option<String> {
    let reasons: Vec<String> = first.into_iter().chain(second).collect();
    Some(reasons.join("; ")).filter(|reasons| !reasons.is_empty())
}

/// The text that only the page's scripts hold.
fn embedded_blocks(page: &Document, base: &Base) -> Vec<Block> {
    let Some(html) = embedded::find_embedded_html(page) else { return Vec::new() };
    read_fragment(&html, base.clone())
}

fn convert_article<'a>(page: &'a Document, context: &DocumentContext<'a>, article: &Document) -> (Vec<Block>, Ids) {
    let figures = extract::restore_figures(page, article);
    extract::restore_key_points(page, article);
    let mut inner = DocumentContext::new(article, context.base.clone());
    inner.original = Some((context, figures));
    inner.keeps_ids = true;
    let blocks = article.body().map(|body| convert_children(&body, &inner, 0)).unwrap_or_default();
    (blocks, inner.take_ids())
}

/// Titles of error pages, in lower case.
const ERROR_TITLES: [&str; 13] = [
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

fn check_is_article(body: &[Block], meta: &Meta, page: &Document) -> Result<(), ImportError> {
    let count = WordCount::from_blocks(body).total();
    let titles = format!("{}\n{}", meta.title, page.select_single("title").text()).to_lowercase();
    match ERROR_TITLES.iter().find(|error| titles.contains(**error)) {
        Some(_) if count < 200 => Err(ImportError(format!("error page (\"{}\"), not an article; save the page again", meta.title))),
        _ if count == 0 => Err(ImportError("no article text found; save the page of a single article".to_owned())),
        _ => Ok(()),
    }
}

/// Tags without the words that mean nothing alone, which some programs make tags of.
fn meaningful_tags(mut tags: Vec<String>, lang: &str) -> Vec<String> {
    if !tags.is_empty() {
        let stop_words = stop_words(lang);
        tags.retain(|tag| !stop_words.contains(&tag.to_lowercase()));
    }
    tags
}

fn build_article(meta: Meta, site_lang: &str, body: &[Block]) -> Article {
    let words = text::blocks_text(body);
    let title_made = meta.title.is_empty();
    let lang = detect_language(meta.lang.as_deref(), &words, site_lang);
    let dir = meta.dir.filter(|dir| *dir != crate::article::language::Direction::from_lang(&lang));
    Article {
        title: if title_made { lines::generate_title(&words) } else { meta.title },
        title_made,
        deck: meta.description,
        authors: meta.authors,
        published: meta.published,
        modified: meta.modified,
        section: meta.section,
        tags: meaningful_tags(meta.tags, &lang),
        publisher: meta.publisher,
        canonical: meta.canonical,
        licence: meta.licence,
        dir,
        lang,
        capture: Some(Capture { at: meta.saved, ..Capture::default() }),
        ..Article::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_that_breaks_part_are_not_cut() {
        let line = |number: usize| {
            format!(
                "Sentence {number} says at some length what the harbour was like before the wall was built, what came after it, and who paid."
            )
        };
        let html = format!("<h1>Harbours</h1><article><p>{}<br>{}</p><p>{}</p></article>", line(1), line(2), line(3));
        let article = read(&html, "a.html", "en").unwrap().article;
        assert_eq!(article.body.len(), 3);
        assert_eq!(article.capture.map(|capture| capture.cut), Some(Vec::new()));
    }
}
