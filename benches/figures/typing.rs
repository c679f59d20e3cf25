//! The main thread's work for a keystroke over a thousand articles.

use super::corpus::Made;
use super::table::Table;
use crate::drive::Result;
use crate::drive::host::Host;
use crate::drive::work::{Work, at, type_all};

/// Measures the reading room, then a peer: the same cards and texts, filtered by plain JavaScript.
pub(super) fn measure(table: &mut Table) -> Result<()> {
    let made = Made::new()?;
    table.add("a thousand articles: their texts, gzip -9", made.texts as f64, "B");
    let host = Host::new(&made.site)?;
    let ours = type_all(&host, "", "return !!document.querySelector('[data-ready]')", &made.words)?;
    let peers = type_all(&host, "peer/plain.html", "return document.body.dataset.ready === 'yes'", &made.words)?;
    table.add("a keystroke over a thousand articles: keys pressed", ours.len() as f64, "");
    table.add("a keystroke over a thousand articles: p50", at(&ours, 0.5, Work::sum), "ms");
    table.add("a keystroke over a thousand articles: p95", at(&ours, 0.95, Work::sum), "ms");
    table.limited("a keystroke over a thousand articles: p99", at(&ours, 0.99, Work::sum), 16.0, "ms");
    table.add("the same, script alone: p99", at(&ours, 0.99, |w| w.script), "ms");
    table.add("the same, style alone: p99", at(&ours, 0.99, |w| w.style), "ms");
    table.add("the same, layout alone: p99", at(&ours, 0.99, |w| w.layout), "ms");
    table.add("the same in plain JavaScript without facets: p50", at(&peers, 0.5, Work::sum), "ms");
    table.add("the same in plain JavaScript without facets: p99", at(&peers, 0.99, Work::sum), "ms");
    table.add("ours over plain JavaScript, p99", at(&ours, 0.99, Work::sum) / at(&peers, 0.99, Work::sum), "");
    Ok(())
}
