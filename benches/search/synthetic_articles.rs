//! More articles made out of the given ones, the same in every run: for what a corpus costs as it grows.
//!
//! The given articles come first. A made one joins passages of several of them under the halves of two headlines, and
//! about every second one names something that no other does, so that the vocabulary goes on growing as that of real texts.

use super::corpus::Article;
use crate::drive::Result;
use crate::drive::rng::Rng;
use serde_json::json;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

/// Words of a passage.
const PASSAGE_WORDS: usize = 70;
/// What names are made of.
const SYLLABLES: [&str; 16] = ["ar", "bel", "cor", "dan", "es", "fir", "gol", "hul", "im", "jas", "kor", "lun", "mer", "nov", "ost", "pil"];

/// Writes so many articles: those of a file, then made ones.
///
/// # Errors
/// A file cannot be read or written.
pub(crate) fn write_articles(count: usize, given: &Path, articles: &[Article], out: &Path) -> Result<()> {
    let mut out = BufWriter::new(File::create(out)?);
    let mut lines = BufReader::new(File::open(given)?).lines();
    for line in lines.by_ref().take(count) {
        writeln!(out, "{}", line?)?;
    }
    let mut rng = Rng::new(23);
    for number in articles.len()..count {
        writeln!(out, "{}", synthetic_article(number, articles, &mut rng).ok_or("no articles to make others of")?)?;
    }
    out.flush()?;
    Ok(())
}

fn synthetic_article(number: usize, articles: &[Article], rng: &mut Rng) -> Option<serde_json::Value> {
    let mut passages = Vec::new();
    for _ in 0..2 + rng.below(9) {
        passages.push(random_passage(&rng.choose(articles)?.text, rng));
    }
    if rng.below(2) == 0 {
        passages.push(format!("It was first seen at {}.", random_name(rng)?));
    }
    let (one, other) = (&rng.choose(articles)?.title, &rng.choose(articles)?.title);
    Some(json!({
        "id": format!("grown-{number}"),
        "title": format!("{} {}", half_of_words(one, 0), half_of_words(other, 1)).trim(),
        "text": passages.join("\n\n"),
        "date": format!("{}-{:02}-{:02}", 1995 + rng.below(30), 1 + rng.below(12), 1 + rng.below(28)),
        "tags": [SYLLABLES.get(rng.below(8))?],
    }))
}

/// Some words of a text that stand side by side.
fn random_passage(text: &str, rng: &mut Rng) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = rng.below(words.len().saturating_sub(PASSAGE_WORDS) + 1);
    words.iter().skip(at).take(PASSAGE_WORDS).copied().collect::<Vec<&str>>().join(" ")
}

/// The first or the second half of the words of a headline.
fn half_of_words(title: &str, which: usize) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    let (first, second) = words.split_at(words.len().div_ceil(2));
    if which == 0 { first.join(" ") } else { second.join(" ") }
}

/// A name with a capital letter.
fn random_name(rng: &mut Rng) -> Option<String> {
    let mut name = String::new();
    for _ in 0..3 + rng.below(3) {
        name.push_str(rng.choose(&SYLLABLES)?);
    }
    let (first, rest) = name.split_at(1);
    Some(format!("{}{rest}", first.to_uppercase()))
}
