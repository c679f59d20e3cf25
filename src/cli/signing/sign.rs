//! Writes the list of a site and its signature.

use super::key::PrivateKey;
use super::list::{self, List, SignedFile};
use crate::cli::command_error::CommandError;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::path::Path;

/// The two files written into the site, in their exact form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Signed {
    /// The list.
    pub list: String,
    /// Its signature.
    pub signature: String,
}

/// Lists the files of a site, by their paths inside it, and signs the list.
///
/// # Errors
/// When a file cannot be read, or its name cannot stand in a list.
pub(crate) fn sign(root: &Path, paths: &[String], key: &PrivateKey) -> Result<Signed, CommandError> {
    let mut list = List { key: key.public_key().fingerprint()?, ..List::default() };
    for path in paths.iter().filter(|path| !list::is_excluded(path)) {
        if !list::is_listable(path) {
            return Err(CommandError::Failed(format!("{path:?}: cannot sign a file with this name; rename it")));
        }
        let entry = SignedFile::from_file(&root.join(path))
            .map_err(|error| CommandError::Failed(format!("{path}: cannot sign the file: {error}")))?;
        list.files.insert(path.clone(), entry);
    }
    let list = list.to_string();
    let signature = format!("{}\n", BASE64_STANDARD.encode(key.sign(list.as_bytes())));
    Ok(Signed { list, signature })
}
