//! The main thread's work for a keystroke over a thousand articles: script, style and layout, as `Performance.getMetrics` counts them.

use super::chromium::Chromium;
use super::corpus::Made;
use super::host::Host;
use super::table::Table;
use super::{Result, percentile};
use serde_json::json;
use std::thread;
use std::time::Duration;

/// After so long everything that a key set off has been drawn, the address written included.
const DRAWN: Duration = Duration::from_millis(150);

/// Quiet for so long, the texts are fetched and folded.
const QUIET: Duration = Duration::from_secs(3);

/// Measures the reading room, then a peer: the same cards and texts, filtered by plain JavaScript.
pub(super) fn measure(table: &mut Table) -> Result<()> {
    let made = Made::new()?;
    table.add("a thousand articles: their texts, gzip -9", made.texts as f64, "B");
    let host = Host::new(&made.site)?;
    let ours = type_all(&host, "", "return !!document.querySelector('.living')", &made.words)?;
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

/// Types every word, Escape after each; the milliseconds of each key.
fn type_all(host: &Host, path: &str, ready: &str, words: &[String]) -> Result<Vec<Work>> {
    let chromium = Chromium::open()?;
    // The thread's own time: what other programs of the machine do does not count.
    chromium.devtools("Performance.enable", json!({ "timeDomain": "threadTicks" }))?;
    chromium.go(&format!("{}{path}", host.url))?;
    chromium.wait_for(ready)?;
    chromium.run("document.querySelector('input[type=search]').focus()")?;
    host.asked_until_quiet(QUIET);
    let mut times = Vec::new();
    for word in words {
        for letter in word.chars() {
            times.push(work_of(&chromium, || chromium.press(letter))?);
        }
        let rows = chromium.run("return document.querySelectorAll('main .headline a').length")?;
        if rows == 0 {
            return Err(format!("{path}: {word:?} occurs and is not found").into());
        }
        times.push(work_of(&chromium, || chromium.escape())?);
    }
    Ok(times)
}

fn work_of(chromium: &Chromium, act: impl FnOnce() -> Result<()>) -> Result<Work> {
    let before = work(chromium)?;
    act()?;
    thread::sleep(DRAWN);
    let after = work(chromium)?;
    let spent = |of: fn(&Work) -> f64| (of(&after) - of(&before)) * 1000.0;
    Ok(Work { script: spent(|w| w.script), style: spent(|w| w.style), layout: spent(|w| w.layout) })
}

/// What the page's main thread has worked, by kind.
#[derive(Default)]
struct Work {
    script: f64,
    style: f64,
    layout: f64,
}

impl Work {
    fn sum(&self) -> f64 {
        self.script + self.style + self.layout
    }
}

/// Seconds so far.
fn work(chromium: &Chromium) -> Result<Work> {
    let answer = chromium.devtools("Performance.getMetrics", json!({}))?;
    let metrics = answer["metrics"].as_array().ok_or("no metrics")?;
    let of = |name: &str| metrics.iter().find(|m| m["name"] == name).and_then(|m| m["value"].as_f64()).unwrap_or_default();
    Ok(Work { script: of("ScriptDuration"), style: of("RecalcStyleDuration"), layout: of("LayoutDuration") })
}

/// Milliseconds below which a share of all keystrokes stay, of one kind of work or of all.
fn at(times: &[Work], share: f64, of: fn(&Work) -> f64) -> f64 {
    let mut values: Vec<f64> = times.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    percentile(&values, share)
}
