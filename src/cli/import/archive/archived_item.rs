//! An article that was read from an archive: its pictures, which are files of the archive, and its path in it.

use crate::article::{Article, visit};
use std::collections::HashMap;
use std::sync::Arc;

/// The place of an article in an archive.
#[derive(Debug, Clone, Default)]
pub struct ArchivedItem {
    /// Its path inside the archive, by which other articles of the archive link to it.
    pub path: Option<String>,
    /// Its pictures, by their address in the article.
    pub pictures: HashMap<String, Arc<[u8]>>,
}

impl ArchivedItem {
    /// Collects the pictures of an article; `find` returns the picture at an address of the article.
    pub fn with_pictures(article: &Article, find: impl Fn(&str) -> Option<Arc<[u8]>>) -> ArchivedItem {
        let addresses = visit::picture_paths(&article.body).into_iter();
        let found = addresses.filter_map(|address| find(&address).map(|picture| (address, picture)));
        ArchivedItem { path: None, pictures: found.collect() }
    }
}
