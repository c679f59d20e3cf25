//! The whole import: find the sources, read them on every core, file the articles in the order of their sources.
//! Large files come in parts, and no more is read ahead than the cores need: memory stays flat.

use super::cross_links::{self, Index};
use super::filing::{Filed, Filing, Item, Located};
use super::kind::{self, Kind};
use super::reading::Refusal;
use super::source::{self, Source};
use super::{capture, encoding, lines, markdown, own, page, pictures};
use crate::publish::catch_panic::catch_panic;
use crate::publish::failure::Failure;
use crate::publish::folder::{self, Folder};
use crate::publish::ordered::ordered;
use crate::publish::problem::{Problem, Severity};
use std::fmt;
use std::fs;
use std::io;
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
    /// Articles that would have lost words: the new reading stands in `review/`.
    pub reviewed: usize,
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
            (self.reviewed, "put into review/"),
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

/// Imports. `progress` is told how many of how many files, or parts of large ones, are done; `waiting` is called where another
/// command writes into the corpus, which is waited for.
///
/// Nothing stops it: what cannot be read or written is a problem of the outcome, and the rest goes on.
pub fn run(options: &Options, waiting: &mut dyn FnMut(), progress: &mut dyn FnMut(usize, usize)) -> Outcome {
    run_with(options, waiting, progress, &read_items)
}

/// Reads a whole source: its items, or what is wrong with each; or why it is no article.
type ReadSource = dyn Fn(&Source, &str) -> Result<Vec<Result<Item, Problem>>, Refusal> + Sync;

fn run_with(options: &Options, waiting: &mut dyn FnMut(), progress: &mut dyn FnMut(usize, usize), read_source: &ReadSource) -> Outcome {
    let mut outcome = Outcome::default();
    let (sources, problems) = source::find(&options.sources);
    outcome.counts.refused += problems.iter().filter(|p| p.severity == Severity::Error).count();
    outcome.problems = problems;
    let folder = Folder::new(&options.corpus);
    let _lock = folder.lock(waiting);
    let filing = Filing::open(&folder, options.force, &sources, &mut outcome.problems);
    let site_lang = if folder.path("site.json").exists() { folder.site(&mut Vec::new()).lang } else { None };
    let lang = site_lang.as_deref().unwrap_or("en");
    let pieces: Vec<Piece> = sources.iter().flat_map(pieces).collect();
    let mut intake = Intake { filing, links: Index::default(), waiting: Vec::new() };
    let mut done = 0;
    let worker = || |at: usize| read(&pieces[at], &folder, lang, read_source);
    let ended = ordered(pieces.len(), STACK, &worker, &mut |read: Read| {
        outcome.counts.refused += read.refused;
        outcome.problems.extend(read.problems);
        read.items.into_iter().for_each(|item| intake.take(item, pieces[done].source, &mut outcome));
        done += 1;
        progress(done, pieces.len());
        Ok::<(), Failure>(())
    });
    intake.finish(&folder, &mut outcome);
    if let Err(failure) = ended {
        outcome.problems.push(Problem::new(Severity::Error, options.corpus.display().to_string(), failure.to_string()));
    }
    outcome
}

/// What items go through: each gets its place in the corpus at once; one that links to other sources is written when these have
/// theirs.
struct Intake<'a> {
    filing: Filing<'a>,
    links: Index,
    waiting: Vec<(Located, Item, &'a Source)>,
}

impl<'a> Intake<'a> {
    fn take(&mut self, mut item: Item, source: &'a Source, outcome: &mut Outcome) {
        let from = item.from.clone();
        let located = contained(&from, || Ok(self.filing.locate(&mut item)));
        match located {
            Err(problem) => refuse(problem, outcome),
            Ok(located) => {
                if !item.is_row {
                    self.links.add(source, &item.article, &item.names);
                }
                if cross_links::has_links_to_sources(&item.article) {
                    self.waiting.push((located, item, source));
                } else {
                    self.write(located, item, outcome);
                }
            }
        }
    }

    /// Writes the items that waited, their links resolved.
    fn finish(&mut self, folder: &Folder, outcome: &mut Outcome) {
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() {
            return;
        }
        // What cannot be read was said when the corpus was opened.
        let known = folder.each("articles", &mut Vec::new(), &mut |filed| {
            self.links.add_known(&filed.article);
            Ok(())
        });
        if let Err(failure) = known {
            outcome.problems.push(Problem::new(Severity::Error, "articles", failure.to_string()));
        }
        for (located, mut item, source) in waiting {
            item.problems.extend(cross_links::resolve(&mut item.article, source, &self.links));
            self.write(located, item, outcome);
        }
    }

