//! Which files Lectern's engine asks for, counted with the engine itself: the worker runs the same one.
//!
//! A round trip is a set of files that are fetched together; the index header is the first of all.

use super::engines::Engine;
use super::queries::{Kind, Query, of_kind};
use super::report::{Figure, Report};
use crate::drive::{Result, percentile};
use flate2::read::DeflateDecoder;
use lectern::cli::weight::gzip_size;
use lectern::search::analysis::Languages;
use lectern::search::index::Engine as Index;
use lectern::search::index::file::{kind_of, strip_header};
use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::time::Instant;

/// The files beside the manifest, each read once.
pub(crate) struct IndexFiles {
    folder: PathBuf,
    header_path: String,
    files: HashMap<String, (Vec<u8>, f64)>,
}

/// What a query needed that was not there before.
#[derive(Clone, Copy, Default)]
pub(crate) struct Cost {
    /// Thousands of bytes after gzip -9.
    pub(crate) kilobytes: f64,
    requests: f64,
    /// Until there is an answer.
    trips_to_answer: f64,
    /// Until nothing more is read: what only puts the answer in better order comes after it.
    round_trips: f64,
}

/// Measures Lectern.
///
/// # Errors
/// A file is not there, or damaged.
pub(crate) fn measure(lectern: &Engine, queries: &[Query], report: &mut Report) -> Result<()> {
    let mut files = IndexFiles::open(lectern)?;
    let single = of_kind(queries, Kind::Single);
    let first = files.first_costs(&single)?;
    add_figures(report, "first word", &first, [None, Some(50.0)], Some(2.0), None);
    add_figures(report, "a later word", &files.later_costs(&single)?, [None, Some(40.0)], Some(2.0), None);
    let several = files.first_costs(&of_kind(queries, Kind::Several))?;
    add_figures(report, "first two or three words", &several, [Some(75.0), None], None, Some(2.0));
    let largest = sorted_values(&several, |cost| cost.kilobytes);
    report.add(
        Figure::new("first two or three words: search data, p90", "kB").with_values(&[percentile(&largest, 0.9)]).with_limit(Some(100.0)),
    );
    add_figures(report, "first misspelt word", &files.first_costs(&of_kind(queries, Kind::Misspelt))?, [None, Some(75.0)], None, Some(3.0));
    let typed = files.warm_times(&of_kind(queries, Kind::Typed))?;
    report.add(Figure::new("as you type, warm, the engine natively: p99", "ms").with_values(&[percentile(&typed, 0.99)]));
    Ok(())
}

/// Mean and largest size, most requests, most round trips, each beside its limit.
fn add_figures(report: &mut Report, what: &str, costs: &[Cost], sizes: [Option<f64>; 2], requests: Option<f64>, round_trips: Option<f64>) {
    let max_of = |field: fn(&Cost) -> f64| sorted_values(costs, field).last().copied().unwrap_or(f64::NAN);
    report.add(Figure::new(format!("{what}: search data, mean"), "kB").with_values(&[mean_kilobytes(costs)]).with_limit(sizes[0]));
    report.add(
        Figure::new(format!("{what}: search data, largest of {}", costs.len()), "kB")
            .with_values(&[max_of(|cost| cost.kilobytes)])
            .with_limit(sizes[1]),
    );
    report.add(Figure::new(format!("{what}: requests, most"), "").with_values(&[max_of(|cost| cost.requests)]).with_limit(requests));
    report.add(
        Figure::new(format!("{what}: round trips to the answer, most"), "")
            .with_values(&[max_of(|cost| cost.trips_to_answer)])
            .with_limit(round_trips),
    );
    report.add(
        Figure::new(format!("{what}: round trips until its order is final, most"), "").with_values(&[max_of(|cost| cost.round_trips)]),
    );
}

/// Thousands of bytes of a query, on average.
pub(crate) fn mean_kilobytes(costs: &[Cost]) -> f64 {
    costs.iter().map(|cost| cost.kilobytes).sum::<f64>() / costs.len() as f64
}

fn sorted_values(costs: &[Cost], field: fn(&Cost) -> f64) -> Vec<f64> {
    let mut values: Vec<f64> = costs.iter().map(field).collect();
    values.sort_by(f64::total_cmp);
    values
}

