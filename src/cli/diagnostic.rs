//! Diagnostics: one line each about a source or an article.

use std::fmt;

/// The severity of a diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// For information; the output is correct.
    Note,
    /// A reader may stumble on it.
    Warning,
    /// The file failed, or a reader will stumble on it.
    Error,
}

/// A diagnostic: the file, the place in it, the problem and the remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The severity.
    pub severity: Severity,
    /// The file, relative to the command's argument; never an absolute path that the command made up.
    pub file: String,
    /// The place in the file: a line, a field, a block. Empty if the whole file is meant.
    pub place: String,
    /// The problem and the remedy, in one or two sentences.
    pub text: String,
}

impl Diagnostic {
    /// A diagnostic about a whole file.
    pub fn new(severity: Severity, file: impl Into<String>, text: impl Into<String>) -> Diagnostic {
        Diagnostic { severity, file: file.into(), place: String::new(), text: text.into() }
    }

    /// Returns the same diagnostic at a place in the file.
    pub fn at(mut self, place: impl Into<String>) -> Diagnostic {
        self.place = place.into();
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let severity = match self.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        match self.place.as_str() {
            "" => write!(f, "{}: {severity}: {}", self.file, self.text),
            place => write!(f, "{}: {place}: {severity}: {}", self.file, self.text),
        }
    }
}
