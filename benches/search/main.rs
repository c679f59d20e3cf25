//! Lectern's search beside its peers: one corpus, one machine, one run.
//!
//! `.setup/bench-search` runs it and says by the environment what is measured: `LECTERN_CORPUS` is a file of JSON Lines as
//! `lectern import` takes it (or the same packed by gzip), `LECTERN_WORK` a folder for what is built, `LECTERN_COMMAND` the
//! command with the reader inside it, `LECTERN_PEERS` the folder whose `node_modules` hold the peers (without it Lectern is
//! measured alone), `LECTERN_CHROMIUM` and
//! `LECTERN_CHROMEDRIVER` the browser. A limit that Lectern exceeds makes the exit code 1.
//! Words after `--` choose what is measured: `cargo bench --bench search -- first_result query_latency`.
//!
//! - [`corpus`]: the articles; [`synthetic_articles`]: more of them, made out of the given ones. [`queries`]: what is looked for.
//! - [`engines`]: Lectern and its peers, each built and served in its own way.
//! - [`first_result`]: from navigation to the first result: bytes, requests, round trips, time.
//! - [`query_latency`]: how long an answer takes when everything is there. [`memory`]: what the page holds after a hundred of them.
//! - [`index_downloads`]: which files Lectern's engine asks for. [`rendering`]: the page under ten thousand rows.
//! - [`corpus_growth`]: the same corpus ten and a hundred times as large.
//! - [`report`]: what is printed. [`drive`]: the browser, and whom it asks.

mod corpus;
mod corpus_growth;
#[path = "../drive/mod.rs"]
mod drive;
mod engines;
mod first_result;
mod index_downloads;
mod memory;
mod queries;
mod query_latency;
mod rendering;
mod report;
mod synthetic_articles;

use corpus::Corpus;
use drive::{Result, env_path};
use engines::Engine;
use queries::Query;
use report::Report;
use std::process::ExitCode;

fn main() -> ExitCode {
    if std::env::var_os("LECTERN_CORPUS").is_none() {
        println!("skipped: LECTERN_CORPUS names no file of articles. `make bench-search CORPUS=file.jsonl` sets everything");
        return ExitCode::SUCCESS;
    }
    let mut report = Report::default();
    let measured = run(&mut report);
    print!("{report}");
    match measured {
        Ok(()) if report.all_within_limits() => ExitCode::SUCCESS,
        Ok(()) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("the rest could not be measured: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(report: &mut Report) -> Result<()> {
    let work_dir = env_path("LECTERN_WORK")?;
    std::fs::create_dir_all(&work_dir)?;
    let corpus = Corpus::read(&env_path("LECTERN_CORPUS")?, &work_dir)?;
    let queries = queries::generate_queries(&corpus.articles);
    let selected: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let is_selected = |name: &str| selected.iter().any(|word| word == name);
    if is_selected("corpus_growth") {
        return corpus_growth::measure(&corpus, &queries, &work_dir, report);
    }
    let engines = Engine::build_all(&corpus, &work_dir)?;
    let is_measured = |name: &str| selected.is_empty() || is_selected(name);
    measure_with_peers(&engines, &queries, &is_measured, report);
    measure_lectern(&engines[0], &queries, &is_measured, report);
    Ok(())
}

fn measure_with_peers(engines: &[Engine], queries: &[Query], is_measured: &dyn Fn(&str) -> bool, report: &mut Report) {
    report.begin_table("beside the peers", engines.iter().map(|engine| engine.name));
    if is_measured("first_result") {
        first_result::measure(engines, queries, report);
    }
    if is_measured("query_latency") {
        query_latency::measure(engines, queries, report);
    }
    if is_measured("memory") {
        memory::measure(engines, queries, report);
    }
    engines::report_builds(engines, report);
}

fn measure_lectern(lectern: &Engine, queries: &[Query], is_measured: &dyn Fn(&str) -> bool, report: &mut Report) {
    report.begin_table("Lectern alone", std::iter::once("Lectern"));
    if is_measured("index_downloads") {
        lectern.or_default(index_downloads::measure(lectern, queries, report));
    }
    if is_measured("rendering") {
        lectern.or_default(rendering::measure(lectern, queries, report));
    }
}
