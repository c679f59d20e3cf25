//! The main thread's work for a keystroke over a thousand articles.

use super::synthetic_corpus::SyntheticSite;
use super::table::Table;
use crate::drive::Result;
use crate::drive::host::Host;
use crate::drive::main_thread::{MainThreadTime, percentile_of, time_keystrokes};

/// Measures the reading room, then a peer: the same cards and texts, filtered by plain JavaScript.
pub(super) fn measure(table: &mut Table) -> Result<()> {
    let synthetic = SyntheticSite::new()?;
    table.add("a thousand articles: their texts, gzip -9", synthetic.text_bytes as f64, "B");
    let host = Host::new(&synthetic.site)?;
    let lectern = time_keystrokes(&host, "", "return !!document.querySelector('[data-ready]')", &synthetic.queries)?;
    let plain = time_keystrokes(&host, "peer/plain.html", "return document.body.dataset.ready === 'yes'", &synthetic.queries)?;
    table.add("a keystroke over a thousand articles: keys pressed", lectern.len() as f64, "");
    table.add("a keystroke over a thousand articles: p50", percentile_of(&lectern, 0.5, MainThreadTime::total), "ms");
    table.add("a keystroke over a thousand articles: p95", percentile_of(&lectern, 0.95, MainThreadTime::total), "ms");
    table.at_most("a keystroke over a thousand articles: p99", percentile_of(&lectern, 0.99, MainThreadTime::total), 16.0, "ms");
    table.add("the same, script alone: p99", percentile_of(&lectern, 0.99, |w| w.script), "ms");
    table.add("the same, style alone: p99", percentile_of(&lectern, 0.99, |w| w.style), "ms");
    table.add("the same, layout alone: p99", percentile_of(&lectern, 0.99, |w| w.layout), "ms");
    table.add("the same in plain JavaScript without facets: p50", percentile_of(&plain, 0.5, MainThreadTime::total), "ms");
    table.add("the same in plain JavaScript without facets: p99", percentile_of(&plain, 0.99, MainThreadTime::total), "ms");
    table.add(
        "ours over plain JavaScript, p99",
        percentile_of(&lectern, 0.99, MainThreadTime::total) / percentile_of(&plain, 0.99, MainThreadTime::total),
        "",
    );
    Ok(())
}
