//! From navigation until a typed letter has narrowed the list, on the line and the processor of a telephone.
//!
//! The letter is typed as soon as the box stands on the page, which is before the program is there.

use super::table::Table;
use crate::drive::chromium::Chromium;
use crate::drive::host::Host;
use crate::drive::{Result, percentile};
use serde_json::json;
use std::path::Path;

const RUNS: usize = 7;

/// Watches the rows from the first byte on; the moment is that of the frame in which fewer of them are shown.
const NARROWED_SCRIPT: &str = "
    let most = 0;
    new MutationObserver(() => {
        const rows = document.querySelectorAll('main article .headline a').length;
        most = Math.max(most, rows);
        if (rows && rows < most && !window.filteredAt && document.querySelector('input[type=search]')?.value) {
            window.filteredAt = -1;
            requestAnimationFrame(() => { window.filteredAt = performance.now(); });
        }
    }).observe(document, { childList: true, subtree: true });";

/// Measures over the sample.
pub(super) fn measure(site: &Path, table: &mut Table) -> Result<()> {
    let host = Host::new(site)?;
    let mut times = Vec::new();
    for _ in 0..RUNS {
        times.push(run_once(&host.url)?);
    }
    times.sort_by(f64::total_cmp);
    table.at_most("navigation until a typed letter narrowed the list, Fast 4G, CPU/4: median", percentile(&times, 0.5), 2_000.0, "ms");
    table.add(format!("the same, slowest of {RUNS}"), percentile(&times, 1.0), "ms");
    Ok(())
}

fn run_once(url: &str) -> Result<f64> {
    let chromium = Chromium::open()?;
    chromium.navigate("about:blank")?;
    chromium.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": NARROWED_SCRIPT }))?;
    // Chrome's Fast 4G: nine tenths of 9 and 1.5 Mbit/s, in bytes; 165 ms.
    let network = json!({ "offline": false, "latency": 165, "downloadThroughput": 1_012_500, "uploadThroughput": 168_750 });
    chromium.devtools("Network.enable", json!({}))?;
    chromium.devtools("Network.emulateNetworkConditions", network)?;
    chromium.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 4 }))?;
    chromium.navigate(url)?;
    chromium.wait_for("const box = document.querySelector('input[type=search]'); box?.focus(); return !!box")?;
    chromium.press_key('q')?;
    chromium.wait_for("return window.filteredAt > 0")?;
    chromium.execute("return window.filteredAt")?.as_f64().ok_or_else(|| "no time".into())
}
