//! From navigation to the first result, as one who was never there: bytes, requests, round trips, and time on two lines.
//!
//! A peer's page says itself when the first title stands in it. Lectern's page is the whole reading room, opened with the
//! query in its address; its first result is the link to the article that the native engine puts first.

use super::engines::{Engine, top_results};
use super::queries::{Kind, Query, of_kind};
use super::report::{Figure, Report};
use crate::drive::chromium::Chromium;
use crate::drive::host::{Host, NetworkProfile, Request};
use crate::drive::{Result, percentile};
use serde_json::json;
use std::collections::HashMap;
use std::time::Duration;

/// So many words, each a visit of its own.
const QUERY_COUNT: usize = 5;
/// Quiet for so long, a page has everything that it asks for around its first result.
const QUIET_PERIOD: Duration = Duration::from_millis(800);

/// What an engine needed for one word.
struct Visit {
    bytes: f64,
    requests: f64,
    round_trips: f64,
    milliseconds: f64,
}

/// Measures every engine over the same words.
pub(crate) fn measure(engines: &[Engine], queries: &[Query], report: &mut Report) {
    let words: Vec<&str> = of_kind(queries, Kind::Single).into_iter().take(QUERY_COUNT).collect();
    let mut fast = Vec::new();
    let mut slow = Vec::new();
    for engine in engines {
        let (local, far) = engine.or_default(visit_on_both_networks(engine, &words));
        fast.push(local);
        slow.push(far);
    }
    let most = |share: f64, visits: &[Vec<Visit>], metric: fn(&Visit) -> f64| -> Vec<f64> {
        visits.iter().map(|visits| percentile_of(visits, share, metric)).collect()
    };
    report.add(
        Figure::new("gzip bytes to the first result, largest", "kB")
            .with_values(&most(1.0, &slow, |v| v.bytes / 1000.0))
            .with_limit(Some(375.0)),
    );
    report.add(Figure::new("requests to the first result, most", "").with_values(&most(1.0, &slow, |v| v.requests)).with_limit(Some(14.0)));
    report.add(Figure::new("consecutive round trips, most", "").with_values(&most(1.0, &slow, |v| v.round_trips)).with_limit(Some(4.0)));
    report.add(Figure::new("time to the first result, local, median", "s").with_values(&most(0.5, &fast, |v| v.milliseconds / 1000.0)));
    let times = most(0.5, &slow, |v| v.milliseconds / 1000.0);
    report.add(
        Figure::new("time to the first result, slow line, median", "s")
            .with_values(&times)
            .with_limit(times.get(1).map(|pagefind| pagefind * 0.7)),
    );
}

fn visit_on_both_networks(engine: &Engine, words: &[&str]) -> Result<(Vec<Visit>, Vec<Visit>)> {
    let host = Host::new(&engine.site)?;
    // Packing an index takes the host seconds: one round goes before those that count.
    visit_all(engine, &host, words)?;
    let fast = visit_all(engine, &host, words)?;
    host.throttle(NetworkProfile::FAST_4G);
    Ok((fast, visit_all(engine, &host, words)?))
}

/// Thousands of bytes to the first result, on average over some of the words.
///
/// # Errors
/// The browser fails, or a first result never comes.
pub(crate) fn mean_visit_kilobytes(engine: &Engine, words: &[&str]) -> Result<f64> {
    let visits = visit_all(engine, &Host::new(&engine.site)?, &words[..QUERY_COUNT.min(words.len())])?;
    Ok(visits.iter().map(|visit| visit.bytes / 1000.0).sum::<f64>() / visits.len() as f64)
}

fn percentile_of(visits: &[Visit], share: f64, metric: fn(&Visit) -> f64) -> f64 {
    let mut values: Vec<f64> = visits.iter().map(metric).collect();
    values.sort_by(f64::total_cmp);
    percentile(&values, share)
}

fn visit_all(engine: &Engine, host: &Host, words: &[&str]) -> Result<Vec<Visit>> {
    let expected = if engine.peer.is_none() { top_results(engine, words)? } else { HashMap::new() };
    words
        .iter()
        .map(|word| {
            visit(host, word, expected.get(word).map(String::as_str)).map_err(|error| format!("{}: {word:?}: {error}", engine.name).into())
        })
        .collect()
}

