//! The articles that every engine is given.

use crate::drive::Result;
use flate2::read::GzDecoder;
use serde::Deserialize;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// A file of articles, and what is in it.
pub(crate) struct Corpus {
    /// JSON Lines, unpacked.
    pub(crate) file: PathBuf,
    /// What queries are made of.
    pub(crate) articles: Vec<Article>,
}

/// What a line holds that the benchmark itself needs.
#[derive(Deserialize)]
pub(crate) struct Article {
    /// Empty where the source has none.
    #[serde(default)]
    pub(crate) title: String,
    /// Plain text.
    #[serde(default)]
    pub(crate) text: String,
}

impl Corpus {
    /// Reads a file, and unpacks it into the folder of what is built.
    ///
    /// # Errors
    /// It cannot be read, or a line is no article.
    pub(crate) fn read(source: &Path, work: &Path) -> Result<Corpus> {
        let unpacked = work.join("articles.jsonl");
        let mut input = File::open(source).map_err(|error| format!("{}: {error}", source.display()))?;
        if source.extension().is_some_and(|extension| extension == "gz") {
            std::io::copy(&mut GzDecoder::new(input), &mut File::create(&unpacked)?)?;
        } else {
            std::io::copy(&mut input, &mut File::create(&unpacked)?)?;
        }
        let articles = articles(File::open(&unpacked)?).map_err(|error| format!("{}: {error}", source.display()))?;
        Ok(Corpus { file: fs::canonicalize(unpacked)?, articles })
    }
}

fn articles(input: impl Read) -> Result<Vec<Article>> {
    let mut articles = Vec::new();
    for (number, line) in BufReader::new(input).lines().enumerate() {
        let line = line?;
        if !line.trim().is_empty() {
            articles.push(serde_json::from_str(&line).map_err(|error| format!("line {}: {error}", number + 1))?);
        }
    }
    if articles.is_empty() { Err("no articles".into()) } else { Ok(articles) }
}
