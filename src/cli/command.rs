//! The command line: arguments, messages and exit codes.
//!
//! Results go to standard output; diagnostics and the closing line go to standard error. Only this module reads the clock and the
//! environment.

use super::build::{self, Built, DraftMode, Pages, Trunk};
use super::check;
use super::command_error::CommandError;
use super::diagnostic::{Diagnostic, Severity};
use super::export::{self, Format};
use super::folder::Folder;
use super::import;
use super::new::{self, CreatedSite};
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

/// Builds a reading room from a collection of articles: a static site that needs no server.
#[derive(Debug, Parser)]
#[command(name = "lectern", version, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 success; 1 problems found, or something failed and the rest was done; 2 usage error.")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Create a reading room: settings, a first article with instructions, and a workflow that publishes to GitHub Pages
    New(New),
    /// Import saved pages, text captures, Markdown, JSON Lines and folders of them into the corpus
    Import(Import),
    /// Check the corpus for problems, or a built site for private data
    Check(Check),
    /// Build the static site
    Build(Build),
    /// Build and serve the site on this machine; rebuild and reload open pages when the corpus changes
    Serve(Serve),
    /// Verify a copy of a signed site, and list the files that were modified
    Verify(Verify),
    /// Search the corpus with the same engine as the site
    Search(Search),
    /// Print the collection as data, one row per article
    Export(Export),
}

#[derive(Debug, Args)]
struct Corpus {
    /// Folder of the corpus
    #[arg(long = "corpus", value_name = "DIR", default_value = "corpus")]
    folder: PathBuf,
}

#[derive(Debug, Clone, Copy, Args)]
struct Drafts {
    /// Include drafts (articles and pages with `"draft": true`), marked as drafts
    #[arg(long = "drafts")]
    include: bool,
}

impl Drafts {
    fn mode(self) -> DraftMode {
        if self.include { DraftMode::Include } else { DraftMode::Exclude }
    }
}

#[derive(Debug, Args)]
struct New {
    /// GitHub repository that the workflow gets Lectern from, if not the one that released this command
    #[arg(long, value_name = "OWNER/NAME")]
    repository: Option<String>,
    /// Folder to create, new or empty; the site is named after it
    #[arg(value_name = "NAME")]
    folder: PathBuf,
}