impl IndexFiles {
    /// Opens the files of a built site.
    ///
    /// # Errors
    /// The site has no index.
    pub(crate) fn open(lectern: &Engine) -> Result<IndexFiles> {
        let folder = lectern.site.join("corpus");
        let manifest: serde_json::Value = serde_json::from_slice(&fs::read(folder.join("manifest.json"))?)?;
        let header_path = manifest["search"]["path"].as_str().ok_or("the manifest names no search index")?.to_owned();
        Ok(IndexFiles { folder, header_path, files: HashMap::new() })
    }

    /// What each query costs a reader who has nothing yet.
    ///
    /// # Errors
    /// A file is damaged.
    pub(crate) fn first_costs(&mut self, queries: &[&str]) -> Result<Vec<Cost>> {
        queries
            .iter()
            .map(|words| self.open_index().and_then(|(mut index, header_cost)| self.run_query(&mut index, words, header_cost)))
            .collect()
    }

    /// What each query costs a reader who has looked for the one before it.
    fn later_costs(&mut self, queries: &[&str]) -> Result<Vec<Cost>> {
        let mut costs = Vec::new();
        for pair in queries.windows(2) {
            let (mut index, _) = self.open_index()?;
            self.run_query(&mut index, pair[0], Cost::default())?;
            costs.push(self.run_query(&mut index, pair[1], Cost::default())?);
        }
        Ok(costs)
    }

    /// How long answers take, natively, once every file is there: milliseconds, ascending. Names those that take longest.
    fn warm_times(&mut self, queries: &[&str]) -> Result<Vec<f64>> {
        let (mut index, _) = self.open_index()?;
        let mut times = Vec::new();
        for words in queries {
            self.run_query(&mut index, words, Cost::default())?;
            let start = Instant::now();
            index.search(words, &Languages);
            times.push((start.elapsed().as_secs_f64() * 1000.0, *words));
        }
        times.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (time, words) in times.iter().rev().take(8) {
            eprintln!("  {words:?}: {time:.1} ms");
        }
        Ok(times.into_iter().map(|(time, _)| time).collect())
    }

    /// An engine that has the index header and nothing else, and what the header costs.
    fn open_index(&mut self) -> Result<(Index, Cost)> {
        let header_path = self.header_path.clone();
        let (content, kilobytes) = self.read_file(&header_path)?;
        let index = Index::open(content).map_err(|damage| format!("{header_path}: {damage}"))?;
        Ok((index, Cost { kilobytes: *kilobytes, requests: 1.0, trips_to_answer: 1.0, round_trips: 1.0 }))
    }

    /// Brings an engine what it wants until it wants nothing more.
    fn run_query(&mut self, index: &mut Index, words: &str, mut cost: Cost) -> Result<Cost> {
        loop {
            let reply = index.search(words, &Languages);
            if reply.answer.is_none() {
                cost.trips_to_answer = cost.round_trips + 1.0;
            }
            let missing_files = reply.missing_files;
            if missing_files.is_empty() {
                return Ok(cost);
            }
            cost.round_trips += 1.0;
            for path in missing_files {
                let (content, kilobytes) = self.read_file(&path)?;
                index.add_file(&path, content).map_err(|damage| format!("{path}: {damage}"))?;
                cost.requests += 1.0;
                cost.kilobytes += *kilobytes;
            }
        }
    }

    /// A file's content, and what the file weighs on the line.
    fn read_file(&mut self, path: &str) -> Result<&(Vec<u8>, f64)> {
        if !self.files.contains_key(path) {
            let bytes = fs::read(self.folder.join(path)).map_err(|error| format!("{path}: {error}"))?;
            let kilobytes = f64::from(gzip_size(&bytes)) / 1000.0;
            self.files.insert(path.to_owned(), (inflate(path, bytes)?, kilobytes));
        }
        self.files.get(path).ok_or_else(|| "it was just put there".into())
    }
}

/// What a file of the index holds; any other is what it holds.
fn inflate(path: &str, bytes: Vec<u8>) -> Result<Vec<u8>> {
    let Some(kind) = kind_of(path) else { return Ok(bytes) };
    let deflated = strip_header(&bytes, kind).map_err(|damage| format!("{path}: {damage}"))?;
    let mut content = Vec::new();
    DeflateDecoder::new(deflated).read_to_end(&mut content)?;
    Ok(content)
}