    fn write(&mut self, located: Located, item: Item, outcome: &mut Outcome) {
        let from = item.from.clone();
        match contained(&from, || self.filing.write(located, item)) {
            Err(problem) => refuse(problem, outcome),
            Ok((filed, problems)) => {
                outcome.problems.extend(problems);
                match filed {
                    Filed::New => outcome.counts.new += 1,
                    Filed::Updated => outcome.counts.updated += 1,
                    Filed::Unchanged => outcome.counts.unchanged += 1,
                    Filed::Kept => outcome.counts.kept += 1,
                    Filed::Reviewed => outcome.counts.reviewed += 1,
                }
            }
        }
    }
}

/// Work on an item whose failure is an error of the item alone.
fn contained<T>(from: &str, work: impl FnOnce() -> io::Result<T>) -> Result<T, Problem> {
    let done = catch_panic(work).map_err(|caught| caught.problem(from, OTHERS))?;
    done.map_err(|error| Problem::new(Severity::Error, from, format!("its article could not be written: {error}")))
}

fn refuse(problem: Problem, outcome: &mut Outcome) {
    outcome.counts.refused += 1;
    outcome.problems.push(problem);
}

fn pieces(source: &Source) -> Vec<Piece<'_>> {
    let large = kind::is_named_lines(&source.name) && fs::metadata(&source.path).is_ok_and(|meta| meta.len() > lines::PART);
    match large.then(|| lines::parts(&source.path)).flatten() {
        Some(parts) => parts.into_iter().map(|part| Piece { source, part: Some(part) }).collect(),
        None => vec![Piece { source, part: None }],
    }
}

/// A page may nest its elements by the thousand, and its reader calls itself for each: the room is only taken where it is needed.
const STACK: usize = 512 << 20;

/// What a crash of one source does to the others.
const OTHERS: &str = "the other sources are imported";

/// Reads a piece; its pictures are copied into the corpus. A panic in it is an error that names the source.
fn read(piece: &Piece, folder: &Folder, lang: &str, read_source: &ReadSource) -> Read {
    let mut read = Read { items: Vec::new(), problems: Vec::new(), refused: 0 };
    let source = piece.source;
    let items = catch_panic(|| match piece.part {
        None => read_source(source, lang),
        Some(part) => lines::read_part(source, part, lang).map_err(|error| Refusal(format!("it cannot be read to its end: {error}"))),
    });
    let items = match items {
        Ok(Ok(items)) => items,
        Ok(Err(Refusal(reason))) => vec![Err(Problem::new(Severity::Error, &source.name, reason))],
        Err(caught) => vec![Err(caught.problem(&source.name, OTHERS))],
    };
    for item in items {
        match item.and_then(|item| with_pictures(item, source, folder)) {
            Ok(item) => read.items.push(item),
            Err(problem) => {
                read.refused += 1;
                read.problems.push(problem);
            }
        }
    }
    read
}

fn with_pictures(mut item: Item, source: &Source, folder: &Folder) -> Result<Item, Problem> {
    item.is_row = kind::is_named_lines(&source.name);
    let from = item.from.clone();
    let done = catch_panic(|| {
        pictures::take(&mut item, source, folder);
        item
    });
    done.map_err(|caught| caught.problem(from, OTHERS))
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
        let counts = Counts { new: 3, updated: 1, unchanged: 2, refused: 1, ..Counts::default() };
        assert_eq!(counts.to_string(), "3 articles new, 1 updated, 2 unchanged, 1 refused");
        assert_eq!(Counts { unchanged: 1, ..Counts::default() }.to_string(), "1 article unchanged");
        assert_eq!(Counts::default().to_string(), "no article found");
    }

    #[test]
    fn a_panic_in_one_source_stops_no_other() {
        let place = tempfile::tempdir().unwrap();
        let names = ["a.md", "b.md", "c.md"];
        let sources = names.map(|name| place.path().join(name));
        sources.iter().for_each(|path| fs::write(path, "# A title\n\nWords of a text.").unwrap());
        let options = Options { corpus: place.path().join("corpus"), force: false, sources: sources.to_vec() };
        let outcome = run_with(&options, &mut || (), &mut |_, _| (), &|source, lang| match source.name.as_str() {
            "b.md" => panic!("a fault in the reader"),
            _ => read_items(source, lang),
        });
        assert_eq!((outcome.counts.new, outcome.counts.refused, outcome.failed()), (2, 1, true));
        let said: Vec<String> = outcome.problems.iter().map(Problem::to_string).collect();
        assert!(said.len() == 1 && said[0].starts_with("b.md: error: ") && said[0].contains("a fault in the reader"), "{said:?}");
    }
}
