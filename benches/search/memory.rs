//! What a page holds after a hundred queries, over what it holds idle: heaps, WebAssembly and buffers, workers included,
//! as `performance.measureUserAgentSpecificMemory` counts them after a collection.

use super::engines::Engine;
use super::queries::Query;
use super::report::{Report, Row};
use super::warm;
use crate::drive::Result;
use crate::drive::chromium::Chromium;
use crate::drive::host::Host;

const QUERIES: usize = 100;

/// Measures every engine.
pub(crate) fn measure(engines: &[Engine], queries: &[Query], report: &mut Report) {
    let megabytes = engines.iter().map(|engine| engine.or_empty(grown(engine, queries).map(Some))).collect();
    report.add(Row::new("memory after 100 queries, over the idle page", "MB").cells(megabytes).bar(Some(25.0)));
}

fn grown(engine: &Engine, queries: &[Query]) -> Result<f64> {
    let host = Host::new(&engine.site)?;
    let chromium = Chromium::open()?;
    warm::open(engine, &host, &chromium)?;
    let idle = megabytes(&chromium)?;
    // Of every kind as many as there are in all.
    for query in queries.iter().step_by((queries.len() / QUERIES).max(1)).take(QUERIES) {
        warm::ask(&chromium, query.kind, &[&query.words])?;
    }
    Ok(megabytes(&chromium)? - idle)
}

fn megabytes(chromium: &Chromium) -> Result<f64> {
    chromium.number("return performance.measureUserAgentSpecificMemory().then((memory) => memory.bytes / 1e6)")
}
