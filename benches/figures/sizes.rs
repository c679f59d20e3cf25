//! Bytes on the line, after gzip -9.

use super::table::Table;
use crate::drive::Result;
use crate::drive::chromium::Chromium;
use crate::drive::host::Host;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// Quiet for so long, a page has everything it asked for.
const QUIET_PERIOD: Duration = Duration::from_secs(3);

/// The first load of the list, by what the browser asks for; an article page by its HTML, which is all that its first paint needs.
pub(super) fn measure(site: &Path, table: &mut Table) -> Result<()> {
    let mut sum = 0;
    for (kind, bytes) in first_load_bytes(site)? {
        table.add(format!("first load of the list: {kind}, gzip -9"), bytes as f64, "B");
        sum += bytes;
    }
    table.at_most("first load of the list: all but pictures, gzip -9", sum as f64, 280_000.0, "B");
    let mut pages = Vec::new();
    for folder in fs::read_dir(site.join("article"))? {
        pages.push(gzip_bytes(&folder?.path().join("index.html"))?);
    }
    pages.sort_unstable();
    table.add("an article page, all that its first paint needs, gzip -9: median", pages[pages.len() / 2] as f64, "B");
    table.at_most("an article page, all that its first paint needs, gzip -9: largest", pages[pages.len() - 1] as f64, 30_000.0, "B");
    Ok(())
}

fn first_load_bytes(site: &Path) -> Result<BTreeMap<String, u64>> {
    let host = Host::new(site)?;
    let chromium = Chromium::open()?;
    chromium.navigate(&host.url)?;
    chromium.wait_for("return !!document.querySelector('[data-ready]')")?;
    let mut kinds = BTreeMap::new();
    for file in host.take_requests_when_idle(QUIET_PERIOD).into_iter().filter(|request| request.found).map(|request| request.file) {
        let kind = file.extension().and_then(|e| e.to_str()).unwrap_or_default().to_owned();
        if !["svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "ico"].contains(&kind.as_str()) {
            *kinds.entry(kind).or_default() += gzip_bytes(&file)?;
        }
    }
    Ok(kinds)
}

/// What the program gzip makes of a file.
fn gzip_bytes(file: &Path) -> Result<u64> {
    let output = Command::new("gzip").args(["-9", "-n", "-c"]).arg(file).output()?;
    if output.status.success() { Ok(output.stdout.len() as u64) } else { Err(format!("gzip {}", file.display()).into()) }
}
