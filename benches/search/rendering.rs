//! The reading room itself under the whole corpus: what a keystroke costs its main thread, and how it scrolls.

use super::engines::Engine;
use super::queries::{Kind, Query, of_kind};
use super::report::{Figure, Report};
use crate::drive::Result;
use crate::drive::chromium::Chromium;
use crate::drive::host::Host;
use crate::drive::main_thread::{MainThreadTime, percentile_of, time_keystrokes};

/// So many words are typed.
const WORD_COUNT: usize = 40;
/// So many rows are drawn before the page is scrolled.
const ROW_COUNT: usize = 1_200;

/// Scrolls to the end in steps of a window; the longest time between two frames.
const SCROLL_SCRIPT: &str = "
    return new Promise((done) => {
        let longest = 0, before = 0, ended = 0;
        const step = (now) => {
            if (before) longest = Math.max(longest, now - before);
            before = now;
            scrollBy({ top: innerHeight / 2, behavior: 'instant' });
            const atEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
            ended = atEnd ? ended + 1 : 0;
            ended > 10 ? done(longest) : requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
    });";

/// Measures Lectern.
///
/// # Errors
/// The browser fails, or a word that occurs is not found.
pub(crate) fn measure(lectern: &Engine, queries: &[Query], report: &mut Report) -> Result<()> {
    let host = Host::new(&lectern.site)?;
    let words: Vec<String> = of_kind(queries, Kind::Single).into_iter().take(WORD_COUNT).map(str::to_owned).collect();
    let keystrokes = time_keystrokes(&host, "", "return !!document.querySelector('[data-ready]')", &words)?;
    report.add(Figure::new("main thread at a keystroke: p50", "ms").with_values(&[percentile_of(&keystrokes, 0.5, MainThreadTime::total)]));
    report.add(
        Figure::new("main thread at a keystroke: p99", "ms")
            .with_values(&[percentile_of(&keystrokes, 0.99, MainThreadTime::total)])
            .with_limit(Some(16.0)),
    );
    let longest = longest_frame(&host)?;
    report.add(Figure::new(format!("longest frame, {ROW_COUNT} rows scrolled"), "ms").with_values(&[longest]).with_limit(Some(50.0)));
    Ok(())
}

fn longest_frame(host: &Host) -> Result<f64> {
    let chromium = Chromium::open()?;
    chromium.navigate(&format!("{}?n={ROW_COUNT}", host.url))?;
    chromium.wait_for(&format!("return document.querySelectorAll('main .headline a').length >= {ROW_COUNT}"))?;
    host.take_requests_when_idle(std::time::Duration::from_secs(2));
    chromium.execute_number(SCROLL_SCRIPT)
}
