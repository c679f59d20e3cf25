//! The reading room itself under the whole corpus: what a keystroke costs its main thread, and how it scrolls.

use super::engines::Engine;
use super::queries::{Kind, Query, of_kind};
use super::report::{Report, ResultCard};
use crate::drive::Result;
use crate::drive::chromium::Chromium;
use crate::drive::host::Host;
use crate::drive::work::{Work, at, type_all};

/// So many words are typed.
const WORDS: usize = 40;
/// So many rows are drawn before the page is scrolled.
const ROWS: usize = 1_200;

/// Scrolls to the end in steps of a window; the longest time between two frames.
const SCROLL: &str = "
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
    let words: Vec<String> = of_kind(queries, Kind::Single).into_iter().take(WORDS).map(str::to_owned).collect();
    let work = type_all(&host, "", "return !!document.querySelector('[data-ready]')", &words)?;
    report.add(ResultCard::new("main thread at a keystroke: p50", "ms").values(&[at(&work, 0.5, Work::sum)]));
    report.add(ResultCard::new("main thread at a keystroke: p99", "ms").values(&[at(&work, 0.99, Work::sum)]).bar(Some(16.0)));
    let longest = scrolled(&host)?;
    report.add(ResultCard::new(format!("longest frame, {ROWS} rows scrolled"), "ms").values(&[longest]).bar(Some(50.0)));
    Ok(())
}

fn scrolled(host: &Host) -> Result<f64> {
    let chromium = Chromium::open()?;
    chromium.go(&format!("{}?n={ROWS}", host.url))?;
    chromium.wait_for(&format!("return document.querySelectorAll('main .headline a').length >= {ROWS}"))?;
    host.asked_until_quiet(std::time::Duration::from_secs(2));
    chromium.number(SCROLL)
}
