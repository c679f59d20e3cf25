//! The messages of the program of annotations, which it fetches when it comes.

use crate::cli::build::app::template::hashed_name;
use crate::cli::build::output::Output;
use crate::cli::command_error::CommandError;
use crate::messages;

/// Writes them in a language; returns their path inside the site.
///
/// # Errors
/// When they cannot be written.
pub(crate) fn write(lang: &str, output: &Output) -> Result<String, CommandError> {
    let bytes = serde_json::to_vec(&messages::for_lang(lang).annotations)?;
    let path = hashed_name("annotations.json", &bytes);
    output.write_fetched(&path, &bytes)?;
    Ok(path)
}
