//! `lectern search`: the engine of the page, on this machine.

use super::build::{Collection, catalogue};
use super::failure::Failure;
use super::folder::Folder;
use super::index::Indexing;
use crate::corpus::{Column, ColumnFile, Days, Facet, File};
use crate::search::analysis::Languages;
use crate::search::index::file::{LARGEST, body, kind_of};
use crate::search::index::{Answer, Damage, Engine};
use flate2::read::DeflateDecoder;
use serde::Serialize;
use std::collections::HashMap;
use std::fmt::Write;
use std::io::Read;

/// A corpus that is open for searching.
#[derive(Debug)]
pub struct Searcher {
    engine: Engine,
    files: HashMap<String, Vec<u8>>,
    /// Id and headline of every article, by ordinal.
    articles: Vec<(String, String)>,
}

/// What `--json` prints.
#[derive(Debug, Serialize)]
struct Printed<'a> {
    query: &'a str,
    /// How many articles match.
    total: usize,
    results: Vec<Line<'a>>,
}

#[derive(Debug, Serialize)]
struct Line<'a> {
    id: &'a str,
    title: &'a str,
    score: f32,
    excerpt: String,
}

impl Searcher {
    /// Opens a corpus.
    ///
    /// # Errors
    /// When its index cannot be made.
    pub fn open(folder: &Folder) -> Result<Searcher, Failure> {
        let collection = Collection::read(folder, &mut Vec::new())?;
        let mut files = HashMap::new();
        let mut put = |name: &str, bytes: Vec<u8>| {
            files.insert(name.to_owned(), bytes);
            File { path: name.to_owned(), ..File::default() }
        };
        let days = put("days.json", serde_json::to_vec(&Days::of(collection.cards.iter().map(catalogue::day)))?);
        let mut columns = Vec::new();
        for facet in Facet::ALL {
            let file = put(&format!("column-{}.json", facet.key()), serde_json::to_vec(&Column::of(facet, &collection.cards))?);
            columns.push(ColumnFile { facet: facet.key().to_owned(), file, ..ColumnFile::default() });
        }
        let mut indexing = Indexing::new(&[]);
        for ordinal in 0..collection.cards.len() {
            indexing.add(&collection.article(ordinal)?);
        }
        let made = indexing.finish(&columns, &days)?;
        files.extend(made.files);
        let articles = collection.cards.into_iter().map(|card| (card.id, card.title)).collect();
        let engine = match made.root {
            Some(root) => open(&root.path, files.get(&root.path).map(Vec::as_slice).unwrap_or_default())?,
            None => Engine::default(),
        };
        Ok(Searcher { engine, files, articles })
    }

    /// Answers what was typed.
    ///
    /// # Errors
    /// When a file of the index is damaged.
    pub fn ask(&mut self, typed: &str) -> Result<Answer, Failure> {
        loop {
            let reply = self.engine.ask(typed, &Languages);
            if let (true, Some(answer)) = (reply.needs.is_empty(), reply.answer) {
                return Ok(answer);
            }
            if reply.needs.is_empty() {
                return Ok(Answer::default());
            }
            for path in reply.needs {
                let bytes = self.files.get(&path).map(Vec::as_slice).unwrap_or_default();
                let content = content(&path, bytes).map_err(|damage| damaged(&path, damage))?;
                self.engine.supply(&path, &content).map_err(|damage| damaged(&path, damage))?;
            }
        }
    }

    /// What `--json` prints for a query.
    ///
    /// # Errors
    /// See [`Searcher::ask`].
    pub fn json(&mut self, typed: &str, top: usize) -> Result<String, Failure> {
        let answer = self.ask(typed)?;
        let line = |(ordinal, score): &(u32, f32)| {
            let (id, title) = self.articles.get(*ordinal as usize)?;
            Some(Line { id, title, score: *score, excerpt: String::new() })
        };
        let results = answer.matches.iter().chain(&answer.partly).take(top).filter_map(line).collect();
        Ok(serde_json::to_string(&Printed { query: typed, total: answer.matches.len(), results })?)
    }

    /// What is printed for a person: a line an article.
    ///
    /// # Errors
    /// See [`Searcher::ask`].
    pub fn lines(&mut self, typed: &str, top: usize) -> Result<String, Failure> {
        let answer = self.ask(typed)?;
        let mut out = String::new();
        for (ordinal, score) in answer.matches.iter().chain(&answer.partly).take(top) {
            let Some((id, title)) = self.articles.get(*ordinal as usize) else { continue };
            writeln!(out, "{score:8.3}  {id}  {title}").ok();
        }
        Ok(out)
    }

    /// What `--queries` prints: for each line `qid TAB text` its results, `qid TAB rank TAB id TAB score`.
    ///
    /// # Errors
    /// See [`Searcher::ask`].
    pub fn queries(&mut self, text: &str, top: usize) -> Result<String, Failure> {
        let mut out = String::new();
        for (id, typed) in text.lines().filter_map(|line| line.split_once('\t')) {
            let answer = self.ask(typed)?;
            for (rank, (ordinal, score)) in (1..).zip(answer.matches.iter().chain(&answer.partly).take(top)) {
                let Some((article, _)) = self.articles.get(*ordinal as usize) else { continue };
                writeln!(out, "{id}\t{rank}\t{article}\t{score:.4}").ok();
            }
        }
        Ok(out)
    }
}

/// The content of a file, inflated where it is the index's own.
fn content(path: &str, bytes: &[u8]) -> Result<Vec<u8>, Damage> {
    let Some(kind) = kind_of(path) else { return Ok(bytes.to_vec()) };
    let mut content = Vec::new();
    let read = DeflateDecoder::new(body(bytes, kind)?).take(LARGEST as u64 + 1).read_to_end(&mut content);
    if read.is_err() || content.len() > LARGEST { Err(Damage::Value) } else { Ok(content) }
}

fn open(path: &str, bytes: &[u8]) -> Result<Engine, Failure> {
    content(path, bytes).and_then(|content| Engine::open(&content)).map_err(|damage| damaged(path, damage))
}

fn damaged(path: &str, damage: Damage) -> Failure {
    Failure::Failed(format!("the search index: {path}: {damage}. Delete the folder .lectern in the corpus, and it is made again"))
}
