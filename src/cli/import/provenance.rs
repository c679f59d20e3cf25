//! The provenance of an imported article: its source, and the hash of what import wrote.

use crate::article::Capture;
use crate::article::model::{Article, FORMAT};
use crate::cli::folder;

/// SHA-256 of an article as import wrote it: of its compact JSON with `capture.written` empty, independent of file layout.
fn written_hash(article: &Article) -> serde_json::Result<String> {
    let mut plain = article.clone();
    if let Some(capture) = &mut plain.capture {
        capture.written.clear();
    }
    Ok(folder::sha256(&serde_json::to_vec(&plain)?))
}

/// True if an article is no longer as import wrote it.
pub(in crate::cli) fn is_edited(article: &Article) -> bool {
    written_hash(article).ok() != article.capture.as_ref().map(|capture| capture.written.clone())
}

/// Fills in the fields that every imported article has.
pub(super) fn set_capture_fields(article: &mut Article, from: &str, sha256: &str) -> serde_json::Result<()> {
    set_source(article, from, sha256);
    update_written_hash(article)
}

/// Records the source of an article.
pub(super) fn set_source(article: &mut Article, from: &str, sha256: &str) {
    article.format = FORMAT;
    let capture = article.capture.get_or_insert_with(Capture::default);
    (capture.from, capture.sha256) = (from.to_owned(), sha256.to_owned());
}

/// Updates `capture.written` after the article changed.
pub(in crate::cli) fn update_written_hash(article: &mut Article) -> serde_json::Result<()> {
    let written = written_hash(article)?;
    if let Some(capture) = &mut article.capture {
        capture.written = written;
    }
    Ok(())
}
