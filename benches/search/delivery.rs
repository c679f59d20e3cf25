//! Which files Lectern's engine asks for, counted with the engine itself: the worker runs the same one.
//!
//! A round trip is a set of files that are fetched together; the root is the first of all.

use super::engines::Engine;
use super::queries::{Kind, Query, of_kind};
use super::report::{Report, ResultCard};
use crate::drive::{Result, percentile};
use flate2::read::DeflateDecoder;
use lectern::cli::weight::gzip_size;
use lectern::search::analysis::Languages;
use lectern::search::index::Engine as Index;
use lectern::search::index::file::{body, kind_of};
use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::time::Instant;

/// The files beside the manifest, each read once.
pub(crate) struct Shelf {
    folder: PathBuf,
    root: String,
    files: HashMap<String, (Vec<u8>, f64)>,
}

/// What a query needed that was not there before.
#[derive(Clone, Copy, Default)]
pub(crate) struct Cost {
    /// Thousands of bytes after gzip -9.
    pub(crate) kilobytes: f64,
    requests: f64,
    /// Until there is an answer.
    answered: f64,
    /// Until nothing more is read: what only puts the answer in better order comes after it.
    trips: f64,
}

/// Measures Lectern.
///
/// # Errors
/// A file is not there, or damaged.
pub(crate) fn measure(lectern: &Engine, queries: &[Query], report: &mut Report) -> Result<()> {
    let mut shelf = Shelf::open(lectern)?;
    let single = of_kind(queries, Kind::Single);
    let first = shelf.first_costs(&single)?;
    add(report, "first word", &first, [None, Some(50.0)], Some(2.0), None);
    add(report, "a later word", &shelf.later_costs(&single)?, [None, Some(40.0)], Some(2.0), None);
    let several = shelf.first_costs(&of_kind(queries, Kind::Several))?;
    add(report, "first two or three words", &several, [Some(75.0), None], None, Some(2.0));
    let largest = sorted(&several, |cost| cost.kilobytes);
    report.add(ResultCard::new("first two or three words: search data, p90", "kB").values(&[percentile(&largest, 0.9)]).bar(Some(100.0)));
    add(report, "first misspelt word", &shelf.first_costs(&of_kind(queries, Kind::Misspelt))?, [None, Some(75.0)], None, Some(3.0));
    let typed = shelf.warm_times(&of_kind(queries, Kind::Typed))?;
    report.add(ResultCard::new("as you type, warm, the engine natively: p99", "ms").values(&[percentile(&typed, 0.99)]));
    Ok(())
}

/// Mean and largest size, most requests, most round trips, each beside its bar.
fn add(report: &mut Report, what: &str, costs: &[Cost], sizes: [Option<f64>; 2], requests: Option<f64>, trips: Option<f64>) {
    let most = |of: fn(&Cost) -> f64| sorted(costs, of).last().copied().unwrap_or(f64::NAN);
    report.add(ResultCard::new(format!("{what}: search data, mean"), "kB").values(&[mean(costs)]).bar(sizes[0]));
    report.add(
        ResultCard::new(format!("{what}: search data, largest of {}", costs.len()), "kB")
            .values(&[most(|cost| cost.kilobytes)])
            .bar(sizes[1]),
    );
    report.add(ResultCard::new(format!("{what}: requests, most"), "").values(&[most(|cost| cost.requests)]).bar(requests));
    report.add(ResultCard::new(format!("{what}: round trips to the answer, most"), "").values(&[most(|cost| cost.answered)]).bar(trips));
    report.add(ResultCard::new(format!("{what}: round trips until its order is final, most"), "").values(&[most(|cost| cost.trips)]));
}

/// Thousands of bytes of a query, on average.
pub(crate) fn mean(costs: &[Cost]) -> f64 {
    costs.iter().map(|cost| cost.kilobytes).sum::<f64>() / costs.len() as f64
}

fn sorted(costs: &[Cost], of: fn(&Cost) -> f64) -> Vec<f64> {
    let mut values: Vec<f64> = costs.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    values
}

