//! The whole import: find the sources, read them on every core, file the articles in the order of their sources.
//! Large files come in parts, and no more is read ahead than the cores need: memory stays flat.

use super::filing::{Filed, Filing, Item};
use super::kind::{self, Kind};
use super::reading::Refusal;
use super::source::{self, Source};
use super::{capture, encoding, lines, markdown, own, page, pictures};
use crate::publish::failure::Failure;
use crate::publish::folder::{self, Folder};
use crate::publish::ordered::ordered;
use crate::publish::problem::{Problem, Severity};
use std::fmt;
use std::fs;
use std::path::PathBuf;

/// What `lectern import` was asked for.
#[derive(Debug, Clone)]
pub struct Options {
    /// The corpus, which need not exist yet.
    pub corpus: PathBuf,
    /// True where corrected articles are to be replaced.
    pub force: bool,
    /// Files and folders.
    pub sources: Vec<PathBuf>,
}

/// How many sources ended how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles that the corpus did not have.
    pub new: usize,
    /// Articles whose source reads differently now.
    pub updated: usize,
    /// Articles that read as before.
    pub unchanged: usize,
    /// Articles that a hand corrected: the new reading stands in `review/`.
    pub kept: usize,
    /// Sources, or items of one, that are no article.
    pub refused: usize,
}

/// What an import did.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// How many sources ended how. Displayed, it is the closing line.
    pub counts: Counts,
    /// What there is to say, in the order of the sources.
    pub problems: Vec<Problem>,
}

impl Outcome {
    /// True where something was refused or could not be written: the command then exits with 1.
    pub fn failed(&self) -> bool {
        self.counts.refused > 0 || self.problems.iter().any(|p| p.severity == Severity::Error)
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let all = [
            (self.new, "new"),
            (self.updated, "updated"),
            (self.unchanged, "unchanged"),
            (self.kept, "kept as corrected by hand"),
            (self.refused, "refused"),
        ];
        let mut first = true;
        for (count, what) in all.into_iter().filter(|(count, _)| *count > 0) {
            match (first, count) {
                (true, 1) => write!(f, "1 article {what}")?,
                (true, _) => write!(f, "{count} articles {what}")?,
                (false, _) => write!(f, ", {count} {what}")?,
            }
            first = false;
        }
        if first { f.write_str("no article found") } else { Ok(()) }
    }
}

/// What was read of one source file.
struct Read {
    items: Vec<Item>,
    problems: Vec<Problem>,
    refused: usize,
}

/// A piece of the work: a source, or a part of one.
struct Piece<'a> {
    source: &'a Source,
    part: Option<lines::Part>,
}

/// Imports. `progress` is told how many of how many files, or parts of large ones, are done.
///
/// Nothing stops it: what cannot be read or written is a problem of the outcome, and the rest goes on.
pub fn run(options: &Options, progress: &mut dyn FnMut(usize, usize)) -> Outcome {
    let mut outcome = Outcome::default();
    let (sources, problems) = source::find(&options.sources);
    outcome.counts.refused += problems.iter().filter(|p| p.severity == Severity::Error).count();
    outcome.problems = problems;
    let folder = Folder::new(&options.corpus);
    let mut filing = Filing::open(&folder, options.force, &sources, &mut outcome.problems);
    let site_lang = if folder.path("site.json").exists() { folder.site(&mut Vec::new()).lang } else { None };
    let lang = site_lang.as_deref().unwrap_or("en");
    let pieces: Vec<Piece> = sources.iter().flat_map(pieces).collect();
    let mut done = 0;
    let worker = || |at: usize| read(&pieces[at], &folder, lang);
    let ended = ordered(pieces.len(), STACK, &worker, &mut |read: Read| {
        outcome.counts.refused += read.refused;
        outcome.problems.extend(read.problems);
        read.items.into_iter().for_each(|item| file(item, &mut filing, &mut outcome));
        done += 1;
        progress(done, pieces.len());
        Ok::<(), Failure>(())
    });
    if let Err(failure) = ended {
        outcome.problems.push(Problem::new(Severity::Error, options.corpus.display().to_string(), failure.to_string()));
    }
    outcome
}

