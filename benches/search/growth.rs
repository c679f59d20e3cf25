//! What a corpus costs as it grows tenfold, twice: bytes to the first result, search data, and building it.

use super::corpus::Corpus;
use super::delivery::{Shelf, mean};
use super::engines::Engine;
use super::queries::{Kind, Query, of_kind};
use super::report::{Report, ResultCard};
use super::{first, grown};
use crate::drive::Result;
use std::fs;
use std::path::Path;

/// So many articles, each a site of its own.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// Each size may cost so much more than the one before, a tenth as large.
const GROWTH: f64 = 1.3;

/// Measures Lectern over the given articles and others made of them.
///
/// # Errors
/// A site cannot be built or opened.
pub(crate) fn measure(corpus: &Corpus, queries: &[Query], work: &Path, report: &mut Report) -> Result<()> {
    report.begin("as the corpus grows", std::iter::once("Lectern"));
    let words = of_kind(queries, Kind::Single);
    let mut before: Option<f64> = None;
    for count in SIZES {
        let engine = built(count, corpus, work)?;
        engine.report_making(&format!("{count} articles"), (count == 100_000).then_some(1_000.0), report);
        let visits = first::kilobytes(&engine, &words)?;
        report.add(ResultCard::new(format!("{count} articles: gzip bytes to the first result, mean"), "kB").values(&[visits]));
        let costs = Shelf::open(&engine)?.first_costs(&words)?;
        report.add(ResultCard::new(format!("{count} articles: search data of a first word, mean"), "kB").values(&[mean(&costs)]));
        if let Some(before) = before {
            report.add(
                ResultCard::new(format!("{count} articles: bytes to the first result, over a tenth as many"), "times")
                    .values(&[visits / before])
                    .bar(Some(GROWTH)),
            );
        }
        before = Some(visits);
    }
    Ok(())
}

fn built(count: usize, corpus: &Corpus, work: &Path) -> Result<Engine> {
    let folder = work.join(format!("grown-{count}"));
    fs::create_dir_all(&folder)?;
    let file = folder.join("articles.jsonl");
    grown::write(count, &corpus.file, &corpus.articles, &file)?;
    Engine::lectern(&file, &folder.join("lectern"))
}
