//! Checks a built site for content that is not meant for readers. It needs no corpus, and changes nothing.
//!
//! Sites of every version are supported: the packs of the first versions held file names, digests and passages that import removed,
//! and pages showed them. If there is a corpus, its drafts are searched for too.

use super::run::Report;
use crate::article::date::Date;
use crate::article::visit::{NodeRef, visit};
use crate::article::{Article, Capture};
use crate::cli::build::app::app_files::TEMPLATE_FILE;
use crate::cli::build::content::picture::svg;
use crate::cli::build::content::picture::{self, Cleaned};
use crate::cli::build::content::published::public_url;
use crate::cli::command_error::CommandError;
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::drafts::is_draft;
use crate::cli::folder::Folder;
use crate::corpus::Related;
use crate::corpus::pack::ArticlePack;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use dom_query::Document;
use flate2::read::GzDecoder;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::Path;

/// The list of the site's files, which identifies a site.
const SITE_FILE_LIST: &str = ".lectern-site";

/// The selector of an embedded file in a single file.
const EMBEDDED_FILE_SELECTOR: &str = "script[type=\"application/gzip;base64\"]";

/// A packed file of more bytes than this is not a file of a site.
const MAX_UNPACKED_BYTES: u64 = 1 << 30;

/// The relevant facts about the corpus of a site.
#[derive(Debug, Default)]
struct CorpusFacts {
    /// The ids of articles that are drafts.
    drafts: BTreeSet<String>,
    /// The ids of pages that are drafts.
    draft_pages: BTreeSet<String>,
    /// True if its site shows the passages that import removed.
    shows_removed: bool,
}

impl CorpusFacts {
    /// Reads the facts from a corpus, if there is one.
    fn from_folder(folder: &Folder) -> CorpusFacts {
        let mut known = CorpusFacts::default();
        if !folder.root().is_dir() {
            return known;
        }
        known.shows_removed = folder.read_site(&mut Vec::new()).show_removed;
        let ids = |inside: &str| {
            let articles = folder.article_files(inside).into_iter().filter_map(|file| folder.read_article(&file).ok());
            articles.filter(is_draft).map(|article| article.id).collect()
        };
        (known.drafts, known.draft_pages) = (ids("articles"), ids("pages"));
        known
    }
}

/// Checks a built site: a folder, or a room in one file.
///
/// # Errors
/// When there is no site, or a file of it cannot be read.
pub(crate) fn check_site(site: &Path, corpus: &Folder) -> Result<Report, CommandError> {
    let mut found = BuiltFindings { corpus: CorpusFacts::from_folder(corpus), diagnostics: Vec::new(), files: 0 };
    if site.is_file() {
        found.files = 1;
        let name = site.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        found.check_page(&name, &fs::read_to_string(site)?);
        return Ok(found.into_report());
    }
    if !site.join(SITE_FILE_LIST).is_file()
        && !site.join("corpus/manifest.json").is_file()
        && !site.join("corpus/manifest.json.js").is_file()
    {
        return Err(CommandError::Usage(format!(
            "{}: not a built site. Specify a folder written by `lectern build --out`, or a file written with --single-file",
            site.display()
        )));
    }
    for entry in walkdir::WalkDir::new(site).sort_by_file_name() {
        let entry = entry.map_err(|error| CommandError::Failed(error.to_string()))?;
        let inside = entry.path().strip_prefix(site).unwrap_or(entry.path());
        let path = inside.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        if entry.file_type().is_file() && !path.starts_with(".git/") {
            found.files += 1;
            let bytes = fs::read(entry.path()).map_err(|error| CommandError::Failed(format!("{}: {error}", entry.path().display())))?;
            found.check_file(&path, &bytes);
        }
    }
    Ok(found.into_report())
}

/// The findings so far.
struct BuiltFindings {
    corpus: CorpusFacts,
    diagnostics: Vec<Diagnostic>,
    files: usize,
}

impl BuiltFindings {
    fn into_report(self) -> Report {
        Report { files: Some(self.files), diagnostics: self.diagnostics, ..Report::default() }
    }

    fn report(&mut self, file: &str, place: &str, text: String) {
        self.diagnostics.push(Diagnostic::new(Severity::Error, file, text).at(place));
    }

