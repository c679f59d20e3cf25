//! In progress.
use crate::publish::import::reading::{Reading, Refusal};
/// Reads a page.
pub fn read(_: &str, _: &str, _: &str) -> Result<Reading, Refusal> {
    Err(Refusal("saved pages are not read yet".into()))
}
