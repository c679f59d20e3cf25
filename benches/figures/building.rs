//! Ten thousand articles built with everything that a site has, and built again after one of them has changed.

use super::synthetic_corpus;
use super::table::Table;
use crate::drive::command::{ResourceUsage, run_command};
use crate::drive::{Result, env_path};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const ARTICLE_COUNT: usize = 10_000;

/// In the middle of the collection, so that it has neighbours on both sides.
const CHANGED_ID: &str = "made-5000";

/// Building, building again, and the same in one file.
pub(super) fn measure(table: &mut Table) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (corpus, lines) = (folder.path().join("corpus"), folder.path().join("made.jsonl"));
    fs::write(&lines, synthetic_corpus::json_lines(ARTICLE_COUNT))?;
    fs::create_dir(&corpus)?;
    // With an address of its own, so that feeds, sitemap and preview are made too.
    fs::write(corpus.join("site.json"), json!({ "format": 1, "name": "Ten thousand", "url": "https://example.org/" }).to_string())?;
    run_lectern(&corpus, &["import".into(), lines])?;
    let site = folder.path().join("site");
    let build = || run_lectern(&corpus, &["build".into(), "--out".into(), site.clone()]);
    let first_build = build()?;
    table.at_most("10,000 articles: build, two cores", first_build.seconds, 60.0, "s");
    table.at_most("10,000 articles: build, most memory", first_build.peak_megabytes, 1_000.0, "MB");
    change_title(&corpus.join("articles").join(format!("{CHANGED_ID}.json")))?;
    let rebuild = build()?;
    table.at_most("10,000 articles: build again after one was changed", rebuild.seconds, (first_build.seconds / 10.0).max(3.0), "s");
    let single_file = run_lectern(&corpus, &["build".into(), "--single-file".into(), folder.path().join("room.html")])?;
    table.add("10,000 articles: build as a single file", single_file.seconds, "s");
    table.add("10,000 articles: a single file", fs::metadata(folder.path().join("room.html"))?.len() as f64 / 1e6, "MB");
    Ok(())
}

fn run_lectern(corpus: &Path, arguments: &[PathBuf]) -> Result<ResourceUsage> {
    run_command(Command::new(env_path("LECTERN_COMMAND")?).args(arguments).arg("--corpus").arg(corpus))
}

fn change_title(file: &Path) -> Result<()> {
    let mut article: Value = serde_json::from_slice(&fs::read(file)?)?;
    article["title"] = "A headline of a later day".into();
    fs::write(file, article.to_string())?;
    Ok(())
}