    /// Checks one file of the site.
    fn check_file(&mut self, path: &str, bytes: &[u8]) {
        if path.split('/').any(|part| part == ".lectern") {
            return self.report(path, "", "internal file of the corpus; remove it from the site".to_owned());
        }
        self.check_draft_page(path);
        let name = path.rsplit('/').next().unwrap_or_default();
        match name.rsplit_once('.').map(|(_, kind)| kind.to_ascii_lowercase()).unwrap_or_default().as_str() {
            "html" => self.check_page(path, &String::from_utf8_lossy(bytes)),
            "json" => self.check_json(path, bytes),
            "js" if name.ends_with(".json.js") => {
                if let Some(bytes) = String::from_utf8_lossy(bytes).split('"').nth(3).and_then(unpack) {
                    self.check_json(path, &bytes);
                }
            }
            "jsonl" => self.check_rows(path, &String::from_utf8_lossy(bytes)),
            "svg" => self.check_svg(path, bytes),
            "jpg" | "jpeg" | "png" | "apng" | "webp" | "gif" | "avif" | "ico" | "bmp" => self.check_picture(path, bytes),
            _ => {}
        }
    }

    /// Reports a page whose id is that of a draft.
    fn check_draft_page(&mut self, path: &str) {
        let Some(folder) = path.strip_suffix("/index.html") else { return };
        let is_draft = match folder.strip_prefix("article/") {
            Some(id) => self.corpus.drafts.contains(id),
            None => self.corpus.draft_pages.contains(folder),
        };
        if is_draft {
            self.report(path, "", "draft in the corpus".to_owned());
        }
    }

    fn check_picture(&mut self, path: &str, bytes: &[u8]) {
        match picture::clean(bytes) {
            Some(Cleaned::Unchanged) => {}
            Some(Cleaned::Stripped(_, held)) => self.report(path, "", format!("the picture contains {held}")),
            None => self.report(path, "", "the picture cannot be decoded and may contain metadata".to_owned()),
        }
    }

    fn check_svg(&mut self, path: &str, bytes: &[u8]) {
        match std::str::from_utf8(bytes).ok().and_then(svg::clean) {
            Some((_, held)) if held.is_empty() => {}
            Some((_, held)) => self.report(path, "", format!("the drawing contains {held}")),
            None => self.report(path, "", "the drawing cannot be parsed and may contain metadata".to_owned()),
        }
    }

    fn check_page(&mut self, path: &str, html: &str) {
        let page = Document::from(html);
        for packed in page.select(EMBEDDED_FILE_SELECTOR).iter() {
            let inside = packed.attr("data-path").map(|path| path.to_string()).unwrap_or_default();
            if let Some(bytes) = unpack(packed.text().trim()) {
                self.check_file(&inside, &bytes);
            }
        }
        let root = page.root();
        let comment = root.descendants_it().filter(|node| node.is_comment()).find_map(|node| comment_text(&node));
        // The template marks its slots by comments.
        let comment = comment.filter(|_| path != TEMPLATE_FILE);
        if let Some(comment) = comment {
            self.report(path, "", format!("the page contains a comment: {:?}", shorten(&comment)));
        }
        if page.select("main .head > .draft, main [data-id] .draft").exists() {
            self.report(path, "", "the page shows a draft".to_owned());
        }
        let removed = page.select("details.cut p").length();
        if removed > 0 && !self.corpus.shows_removed {
            self.report(path, "", format!("the page shows {}", describe_passages(removed)));
        }
        for captured in page.select("section.about dd").iter().filter(|dd| dd.select("bdi").length() == 1 && !dd.select("a").exists()) {
            let from = captured.select("bdi").text().trim().to_owned();
            if !from.is_empty() && public_url(&from).as_deref() != Some(&from) {
                self.report(path, "", format!("contains the name of a source file: {:?}", shorten(&from)));
            }
        }
    }

    fn check_rows(&mut self, path: &str, lines: &str) {
        for line in lines.lines() {
            let row: Value = serde_json::from_str(line).unwrap_or_default();
            if let Some(id) = row["id"].as_str().filter(|id| self.corpus.drafts.contains(*id)) {
                self.report(path, id, "draft in the corpus".to_owned());
            }
        }
    }

