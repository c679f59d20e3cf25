//! A scratch copy of the test corpus, and the command run on it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// A file of the tests.
pub(super) fn fixture(inside: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli").join(inside)
}

/// A folder of its own, with a copy of the test corpus.
pub(super) struct Scratch {
    folder: TempDir,
}

impl Scratch {
    pub(super) fn new() -> Scratch {
        let folder = tempfile::tempdir().unwrap();
        copy_folder(&fixture("corpus"), &folder.path().join("corpus"));
        Scratch { folder }
    }

    pub(super) fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    /// Writes a file, folders included.
    pub(super) fn write(&self, inside: &str, text: &str) {
        let path = self.path(inside);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(super) fn read(&self, inside: &str) -> String {
        fs::read_to_string(self.path(inside)).unwrap_or_else(|error| panic!("{inside}: {error}"))
    }

    /// The command, in this folder, with nothing of Trunk's environment.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lectern"));
        command.args(arguments).current_dir(self.folder.path());
        for name in ["LECTERN_READER", "TRUNK_STAGING_DIR", "TRUNK_PUBLIC_URL", "TRUNK_PROFILE"] {
            command.env_remove(name);
        }
        command
    }

    pub(super) fn run(&self, arguments: &[&str]) -> CommandOutput {
        CommandOutput::from_output(self.command(arguments).output().unwrap())
    }

    /// Builds the corpus into a folder with the stand-in reader.
    pub(super) fn build(&self, out: &str, more: &[&str]) -> CommandOutput {
        let reader = fixture("reader");
        let mut arguments = vec!["build", "--reader", reader.to_str().unwrap(), "--out", out];
        arguments.extend(more);
        self.run(&arguments)
    }

    /// Every file of a folder: its path and its bytes.
    pub(super) fn files(&self, inside: &str) -> BTreeMap<String, Vec<u8>> {
        Scratch::read_files(&self.path(inside))
    }

    /// The same of any folder.
    pub(super) fn read_files(root: &Path) -> BTreeMap<String, Vec<u8>> {
        let entries = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
        entries
            .map(|entry| (entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned(), fs::read(entry.path()).unwrap()))
            .collect()
    }
}

/// What the command said, and its exit code.
pub(super) struct CommandOutput {
    pub(super) code: i32,
    pub(super) stdout: String,
    pub(super) stderr: String,
}

impl CommandOutput {
    pub(super) fn from_output(output: Output) -> CommandOutput {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        CommandOutput { code: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// Fails with all that was said where the exit code is another.
    pub(super) fn assert_exit_code(self, code: i32) -> CommandOutput {
        assert_eq!(self.code, code, "{}\n{}", self.stdout, self.stderr);
        self
    }
}

pub(super) fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() { copy_folder(&entry.path(), &target) } else { fs::copy(entry.path(), target).map(|_| ()).unwrap() }
    }
}

/// How many scripts and styles stand inside a page; its policy names each by its hash, and allows nothing weaker.
pub(super) fn check_inline_hashes(html: &str, path: &str) -> usize {
    let between = |text: &str, open: &str, close: &str| -> String {
        let start = text.find(open).unwrap_or_else(|| panic!("{path}: {open}")) + open.len();
        text[start..start + text[start..].find(close).unwrap()].to_owned()
    };
    let policy = between(html, "Content-Security-Policy\" content=\"", "\"");
    assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval"), "{policy}");
    assert!(policy.contains("require-trusted-types-for 'script'"), "{policy}");
    let mut count = 0;
    for tag in ["script", "style"] {
        for (at, open) in html.match_indices(&format!("<{tag}>")) {
            let inside = between(&html[at..], open, &format!("</{tag}>"));
            let source = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(&inside)));
            assert!(policy.contains(&source), "{path}: {tag}: {}", inside.chars().take(60).collect::<String>());
            count += 1;
        }
    }
    count
}