/// One visit, in a browser of its own; a page that does not itself say when its first result is there is watched.
fn visit(host: &Host, word: &str, expected: Option<&str>) -> Result<Visit> {
    let chromium = Chromium::open()?;
    if let Some(id) = expected {
        mark_first_result(&chromium, id)?;
    }
    host.take_requests();
    chromium.navigate_uncached(&format!("{}?q={}", host.url, word.replace(' ', "+")))?;
    chromium.wait_for("return window.firstResultAt > 0")?;
    let milliseconds = chromium.execute_number("return window.firstResultAt")?;
    let first_result_at = chromium.execute_number("return performance.timeOrigin")? + milliseconds;
    let requests: Vec<Request> = host
        .take_requests_when_idle(QUIET_PERIOD)
        .into_iter()
        .filter(|request| request.found && request.finished <= first_result_at)
        .collect();
    let round_trips = count_round_trips(request_spans(&chromium, &requests)?);
    let visit = Visit {
        bytes: requests.iter().map(|request| request.bytes as f64).sum(),
        requests: requests.len() as f64,
        round_trips: round_trips as f64,
        milliseconds,
    };
    log_visit(word, &visit, &requests);
    Ok(visit)
}

/// A line for each visit, with what came: a run takes minutes, and a file too many should have a name.
fn log_visit(word: &str, visit: &Visit, requests: &[Request]) {
    let names: Vec<String> =
        requests.iter().filter_map(|request| request.file.file_name()).map(|name| name.to_string_lossy().into_owned()).collect();
    eprintln!("  {word}: {:.0} ms, {:.0} B, {} trips: {}", visit.milliseconds, visit.bytes, visit.round_trips, names.join(" "));
}

/// Notes when the first link to an article in `main` is the one that was expected.
fn mark_first_result(chromium: &Chromium, id: &str) -> Result<()> {
    chromium.navigate("about:blank")?;
    let path = json!(format!("/article/{id}/")).to_string();
    let script = format!(
        "new MutationObserver(() => {{
            const link = document.querySelector('main a[href*=\"/article/\"]');
            if (!window.firstResultAt && link && decodeURIComponent(link.pathname).endsWith({path})) window.firstResultAt = performance.now();
        }}).observe(document, {{ childList: true, subtree: true, attributes: true, attributeFilter: ['href'] }});"
    );
    chromium.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).map(drop)
}

/// When each answer was asked for and came. The page knows best: a request may have
/// waited in the browser for a free connection. What the worker asked for only the host has seen.
fn request_spans(chromium: &Chromium, requests: &[Request]) -> Result<Vec<(f64, f64)>> {
    let entries = chromium.execute(
        "return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
            .map((e) => [new URL(e.name).pathname, performance.timeOrigin + e.startTime, performance.timeOrigin + e.responseEnd])",
    )?;
    let entries: Vec<(String, f64, f64)> = serde_json::from_value(entries)?;
    let seen_by_page = |request: &Request| {
        entries.iter().find(|(path, ..)| request.file.ends_with(file_of_path(path))).map(|(_, started, finished)| (*started, *finished))
    };
    let spans = requests.iter().map(|request| seen_by_page(request).unwrap_or((request.started, request.finished)));
    Ok(spans.collect())
}

/// The end of the file's name behind an address.
fn file_of_path(path: &str) -> &str {
    match path.trim_start_matches('/') {
        "" => "index.html",
        path => path,
    }
}

/// How many requests stood one behind the other: each begun only after the answer of the one before.
fn count_round_trips(mut spans: Vec<(f64, f64)>) -> usize {
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut levels: Vec<(f64, usize)> = Vec::new();
    for (from, until) in spans {
        let before = levels.iter().filter(|(ended, _)| *ended <= from).map(|(_, level)| *level).max().unwrap_or(0);
        levels.push((until, before + 1));
    }
    levels.iter().map(|(_, level)| *level).max().unwrap_or(0)
}