    fn check_json(&mut self, path: &str, bytes: &[u8]) {
        let name = path.rsplit('/').next().unwrap_or_default();
        if name.starts_with("cards-") {
            let pack: Value = serde_json::from_slice(bytes).unwrap_or_default();
            for card in pack["cards"].as_array().into_iter().flatten() {
                self.check_draft(path, card["id"].as_str().unwrap_or_default(), card["draft"] == true);
            }
        } else if name.starts_with("articles-") {
            let pack: ArticlePack = serde_json::from_slice(bytes).unwrap_or_default();
            pack.articles.iter().for_each(|article| self.check_article(path, article));
            pack.related.iter().flat_map(Related::cards).for_each(|card| self.check_draft(path, &card.id, card.draft));
        }
    }

    /// Records an article by its id, and whether it says itself that it is a draft.
    fn check_draft(&mut self, path: &str, id: &str, says_so: bool) {
        if says_so || self.corpus.drafts.contains(id) {
            let text = if says_so { "marked as a draft" } else { "draft in the corpus" };
            self.report(path, id, text.to_owned());
        }
    }

    fn check_article(&mut self, path: &str, article: &Article) {
        let id = article.id.as_str();
        self.check_draft(path, id, is_draft(article));
        if let Some(why) = &article.review {
            self.report(path, id, format!("contains a review note of import: {:?}", shorten(why)));
        }
        if article.confidence.is_some() {
            self.report(path, id, "contains the confidence of import".to_owned());
        }
        let keys = unknown_keys(article);
        if !keys.is_empty() {
            let keys = keys.into_iter().collect::<Vec<_>>().join(", ");
            self.report(path, id, format!("contains unknown keys of the article file: {keys}"));
        }
        if let Some(capture) = &article.capture {
            self.check_capture(path, id, capture);
        }
    }

    fn check_capture(&mut self, path: &str, id: &str, capture: &Capture) {
        if !capture.cut.is_empty() && !self.corpus.shows_removed {
            self.report(path, id, format!("contains {}", describe_passages(capture.cut.len())));
        }
        if !capture.from.is_empty() && public_url(&capture.from).as_deref() != Some(&capture.from) {
            self.report(path, id, format!("contains the name of a source file: {:?}", shorten(&capture.from)));
        }
        if capture.at.as_deref().is_some_and(|at| Date::parse(at).is_none_or(|date| date.iso_date() != at)) {
            self.report(path, id, "contains the time of its capture".to_owned());
        }
        if !capture.sha256.is_empty() || !capture.written.is_empty() {
            self.report(path, id, "contains hashes of its source and its file".to_owned());
        }
    }
}

fn describe_passages(count: usize) -> String {
    if count == 1 { "1 passage removed on import".to_owned() } else { format!("{count} passages removed on import") }
}

/// The unknown keys of an article, at any depth.
fn unknown_keys(article: &Article) -> BTreeSet<String> {
    let mut keys: BTreeSet<String> = article.extra.keys().cloned().collect();
    keys.extend(article.versions.iter().flat_map(|version| version.extra.keys().cloned()));
    keys.extend(article.capture.iter().flat_map(|capture| capture.extra.keys().cloned()));
    visit(&article.body, &mut |node| {
        if let NodeRef::Extra(_, extra) = node {
            keys.extend(extra.keys().cloned());
        }
    });
    keys
}

fn comment_text(node: &dom_query::NodeRef) -> Option<String> {
    let words = node.query(|node| match &node.data {
        dom_query::NodeData::Comment { contents } => Some(contents.to_string().trim().to_owned()),
        _ => None,
    });
    words.flatten().filter(|words| !words.is_empty())
}

fn shorten(words: &str) -> String {
    let cut: String = words.chars().take(80).collect();
    if cut.len() == words.len() { cut } else { format!("{cut}…") }
}

/// Unpacks a file of an offline bundle: gzip in Base64.
fn unpack(text: &str) -> Option<Vec<u8>> {
    let packed = STANDARD.decode(text).ok()?;
    let mut bytes = Vec::new();
    GzDecoder::new(&packed[..]).take(MAX_UNPACKED_BYTES).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