#[derive(Debug, Args)]
struct Import {
    #[command(flatten)]
    corpus: Corpus,
    /// Replace articles even if they were edited by hand or the source has changed completely
    #[arg(long)]
    force: bool,
    /// Files and folders to import
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<PathBuf>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 no errors (warnings and notes are allowed); 1 errors found, or --site found private data; 2 usage error."
)]
struct Check {
    #[command(flatten)]
    corpus: Corpus,
    /// Check a built site instead, of this or an earlier version: a folder, or a file written with --single-file
    ///
    /// Lists private data in the site: location, camera and owner in pictures; text removed on import; names of source files;
    /// drafts; comments; unknown keys of articles. No corpus is needed, and nothing is changed; if there is one (--corpus), its
    /// drafts are looked for as well.
    #[arg(long, value_name = "SITE")]
    site: Option<PathBuf>,
    /// Print the problems as a JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct Build {
    #[command(flatten)]
    corpus: Corpus,
    /// Folder of the site: new, empty, or written by an earlier build
    #[arg(long, value_name = "SITE", required_unless_present = "single_file")]
    out: Option<PathBuf>,
    /// Write a folder that works without a server: double-click its index.html to open it
    #[arg(long = "folder", conflicts_with_all = ["single_file", "base_path", "pages"])]
    folder_form: bool,
    /// Write a single HTML file instead, which also opens without a server; for up to 50 MB of text
    #[arg(long, value_name = "OUT.html", conflicts_with_all = ["out", "base_path", "pages"])]
    single_file: Option<PathBuf>,
    /// Path of the site on its host, if not the path of `url` in site.json
    #[arg(long, value_name = "/NAME/")]
    base_path: Option<String>,
    /// Articles that get their own page: `all`, or `recent:N`
    #[arg(long, value_name = "all|recent:N", value_parser = parse_pages)]
    pages: Option<Pages>,
    #[command(flatten)]
    drafts: Drafts,
    /// Folder with the program that runs in the page, if not the one built into this command
    #[arg(long, value_name = "DIR")]
    reader: Option<PathBuf>,
    /// Sign the site with the private key in this file (Ed25519 in PEM, from `openssl genpkey -algorithm ed25519`)
    #[arg(long, value_name = "KEYFILE")]
    sign: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Verify {
    /// Public key of the publisher in PEM, obtained separately from the copy
    #[arg(long, value_name = "PUBLIC.pem")]
    key: PathBuf,
    /// Folder of the copy
    #[arg(value_name = "SITE")]
    site: PathBuf,
}

#[derive(Debug, Args)]
struct Serve {
    #[command(flatten)]
    corpus: Corpus,
    /// Port on 127.0.0.1; 0 for any free port
    #[arg(long, value_name = "N", default_value_t = 8080)]
    port: u16,
    /// Do not rebuild when the corpus changes
    #[arg(long)]
    no_watch: bool,
    #[command(flatten)]
    drafts: Drafts,
    /// Folder with the program that runs in the page, if not the one built into this command
    #[arg(long, value_name = "DIR")]
    reader: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Export {
    #[command(flatten)]
    corpus: Corpus,
    /// Output format
    #[arg(long, value_enum)]
    format: Format,
    #[command(flatten)]
    drafts: Drafts,
}

#[derive(Debug, Args)]
struct Search {
    #[command(flatten)]
    corpus: Corpus,
    /// Maximum number of articles to print
    #[arg(long, value_name = "N", default_value_t = 10)]
    top: usize,
    #[command(flatten)]
    drafts: Drafts,
    /// Print a JSON object with the query, the number of matches and the top results
    #[arg(long)]
    json: bool,
    /// Run the queries in this file, one `ID TAB WORDS` per line; prints `ID TAB RANK TAB ARTICLE TAB SCORE`
    #[arg(long, value_name = "FILE", conflicts_with_all = ["json", "words"])]
    queries: Option<PathBuf>,
    /// Words to search for
    #[arg(value_name = "WORDS", value_parser = parse_word)]
    words: Vec<String>,
}

fn parse_pages(text: &str) -> Result<Pages, String> {
    match text.strip_prefix("recent:") {
        None if text == "all" => Ok(Pages::All),
        Some(number) => number.parse().map(Pages::Recent).map_err(|_| format!("{number:?} is not a number of articles")),
        None => Err("use `all`, or `recent:N` with a number for N".to_owned()),
    }
}

/// Explains why a single file cannot be signed, and what to do instead.
const SIGNED_SINGLE_FILE_ERROR: &str = "--sign cannot be used with --single-file, as it writes a signed list beside the files of a site. Sign a folder, \
    which also opens from disk: --folder --out DIR --sign KEYFILE. Or sign the file itself: openssl pkeyutl -sign -rawin -inkey KEYFILE \
    -in OUT.html -out OUT.html.sig";

/// Runs the command that the command line names.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse_from(mark_excluded_words(env::args_os())) {
        Ok(arguments) => arguments,
        Err(error) => {
            // If the message cannot be printed, the exit code still reports the outcome.
            error.print().ok();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let result = match arguments.task {
        Task::New(task) => create(task),
        Task::Import(task) => Ok(import(task)),
        Task::Check(task) => check(&task),
        Task::Build(task) => build(&task),
        Task::Serve(task) => serve(&task),
        Task::Verify(task) => verify(&task),
        Task::Export(task) => export(&task),
        Task::Search(task) => search(&task),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(CommandError::Closed) => ExitCode::SUCCESS,
        Err(failure) => {
            write_stderr(format_args!("lectern: {failure}"));
            ExitCode::from(failure.exit_code())
        }
    }
}

fn create(task: New) -> Result<bool, CommandError> {
    // The day in the publisher's time zone.
    let day = jiff::ZonedDateTime::now().date().to_string();
    let options = new::Options { folder: task.folder, repository: task.repository, day };
    let created = new::create(&options)?;
    write_stderr(next_steps(&options.folder, &created));
    Ok(true)
}

/// Returns the next steps for a new reading room.
fn next_steps(folder: &Path, created: &CreatedSite) -> String {
    let repository_note = "\n\nLECTERN_REPOSITORY in .github/workflows/site.yml must be set before publishing";
    format!(
        "{}: created the reading room {}. In this folder:\n  lectern import SOURCE...    import your articles\n  \
         lectern serve               preview the site on this machine\n  README.md                   how to publish to GitHub Pages{}",
        folder.display(),
        created.name,
        if created.has_repository { "" } else { repository_note }
    )
}

fn import(task: Import) -> bool {
    let options = import::Options { corpus: task.corpus.folder, force: task.force, sources: task.sources };
    // On a terminal the bar redraws in place; elsewhere nothing is drawn.
    let bar = indicatif::ProgressBar::new(0);
    let waiting =
        &mut || write_stderr(format_args!("another command is writing to {}; waiting for it to finish", options.corpus.display()));
    let outcome = import::run(&options, waiting, &mut |done, of| {
        bar.set_length(of as u64);
        bar.set_position(done as u64);
    });
    bar.finish_and_clear();
    write_diagnostics(&outcome.diagnostics);
    write_stderr(outcome.counts);
    !outcome.has_failures()
}

fn check(task: &Check) -> Result<bool, CommandError> {
    let report = match &task.site {
        Some(site) => check::check_site(site, &Folder::new(&task.corpus.folder))?,
        None => check::check_corpus(&open_corpus(&task.corpus.folder)?, &today()),
    };
    if task.json {
        write_stdout(&report.to_json()?)?;
    } else {
        write_stdout(report.to_string().as_bytes())?;
    }
    write_stderr(report.summary_line());
    Ok(report.is_clean())
}

fn build(task: &Build) -> Result<bool, CommandError> {
    if task.single_file.is_some() && task.sign.is_some() {
        return Err(CommandError::Usage(SIGNED_SINGLE_FILE_ERROR.to_owned()));
    }
    let out = task.out.clone().unwrap_or_default();
    let options = build::Options {
        corpus: task.corpus.folder.clone(),
        form: if task.folder_form { Form::Folder } else { Form::Site },
        base_path: task.base_path.clone(),
        pages: task.pages,
        app_folder: app_folder(&task.reader),
        trunk: detect_trunk(&out),
        out,
        sign: task.sign.clone(),
        draft_mode: task.drafts.mode(),
        fail_on_error: false,
    };
    if let Some(file) = &task.single_file {
        let ((built, size), clean) = run_build(|problems, progress| build::build_single(&options, file, problems, progress))?;
        let size = indicatif::DecimalBytes(size);
        write_stderr(format_args!(
            "{}: {} in one file of {size}{}",
            file.display(),
            article_count(built.articles),
            drafts_note(&built, task.drafts)
        ));
        return Ok(clean);
    }
    let (built, clean) = build_site(&options)?;
    write_stderr(format_args!("{}: {}", options.out.display(), build_summary(&built, task.drafts)));
    Ok(clean)
}

/// Builds and reports; true if nothing was left out.
fn build_site(options: &build::Options) -> Result<(Built, bool), CommandError> {
    run_build(|problems, progress| build::build(options, problems, progress))
}

fn run_build<T>(build: impl FnOnce(&mut Vec<Diagnostic>, build::Progress) -> Result<T, CommandError>) -> Result<(T, bool), CommandError> {
    let mut problems = Vec::new();
    let bar = indicatif::ProgressBar::new(0);
    let built = build(&mut problems, &|done, of| {
        bar.set_length(of as u64);
        bar.set_position(done as u64);
    });
    bar.finish_and_clear();
    write_diagnostics(&problems);
    Ok((built?, !has_errors(&problems)))
}

fn serve(task: &Serve) -> Result<bool, CommandError> {
    let temp_folder = tempfile::tempdir()?;
    let out = temp_folder.path().join("site");
    let options =
        build::Options { corpus: task.corpus.folder.clone(), out: out.clone(), app_folder: app_folder(&task.reader), ..Default::default() };
    // On this machine the site is served at the root, whatever its public address.
    let options = build::Options { base_path: Some("/".to_owned()), draft_mode: task.drafts.mode(), ..options };
    // Watching starts before the first build, so that no change during that build is missed.
    let watch = start_watch(task);
    let (built, clean) = build_site(&options)?;
    let version = watch.as_ref().map(|_| SiteVersion::first(unix_milliseconds()));
    let served = ServedSite::listen(&out, "/", task.port, version)?;
    write_stdout(format!("{}\n", served.address()).as_bytes())?;
    write_stderr(format_args!("{}; press Ctrl-C to stop", build_summary(&built, task.drafts)));
    let (served, options, drafts) = (&served, &options, task.drafts);
    std::thread::scope(|scope| {
        if let Some(watch) = watch {
            scope.spawn(move || rebuild_on_changes(&watch, served, options, drafts, clean));
        }
        served.run();
    });
    Ok(clean)
}

fn verify(task: &Verify) -> Result<bool, CommandError> {
    let report = signing::verify(&task.site, &PublicKey::read(&task.key)?)?;
    write_stdout(report.to_string().as_bytes())?;
    write_stderr(format_args!("{}: {}", task.site.display(), report.summary_line()));
    Ok(report.is_unmodified())
}

/// Watches the corpus, if requested and possible. A corpus that cannot be watched is served anyway.
fn start_watch(task: &Serve) -> Option<Watch> {
    if task.no_watch || !task.corpus.folder.is_dir() {
        return None;
    }
    let watch = Watch::start(&task.corpus.folder);
    watch.map_err(|failure| write_stderr(format_args!("{failure}. The site is served without updates"))).ok()
}

/// Rebuilds at each change. If the corpus was whole and no longer is, the site stays as it was.
fn rebuild_on_changes(watch: &Watch, served: &ServedSite, options: &build::Options, drafts: Drafts, mut clean: bool) {
    while watch.wait_for_change() {
        match build_site(&build::Options { fail_on_error: clean, ..options.clone() }) {
            Ok((built, now)) => {
                clean = now;
                served.notify_rebuilt();
                write_stderr(format_args!("{}; rebuilt", build_summary(&built, drafts)));
            }
            Err(failure) => write_stderr(format_args!("lectern: {failure}")),
        }
    }
}

/// Marks a search word that begins with a minus while the command line is parsed: no argument can contain NUL.
const EXCLUDED_WORD_MARK: char = '\0';

/// Returns the arguments with each search word that begins with a minus (which means "without") marked, so that it is not parsed as
/// an option. Arguments that begin with two minuses, `-h` and everything after `--` stay unchanged: options may stand before or
/// after the words.
fn mark_excluded_words(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let (mut searches, mut ended) = (false, false);
    let word = |(at, argument): (usize, OsString)| {
        searches |= at == 1 && argument == "search";
        ended |= argument == "--";
        match argument.to_str() {
            Some(text) if searches && !ended && is_excluded_word(text) => OsString::from(format!("{EXCLUDED_WORD_MARK}{text}")),
            _ => argument,
        }
    };
    arguments.enumerate().map(word).collect()
}

fn is_excluded_word(text: &str) -> bool {
    text.strip_prefix('-').is_some_and(|rest| !rest.is_empty() && !rest.starts_with('-') && rest != "h")
}

/// Returns a search word as it was typed.
fn parse_word(argument: &str) -> Result<String, Infallible> {
    Ok(argument.trim_start_matches(EXCLUDED_WORD_MARK).to_owned())
}

fn search(task: &Search) -> Result<bool, CommandError> {
    let mut searcher = Searcher::open(open_corpus(&task.corpus.folder)?, task.drafts.mode())?;
    let words = task.words.join(" ");
    let printed = match &task.queries {
        Some(file) => printing::run_queries(&mut searcher, &read_text(file)?, task.top)?,
        None if task.json => printing::format_json(&mut searcher, &words, task.top)?,
        None => printing::format_text(&mut searcher, &words, task.top)?,
    };
    write_stdout(printed.as_bytes())?;
    Ok(true)
}

fn read_text(file: &Path) -> Result<String, CommandError> {
    std::fs::read_to_string(file).map_err(|error| CommandError::Failed(format!("{}: {error}", file.display())))
}

fn export(task: &Export) -> Result<bool, CommandError> {
    let folder = open_corpus(&task.corpus.folder)?;
    let mut problems = Vec::new();
    let out = &mut io::BufWriter::new(io::stdout().lock());
    let exported = export::export(&folder, task.format, task.drafts.mode(), out, &mut problems)?;
    write_diagnostics(&problems);
    let left_out = if exported.left_out == 0 { String::new() } else { format!("; {} left out", draft_count(exported.left_out)) };
    write_stderr(format_args!("{}{left_out}", article_count(exported.rows)));
    Ok(!has_errors(&problems))
}

fn build_summary(built: &Built, options: Drafts) -> String {
    format!("{} in {} files{}", article_count(built.articles), built.files, drafts_note(built, options))
}

/// Returns the note about drafts, empty if there are none.
fn drafts_note(built: &Built, options: Drafts) -> String {
    match (built.drafts, options.include) {
        (0, _) => String::new(),
        (count, false) => format!("; {} left out", draft_count(count)),
        (count, true) => format!("; {} included, not for publishing", draft_count(count)),
    }
}

fn draft_count(count: usize) -> String {
    if count == 1 { "1 draft".to_owned() } else { format!("{count} drafts") }
}

fn article_count(articles: usize) -> String {
    if articles == 1 { "1 article".to_owned() } else { format!("{articles} articles") }
}

fn open_corpus(folder: &Path) -> Result<Folder, CommandError> {
    if folder.is_dir() {
        return Ok(Folder::new(folder));
    }
    Err(CommandError::Usage(format!("{}: no such folder. Specify the corpus with --corpus", folder.display())))
}

/// The app's folder: the one given as an argument, else the one in the environment.
fn app_folder(named: &Option<PathBuf>) -> Option<PathBuf> {
    named.clone().or_else(|| std::env::var_os("LECTERN_READER").filter(|value| !value.is_empty()).map(PathBuf::from))
}

/// How Trunk called this command, if `out` is Trunk's staging folder.
fn detect_trunk(out: &Path) -> Option<Trunk> {
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
fn unix_milliseconds() -> u64 {
    u64::try_from(jiff::Timestamp::now().as_millisecond()).unwrap_or_default()
}

fn has_errors(problems: &[Diagnostic]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}

fn write_diagnostics(problems: &[Diagnostic]) {
    for problem in problems {
        write_stderr(problem);
    }
}

/// Writes a line to standard error. If writing fails, the exit code still carries the result.
fn write_stderr(line: impl std::fmt::Display) {
    writeln!(io::stderr(), "{line}").ok();
}

fn write_stdout(bytes: &[u8]) -> Result<(), CommandError> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    Ok(out.flush()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_search(arguments: &[&str]) -> Option<(String, bool, usize)> {
        let all = ["lectern", "search"].iter().chain(arguments).map(OsString::from);
        match Arguments::try_parse_from(mark_excluded_words(all)).ok()?.task {
            Task::Search(task) => Some((task.words.join(" "), task.json, task.top)),
            _ => None,
        }
    }

    #[test]
    fn search_words_may_begin_with_a_minus() {
        let expected = |words: &str, json, top| Some((words.to_owned(), json, top));
        assert_eq!(parse_search(&["pier", "-rope"]), expected("pier -rope", false, 10));
        assert_eq!(parse_search(&["-rope", "pier"]), expected("-rope pier", false, 10));
        assert_eq!(parse_search(&["pier", "-harbour", "--json", "--top", "3"]), expected("pier -harbour", true, 3));
        assert_eq!(parse_search(&["--top", "3", "--json", "-tag:x", "pier"]), expected("-tag:x pier", true, 3));
        assert_eq!(parse_search(&["--", "pier", "-rope"]), expected("pier -rope", false, 10));
        assert_eq!(parse_search(&["pier -rope"]), expected("pier -rope", false, 10));
        assert_eq!(
            (parse_search(&["--tpo", "3", "pier"]), parse_search(&["pier", "-rope", "--jsno"]), parse_search(&["-h"])),
            (None, None, None)
        );
    }
}
