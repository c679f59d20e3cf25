//! What a corpus costs as it grows tenfold, twice: bytes to the first result, search data, and building it.

use super::corpus::Corpus;
use super::engines::Engine;
use super::index_downloads::{IndexFiles, mean_kilobytes};
use super::queries::{Kind, Query, of_kind};
use super::report::{Figure, Report};
use super::{first_result, synthetic_articles};
use crate::drive::Result;
use std::fs;
use std::path::Path;

/// So many articles, each a site of its own.
const CORPUS_SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// Each size may cost so much more than the one before, a tenth as large.
const MAX_GROWTH: f64 = 1.3;

/// Measures Lectern over the given articles and others made of them.
///
/// # Errors
/// A site cannot be built or opened.
pub(crate) fn measure(corpus: &Corpus, queries: &[Query], work_dir: &Path, report: &mut Report) -> Result<()> {
    report.begin_table("as the corpus grows", std::iter::once("Lectern"));
    let words = of_kind(queries, Kind::Single);
    let mut previous: Option<f64> = None;
    for count in CORPUS_SIZES {
        let engine = build_engine(count, corpus, work_dir)?;
        engine.report_build(&format!("{count} articles"), (count == 100_000).then_some(1_000.0), report);
        let kilobytes = first_result::mean_visit_kilobytes(&engine, &words)?;
        report.add(Figure::new(format!("{count} articles: gzip bytes to the first result, mean"), "kB").with_values(&[kilobytes]));
        let costs = IndexFiles::open(&engine)?.first_costs(&words)?;
        report
            .add(Figure::new(format!("{count} articles: search data of a first word, mean"), "kB").with_values(&[mean_kilobytes(&costs)]));
        if let Some(previous) = previous {
            report.add(
                Figure::new(format!("{count} articles: bytes to the first result, over a tenth as many"), "times")
                    .with_values(&[kilobytes / previous])
                    .with_limit(Some(MAX_GROWTH)),
            );
        }
        previous = Some(kilobytes);
    }
    Ok(())
}

fn build_engine(count: usize, corpus: &Corpus, work_dir: &Path) -> Result<Engine> {
    let folder = work_dir.join(format!("grown-{count}"));
    fs::create_dir_all(&folder)?;
    let file = folder.join("articles.jsonl");
    synthetic_articles::write_articles(count, &corpus.file, &corpus.articles, &file)?;
    Engine::build_lectern(&file, &folder.join("lectern"))
}
