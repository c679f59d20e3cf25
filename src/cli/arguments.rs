//! The arguments of the command line: subcommands, options and their help.

use super::build::{DraftMode, Pages};
use super::export::Format;
use super::import::csv_rows::columns::ColumnMap;
use clap::{Args, Parser, Subcommand};
use std::convert::Infallible;
use std::ffi::OsString;
use std::path::PathBuf;

/// Builds a reading room from a collection of articles: a static site that needs no server.
#[derive(Debug, Parser)]
#[command(name = "lectern", version, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 success; 1 problems found, or something failed and the rest was done; 2 usage error.")]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) task: Task,
}

#[derive(Debug, Subcommand)]
pub(super) enum Task {
    /// Create a reading room: settings, a first article with instructions, and a workflow that publishes to GitHub Pages
    New(New),
    /// Import saved pages, documents, books, archives, feeds, tables, Markdown, text captures and folders of them into the corpus
    Import(Import),
    /// Correct imported articles in a browser on this machine, with the source beside them
    Review(Review),
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
pub(super) struct Corpus {
    /// Folder of the corpus
    #[arg(long = "corpus", value_name = "DIR", default_value = "corpus")]
    pub(super) folder: PathBuf,
}

#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Drafts {
    /// Include drafts (articles and pages with `"draft": true`), marked as drafts
    #[arg(long = "drafts")]
    pub(super) include: bool,
}

impl Arguments {
    /// Parses a command line, which begins with the name of the command.
    ///
    /// # Errors
    /// A message with an exit code: for arguments that are invalid, and for `--help` and `--version`.
    pub(super) fn parse_line(arguments: impl Iterator<Item = OsString>) -> Result<Arguments, clap::Error> {
        Arguments::try_parse_from(mark_excluded_words(arguments))
    }
}

impl Drafts {
    /// The drafts that a build includes.
    pub(super) fn mode(self) -> DraftMode {
        if self.include { DraftMode::Include } else { DraftMode::Exclude }
    }
}