impl Shelf {
    /// Opens the files of a built site.
    ///
    /// # Errors
    /// The site has no index.
    pub(crate) fn open(lectern: &Engine) -> Result<Shelf> {
        let folder = lectern.site.join("corpus");
        let manifest: serde_json::Value = serde_json::from_slice(&fs::read(folder.join("manifest.json"))?)?;
        let root = manifest["search"]["path"].as_str().ok_or("the manifest names no search index")?.to_owned();
        Ok(Shelf { folder, root, files: HashMap::new() })
    }

    /// What each query costs a reader who has nothing yet.
    ///
    /// # Errors
    /// A file is damaged.
    pub(crate) fn first_costs(&mut self, queries: &[&str]) -> Result<Vec<Cost>> {
        queries.iter().map(|words| self.opened().and_then(|(mut index, root)| self.ask(&mut index, words, root))).collect()
    }

    /// What each query costs a reader who has looked for the one before it.
    fn later_costs(&mut self, queries: &[&str]) -> Result<Vec<Cost>> {
        let mut costs = Vec::new();
        for pair in queries.windows(2) {
            let (mut index, _) = self.opened()?;
            self.ask(&mut index, pair[0], Cost::default())?;
            costs.push(self.ask(&mut index, pair[1], Cost::default())?);
        }
        Ok(costs)
    }

    /// How long answers take, natively, once every file is there: milliseconds, ascending. Names those that take longest.
    fn warm_times(&mut self, queries: &[&str]) -> Result<Vec<f64>> {
        let (mut index, _) = self.opened()?;
        let mut times = Vec::new();
        for words in queries {
            self.ask(&mut index, words, Cost::default())?;
            let start = Instant::now();
            index.ask(words, &Languages);
            times.push((start.elapsed().as_secs_f64() * 1000.0, *words));
        }
        times.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (time, words) in times.iter().rev().take(8) {
            eprintln!("  {words:?}: {time:.1} ms");
        }
        Ok(times.into_iter().map(|(time, _)| time).collect())
    }

    /// An engine that has its root and nothing else, and what the root costs.
    fn opened(&mut self) -> Result<(Index, Cost)> {
        let root = self.root.clone();
        let (content, kilobytes) = self.content(&root)?;
        let index = Index::open(content).map_err(|damage| format!("{root}: {damage}"))?;
        Ok((index, Cost { kilobytes: *kilobytes, requests: 1.0, answered: 1.0, trips: 1.0 }))
    }

    /// Brings an engine what it wants until it wants nothing more.
    fn ask(&mut self, index: &mut Index, words: &str, mut cost: Cost) -> Result<Cost> {
        loop {
            let reply = index.ask(words, &Languages);
            if reply.answer.is_none() {
                cost.answered = cost.trips + 1.0;
            }
            let needs = reply.needs;
            if needs.is_empty() {
                return Ok(cost);
            }
            cost.trips += 1.0;
            for path in needs {
                let (content, kilobytes) = self.content(&path)?;
                index.supply(&path, content).map_err(|damage| format!("{path}: {damage}"))?;
                cost.requests += 1.0;
                cost.kilobytes += *kilobytes;
            }
        }
    }

    /// A file's content, and what the file weighs on the line.
    fn content(&mut self, path: &str) -> Result<&(Vec<u8>, f64)> {
        if !self.files.contains_key(path) {
            let bytes = fs::read(self.folder.join(path)).map_err(|error| format!("{path}: {error}"))?;
            let kilobytes = f64::from(gzip_size(&bytes)) / 1000.0;
            self.files.insert(path.to_owned(), (inflated(path, bytes)?, kilobytes));
        }
        self.files.get(path).ok_or_else(|| "it was just put there".into())
    }
}

/// What a file of the index holds; any other is what it holds.
fn inflated(path: &str, bytes: Vec<u8>) -> Result<Vec<u8>> {
    let Some(kind) = kind_of(path) else { return Ok(bytes) };
    let deflated = body(&bytes, kind).map_err(|damage| format!("{path}: {damage}"))?;
    let mut content = Vec::new();
    DeflateDecoder::new(deflated).read_to_end(&mut content)?;
    Ok(content)
}
