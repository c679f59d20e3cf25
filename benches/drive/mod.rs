//! What the programs of this folder drive and read: a browser, the development server, repeatable random numbers.
//!
//! - [`chromium`]: headless Chromium with a new profile.
//! - [`host`]: the development server on a fast or a slow network, with a log of its requests.
//! - [`main_thread`]: what a keystroke costs the page's main thread.
//! - [`command`]: Lectern's command, how long it runs and how much memory it takes.
//! - [`rng`]: random numbers that are the same in every run.
//!
//! Deliberately absent: what is measured, and of what; each program knows its own.

#![allow(dead_code, reason = "each program of this folder uses a part of it")]

pub(crate) mod chromium;
pub(crate) mod command;
pub(crate) mod host;
pub(crate) mod main_thread;
pub(crate) mod rng;

use std::error::Error;
use std::path::PathBuf;

/// What may go wrong is told to a person, never handled.
pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What the environment names.
///
/// # Errors
/// The variable is not set.
pub(crate) fn env_path(variable: &str) -> Result<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).ok_or_else(|| format!("{variable} is not set; the scripts of .setup set it").into())
}

/// The value below which a share of all values lie, the values in ascending order.
pub(crate) fn percentile(sorted: &[f64], share: f64) -> f64 {
    let at = ((sorted.len() as f64 * share).ceil() as usize).clamp(1, sorted.len().max(1)) - 1;
    sorted.get(at).copied().unwrap_or(f64::NAN)
}
