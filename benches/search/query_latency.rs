//! How long an answer takes once the engine is there: from the question to the title of the first result.
//!
//! Every query is asked twice. The second time is the one that counts; the first, in which an engine may have to fetch
//! something for a word that is new to it, is shown beside it.

use super::engines::Engine;
use super::queries::{Kind, Query, of_kind};
use super::report::{Figure, Report};
use crate::drive::chromium::Chromium;
use crate::drive::host::Host;
use crate::drive::{Result, percentile};
use serde_json::json;

/// So many queries are asked in one call: a browser's driver waits for an answer only so long.
const BATCH_SIZE: usize = 40;

/// What asks Lectern's worker.
const LECTERN_ADAPTER: &str = include_str!("../peers/lectern.js");

/// The milliseconds of one engine's answers to the queries of one kind, ascending.
struct Times {
    kind: Kind,
    first_run: Vec<f64>,
    second_run: Vec<f64>,
}

/// Measures every engine over the same queries.
pub(crate) fn measure(engines: &[Engine], queries: &[Query], report: &mut Report) {
    let all: Vec<Vec<Times>> = engines.iter().map(|engine| engine.or_default(measure_engine(engine, queries))).collect();
    for kind in Kind::ALL {
        let percentiles = |share: f64, pick: fn(&Times) -> &Vec<f64>| -> Vec<Option<f64>> {
            all.iter().map(|times| times.iter().find(|times| times.kind == kind).map(|times| percentile(pick(times), share))).collect()
        };
        for (name, share) in [("p50", 0.5), ("p95", 0.95), ("p99", 0.99)] {
            let limit = (kind == Kind::Typed && name == "p99").then_some(5.0);
            report.add(
                Figure::new(format!("{}, warm: {name}", kind_label(kind)), "ms")
                    .with_optional_values(percentiles(share, |times| &times.second_run))
                    .with_limit(limit),
            );
        }
        report.add(
            Figure::new(format!("{}, asked for the first time: p99", kind_label(kind)), "ms")
                .with_optional_values(percentiles(0.99, |times| &times.first_run)),
        );
    }
}

fn kind_label(kind: Kind) -> &'static str {
    match kind {
        Kind::Single => "a single word",
        Kind::Several => "two or three words",
        Kind::Typed => "as you type",
        Kind::Misspelt => "a misspelt word",
    }
}

fn measure_engine(engine: &Engine, queries: &[Query]) -> Result<Vec<Times>> {
    let host = Host::new(&engine.site)?;
    let chromium = Chromium::open()?;
    open_page(engine, &host, &chromium)?;
    // The engine itself is there before anything counts.
    time_queries(&chromium, Kind::Single, &["lectern"])?;
    let mut all = Vec::new();
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Misspelt || engine.tolerates_typos) {
        let words = of_kind(queries, kind);
        let (first_run, second_run) = (time_queries(&chromium, kind, &words)?, time_queries(&chromium, kind, &words)?);
        all.push(Times { kind, first_run, second_run });
    }
    Ok(all)
}

/// Opens an engine's page without a query.
///
/// # Errors
/// The browser fails, or the page never comes alive.
pub(crate) fn open_page(engine: &Engine, host: &Host, chromium: &Chromium) -> Result<()> {
    chromium.navigate(&host.url)?;
    if engine.peer.is_none() {
        chromium.wait_for("return !!document.querySelector('[data-ready]') && typeof lecternSearch === 'function'")?;
        chromium.execute(LECTERN_ADAPTER)?;
    }
    chromium.wait_for("return typeof window.timeQueries === 'function'")
}

/// Asks queries of one kind; the milliseconds of each, ascending.
pub(crate) fn time_queries(chromium: &Chromium, kind: Kind, words: &[&str]) -> Result<Vec<f64>> {
    let mut times: Vec<f64> = Vec::new();
    for words in words.chunks(BATCH_SIZE) {
        let pairs: Vec<[&str; 2]> = words.iter().map(|words| [kind.name(), words]).collect();
        let answer = chromium.execute(&format!("return window.timeQueries({})", json!(pairs)))?;
        times.extend(serde_json::from_value::<Vec<f64>>(answer)?);
    }
    times.sort_by(f64::total_cmp);
    Ok(times)
}
