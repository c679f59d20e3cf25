//! The reasons why a command fails.

use super::diagnostic::Diagnostic;
use super::parallel_map_ordered::WorkerPanicked;
use std::fmt;
use std::io;

/// A failure of a command as a whole; a failure of one file alone is a [`super::diagnostic::Diagnostic`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommandError {
    /// The arguments make no sense: exit code 2.
    Usage(String),
    /// The command ran and failed: exit code 1.
    Failed(String),
    /// The reader of the output closed it: exit code 0.
    Closed,
}

impl CommandError {
    /// The exit code.
    pub fn exit_code(&self) -> u8 {
        match self {
            CommandError::Usage(_) => 2,
            CommandError::Failed(_) => 1,
            CommandError::Closed => 0,
        }
    }
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            CommandError::Usage(text) | CommandError::Failed(text) => f.write_str(text),
            CommandError::Closed => f.write_str("the output was closed"),
        }
    }
}

impl From<WorkerPanicked> for CommandError {
    fn from(_: WorkerPanicked) -> CommandError {
        CommandError::Failed("Lectern crashed. Please report it, with the lines above".to_owned())
    }
}

impl From<Diagnostic> for CommandError {
    fn from(problem: Diagnostic) -> CommandError {
        CommandError::Failed(problem.to_string())
    }
}

impl From<io::Error> for CommandError {
    fn from(error: io::Error) -> CommandError {
        match error.kind() {
            io::ErrorKind::BrokenPipe => CommandError::Closed,
            _ => CommandError::Failed(error.to_string()),
        }
    }
}

impl From<serde_json::Error> for CommandError {
    fn from(error: serde_json::Error) -> CommandError {
        CommandError::Failed(format!("cannot write JSON: {error}"))
    }
}

impl From<csv::Error> for CommandError {
    fn from(error: csv::Error) -> CommandError {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => error.into(),
            kind => CommandError::Failed(format!("cannot write the rows: {kind:?}")),
        }
    }
}
