//! From navigation to the first result, as one who was never there: bytes, requests, round trips, and time on two lines.
//!
//! A peer's page says itself when the first title stands in it. Lectern's page is the whole reading room, opened with the
//! query in its address; its first result is the link to the article that the native engine puts first.

use super::engines::{Engine, top_results};
use super::queries::{Kind, Query, of_kind};
use super::report::{Report, ResultCard};
use crate::drive::chromium::Chromium;
use crate::drive::host::{Asked, Host, Line};
use crate::drive::{Result, percentile};
use serde_json::json;
use std::collections::HashMap;
use std::time::Duration;

/// So many words, each a parts of its own.
const WORDS: usize = 5;
/// Quiet for so long, a page has everything that it asks for around its first result.
const QUIET: Duration = Duration::from_millis(800);

/// What an engine needed for one word.
struct Visit {
    bytes: f64,
    requests: f64,
    trips: f64,
    milliseconds: f64,
}

/// Measures every engine over the same words.
pub(crate) fn measure(engines: &[Engine], queries: &[Query], report: &mut Report) {
    let words: Vec<&str> = of_kind(queries, Kind::Single).into_iter().take(WORDS).collect();
    let mut fast = Vec::new();
    let mut slow = Vec::new();
    for engine in engines {
        let (local, far) = engine.or_empty(both_lines(engine, &words));
        fast.push(local);
        slow.push(far);
    }
    let most = |share: f64, visits: &[Vec<Visit>], of: fn(&Visit) -> f64| -> Vec<f64> {
        visits.iter().map(|visits| at(visits, share, of)).collect()
    };
    report.add(
        ResultCard::new("gzip bytes to the first result, largest", "kB").values(&most(1.0, &slow, |v| v.bytes / 1000.0)).bar(Some(300.0)),
    );
    report.add(ResultCard::new("requests to the first result, most", "").values(&most(1.0, &slow, |v| v.requests)).bar(Some(14.0)));
    report.add(ResultCard::new("consecutive round trips, most", "").values(&most(1.0, &slow, |v| v.trips)).bar(Some(4.0)));
    report.add(ResultCard::new("time to the first result, local, median", "s").values(&most(0.5, &fast, |v| v.milliseconds / 1000.0)));
    let times = most(0.5, &slow, |v| v.milliseconds / 1000.0);
    report.add(
        ResultCard::new("time to the first result, slow line, median", "s").values(&times).bar(times.get(1).map(|pagefind| pagefind * 0.6)),
    );
}

fn both_lines(engine: &Engine, words: &[&str]) -> Result<(Vec<Visit>, Vec<Visit>)> {
    let host = Host::new(&engine.site)?;
    // Packing an index takes the host seconds: one round goes before those that count.
    visits(engine, &host, words)?;
    let fast = visits(engine, &host, words)?;
    host.put_behind(Line::FAST_4G);
    Ok((fast, visits(engine, &host, words)?))
}

/// Thousands of bytes to the first result, on average over some of the words.
///
/// # Errors
/// The browser fails, or a first result never comes.
pub(crate) fn kilobytes(engine: &Engine, words: &[&str]) -> Result<f64> {
    let visits = visits(engine, &Host::new(&engine.site)?, &words[..WORDS.min(words.len())])?;
    Ok(visits.iter().map(|parts| parts.bytes / 1000.0).sum::<f64>() / visits.len() as f64)
}

fn at(visits: &[Visit], share: f64, of: fn(&Visit) -> f64) -> f64 {
    let mut values: Vec<f64> = visits.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    percentile(&values, share)
}

fn visits(engine: &Engine, host: &Host, words: &[&str]) -> Result<Vec<Visit>> {
    let expected = if engine.peer.is_none() { top_results(engine, words)? } else { HashMap::new() };
    words
        .iter()
        .map(|word| {
            parts(host, word, expected.get(word).map(String::as_str)).map_err(|error| format!("{}: {word:?}: {error}", engine.name).into())
        })
        .collect()
}

/// One parts, in a browser of its own; a page that does not itself say when its first result is there is watched.
fn parts(host: &Host, word: &str, expected: Option<&str>) -> Result<Visit> {
    let chromium = Chromium::open()?;
    if let Some(id) = expected {
        watch(&chromium, id)?;
    }
    host.asked();
    chromium.go_fresh(&format!("{}?q={}", host.url, word.replace(' ', "+")))?;
    chromium.wait_for("return window.first > 0")?;
    let milliseconds = chromium.number("return window.first")?;
    let moment = chromium.number("return performance.timeOrigin")? + milliseconds;
    let asked: Vec<Asked> = host.asked_until_quiet(QUIET).into_iter().filter(|asked| asked.found && asked.until <= moment).collect();
    let trips = trips(spans(&chromium, &asked)?);
    let parts = Visit {
        bytes: asked.iter().map(|asked| asked.bytes as f64).sum(),
        requests: asked.len() as f64,
        trips: trips as f64,
        milliseconds,
    };
    say(word, &parts, &asked);
    Ok(parts)
}

/// A line for each parts, with what came: a run takes minutes, and a file too many should have a name.
fn say(word: &str, parts: &Visit, asked: &[Asked]) {
    let names: Vec<String> =
        asked.iter().filter_map(|asked| asked.file.file_name()).map(|name| name.to_string_lossy().into_owned()).collect();
    eprintln!("  {word}: {:.0} ms, {:.0} B, {} trips: {}", parts.milliseconds, parts.bytes, parts.trips, names.join(" "));
}

/// Notes when the first link to an article in `main` is the one that was expected.
fn watch(chromium: &Chromium, id: &str) -> Result<()> {
    chromium.go("about:blank")?;
    let path = json!(format!("/article/{id}/")).to_string();
    let script = format!(
        "new MutationObserver(() => {{
            const link = document.querySelector('main a[href*=\"/article/\"]');
            if (!window.first && link && decodeURIComponent(link.pathname).endsWith({path})) window.first = performance.now();
        }}).observe(document, {{ childList: true, subtree: true, attributes: true, attributeFilter: ['href'] }});"
    );
    chromium.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).map(drop)
}

/// When each answer was asked for and came. The page knows best: a request may have
/// waited in the browser for a free connection. What the worker asked for only the host has seen.
fn spans(chromium: &Chromium, asked: &[Asked]) -> Result<Vec<(f64, f64)>> {
    let entries = chromium.run(
        "return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
            .map((e) => [new URL(e.name).pathname, performance.timeOrigin + e.startTime, performance.timeOrigin + e.responseEnd])",
    )?;
    let entries: Vec<(String, f64, f64)> = serde_json::from_value(entries)?;
    let seen_by_page =
        |asked: &Asked| entries.iter().find(|(path, ..)| asked.file.ends_with(page_file(path))).map(|(_, from, until)| (*from, *until));
    let spans = asked.iter().map(|asked| seen_by_page(asked).unwrap_or((asked.from, asked.until)));
    Ok(spans.collect())
}

/// The end of the file's name behind an address.
fn page_file(path: &str) -> &str {
    match path.trim_start_matches('/') {
        "" => "index.html",
        path => path,
    }
}

/// How many requests stood one behind the other: each begun only after the answer of the one before.
fn trips(mut spans: Vec<(f64, f64)>) -> usize {
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut levels: Vec<(f64, usize)> = Vec::new();
    for (from, until) in spans {
        let before = levels.iter().filter(|(ended, _)| *ended <= from).map(|(_, level)| *level).max().unwrap_or(0);
        levels.push((until, before + 1));
    }
    levels.iter().map(|(_, level)| *level).max().unwrap_or(0)
}
