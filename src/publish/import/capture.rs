//! In progress.

use super::reading::{Reading, Refusal};

/// Reads a capture.
///
/// # Errors
/// Always, so far.
pub fn read(_: &str, _: &str) -> Result<Reading, Refusal> {
    Err(Refusal("text captures are not read yet".to_owned()))
}
