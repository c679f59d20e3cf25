//! Runs the command that the command line names: messages and exit codes.
//!
//! Results go to standard output; diagnostics and the closing line go to standard error. Only this module reads the clock and the
//! environment.

use super::arguments::{Arguments, Build, Check, Drafts, Export, Import, New, Review, Search, Serve, Task, Verify};
use super::build::{self, BuildTarget, Built, FolderTarget, SingleFileTarget, SiteTarget, Trunk};
use super::check;
use super::command_error::CommandError;
use super::diagnostic::{Diagnostic, Severity};
use super::export;
use super::folder::Folder;
use super::import;
use super::new::{self, CreatedSite};
use super::review;
use super::search::{Searcher, printing};
use super::serve::reload::SiteVersion;
use super::serve::{ServeOptions, ServedSite, Watch};
use super::signing::{self, PublicKey};
use crate::article::date::Date;
use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Runs the command that the command line names.
pub fn run() -> ExitCode {
    let arguments = match Arguments::parse_line(env::args_os()) {
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
        Task::Review(task) => review(task),
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
    let options = import::Options {
        corpus: task.corpus.folder,
        force: task.force,
        keep_recurring: task.keep_recurring,
        columns: task.columns.unwrap_or_default(),
        sources: task.sources,
    };
    // On a terminal the bar redraws in place; elsewhere nothing is drawn.
    let bar = progress_bar();
    let waiting =
        &mut || write_stderr(format_args!("another command is writing to {}; waiting for it to finish", options.corpus.display()));
    let outcome = import::run(&options, waiting, &mut |done, of| {
        bar.set_length(of as u64);
        bar.set_position(done as u64);
    });
    bar.finish_and_clear();
    if task.explain {
        // What cannot be read was reported by the import.
        let (explanations, _) = import::explain(&options);
        explanations.iter().for_each(|explanation| drop(write_stdout(explanation.to_string().as_bytes())));
    }
    write_diagnostics(&outcome.diagnostics);
    write_stderr(outcome.counts);
    !outcome.has_failures()
}

/// A progress bar with the rate and the time left.
fn progress_bar() -> indicatif::ProgressBar {
    let style = indicatif::ProgressStyle::with_template("{wide_bar} {human_pos}/{human_len}, {per_sec:.0} a second, {eta} left");
    indicatif::ProgressBar::new(0).with_style(style.unwrap_or_else(|_| indicatif::ProgressStyle::default_bar()))
}

fn review(task: Review) -> Result<bool, CommandError> {
    open_corpus(&task.corpus.folder)?;
    let options = review::Options { corpus: task.corpus.folder, port: task.port, sources: task.sources };
    let review = review::RunningReview::start(options)?;
    write_stdout(format!("{}\n", review.address()).as_bytes())?;
    let left = article_count(review.count_left());
    write_stderr(format_args!("{left} to look at; open the address above in a browser on this machine, press Ctrl-C to stop"));
    review.wait();
    Ok(true)
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
    let trunk = task.out.as_deref().and_then(detect_trunk);
    let target = build_target(task, trunk.as_ref())?;
    let options = build::Options {
        corpus: task.corpus.folder.clone(),
        app_folder: app_folder(&task.reader),
        trunk,
        sign: task.sign.clone(),
        draft_mode: task.drafts.mode(),
        fail_on_error: false,
    };
    let (built, clean) = run_build(&options, target.as_ref())?;
    write_stderr(format_args!("{}: {}", target.path().display(), build_summary(&built, task.drafts)));
    Ok(clean)
}

/// The target that the arguments name.
fn build_target(task: &Build, trunk: Option<&Trunk>) -> Result<Box<dyn BuildTarget>, CommandError> {
    if let Some(file) = &task.single_file {
        return Ok(Box::new(SingleFileTarget::new(file)?));
    }
    let folder = task.out.clone().unwrap_or_default();
    if task.folder_form {
        return Ok(Box::new(FolderTarget { folder }));
    }
    let base_path = trunk.map(Trunk::base_path).or_else(|| task.base_path.clone());
    Ok(Box::new(SiteTarget { folder, base_path, pages: task.pages }))
}

/// Builds and reports; true if nothing was left out.
fn run_build(options: &build::Options, target: &dyn BuildTarget) -> Result<(Built, bool), CommandError> {
    let mut problems = Vec::new();
    let bar = progress_bar();
    let built = build::build(options, target, &mut problems, &|done, of| {
        bar.set_length(of as u64);
        bar.set_position(done as u64);
    });
    bar.finish_and_clear();
    write_diagnostics(&problems);
    Ok((built?, !has_errors(&problems)))
}

fn serve(task: &Serve) -> Result<bool, CommandError> {
    let temp_folder = tempfile::tempdir()?;
    // On this machine the site is served at the root, whatever its public address.
    let target = SiteTarget { folder: temp_folder.path().join("site"), base_path: Some("/".to_owned()), pages: None };
    let options = build::Options {
        corpus: task.corpus.folder.clone(),
        app_folder: app_folder(&task.reader),
        draft_mode: task.drafts.mode(),
        ..build::Options::default()
    };
    // Watching starts before the first build, so that no change during that build is missed.
    let watch = start_watch(task);
    let (built, clean) = run_build(&options, &target)?;
    let version = watch.as_ref().map(|_| SiteVersion::first(unix_milliseconds()));
    let served = ServedSite::listen(target.path(), "/", ServeOptions { port: task.port, version, ..ServeOptions::default() });
    let served = served.map_err(|error| {
        CommandError::Failed(format!("cannot listen on port {} of 127.0.0.1: {error}. Choose another port with --port", task.port))
    })?;
    write_stdout(format!("{}\n", served.address()).as_bytes())?;
    write_stderr(format_args!("{}; press Ctrl-C to stop", build_summary(&built, task.drafts)));
    if let Some(watch) = watch {
        rebuild_on_changes(&watch, &served, &options, &target, task.drafts, clean);
    }
    served.wait();
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
fn rebuild_on_changes(watch: &Watch, served: &ServedSite, options: &build::Options, target: &SiteTarget, drafts: Drafts, mut clean: bool) {
    while watch.wait_for_change() {
        match run_build(&build::Options { fail_on_error: clean, ..options.clone() }, target) {
            Ok((built, now)) => {
                clean = now;
                served.notify_rebuilt();
                write_stderr(format_args!("{}; rebuilt", build_summary(&built, drafts)));
            }
            Err(failure) => write_stderr(format_args!("lectern: {failure}")),
        }
    }
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
    format!("{} in {}{}", article_count(built.articles), built.files, drafts_note(built, options))
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
