//! How well the search ranks, on collections of questions with known answers.
//!
//! `LECTERN_JUDGED` is a folder of collections, each a folder with `docs.jsonl`, `queries.tsv` (ID, words) and `qrels.tsv` (ID, article,
//! gain); `LECTERN_COMMAND` is the command. The figure is nDCG@10 with binary gains, over all questions that have an answer.

#![allow(clippy::unwrap_used, reason = "a benchmark fails where it stands")]

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    let Some(judged) = std::env::var_os("LECTERN_JUDGED").map(PathBuf::from) else {
        println!("LECTERN_JUDGED names no folder of collections");
        return;
    };
    println!("| collection | questions | nDCG@10 | without an answer |\n|---|--:|--:|--:|");
    let mut folders: Vec<PathBuf> = fs::read_dir(&judged).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    for folder in folders.iter().filter(|folder| folder.join("qrels.tsv").is_file()) {
        let (relevant, results) = (relevant_articles(folder), results(folder));
        let none = Vec::new();
        let scores = relevant.iter().map(|(question, relevant)| ndcg(results.get(question).unwrap_or(&none), relevant));
        let mean = scores.sum::<f64>() / relevant.len() as f64;
        let unanswered = relevant.keys().filter(|question| !results.contains_key(*question)).count();
        println!("| {} | {} | {mean:.4} | {unanswered} |", folder.file_name().unwrap().to_string_lossy(), relevant.len());
    }
}

/// The articles that answer each question.
fn relevant_articles(folder: &Path) -> HashMap<String, HashSet<String>> {
    let mut relevant: HashMap<String, HashSet<String>> = HashMap::new();
    for line in fs::read_to_string(folder.join("qrels.tsv")).unwrap().lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        if fields[2].parse::<i32>().unwrap() > 0 {
            relevant.entry(fields[0].to_owned()).or_default().insert(fields[1].to_owned());
        }
    }
    relevant
}

/// The articles found for each question, best first.
fn results(folder: &Path) -> HashMap<String, Vec<String>> {
    let command = PathBuf::from(std::env::var_os("LECTERN_COMMAND").unwrap());
    let corpus = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| Command::new(&command).args(arguments).arg("--corpus").arg(corpus.path()).output().unwrap();
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    run(&["import", &path("docs.jsonl")]);
    let found = run(&["search", "--top", "10", "--queries", &path("queries.tsv")]);
    assert!(found.status.success(), "{}", String::from_utf8_lossy(&found.stderr));
    let mut results: HashMap<String, Vec<String>> = HashMap::new();
    for line in String::from_utf8(found.stdout).unwrap().lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        results.entry(fields[0].to_owned()).or_default().push(fields[2].to_owned());
    }
    results
}

/// The discounted gain of the first ten articles, as a share of the best that there can be.
fn ndcg(found: &[String], relevant: &HashSet<String>) -> f64 {
    let gain = |rank: usize| 1.0 / (rank as f64 + 2.0).log2();
    let found: f64 = found.iter().take(10).enumerate().filter(|(_, id)| relevant.contains(*id)).map(|(rank, _)| gain(rank)).sum();
    found / (0..relevant.len().min(10)).map(gain).sum::<f64>()
}
