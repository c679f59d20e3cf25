//! Passages that a person removed from all pages of a host, in `hosts.json`.

use super::patterns::HostPatterns;
use super::{host_of, patterns};
use crate::article::{Article, Block, text};
use crate::cli::command_error::CommandError;
use crate::cli::diagnostic::Diagnostic;
use crate::cli::folder::Folder;
use crate::cli::import::comparison_key::comparison_key;
use std::collections::HashSet;

/// The host of the saved page that an article was imported from.
pub(in crate::cli) fn article_host(article: &Article) -> Option<String> {
    host_of(article)
}

/// Removes the blocks of an article that consist of one of some passages, and keeps their text in `capture.cut`; returns whether there
/// were any.
pub(in crate::cli) fn remove_passages(article: &mut Article, passages: &[String]) -> bool {
    let keys: HashSet<String> = passages.iter().map(|passage| comparison_key(passage)).collect();
    let cut: Vec<String> = article.body.iter().filter(|block| is_passage(block, &keys)).map(text::block_text).collect();
    article.body.retain(|block| !is_passage(block, &keys));
    let capture = article.capture.get_or_insert_default();
    let has_removed = !cut.is_empty();
    for passage in cut {
        if !capture.cut.contains(&passage) {
            capture.cut.push(passage);
        }
    }
    has_removed
}

/// Whether an article has a block that consists of one of some passages.
pub(in crate::cli) fn has_passages(article: &Article, passages: &[String]) -> bool {
    let keys: HashSet<String> = passages.iter().map(|passage| comparison_key(passage)).collect();
    article.body.iter().any(|block| is_passage(block, &keys))
}

/// Whether the text of a block is a passage, by comparison keys.
pub(super) fn is_passage(block: &Block, keys: &HashSet<String>) -> bool {
    let key = comparison_key(&text::block_text(block));
    !key.is_empty() && keys.contains(&key)
}

/// Makes imports remove some passages from all pages of a host.
///
/// # Errors
/// When `hosts.json` cannot be read or written.
pub(in crate::cli) fn add_removed(folder: &Folder, host: &str, passages: &[String]) -> Result<(), CommandError> {
    change(folder, host, |removed| {
        let new: Vec<String> = passages.iter().filter(|passage| !removed.contains(passage)).cloned().collect();
        removed.extend(new);
    })
}

/// Undoes [`add_removed`].
///
/// # Errors
/// When `hosts.json` cannot be read or written.
pub(in crate::cli) fn forget_removed(folder: &Folder, host: &str, passages: &[String]) -> Result<(), CommandError> {
    change(folder, host, |removed| removed.retain(|passage| !passages.contains(passage)))
}

fn change(folder: &Folder, host: &str, change: impl FnOnce(&mut Vec<String>)) -> Result<(), CommandError> {
    let mut problems: Vec<Diagnostic> = Vec::new();
    let mut all = HostPatterns::read(folder, &mut problems);
    if let Some(problem) = problems.into_iter().next() {
        return Err(problem.into());
    }
    change(&mut all.hosts.entry(host.to_owned()).or_default().removed);
    all.hosts.retain(|_, known| *known != patterns::Patterns::default());
    Ok(all.write(folder)?)
}

#[cfg(test)]
mod tests {
    use super::super::patterns::FILE;
    use super::*;
    use crate::article::Capture;
    use std::fs;

    const LONG: &str = "Subscribe to the letter of the harbour.";

    fn article() -> Article {
        let capture = Capture { from: "a.html".into(), ..Capture::default() };
        let body = vec![Block::paragraph("A text."), Block::paragraph(LONG), Block::heading(2, "More")];
        Article { canonical: Some("https://www.a.example/x".into()), capture: Some(capture), body, ..Article::default() }
    }

    #[test]
    fn a_passage_is_removed_wherever_it_is_a_whole_block() {
        let mut article = article();
        let passages = ["subscribe to the letter of the HARBOUR".to_owned()];
        assert!(has_passages(&article, &passages) && remove_passages(&mut article, &passages));
        assert_eq!((article.body.len(), article.capture.clone().unwrap().cut), (2, vec![LONG.to_owned()]));
        assert!(!remove_passages(&mut article, &passages) && !has_passages(&article, &passages));
        assert_eq!(article_host(&article).as_deref(), Some("a.example"));
    }

    #[test]
    fn the_next_import_follows_until_it_is_undone() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::new(place.path());
        let passages = [LONG.to_owned()];
        let blocks_after_import = || {
            let mut article = article();
            HostPatterns::read(&folder, &mut Vec::new()).apply("a.html", &mut article, &|| None);
            article.body.len()
        };
        assert!(add_removed(&folder, "a.example", &passages).is_ok());
        assert_eq!(blocks_after_import(), 2);
        assert!(forget_removed(&folder, "a.example", &passages).is_ok());
        assert_eq!(blocks_after_import(), 3);
        assert!(!fs::read_to_string(folder.path(FILE)).unwrap().contains("a.example"));
        fs::write(folder.path(FILE), "{").unwrap();
        assert!(add_removed(&folder, "a.example", &passages).is_err(), "a damaged file is not replaced");
    }
}
