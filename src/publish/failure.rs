//! Why a command could not do its work.

use super::ordered::Stopped;
use super::problem::Problem;
use std::fmt;
use std::io;

/// A failure of a command as a whole; what fails for one file alone is a [`super::problem::Problem`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// What was asked for cannot be meant: exit code 2.
    Usage(String),
    /// It was tried, and failed: exit code 1.
    Failed(String),
    /// Whoever read the output has what they wanted and went away: exit code 0.
    Closed,
}

impl Failure {
    /// The exit code.
    pub fn code(&self) -> u8 {
        match self {
            Failure::Usage(_) => 2,
            Failure::Failed(_) => 1,
            Failure::Closed => 0,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Failure::Usage(text) | Failure::Failed(text) => f.write_str(text),
            Failure::Closed => f.write_str("the output was closed"),
        }
    }
}

impl From<Stopped> for Failure {
    fn from(_: Stopped) -> Failure {
        Failure::Failed("Lectern crashed. Please report it, with the lines above".to_owned())
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Failure {
        Failure::Failed(problem.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::Closed,
            _ => Failure::Failed(error.to_string()),
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Failure {
        Failure::Failed(format!("JSON could not be written: {error}"))
    }
}

impl From<csv::Error> for Failure {
    fn from(error: csv::Error) -> Failure {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => error.into(),
            kind => Failure::Failed(format!("the rows cannot be written: {kind:?}")),
        }
    }
}
