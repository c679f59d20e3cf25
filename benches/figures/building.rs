//! Ten thousand articles built with everything that a site has, and built again after one of them has changed.

use super::corpus;
use super::table::Table;
use crate::drive::ran::{Ran, command};
use crate::drive::{Result, named};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const ARTICLES: usize = 10_000;

/// In the middle of the collection, so that it has neighbours on both sides.
const CHANGED: &str = "made-5000";

/// Building, building again, and the same in one file.
pub(super) fn measure(table: &mut Table) -> Result<()> {
    let place = tempfile::tempdir()?;
    let (corpus, lines) = (place.path().join("corpus"), place.path().join("made.jsonl"));
    fs::write(&lines, corpus::lines(ARTICLES))?;
    fs::create_dir(&corpus)?;
    // With an address of its own, so that feeds, sitemap and preview are made too.
    fs::write(corpus.join("site.json"), json!({ "format": 1, "name": "Ten thousand", "url": "https://example.org/" }).to_string())?;
    run(&corpus, &["import".into(), lines])?;
    let site = place.path().join("site");
    let build = || run(&corpus, &["build".into(), "--out".into(), site.clone()]);
    let whole = build()?;
    table.limited("10,000 articles: build, two cores", whole.seconds, 60.0, "s");
    table.limited("10,000 articles: build, most memory", whole.megabytes, 1_000.0, "MB");
    change(&corpus.join("articles").join(format!("{CHANGED}.json")))?;
    let again = build()?;
    table.limited("10,000 articles: build again after one was changed", again.seconds, (whole.seconds / 10.0).max(3.0), "s");
    let one = run(&corpus, &["build".into(), "--single-file".into(), place.path().join("room.html")])?;
    table.add("10,000 articles: build as a single file", one.seconds, "s");
    table.add("10,000 articles: a single file", fs::metadata(place.path().join("room.html"))?.len() as f64 / 1e6, "MB");
    Ok(())
}

fn run(corpus: &Path, arguments: &[PathBuf]) -> Result<Ran> {
    command(Command::new(named("LECTERN_COMMAND")?).args(arguments).arg("--corpus").arg(corpus))
}

fn change(file: &Path) -> Result<()> {
    let mut article: Value = serde_json::from_slice(&fs::read(file)?)?;
    article["title"] = "A headline of a later day".into();
    fs::write(file, article.to_string())?;
    Ok(())
}
