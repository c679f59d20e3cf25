//! How well import extracts articles from saved pages, on collections of pages with known articles.
//!
//! `LECTERN_PAGES` is a folder of collections, each a folder with `expected.jsonl.gz`: a page a line, with its `kind` (only `html` is
//! read), its file `input` (relative to the folder above or to its own) and what it holds, `expect`: `text`, `title`, `date`,
//! `authors`, as far as known. `LECTERN_COMMAND` is the command.
//!
//! The body's figure is the F1 of macro precision and recall over shingles of four words, as in Zyte's article extraction benchmark,
//! with each character of scripts without spaces a word. Titles are right when their letters and digits are, dates when their days
//! are, authors when the sets of their names are.

#![allow(clippy::unwrap_used, reason = "a benchmark fails where it stands")]

use flate2::read::GzDecoder;
use lectern::article::text::blocks_text;
use lectern::article::{Article, Block};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

fn main() {
    let Some(folder) = std::env::var_os("LECTERN_PAGES").map(PathBuf::from) else {
        println!("LECTERN_PAGES names no folder of collections");
        return;
    };
    println!("| collection | pages | body | titles | dates | authors | needs review | pages a second |\n|---|--:|--:|--:|--:|--:|--:|--:|");
    let mut collections: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    collections.sort();
    for collection in collections.iter().filter(|collection| collection.join("expected.jsonl.gz").is_file()) {
        let pages = read_pages(&folder, collection);
        if !pages.is_empty() {
            println!("{}", row(&collection.file_name().unwrap().to_string_lossy(), &pages));
        }
    }
}

/// A saved page and what it holds.
struct Page {
    html: Vec<u8>,
    expected: Value,
}

fn unpack(path: &Path) -> Vec<u8> {
    let bytes = fs::read(path).unwrap();
    let mut unpacked = Vec::new();
    if path.extension().is_some_and(|extension| extension == "gz") {
        GzDecoder::new(&bytes[..]).read_to_end(&mut unpacked).unwrap();
        return unpacked;
    }
    bytes
}

fn read_pages(folder: &Path, collection: &Path) -> Vec<Page> {
    let lines = String::from_utf8(unpack(&collection.join("expected.jsonl.gz"))).unwrap();
    let lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).filter(|line| line["kind"] == "html");
    let find = |input: &str| [folder, collection].into_iter().map(|place| place.join(input)).find(|path| path.is_file());
    let read = |line: Value| {
        let html = unpack(&find(line["input"].as_str().unwrap()).unwrap());
        Page { html, expected: line["expect"].clone() }
    };
    lines.map(read).collect()
}

fn row(name: &str, pages: &[Page]) -> String {
    let (articles, seconds) = import(pages);
    let none = Article::default();
    let pairs: Vec<(&Value, &Article)> =
        pages.iter().enumerate().map(|(at, page)| (&page.expected, articles.get(&at).unwrap_or(&none))).collect();
    let texts = pairs.iter().filter_map(|(expected, article)| Some((expected["text"].as_str()?, text_without_figures(article))));
    let right = |is_right: &dyn Fn(&Value, &Article) -> Option<bool>| {
        let judged: Vec<bool> = pairs.iter().filter_map(|(expected, article)| is_right(expected, article)).collect();
        share(judged.iter().filter(|right| **right).count(), judged.len())
    };
    let titles = right(&|expected, article| Some(letters(expected["title"].as_str()?) == letters(&article.title)));
    let dates = right(&|expected, article| {
        Some(article.published.as_deref().is_some_and(|date| date.get(..10) == expected["date"].as_str().and_then(|day| day.get(..10))))
            .filter(|_| expected["date"].is_string())
    });
    let authors = right(&|expected, article| {
        let known: BTreeSet<String> =
            expected["authors"].as_array().filter(|all| !all.is_empty())?.iter().filter_map(Value::as_str).map(letters).collect();
        Some(known == article.authors.iter().map(|name| letters(name)).collect())
    });
    let review = articles.values().filter(|article| article.review.is_some()).count();
    let body = body_figure(&texts.collect::<Vec<_>>()).map_or_else(String::new, |figure| format!("{figure:.3}"));
    format!("| {name} | {} | {body} | {titles} | {dates} | {authors} | {review} | {:.0} |", pages.len(), pages.len() as f64 / seconds)
}

/// The text of a body without pictures and their captions.
fn text_without_figures(article: &Article) -> String {
    let blocks: Vec<Block> = article.body.iter().filter(|block| !matches!(block, Block::Figure(_))).cloned().collect();
    blocks_text(&blocks)
}

fn share(count: usize, of: usize) -> String {
    if of == 0 { String::new() } else { format!("{:.3}", count as f64 / of as f64) }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Imports the pages in one run; returns their articles by the number of the page, and the seconds it took.
fn import(pages: &[Page]) -> (HashMap<usize, Article>, f64) {
    let place = tempfile::tempdir().unwrap();
    let (sources, corpus) = (place.path().join("pages"), place.path().join("corpus"));
    fs::create_dir(&sources).unwrap();
    pages.iter().enumerate().for_each(|(at, page)| fs::write(sources.join(format!("{at}.html")), &page.html).unwrap());
    let start = Instant::now();
    Command::new(std::env::var_os("LECTERN_COMMAND").unwrap()).arg("import").arg("--corpus").arg(&corpus).arg(&sources).output().unwrap();
    let seconds = start.elapsed().as_secs_f64();
    let files = fs::read_dir(corpus.join("articles")).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap());
    let articles = files.map(|bytes| serde_json::from_slice::<Article>(&bytes).unwrap());
    let number = |article: &Article| article.capture.as_ref().and_then(|capture| capture.from.strip_suffix(".html")?.parse().ok());
    (articles.filter_map(|article| Some((number(&article)?, article))).collect(), seconds)
}

/// The F1 of macro precision and macro recall over shingles.
fn body_figure(texts: &[(&str, String)]) -> Option<f64> {
    let (mut precisions, mut recalls) = (Vec::new(), Vec::new());
    for (expected, found) in texts {
        let (expected, found) = (shingles(expected), shingles(found));
        let common: usize = expected.iter().map(|(shingle, count)| found.get(shingle).map_or(0, |other| *count.min(other))).sum();
        let size = |shingles: &BTreeMap<Vec<String>, usize>| shingles.values().sum::<usize>();
        if !found.is_empty() {
            precisions.push(common as f64 / size(&found) as f64);
        }
        if !expected.is_empty() {
            recalls.push(common as f64 / size(&expected) as f64);
        }
    }
    let mean = |figures: &[f64]| figures.iter().sum::<f64>() / figures.len().max(1) as f64;
    let (precision, recall) = (mean(&precisions), mean(&recalls));
    (!recalls.is_empty()).then(|| 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE))
}

fn shingles(text: &str) -> BTreeMap<Vec<String>, usize> {
    let mut words: Vec<String> = Vec::new();
    let mut is_open = false;
    for c in text.chars() {
        let stands_alone = matches!(u32::from(c), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF);
        let is_word = c.is_alphanumeric() || c == '_';
        match words.last_mut().filter(|_| is_open && is_word && !stands_alone) {
            Some(word) => word.push(c),
            None if is_word => words.push(c.to_string()),
            None => {}
        }
        is_open = is_word && !stands_alone;
    }
    let mut counts = BTreeMap::new();
    let length = words.len().min(4);
    if length > 0 {
        words.windows(length).for_each(|shingle| *counts.entry(shingle.to_vec()).or_default() += 1);
    }
    counts
}
