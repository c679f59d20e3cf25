//! Lectern and its peers: each makes its index of the same articles, and stands on a page of its own.

use super::corpus::Corpus;
use super::report::{Figure, Report};
use crate::drive::command::{ResourceUsage, run_command};
use crate::drive::{Result, env_path};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use walkdir::WalkDir;

/// A search engine with its index, ready to be served.
pub(crate) struct Engine {
    /// As the table calls it.
    pub(crate) name: &'static str,
    /// What knows this engine in `benches/peers`; Lectern has no such word.
    pub(crate) peer: Option<&'static str>,
    /// Finds words with a typo.
    pub(crate) tolerates_typos: bool,
    /// The folder that is served.
    pub(crate) site: PathBuf,
    /// Making the index; Lectern's whole site.
    build_usage: ResourceUsage,
    /// Reading the sources before; only Lectern has this step.
    import_usage: Option<ResourceUsage>,
}

/// The peers: what the table calls them, what `benches/peers` calls them, whether they tolerate typos.
const PEERS: [(&str, &str, bool); 4] = [
    ("Pagefind 1.6", "pagefind", false),
    ("MiniSearch 7", "minisearch", true),
    ("FlexSearch 0.8", "flexsearch", false),
    ("Lunr 2.3", "lunr", true),
];

/// Above so many articles a build wants to be told which of them have pages of their own.
const MAX_ARTICLES_WITH_PAGES: usize = 15_000;

/// What the names of Lectern's search files begin with.
const INDEX_FILE_PREFIXES: [&str; 5] = ["search-", "terms-", "places-", "spell-", "long-"];

impl Engine {
    /// Lectern first, then the peers; Lectern alone where the environment names no folder of peers.
    ///
    /// # Errors
    /// One of them cannot be built.
    pub(crate) fn build_all(corpus: &Corpus, work_dir: &Path) -> Result<Vec<Engine>> {
        let mut engines = vec![Engine::build_lectern(&corpus.file, &work_dir.join("lectern"))?];
        let peers = if env_path("LECTERN_PEERS").is_ok() { PEERS.as_slice() } else { &[] };
        for &(name, peer, tolerates_typos) in peers {
            let site = work_dir.join(peer);
            let build_usage = build_peer(peer, &corpus.file, &site)?;
            engines.push(Engine { name, peer: Some(peer), tolerates_typos, site, build_usage, import_usage: None });
        }
        Ok(engines)
    }

