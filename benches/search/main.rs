//! Lectern's search beside its peers: one corpus, one machine, one run.
//!
//! `.setup/bench-search` runs it and says by the environment what is measured: `LECTERN_CORPUS` is a file of JSON Lines as
//! `lectern import` takes it (or the same packed by gzip), `LECTERN_WORK` a folder for what is built, `LECTERN_COMMAND` the
//! command with the reader inside it, `LECTERN_PEERS` the folder whose `node_modules` hold the peers (without it Lectern is
//! measured alone), `LECTERN_CHROMIUM` and
//! `LECTERN_CHROMEDRIVER` the browser. A bar that Lectern falls short of makes the exit code 1.
//! Words after `--` choose what is measured: `cargo bench --bench search -- first warm`.
//!
//! - [`corpus`]: the articles; [`grown`]: more of them, made out of the given ones. [`queries`]: what is looked for.
//! - [`engines`]: Lectern and its peers, each built and served in its own way.
//! - [`first`]: from navigation to the first result: bytes, requests, round trips, time.
//! - [`warm`]: how long an answer takes when everything is there. [`memory`]: what the page holds after a hundred of them.
//! - [`delivery`]: which files Lectern's engine asks for. [`reader`]: the page under ten thousand rows.
//! - [`growth`]: the same corpus ten and a hundred times as large.
//! - [`report`]: what is printed. [`drive`]: the browser, and whom it asks.

mod corpus;
mod delivery;
#[path = "../drive/mod.rs"]
mod drive;
mod engines;
mod first;
mod grown;
mod growth;
mod memory;
mod queries;
mod reader;
mod report;
mod warm;

use corpus::Corpus;
use drive::{Result, named};
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
        Ok(()) if report.all_hold() => ExitCode::SUCCESS,
        Ok(()) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("the rest could not be measured: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(report: &mut Report) -> Result<()> {
    let work = named("LECTERN_WORK")?;
    std::fs::create_dir_all(&work)?;
    let corpus = Corpus::read(&named("LECTERN_CORPUS")?, &work)?;
    let queries = queries::of(&corpus.articles);
    let asked: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let wanted = |name: &str| asked.iter().any(|word| word == name);
    if wanted("growth") {
        return growth::measure(&corpus, &queries, &work, report);
    }
    let engines = Engine::build_all(&corpus, &work)?;
    let part = |name: &str| asked.is_empty() || wanted(name);
    beside_peers(&engines, &queries, &part, report);
    lectern_alone(&engines[0], &queries, &part, report);
    Ok(())
}

fn beside_peers(engines: &[Engine], queries: &[Query], part: &dyn Fn(&str) -> bool, report: &mut Report) {
    report.begin("beside the peers", engines.iter().map(|engine| engine.name));
    if part("first") {
        first::measure(engines, queries, report);
    }
    if part("warm") {
        warm::measure(engines, queries, report);
    }
    if part("memory") {
        memory::measure(engines, queries, report);
    }
    engines::report(engines, report);
}

fn lectern_alone(lectern: &Engine, queries: &[Query], part: &dyn Fn(&str) -> bool, report: &mut Report) {
    report.begin("Lectern alone", std::iter::once("Lectern"));
    if part("delivery") {
        lectern.or_empty(delivery::measure(lectern, queries, report));
    }
    if part("reader") {
        lectern.or_empty(reader::measure(lectern, queries, report));
    }
}
