//! The main thread's work for a keystroke: script, style and layout, as `Performance.getMetrics` counts them.

use super::chromium::Chromium;
use super::host::Host;
use super::{Result, percentile};
use serde_json::json;
use std::thread;
use std::time::Duration;

/// After so long everything that a key set off has been drawn, the address written included.
const RENDER_WAIT: Duration = Duration::from_millis(150);

/// Quiet for so long, what a page fetches ahead is there and read.
const QUIET_PERIOD: Duration = Duration::from_secs(3);

/// Types every word, Escape after each; the work of each key.
///
/// # Errors
/// The browser fails, or no row is left of a word that occurs.
pub(crate) fn time_keystrokes(host: &Host, path: &str, ready: &str, words: &[String]) -> Result<Vec<MainThreadTime>> {
    let chromium = Chromium::open()?;
    // The thread's own time: what other programs of the machine do does not count.
    chromium.devtools("Performance.enable", json!({ "timeDomain": "threadTicks" }))?;
    chromium.navigate(&format!("{}{path}", host.url))?;
    chromium.wait_for(ready)?;
    chromium.execute("document.querySelector('input[type=search]').focus()")?;
    host.take_requests_when_idle(QUIET_PERIOD);
    let mut keystrokes = Vec::new();
    for word in words {
        for letter in word.chars() {
            keystrokes.push(time_action(&chromium, || chromium.press_key(letter))?);
        }
        // The word occurs: the answer may still be on its way, but it comes.
        chromium.wait_for("return document.querySelectorAll('main .headline a').length > 0")?;
        keystrokes.push(time_action(&chromium, || chromium.press_escape())?);
    }
    Ok(keystrokes)
}

fn time_action(chromium: &Chromium, action: impl FnOnce() -> Result<()>) -> Result<MainThreadTime> {
    let before = main_thread_time(chromium)?;
    action()?;
    thread::sleep(RENDER_WAIT);
    let after = main_thread_time(chromium)?;
    let spent = |metric: fn(&MainThreadTime) -> f64| (metric(&after) - metric(&before)) * 1000.0;
    Ok(MainThreadTime { script: spent(|w| w.script), style: spent(|w| w.style), layout: spent(|w| w.layout) })
}

/// What the page's main thread has worked, by kind.
#[derive(Default)]
pub(crate) struct MainThreadTime {
    /// Milliseconds, as are the others.
    pub(crate) script: f64,
    pub(crate) style: f64,
    pub(crate) layout: f64,
}

impl MainThreadTime {
    /// All of it.
    pub(crate) fn total(&self) -> f64 {
        self.script + self.style + self.layout
    }
}

/// Seconds so far.
fn main_thread_time(chromium: &Chromium) -> Result<MainThreadTime> {
    let answer = chromium.devtools("Performance.getMetrics", json!({}))?;
    let metrics = answer["metrics"].as_array().ok_or("no metrics")?;
    let metric = |name: &str| metrics.iter().find(|m| m["name"] == name).and_then(|m| m["value"].as_f64()).unwrap_or_default();
    Ok(MainThreadTime { script: metric("ScriptDuration"), style: metric("RecalcStyleDuration"), layout: metric("LayoutDuration") })
}

/// Milliseconds below which a share of all keystrokes stay, of one kind of work or of all.
pub(crate) fn percentile_of(keystrokes: &[MainThreadTime], share: f64, metric: fn(&MainThreadTime) -> f64) -> f64 {
    let mut values: Vec<f64> = keystrokes.iter().map(metric).collect();
    values.sort_by(f64::total_cmp);
    percentile(&values, share)
}
