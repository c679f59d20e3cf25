//! The output of `lectern search`.

use super::searcher::Searcher;
use crate::cli::command_error::CommandError;
use crate::search::index::Answer;
use serde::Serialize;
use std::fmt::Write;

/// The output of `--json`.
#[derive(Debug, Serialize)]
struct JsonOutput<'a> {
    query: &'a str,
    /// The number of matching articles.
    total: usize,
    /// The first of them; if they are few, articles with some of the words follow.
    results: Vec<Line<'a>>,
}

#[derive(Debug, Serialize)]
struct Line<'a> {
    id: &'a str,
    title: &'a str,
    score: f32,
    excerpt: String,
}

/// Returns one JSON object for a query.
///
/// # Errors
/// See [`Searcher::search`].
pub(crate) fn format_json(searcher: &mut Searcher, query: &str, top: usize) -> Result<String, CommandError> {
    let answer = searcher.search(query)?;
    let line = |(doc_id, score): &(u32, f32)| {
        let entry = searcher.article(*doc_id)?;
        let excerpt = searcher.excerpt(entry, &answer.highlight_terms);
        Some(Line { id: &entry.id, title: &entry.title, score: *score, excerpt })
    };
    let results = first_results(&answer, top).filter_map(line).collect();
    Ok(serde_json::to_string(&JsonOutput { query, total: answer.matches.len(), results })? + "\n")
}

/// Returns the results for a person: one or two lines per article.
///
/// # Errors
/// See [`Searcher::search`].
pub(crate) fn format_text(searcher: &mut Searcher, query: &str, top: usize) -> Result<String, CommandError> {
    let answer = searcher.search(query)?;
    let mut out = String::new();
    for (typed, taken) in &answer.corrections {
        writeln!(out, "no results for \"{typed}\"; showing \"{taken}\"").ok();
    }
    for (at, (doc_id, _)) in first_results(&answer, top).enumerate() {
        if at == answer.matches.len() {
            writeln!(out, "partial matches; missing {}:", answer.missing_words.join(", ")).ok();
        }
        let Some(entry) = searcher.article(*doc_id) else { continue };
        writeln!(out, "{}  {}", entry.id, entry.title).ok();
        let excerpt = searcher.excerpt(entry, &answer.highlight_terms);
        if !excerpt.is_empty() {
            writeln!(out, "    {excerpt}").ok();
        }
    }
    let count = answer.matches.len();
    writeln!(out, "{count} {}", if count == 1 { "match" } else { "matches" }).ok();
    Ok(out)
}

/// Returns the results of each line `ID TAB WORDS`: `ID TAB RANK TAB ARTICLE TAB SCORE`. A line without a tab is skipped.
///
/// # Errors
/// See [`Searcher::search`].
pub(crate) fn run_queries(searcher: &mut Searcher, text: &str, top: usize) -> Result<String, CommandError> {
    let mut out = String::new();
    for (id, query) in text.lines().filter_map(|line| line.split_once('\t')) {
        let answer = searcher.search(query)?;
        for (rank, (doc_id, score)) in (1..).zip(first_results(&answer, top)) {
            if let Some(entry) = searcher.article(*doc_id) {
                writeln!(out, "{id}\t{rank}\t{}\t{score:.4}", entry.id).ok();
            }
        }
    }
    Ok(out)
}

fn first_results(answer: &Answer, top: usize) -> impl Iterator<Item = &(u32, f32)> {
    answer.matches.iter().chain(&answer.partial_matches).take(top)
}
