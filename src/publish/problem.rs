//! Problems: what is said of a source or an article, one line each.

use std::fmt;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing is wrong with what was made.
    Note,
    /// A reader may stumble on it.
    Warning,
    /// It failed, or a reader will stumble on it.
    Error,
}

/// One problem: the file, the place in it, what is wrong, what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// The file, relative to what the command was given; never an absolute path of its own making.
    pub file: String,
    /// The place in it: a line, a field, a block. Empty where the file as a whole is meant.
    pub place: String,
    /// What is wrong, and what to do: one sentence or two.
    pub text: String,
}

impl Problem {
    /// A problem of a file as a whole.
    pub fn new(severity: Severity, file: impl Into<String>, text: impl Into<String>) -> Problem {
        Problem { severity, file: file.into(), place: String::new(), text: text.into() }
    }

    /// The same problem at a place in the file.
    pub fn at(mut self, place: impl Into<String>) -> Problem {
        self.place = place.into();
        self
    }
}

impl fmt::Display for Problem {
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
