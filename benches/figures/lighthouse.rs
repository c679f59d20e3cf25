//! What Lighthouse says of the list and of the longest article, on its telephone: a line of 1.6 Mbit/s with 150 ms for each
//! round trip, a processor four times as slow as this one.

use super::table::Table;
use crate::drive::host::Host;
use crate::drive::{Result, env_path, percentile};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

const RUNS: usize = 5;

/// Its four categories, each from 0 to 100.
const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];

/// Measures over the sample.
pub(super) fn measure(site: &Path, table: &mut Table) -> Result<()> {
    let host = Host::new(site)?;
    for (name, path) in [("the list", String::new()), ("an article", format!("article/{}/", largest_article(site)?))] {
        let url = format!("{}{path}", host.url);
        // A run that Lighthouse itself gives up is made once more.
        let runs = (0..RUNS).map(|_| run_lighthouse(&url).or_else(|_| run_lighthouse(&url))).collect::<Result<Vec<Value>>>()?;
        for category in CATEGORIES {
            let score = median(&runs, &format!("/categories/{category}/score"))? * 100.0;
            table.at_least(format!("Lighthouse, {name}: {category}"), score.round(), 100.0, "");
        }
        let figure = |audit: &str| median(&runs, &format!("/audits/{audit}/numericValue"));
        table.at_most(format!("Lighthouse, {name}: largest paint"), figure("largest-contentful-paint")?, 1_200.0, "ms");
        table.at_most(format!("Lighthouse, {name}: the main thread is blocked"), figure("total-blocking-time")?, 50.0, "ms");
        table.at_most(format!("Lighthouse, {name}: layout shift"), figure("cumulative-layout-shift")?, 0.0, "");
        for failed_audit in failed_audits(&runs[0]) {
            eprintln!("Lighthouse, {name}: {failed_audit}");
        }
    }
    Ok(())
}

/// The id of the article whose page is the largest.
fn largest_article(site: &Path) -> Result<String> {
    let mut pages = Vec::new();
    for folder in fs::read_dir(site.join("article"))? {
        let folder = folder?;
        pages.push((fs::metadata(folder.path().join("index.html"))?.len(), folder.file_name().to_string_lossy().into_owned()));
    }
    pages.into_iter().max().map(|(_, id)| id).ok_or_else(|| "the sample has no articles".into())
}

/// One run, in a browser of its own.
fn run_lighthouse(url: &str) -> Result<Value> {
    let output = Command::new("node")
        .arg(env_path("LECTERN_LIGHTHOUSE")?)
        .args([url, "--output=json", "--quiet", "--chrome-flags=--headless=new --no-sandbox --disable-gpu --no-first-run"])
        .arg(format!("--only-categories={}", CATEGORIES.join(",")))
        .env("CHROME_PATH", env_path("LECTERN_CHROMIUM")?)
        .output()?;
    let report = serde_json::from_slice::<Value>(&output.stdout);
    report.map_err(|error| format!("Lighthouse gave no report: {error}\n{}", String::from_utf8_lossy(&output.stderr)).into())
}

/// The median of a number that stands at some place of every report.
fn median(runs: &[Value], place: &str) -> Result<f64> {
    let numbers = runs.iter().map(|run| run.pointer(place).and_then(Value::as_f64)).collect::<Option<Vec<f64>>>();
    let mut numbers = numbers.ok_or_else(|| format!("no number at {place} of a report of Lighthouse"))?;
    numbers.sort_by(f64::total_cmp);
    Ok(percentile(&numbers, 0.5))
}

/// What costs a category points.
fn failed_audits(report: &Value) -> Vec<String> {
    let audits = report["audits"].as_object().into_iter().flat_map(|audits| audits.values());
    let counts = |audit: &&Value| audit["score"].as_f64().is_some_and(|score| score < 0.9) && audit["scoreDisplayMode"] != "informative";
    let words = |audit: &Value| {
        let shown = audit["displayValue"].as_str().unwrap_or_default();
        format!("{} {shown}", audit["title"].as_str().unwrap_or_default()).trim().to_owned()
    };
    audits.filter(counts).map(words).collect()
}
