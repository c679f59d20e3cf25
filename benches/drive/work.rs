//! The main thread's work for a keystroke: script, style and layout, as `Performance.getMetrics` counts them.

use super::chromium::Chromium;
use super::host::Host;
use super::{Result, percentile};
use serde_json::json;
use std::thread;
use std::time::Duration;

/// After so long everything that a key set off has been drawn, the address written included.
const DRAWN: Duration = Duration::from_millis(150);

/// Quiet for so long, what a page fetches ahead is there and read.
const QUIET: Duration = Duration::from_secs(3);

/// Types every word, Escape after each; the work of each key.
///
/// # Errors
/// The browser fails, or no row is left of a word that occurs.
pub(crate) fn type_all(host: &Host, path: &str, ready: &str, words: &[String]) -> Result<Vec<Work>> {
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
        // The word occurs: the answer may still be on its way, but it comes.
        chromium.wait_for("return document.querySelectorAll('main .headline a').length > 0")?;
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
pub(crate) struct Work {
    /// Milliseconds, as are the others.
    pub(crate) script: f64,
    pub(crate) style: f64,
    pub(crate) layout: f64,
}

impl Work {
    /// All of it.
    pub(crate) fn sum(&self) -> f64 {
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
pub(crate) fn at(times: &[Work], share: f64, of: fn(&Work) -> f64) -> f64 {
    let mut values: Vec<f64> = times.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    percentile(&values, share)
}