#[derive(Debug, Args)]
pub(super) struct New {
    /// GitHub repository that the workflow gets Lectern from, if not the one that released this command
    #[arg(long, value_name = "OWNER/NAME")]
    pub(super) repository: Option<String>,
    /// Folder to create, new or empty; the site is named after it
    #[arg(value_name = "NAME")]
    pub(super) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Import {
    #[command(flatten)]
    pub(super) corpus: Corpus,
    /// Replace articles even if they were edited by hand or the source has changed completely
    #[arg(long)]
    pub(super) force: bool,
    /// Keep boxes and lines that recur on four or more saved pages of a host; they are taken out otherwise, see hosts.json
    #[arg(long)]
    pub(super) keep_recurring: bool,
    /// Print what each field was taken from, what was cut and why
    #[arg(long)]
    pub(super) explain: bool,
    /// Columns of tables that hold the fields of an article, where their names do not say: title=Headline,text=Story
    #[arg(long, value_name = "FIELD=COLUMN,...", value_parser = ColumnMap::parse)]
    pub(super) columns: Option<ColumnMap>,
    /// Files and folders to import
    #[arg(required = true, value_name = "SOURCE")]
    pub(super) sources: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Review {
    #[command(flatten)]
    pub(super) corpus: Corpus,
    /// Port on 127.0.0.1; 0 for any free port
    #[arg(long, value_name = "N", default_value_t = 8081)]
    pub(super) port: u16,
    /// Folder that the sources lie in, if not where they were imported from; may be given several times
    #[arg(long = "source", value_name = "FOLDER")]
    pub(super) sources: Vec<PathBuf>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 no errors (warnings and notes are allowed); 1 errors found, or --site found private data; 2 usage error."
)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) corpus: Corpus,
    /// Check a built site instead, of this or an earlier version: a folder, or a file written with --single-file
    ///
    /// Lists private data in the site: location, camera and owner in pictures; text removed on import; names of source files;
    /// drafts; comments; unknown keys of articles. No corpus is needed, and nothing is changed; if there is one (--corpus), its
    /// drafts are looked for as well.
    #[arg(long, value_name = "SITE")]
    pub(super) site: Option<PathBuf>,
    /// Print the problems as a JSON object
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) corpus: Corpus,
    /// Folder of the site: new, empty, or written by an earlier build
    #[arg(long, value_name = "SITE", required_unless_present = "single_file")]
    pub(super) out: Option<PathBuf>,
    /// Write a folder that works without a server: double-click its index.html to open it
    #[arg(long = "folder", conflicts_with_all = ["single_file", "base_path", "pages"])]
    pub(super) folder_form: bool,
    /// Write a single HTML file instead, which also opens without a server; for up to 50 MB of text
    #[arg(long, value_name = "OUT.html", conflicts_with_all = ["out", "base_path", "pages"])]
    pub(super) single_file: Option<PathBuf>,
    /// Path of the site on its host, if not the path of `url` in site.json
    #[arg(long, value_name = "/NAME/")]
    pub(super) base_path: Option<String>,
    /// Articles that get their own page: `all`, or `recent:N`
    #[arg(long, value_name = "all|recent:N", value_parser = parse_pages)]
    pub(super) pages: Option<Pages>,
    #[command(flatten)]
    pub(super) drafts: Drafts,
    /// Folder with the program that runs in the page, if not the one built into this command
    #[arg(long, value_name = "DIR")]
    pub(super) reader: Option<PathBuf>,
    /// Sign the site with the private key in this file (Ed25519 in PEM, from `openssl genpkey -algorithm ed25519`)
    #[arg(long, value_name = "KEYFILE")]
    pub(super) sign: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Verify {
    /// Public key of the publisher in PEM, obtained separately from the copy
    #[arg(long, value_name = "PUBLIC.pem")]
    pub(super) key: PathBuf,
    /// Folder of the copy
    #[arg(value_name = "SITE")]
    pub(super) site: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    pub(super) corpus: Corpus,
    /// Port on 127.0.0.1; 0 for any free port
    #[arg(long, value_name = "N", default_value_t = 8080)]
    pub(super) port: u16,
    /// Do not rebuild when the corpus changes
    #[arg(long)]
    pub(super) no_watch: bool,
    #[command(flatten)]
    pub(super) drafts: Drafts,
    /// Folder with the program that runs in the page, if not the one built into this command
    #[arg(long, value_name = "DIR")]
    pub(super) reader: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Export {
    #[command(flatten)]
    pub(super) corpus: Corpus,
    /// Output format
    #[arg(long, value_enum)]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) drafts: Drafts,
}

#[derive(Debug, Args)]
pub(super) struct Search {
    #[command(flatten)]
    pub(super) corpus: Corpus,
    /// Maximum number of articles to print
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(super) top: usize,
    #[command(flatten)]
    pub(super) drafts: Drafts,
    /// Print a JSON object with the query, the number of matches and the top results
    #[arg(long)]
    pub(super) json: bool,
    /// Run the queries in this file, one `ID TAB WORDS` per line; prints `ID TAB RANK TAB ARTICLE TAB SCORE`
    #[arg(long, value_name = "FILE", conflicts_with_all = ["json", "words"])]
    pub(super) queries: Option<PathBuf>,
    /// Words to search for
    #[arg(value_name = "WORDS", value_parser = parse_word)]
    pub(super) words: Vec<String>,
}

fn parse_pages(text: &str) -> Result<Pages, String> {
    match text.strip_prefix("recent:") {
        None if text == "all" => Ok(Pages::All),
        Some(number) => number.parse().map(Pages::Recent).map_err(|_| format!("{number:?} is not a number of articles")),
        None => Err("use `all`, or `recent:N` with a number for N".to_owned()),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_search(arguments: &[&str]) -> Option<(String, bool, usize)> {
        let all = ["lectern", "search"].iter().chain(arguments).map(OsString::from);
        match Arguments::parse_line(all).ok()?.task {
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
