//! Lectern's command as it runs: how long, and how much memory.

use super::Result;
use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What running took.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Ran {
    /// Seconds.
    pub(crate) seconds: f64,
    /// The most memory that it held, in millions of bytes; 0 where the system does not say.
    pub(crate) megabytes: f64,
}

/// Runs Lectern's command. Where there are problems with some articles, it says so by 1 and the rest is done.
///
/// # Errors
/// It cannot be run, or fails.
pub(crate) fn command(command: &mut Command) -> Result<Ran> {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::inherit()).spawn()?;
    let mut megabytes = 0.0;
    loop {
        megabytes = memory(&child).unwrap_or(megabytes);
        match child.try_wait()? {
            None => thread::sleep(Duration::from_millis(20)),
            Some(status) if status.code().is_some_and(|code| code < 2) => {
                return Ok(Ran { seconds: start.elapsed().as_secs_f64(), megabytes });
            }
            Some(status) => return Err(format!("{command:?}: {status}").into()),
        }
    }
}

/// The most memory that a program has held so far, as Linux says it.
fn memory(child: &Child) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<f64>().ok()? * 1024.0 / 1e6)
}
