//! What a page holds after a hundred queries, over what it holds idle, workers included: heaps and buffers as
//! `performance.measureUserAgentSpecificMemory` counts them after a collection, and beside them the memory of WebAssembly,
//! which that leaves out and `benches/peers/memory.js` sees.

use super::engines::Engine;
use super::queries::Query;
use super::query_latency;
use super::report::{Figure, Report};
use crate::drive::Result;
use crate::drive::chromium::Chromium;
use crate::drive::host::Host;
use serde_json::json;

const QUERY_COUNT: usize = 100;

/// What watches the memory of WebAssembly.
const MEMORY_SCRIPT: &str = include_str!("../peers/memory.js");

/// Measures every engine.
pub(crate) fn measure(engines: &[Engine], queries: &[Query], report: &mut Report) {
    let megabytes = engines.iter().map(|engine| engine.or_default(memory_growth(engine, queries).map(Some))).collect();
    report.add(Figure::new("memory after 100 queries, over the idle page", "MB").with_optional_values(megabytes).with_limit(Some(25.0)));
}

fn memory_growth(engine: &Engine, queries: &[Query]) -> Result<f64> {
    let host = Host::new(&engine.site)?;
    host.prepend_to_workers(MEMORY_SCRIPT);
    let chromium = Chromium::open()?;
    chromium.navigate("about:blank")?;
    chromium.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": MEMORY_SCRIPT }))?;
    query_latency::open_page(engine, &host, &chromium)?;
    let idle = used_megabytes(&chromium)?;
    // Of every kind as many as there are in all.
    for query in queries.iter().step_by((queries.len() / QUERY_COUNT).max(1)).take(QUERY_COUNT) {
        query_latency::time_queries(&chromium, query.kind, &[&query.words])?;
    }
    Ok(used_megabytes(&chromium)? - idle)
}

fn used_megabytes(chromium: &Chromium) -> Result<f64> {
    let heaps = chromium.execute_number("return performance.measureUserAgentSpecificMemory().then((memory) => memory.bytes / 1e6)")?;
    let wasm = chromium.execute_number("return memoryOfWebAssembly().then((bytes) => bytes / 1e6)")?;
    eprintln!("  heaps {heaps:.1} MB, WebAssembly {wasm:.1} MB");
    Ok(heaps + wasm)
}
