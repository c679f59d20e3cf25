//! Lectern's command as it runs: how long, and how much memory.

use super::Result;
use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What running took.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ResourceUsage {
    /// Seconds.
    pub(crate) seconds: f64,
    /// The most memory that it held, in millions of bytes; 0 where the system does not say.
    pub(crate) peak_megabytes: f64,
}

/// Runs Lectern's command. Where there are problems with some articles, it says so by 1 and the rest is done.
///
/// # Errors
/// It cannot be run, or fails.
pub(crate) fn run_command(command: &mut Command) -> Result<ResourceUsage> {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::inherit()).spawn()?;
    let mut peak_megabytes = 0.0;
    loop {
        peak_megabytes = peak_memory(&child).unwrap_or(peak_megabytes);
        match child.try_wait()? {
            None => thread::sleep(Duration::from_millis(20)),
            Some(status) if status.code().is_some_and(|code| code < 2) => {
                return Ok(ResourceUsage { seconds: start.elapsed().as_secs_f64(), peak_megabytes });
            }
            Some(status) => return Err(format!("{command:?}: {status}").into()),
        }
    }
}

/// The most memory that a program has held so far, as Linux says it.
fn peak_memory(child: &Child) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<f64>().ok()? * 1024.0 / 1e6)
}
