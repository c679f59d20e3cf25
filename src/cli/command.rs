//! The command line: arguments, messages and exit codes.
//!
//! Results go to standard output; diagnostics and the closing line go to standard error. Only this module reads the clock and the
//! environment.

use super::build::{self, Built, Pages, Trunk, With};
use super::check;
use super::command_error::CommandError;
use super::diagnostic::{Diagnostic, Severity};
use super::export::{self, Format};
use super::folder::Folder;
use super::import;
use super::new::{self, Begun};
use super::search::{Searcher, printing};
use super::serve::reload::SiteVersion;
use super::serve::{ServedSite, Watch};
use super::signing::{self, PublicKey};
use crate::article::date::Date;
use crate::corpus::Form;
use clap::{Args, Parser, Subcommand};
use std::convert::Infallible;
use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Turns a pile of articles into a reading room: one static site, with no server behind it.
#[derive(Debug, Parser)]
#[command(name = "lectern", version, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 done, or the answer is yes; 1 something failed, or the answer is no, and the rest is done; 2 wrong usage."
)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Begin a reading room: settings, an article that says what to do next, a workflow that publishes on GitHub Pages
    New(New),
    /// Read articles from saved pages, text captures, Markdown, JSON Lines and folders of them into the corpus
    Import(Import),
    /// Say what a reader of the site would stumble on, file by file; or what a built site holds that is not for readers
    Check(Check),
    /// Write the whole static site
    Build(Build),
    /// Build the site, serve it on this machine, and follow the corpus: open pages reload by themselves
    Serve(Serve),
    /// Say whether a copy of a signed site is as it was signed, and which files are not
    Verify(Verify),
    /// Search the corpus with the engine of the page
    Search(Search),
    /// Print the collection as data, one row an article
    Export(Export),
}

#[derive(Debug, Args)]
struct Corpus {
    /// The folder of the corpus
    #[arg(long = "corpus", value_name = "DIR", default_value = "corpus")]
    folder: PathBuf,
}

#[derive(Debug, Clone, Copy, Args)]
struct Drafts {
    /// Drafts, too: articles and pages that say `"draft": true`; pages and rows are marked
    #[arg(long = "drafts")]
    wanted: bool,
}

impl Drafts {
    fn with(self) -> With {
        if self.wanted { With::Drafts } else { With::Published }
    }
}

#[derive(Debug, Args)]
struct New {
    /// The repository on GitHub that the workflow takes Lectern from, if not the one that released this command
    #[arg(long, value_name = "OWNER/NAME")]
    repository: Option<String>,
    /// The folder to make, new or empty; the site is named after it
    #[arg(value_name = "NAME")]
    folder: PathBuf,
}

