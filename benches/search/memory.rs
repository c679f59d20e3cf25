//! What a page holds after a hundred queries, over what it holds idle, workers included: heaps and buffers as
//! `performance.measureUserAgentSpecificMemory` counts them after a collection, and beside them the memory of WebAssembly,
//! which that leaves out and `benches/peers/memory.js` sees.

use super::engines::Engine;
use super::queries::Query;
use super::report::{Report, ResultCard};
use super::warm;
use crate::drive::Result;
use crate::drive::chromium::Chromium;
use crate::drive::host::Host;
use serde_json::json;

const QUERIES: usize = 100;

/// What watches the memory of WebAssembly.
const WATCH: &str = include_str!("../peers/memory.js");

/// Measures every engine.
pub(crate) fn measure(engines: &[Engine], queries: &[Query], report: &mut Report) {
    let megabytes = engines.iter().map(|engine| engine.or_empty(grown(engine, queries).map(Some))).collect();
    report.add(ResultCard::new("memory after 100 queries, over the idle page", "MB").cells(megabytes).bar(Some(25.0)));
}

fn grown(engine: &Engine, queries: &[Query]) -> Result<f64> {
    let host = Host::new(&engine.site)?;
    host.put_before_workers(WATCH);
    let chromium = Chromium::open()?;
    chromium.go("about:blank")?;
    chromium.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH }))?;
    warm::open(engine, &host, &chromium)?;
    let idle = megabytes(&chromium)?;
    // Of every kind as many as there are in all.
    for query in queries.iter().step_by((queries.len() / QUERIES).max(1)).take(QUERIES) {
        warm::ask(&chromium, query.kind, &[&query.words])?;
    }
    Ok(megabytes(&chromium)? - idle)
}

fn megabytes(chromium: &Chromium) -> Result<f64> {
    let heaps = chromium.number("return performance.measureUserAgentSpecificMemory().then((memory) => memory.bytes / 1e6)")?;
    let wasm = chromium.number("return memoryOfWebAssembly().then((bytes) => bytes / 1e6)")?;
    eprintln!("  heaps {heaps:.1} MB, WebAssembly {wasm:.1} MB");
    Ok(heaps + wasm)
}