fn pieces(source: &Source) -> Vec<Piece<'_>> {
    let large = kind::is_named_lines(&source.name) && fs::metadata(&source.path).is_ok_and(|meta| meta.len() > lines::PART);
    match large.then(|| lines::parts(&source.path)).flatten() {
        Some(parts) => parts.into_iter().map(|part| Piece { source, part: Some(part) }).collect(),
        None => vec![Piece { source, part: None }],
    }
}

fn file(item: Item, filing: &mut Filing, outcome: &mut Outcome) {
    let from = item.from.clone();
    outcome.problems.extend(item.problems.iter().cloned());
    match filing.file(item) {
        Ok((filed, problem)) => {
            outcome.problems.extend(problem);
            match filed {
                Filed::New => outcome.counts.new += 1,
                Filed::Updated => outcome.counts.updated += 1,
                Filed::Unchanged => outcome.counts.unchanged += 1,
                Filed::Kept => outcome.counts.kept += 1,
            }
        }
        Err(error) => {
            outcome.counts.refused += 1;
            outcome.problems.push(Problem::new(Severity::Error, from, format!("its article could not be written: {error}")));
        }
    }
}

/// A page may nest its elements by the thousand, and its reader calls itself for each: the room is only taken where it is needed.
const STACK: usize = 512 << 20;

/// Reads a piece; its pictures are copied into the corpus.
fn read(piece: &Piece, folder: &Folder, lang: &str) -> Read {
    let mut read = Read { items: Vec::new(), problems: Vec::new(), refused: 0 };
    let source = piece.source;
    let items = match piece.part {
        None => read_items(source, lang),
        Some(part) => lines::read_part(source, part, lang).map_err(|error| Refusal(format!("it cannot be read to its end: {error}"))),
    };
    match items {
        Ok(items) => {
            for mut item in items {
                match &mut item {
                    Ok(item) => pictures::take(item, source, folder),
                    Err(_) => read.refused += 1,
                }
                match item {
                    Ok(item) => read.items.push(item),
                    Err(problem) => read.problems.push(problem),
                }
            }
        }
        Err(Refusal(reason)) => {
            read.refused = 1;
            read.problems.push(Problem::new(Severity::Error, &source.name, reason));
        }
    }
    read
}

fn read_items(source: &Source, lang: &str) -> Result<Vec<Result<Item, Problem>>, Refusal> {
    let bytes = fs::read(&source.path).map_err(|error| Refusal(format!("it cannot be opened: {error}")))?;
    kind::readable(&bytes)?;
    let sha256 = folder::sha256(&bytes);
    let decoded = |page| encoding::decode(&bytes, page);
    let kind = kind::of(&source.name, &bytes)?;
    let (mut reading, problem) = match kind {
        Kind::Lines => return Ok(lines::read(&decoded(false)?.0, &source.name, lang)),
        Kind::Capture => decoded(false).and_then(|(text, p)| Ok((capture::read(&text, &source.name)?, p)))?,
        Kind::Markdown => decoded(false).and_then(|(text, p)| Ok((markdown::read(&text, &source.name, lang)?, p)))?,
        Kind::Page => decoded(true).and_then(|(text, p)| Ok((page::read(&text, &source.name, lang)?, p)))?,
        Kind::Own => decoded(false).and_then(|(text, p)| Ok((own::read(&text)?, p)))?,
    };
    reading.problems.extend(problem.map(|text| Problem::new(Severity::Warning, &source.name, text)));
    let kept = reading.article.capture.as_ref().map(|c| c.from.clone()).filter(|from| kind == Kind::Own && !from.is_empty());
    Ok(vec![Ok(Item::new(kept.unwrap_or_else(|| source.name.clone()), sha256, reading))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_says_what_happened_and_nothing_else() {
        let counts = Counts { new: 3, updated: 1, unchanged: 2, refused: 1, kept: 0 };
        assert_eq!(counts.to_string(), "3 articles new, 1 updated, 2 unchanged, 1 refused");
        assert_eq!(Counts { unchanged: 1, ..Counts::default() }.to_string(), "1 article unchanged");
        assert_eq!(Counts::default().to_string(), "no article found");
    }
}