#[derive(Debug, Args)]
struct Import {
    #[command(flatten)]
    corpus: Corpus,
    /// Replace articles that were corrected by hand, too
    #[arg(long)]
    force: bool,
    /// Files and folders
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "Exit codes: 0 nothing to mend, or warnings and notes alone; 1 there are errors, or --site found something.")]
struct Check {
    #[command(flatten)]
    corpus: Corpus,
    /// Look at a built site instead, of this version or an earlier one: a folder, or the file of --single-file
    ///
    /// Lists what the site holds that is not meant for readers: pictures that tell where they were taken, their camera or owner;
    /// what import removed; names of the publisher's files; drafts; comments; keys of articles that nothing reads. It needs no
    /// corpus and changes nothing; where there is one (--corpus), articles that are drafts there are looked for, too.
    #[arg(long, value_name = "SITE")]
    site: Option<PathBuf>,
    /// Print the problems as one JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct Build {
    #[command(flatten)]
    corpus: Corpus,
    /// The folder of the site: new, empty, or written by an earlier build
    #[arg(long, value_name = "SITE", required_unless_present = "single_file")]
    out: Option<PathBuf>,
    /// Write the folder so that it opens from a disk, by a double click on its index.html, without a server
    #[arg(long = "folder", conflicts_with_all = ["single_file", "base_path", "pages"])]
    from_disk: bool,
    /// Write everything into this one file instead, which opens from a disk likewise: for up to 50 MB of text
    #[arg(long, value_name = "OUT.html", conflicts_with_all = ["out", "base_path", "pages"])]
    single_file: Option<PathBuf>,
    /// The path that the site stands under on its host, if not that of `url` in site.json
    #[arg(long, value_name = "/NAME/")]
    base_path: Option<String>,
    /// Which articles get a page of their own: `all`, or `recent:N`
    #[arg(long, value_name = "all|recent:N", value_parser = pages)]
    pages: Option<Pages>,
    #[command(flatten)]
    drafts: Drafts,
    /// A folder with the program of the page, if not the one inside this command
    #[arg(long, value_name = "DIR")]
    reader: Option<PathBuf>,
    /// Sign the site with the private key in this file, Ed25519 in PEM, as `openssl genpkey -algorithm ed25519` writes it
    #[arg(long, value_name = "KEYFILE")]
    sign: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Verify {
    /// The publisher's public key in PEM, which did not come with the copy
    #[arg(long, value_name = "PUBLIC.pem")]
    key: PathBuf,
    /// The folder of the copy
    #[arg(value_name = "SITE")]
    site: PathBuf,
}

#[derive(Debug, Args)]
struct Serve {
    #[command(flatten)]
    corpus: Corpus,
    /// The port on 127.0.0.1; 0 for any that is free
    #[arg(long, value_name = "N", default_value_t = 8080)]
    port: u16,
    /// Serve the site as it is now: build nothing again when the corpus changes
    #[arg(long)]
    no_watch: bool,
    #[command(flatten)]
    drafts: Drafts,
    /// A folder with the program of the page, if not the one inside this command
    #[arg(long, value_name = "DIR")]
    reader: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Export {
    #[command(flatten)]
    corpus: Corpus,
    /// How the rows are written
    #[arg(long, value_enum)]
    format: Format,
    #[command(flatten)]
    drafts: Drafts,
}

#[derive(Debug, Args)]
struct Search {
    #[command(flatten)]
    corpus: Corpus,
    /// How many articles are printed
    #[arg(long, value_name = "N", default_value_t = 10)]
    top: usize,
    #[command(flatten)]
    drafts: Drafts,
    /// Print one JSON object: the query, how many articles match, and the first of them
    #[arg(long)]
    json: bool,
    /// A file of queries, `ID TAB WORDS` a line; prints `ID TAB RANK TAB ARTICLE TAB SCORE`
    #[arg(long, value_name = "FILE", conflicts_with_all = ["json", "words"])]
    queries: Option<PathBuf>,
    /// Words to search for
    #[arg(value_name = "WORDS", value_parser = word)]
    words: Vec<String>,
}

fn pages(text: &str) -> Result<Pages, String> {
    match text.strip_prefix("recent:") {
        None if text == "all" => Ok(Pages::All),
        Some(number) => number.parse().map(Pages::Recent).map_err(|_| format!("{number:?} is no number of articles")),
        None => Err("say `all`, or `recent:N` with a number for N".to_owned()),
    }
}

/// Explains why a single file cannot be signed, and what to do instead.
const UNSIGNED: &str = "--sign writes a signed list beside the files of a site, and one file has nothing beside it. Sign a folder, \
    which opens from a disk likewise: --folder --out DIR --sign KEYFILE. Or sign the file as any other: \
    openssl pkeyutl -sign -rawin -inkey KEYFILE -in OUT.html -out OUT.html.sig";

/// Runs the command that the command line names.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse_from(with_words(env::args_os())) {
        Ok(arguments) => arguments,
        Err(error) => {
            // If the message cannot be printed, the exit code still reports the outcome.
            error.print().ok();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let done = match arguments.task {
        Task::New(task) => begin(task),
        Task::Import(task) => Ok(import(task)),
        Task::Check(task) => check(&task),
        Task::Build(task) => build(&task),
        Task::Serve(task) => serve(&task),
        Task::Verify(task) => verify(&task),
        Task::Export(task) => export(&task),
        Task::Search(task) => search(&task),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(CommandError::Closed) => ExitCode::SUCCESS,
        Err(failure) => {
            say(format_args!("lectern: {failure}"));
            ExitCode::from(failure.code())
        }
    }
}

fn begin(task: New) -> Result<bool, CommandError> {
    // The day in the publisher's time zone.
    let day = jiff::ZonedDateTime::now().date().to_string();
    let options = new::Options { folder: task.folder, repository: task.repository, day };
    let begun = new::begin(&options)?;
    say(next(&options.folder, &begun));
    Ok(true)
}

/// Returns the next steps for a new reading room.
fn next(folder: &Path, begun: &Begun) -> String {
    let unsourced = "\n  LECTERN_REPOSITORY in .github/workflows/site.yml is to be filled in before the site is published";
    format!(
        "{}: the reading room {} is begun. In this folder:\n  lectern import SOURCE...    brings your articles in\n  \
         lectern serve               shows the site on this machine\n  README.md                   says how to publish it on GitHub Pages{}",
        folder.display(),
        begun.name,
        if begun.sourced { "" } else { unsourced }
    )
}

fn import(task: Import) -> bool {
    let options = import::Options { corpus: task.corpus.folder, force: task.force, sources: task.sources };
    // On a terminal the bar redraws in place; elsewhere nothing is drawn.
    let bar = indicatif::ProgressBar::new(0);
    let waiting = &mut || say(format_args!("another command writes into {}: waiting for it to end", options.corpus.display()));
    let outcome = import::run(&options, waiting, &mut |done, of| {
        bar.set_length(of as u64);
        bar.set_position(done as u64);
    });
    bar.finish_and_clear();
    tell(&outcome.problems);
    say(outcome.counts);
    !outcome.failed()
}

fn check(task: &Check) -> Result<bool, CommandError> {
    let report = match &task.site {
        Some(site) => check::check_site(site, &Folder::new(&task.corpus.folder))?,
        None => check::check(&existing(&task.corpus.folder)?, &today()),
    };
    if task.json {
        print(&report.to_json()?)?;
    } else {
        print(report.to_string().as_bytes())?;
    }
    say(report.closing());
    Ok(report.is_clean())
}

fn build(task: &Build) -> Result<bool, CommandError> {
    if task.single_file.is_some() && task.sign.is_some() {
        return Err(CommandError::Usage(UNSIGNED.to_owned()));
    }
    let out = task.out.clone().unwrap_or_default();
    let options = build::Options {
        corpus: task.corpus.folder.clone(),
        form: if task.from_disk { Form::Folder } else { Form::Site },
        base_path: task.base_path.clone(),
        pages: task.pages,
        reader: reader(&task.reader),
        trunk: trunk(&out),
        out,
        sign: task.sign.clone(),
        with: task.drafts.with(),
        whole: false,
    };
    if let Some(file) = &task.single_file {
        let ((built, size), clean) = told(|problems, progress| build::build_single(&options, file, problems, progress))?;
        let size = indicatif::DecimalBytes(size);
        say(format_args!("{}: {} in one file of {size}{}", file.display(), articles(&built), drafts(&built, task.drafts)));
        return Ok(clean);
    }
    let (built, clean) = built(&options)?;
    say(format_args!("{}: {}", options.out.display(), closing(&built, task.drafts)));
    Ok(clean)
}

/// Builds and reports; true if nothing was left out.
fn built(options: &build::Options) -> Result<(Built, bool), CommandError> {
    told(|problems, progress| build::build(options, problems, progress))
}

fn told<T>(build: impl FnOnce(&mut Vec<Diagnostic>, build::Progress) -> Result<T, CommandError>) -> Result<(T, bool), CommandError> {
    let mut problems = Vec::new();
    let bar = indicatif::ProgressBar::new(0);
    let built = build(&mut problems, &|done, of| {
        bar.set_length(of as u64);
        bar.set_position(done as u64);
    });
    bar.finish_and_clear();
    tell(&problems);
    Ok((built?, !failed(&problems)))
}

fn serve(task: &Serve) -> Result<bool, CommandError> {
    let place = tempfile::tempdir()?;
    let out = place.path().join("site");
    let options =
        build::Options { corpus: task.corpus.folder.clone(), out: out.clone(), reader: reader(&task.reader), ..Default::default() };
    // On this machine the site is served at the root, whatever its public address.
    let options = build::Options { base_path: Some("/".to_owned()), with: task.drafts.with(), ..options };
    // Watching starts before the first build, so that no change during that build is missed.
    let watch = watch(task);
    let (built, clean) = built(&options)?;
    let edition = watch.as_ref().map(|_| SiteVersion::first(milliseconds()));
    let served = ServedSite::listen(&out, "/", task.port, edition)?;
    print(format!("{}\n", served.address()).as_bytes())?;
    say(format_args!("{}; Ctrl-C ends it", closing(&built, task.drafts)));
    let (served, options, drafts) = (&served, &options, task.drafts);
    std::thread::scope(|scope| {
        if let Some(watch) = watch {
            scope.spawn(move || follow(&watch, served, options, drafts, clean));
        }
        served.run();
    });
    Ok(clean)
}

fn verify(task: &Verify) -> Result<bool, CommandError> {
    let report = signing::verify(&task.site, &PublicKey::read(&task.key)?)?;
    print(report.to_string().as_bytes())?;
    say(format_args!("{}: {}", task.site.display(), report.closing()));
    Ok(report.is_whole())
}

/// Watches the corpus, if requested and possible. A corpus that cannot be watched is served anyway.
fn watch(task: &Serve) -> Option<Watch> {
    if task.no_watch || !task.corpus.folder.is_dir() {
        return None;
    }
    let watch = Watch::of(&task.corpus.folder);
    watch.map_err(|failure| say(format_args!("{failure}. The site is served as it is now"))).ok()
}

/// Rebuilds at each change. If the corpus was whole and no longer is, the site stays as it was.
fn follow(watch: &Watch, served: &ServedSite, options: &build::Options, drafts: Drafts, mut clean: bool) {
    while watch.changed() {
        match built(&build::Options { whole: clean, ..options.clone() }) {
            Ok((built, now)) => {
                clean = now;
                served.renewed();
                say(format_args!("{}; built again", closing(&built, drafts)));
            }
            Err(failure) => say(format_args!("lectern: {failure}")),
        }
    }
}

/// Marks a search word that begins with a minus while the command line is parsed: no argument can contain NUL.
const MINUS: char = '\0';

/// Returns the arguments with each search word that begins with a minus (which means "without") marked, so that it is not parsed as
/// an option. Arguments that begin with two minuses, `-h` and everything after `--` stay unchanged: options may stand before or
/// after the words.
fn with_words(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let (mut searches, mut ended) = (false, false);
    let word = |(at, argument): (usize, OsString)| {
        searches |= at == 1 && argument == "search";
        ended |= argument == "--";
        match argument.to_str() {
            Some(text) if searches && !ended && is_without(text) => OsString::from(format!("{MINUS}{text}")),
            _ => argument,
        }
    };
    arguments.enumerate().map(word).collect()
}

fn is_without(text: &str) -> bool {
    text.strip_prefix('-').is_some_and(|rest| !rest.is_empty() && !rest.starts_with('-') && rest != "h")
}

/// Returns a search word as it was typed.
fn word(argument: &str) -> Result<String, Infallible> {
    Ok(argument.trim_start_matches(MINUS).to_owned())
}

fn search(task: &Search) -> Result<bool, CommandError> {
    let mut searcher = Searcher::open(existing(&task.corpus.folder)?, task.drafts.with())?;
    let words = task.words.join(" ");
    let printed = match &task.queries {
        Some(file) => printing::queries(&mut searcher, &read(file)?, task.top)?,
        None if task.json => printing::json(&mut searcher, &words, task.top)?,
        None => printing::lines(&mut searcher, &words, task.top)?,
    };
    print(printed.as_bytes())?;
    Ok(true)
}

fn read(file: &Path) -> Result<String, CommandError> {
    std::fs::read_to_string(file).map_err(|error| CommandError::Failed(format!("{}: {error}", file.display())))
}

fn export(task: &Export) -> Result<bool, CommandError> {
    let folder = existing(&task.corpus.folder)?;
    let mut problems = Vec::new();
    let out = &mut io::BufWriter::new(io::stdout().lock());
    let exported = export::export(&folder, task.format, task.drafts.with(), out, &mut problems)?;
    tell(&problems);
    let left_out = if exported.left_out == 0 { String::new() } else { format!("; {} left out", counted_drafts(exported.left_out)) };
    say(format_args!("{}{left_out}", counted(exported.rows)));
    Ok(!failed(&problems))
}

fn closing(built: &Built, wanted: Drafts) -> String {
    format!("{} in {} files{}", articles(built), built.files, drafts(built, wanted))
}

/// Returns the note about drafts, empty if there are none.
fn drafts(built: &Built, wanted: Drafts) -> String {
    match (built.drafts, wanted.wanted) {
        (0, _) => String::new(),
        (count, false) => format!("; {} left out", counted_drafts(count)),
        (count, true) => format!("; {} shown, which are not for publishing", counted_drafts(count)),
    }
}

fn counted_drafts(count: usize) -> String {
    if count == 1 { "1 draft".to_owned() } else { format!("{count} drafts") }
}

fn articles(built: &Built) -> String {
    counted(built.articles)
}

fn counted(articles: usize) -> String {
    if articles == 1 { "1 article".to_owned() } else { format!("{articles} articles") }
}

fn existing(folder: &Path) -> Result<Folder, CommandError> {
    if folder.is_dir() {
        return Ok(Folder::new(folder));
    }
    Err(CommandError::Usage(format!("{}: there is no such folder. Name the corpus with --corpus", folder.display())))
}

/// The reader's folder: the one given as an argument, else the one in the environment.
fn reader(named: &Option<PathBuf>) -> Option<PathBuf> {
    named.clone().or_else(|| std::env::var_os("LECTERN_READER").filter(|value| !value.is_empty()).map(PathBuf::from))
}

/// How Trunk called this command, if `out` is Trunk's staging folder.
fn trunk(out: &Path) -> Option<Trunk> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR")?;
    let same = std::fs::canonicalize(&staging).ok()? == std::fs::canonicalize(out).ok()?;
    let text = |name: &str| std::env::var(name).unwrap_or_default();
    let public_url = Some(text("TRUNK_PUBLIC_URL")).filter(|url| !url.is_empty()).unwrap_or_else(|| "/".to_owned());
    same.then(|| Trunk { public_url, release: text("TRUNK_PROFILE") == "release" })
}

/// The latest date anywhere on Earth: a later date is in the future for everyone.
fn today() -> Date {
    let farthest = jiff::tz::TimeZone::fixed(jiff::tz::offset(14));
    let day = jiff::Timestamp::now().to_zoned_datetime(farthest).date();
    Date { year: u16::try_from(day.year()).unwrap_or_default(), month: day.month() as u8, day: day.day() as u8, time: String::new() }
}

/// The current time, which distinguishes two runs of a server.
fn milliseconds() -> u64 {
    u64::try_from(jiff::Timestamp::now().as_millisecond()).unwrap_or_default()
}

fn failed(problems: &[Diagnostic]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}

fn tell(problems: &[Diagnostic]) {
    for problem in problems {
        say(problem);
    }
}

/// Writes a line to standard error. If writing fails, the exit code still carries the result.
fn say(line: impl std::fmt::Display) {
    writeln!(io::stderr(), "{line}").ok();
}

fn print(bytes: &[u8]) -> Result<(), CommandError> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    Ok(out.flush()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(arguments: &[&str]) -> Option<(String, bool, usize)> {
        let all = ["lectern", "search"].iter().chain(arguments).map(OsString::from);
        match Arguments::try_parse_from(with_words(all)).ok()?.task {
            Task::Search(task) => Some((task.words.join(" "), task.json, task.top)),
            _ => None,
        }
    }

    #[test]
    fn words_of_a_search_may_begin_with_a_minus() {
        let want = |words: &str, json, top| Some((words.to_owned(), json, top));
        assert_eq!(asked(&["pier", "-rope"]), want("pier -rope", false, 10));
        assert_eq!(asked(&["-rope", "pier"]), want("-rope pier", false, 10));
        assert_eq!(asked(&["pier", "-harbour", "--json", "--top", "3"]), want("pier -harbour", true, 3));
        assert_eq!(asked(&["--top", "3", "--json", "-tag:x", "pier"]), want("-tag:x pier", true, 3));
        assert_eq!(asked(&["--", "pier", "-rope"]), want("pier -rope", false, 10));
        assert_eq!(asked(&["pier -rope"]), want("pier -rope", false, 10));
        assert_eq!((asked(&["--tpo", "3", "pier"]), asked(&["pier", "-rope", "--jsno"]), asked(&["-h"])), (None, None, None));
    }
}