    /// Imports the articles and builds the whole reading room; above what hosts take, without most articles' own pages.
    ///
    /// # Errors
    /// The command fails.
    pub(crate) fn build_lectern(articles: &Path, work_dir: &Path) -> Result<Engine> {
        let (source, site) = (work_dir.join("corpus"), work_dir.join("site"));
        remove_folder(work_dir)?;
        fs::create_dir_all(&source)?;
        fs::write(source.join("site.json"), r#"{"format":1,"name":"Many articles"}"#)?;
        let import_usage =
            run_command(Command::new(env_path("LECTERN_COMMAND")?).arg("import").arg("--corpus").arg(&source).arg(articles))?;
        let mut build = Command::new(env_path("LECTERN_COMMAND")?);
        build.arg("build").arg("--corpus").arg(&source).arg("--out").arg(&site);
        if fs::read_dir(source.join("articles"))?.count() > MAX_ARTICLES_WITH_PAGES {
            build.args(["--pages", "recent:1000"]);
        }
        let build_usage = run_command(&mut build)?;
        Ok(Engine { name: "Lectern", peer: None, tolerates_typos: true, site, build_usage, import_usage: Some(import_usage) })
    }

    /// A figure of this engine. One that cannot be had leaves its place in the table empty, and the others are still measured.
    pub(crate) fn or_default<T: Default>(&self, measured: Result<T>) -> T {
        measured.unwrap_or_else(|error| {
            eprintln!("{}: {error}", self.name);
            T::default()
        })
    }

    /// Adds how long making it took, and how much memory.
    pub(crate) fn report_build(&self, what: &str, most: Option<f64>, report: &mut Report) {
        for (step, usage) in [("import", self.import_usage), ("build", Some(self.build_usage))] {
            let Some(usage) = usage else { continue };
            report.add(Figure::new(format!("{what}: {step}"), "s").with_values(&[usage.seconds]));
            report.add(Figure::new(format!("{what}: {step}, most memory"), "MB").with_values(&[usage.peak_megabytes]).with_limit(most));
        }
    }

    /// The corpus that Lectern's site was made of.
    pub(crate) fn corpus_folder(&self) -> PathBuf {
        self.site.with_file_name("corpus")
    }

    /// The files that searching alone needs, as they lie on the disk.
    pub(crate) fn index_files(&self) -> Vec<PathBuf> {
        let is_index = |file: &Path| match self.peer {
            Some("pagefind") => file.starts_with(self.site.join("pagefind")),
            Some(_) => file.ends_with("index.json"),
            None => file
                .file_name()
                .and_then(|name| name.to_str())
                .is_some_and(|name| INDEX_FILE_PREFIXES.iter().any(|kind| name.starts_with(kind))),
        };
        walk_files(&self.site).filter(|file| is_index(file)).collect()
    }
}

/// Every file below a folder.
fn walk_files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    WalkDir::new(folder)
        .into_iter()
        .filter_map(std::result::Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
}

fn remove_folder(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    Ok(())
}

/// Builds a peer's index and page with Node; the builder counts what the index took, without the articles' pages.
fn build_peer(peer: &str, articles: &Path, site: &Path) -> Result<ResourceUsage> {
    remove_folder(site)?;
    let builder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/build.js");
    let done = Command::new("node").arg("--max-old-space-size=8192").arg(builder).arg(peer).arg(articles).arg(site).output()?;
    if !done.status.success() {
        return Err(format!("{peer}: {}", String::from_utf8_lossy(&done.stderr)).into());
    }
    Ok(ResourceUsage { seconds: String::from_utf8(done.stdout)?.trim().parse()?, peak_megabytes: 0.0 })
}

/// The article that Lectern's native engine puts first, by query. One call for all of them: it opens the corpus anew.
///
/// # Errors
/// The command fails.
pub(crate) fn top_results<'q>(engine: &Engine, queries: &[&'q str]) -> Result<HashMap<&'q str, String>> {
    let file = engine.corpus_folder().with_file_name("queries.tsv");
    let lines: String = queries.iter().enumerate().map(|(number, words)| format!("{number}\t{words}\n")).collect();
    fs::write(&file, lines)?;
    let mut search = Command::new(env_path("LECTERN_COMMAND")?);
    let done = search.args(["search", "--top", "1", "--corpus"]).arg(engine.corpus_folder()).arg("--queries").arg(&file).output()?;
    if !done.status.success() {
        return Err(String::from_utf8_lossy(&done.stderr).into_owned().into());
    }
    let printed = String::from_utf8(done.stdout)?;
    let best = printed.lines().filter_map(|line| {
        let fields: Vec<&str> = line.split('\t').collect();
        Some((*queries.get(fields.first()?.parse::<usize>().ok()?)?, (*fields.get(2)?).to_owned()))
    });
    Ok(best.collect())
}

/// Size, files and time of building.
pub(crate) fn report_builds(engines: &[Engine], report: &mut Report) {
    let size = |file: &PathBuf| file.metadata().map_or(0, |metadata| metadata.len()) as f64;
    let indexes: Vec<Vec<PathBuf>> = engines.iter().map(Engine::index_files).collect();
    let sizes: Vec<f64> = indexes.iter().map(|files| files.iter().map(size).sum::<f64>() / 1e6).collect();
    let counts: Vec<f64> = indexes.iter().map(|files| files.len() as f64).collect();
    let half_of_pagefind = |values: &[f64]| values.get(1).map(|value| value / 2.0);
    report.add(Figure::new("index on disk", "MB").with_values(&sizes).with_limit(half_of_pagefind(&sizes)));
    report.add(Figure::new("index: files", "").with_values(&counts).with_limit(Some(600.0)));
    let without_pages = walk_files(&engines[0].site).filter(|file| file.extension().is_none_or(|extension| extension != "html")).count();
    report.add(Figure::new("all files but pages", "").with_values(&[without_pages as f64]).with_limit(Some(900.0)));
    let build_seconds: Vec<f64> = engines.iter().map(|engine| engine.build_usage.seconds).collect();
    report.add(
        Figure::new("build (Lectern: the whole site with its pages)", "s")
            .with_values(&build_seconds)
            .with_limit(half_of_pagefind(&build_seconds)),
    );
    if let Some(import_usage) = engines[0].import_usage {
        report.add(Figure::new("import before it", "s").with_values(&[import_usage.seconds]));
    }
}
