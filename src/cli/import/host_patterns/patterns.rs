//! What is learnt of each host, in `hosts.json` of the corpus.

use super::apply;
use super::page_host;
use crate::article::Article;
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::folder::{self, Folder};
use crate::cli::import::explanation::Explanation;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io;

/// The file, inside the corpus.
pub(super) const FILE: &str = "hosts.json";

/// The patterns of all hosts.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(in crate::cli::import) struct HostPatterns {
    /// By host, without `www.`.
    pub(super) hosts: BTreeMap<String, Patterns>,
    /// Unknown keys, kept.
    #[serde(flatten)]
    extra: BTreeMap<String, Value>,
}

/// The patterns that recur on the pages of one host.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Patterns {
    /// False to use none of it; an import never changes this.
    pub(super) apply: bool,
    /// Passages that are not to be taken out, although they recur; an import never changes this.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) keep: Vec<String>,
    /// Passages that a person removed from all pages; an import never changes this.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) removed: Vec<String>,
    /// The number of pages that it was learnt from.
    pub(super) pages: usize,
    /// Passages that are no part of an article, although they stand in its text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) passages: Vec<String>,
    /// Pictures that are no part of an article, by their paths in the corpus or their addresses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) pictures: Vec<String>,
    /// Descriptions of the site that its pages give as their own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) decks: Vec<String>,
    /// The words before the headline in titles.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) title_starts: Vec<String>,
    /// The words behind the headline in titles.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) title_ends: Vec<String>,
    /// Sections by the first part of an address's path.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) sections: BTreeMap<String, String>,
    /// Selectors of the elements that show the authors.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) author_selectors: Vec<String>,
    /// Selectors of the elements that show the date of publication.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) date_selectors: Vec<String>,
    /// Unknown keys, kept.
    #[serde(flatten)]
    pub(super) extra: BTreeMap<String, Value>,
}

impl Default for Patterns {
    fn default() -> Patterns {
        Patterns {
            apply: true,
            keep: Vec::new(),
            removed: Vec::new(),
            pages: 0,
            passages: Vec::new(),
            pictures: Vec::new(),
            decks: Vec::new(),
            title_starts: Vec::new(),
            title_ends: Vec::new(),
            sections: BTreeMap::new(),
            author_selectors: Vec::new(),
            date_selectors: Vec::new(),
            extra: BTreeMap::new(),
        }
    }
}

impl Patterns {
    /// True if nothing was learnt that changes an article.
    pub(super) fn is_empty(&self) -> bool {
        let lists = [
            &self.passages,
            &self.pictures,
            &self.decks,
            &self.title_starts,
            &self.title_ends,
            &self.author_selectors,
            &self.date_selectors,
        ];
        lists.iter().all(|list| list.is_empty()) && self.sections.is_empty()
    }

    /// Adds what was learnt anew. What was known before stays: a later import may have fewer pages.
    pub(super) fn merge(&mut self, learnt: Patterns) {
        self.pages = learnt.pages;
        let lists = [
            (&mut self.passages, learnt.passages),
            (&mut self.pictures, learnt.pictures),
            (&mut self.decks, learnt.decks),
            (&mut self.title_starts, learnt.title_starts),
            (&mut self.title_ends, learnt.title_ends),
            (&mut self.author_selectors, learnt.author_selectors),
            (&mut self.date_selectors, learnt.date_selectors),
        ];
        for (known, new) in lists {
            let new: Vec<String> = new.into_iter().filter(|text| !known.contains(text)).collect();
            known.extend(new);
        }
        learnt.sections.into_iter().for_each(|(path, section)| {
            self.sections.entry(path).or_insert(section);
        });
    }
}

impl HostPatterns {
    /// Reads the file of a corpus. Reports one that cannot be read, and goes on without it.
    pub(in crate::cli::import) fn read(folder: &Folder, diagnostics: &mut Vec<Diagnostic>) -> HostPatterns {
        let Ok(bytes) = fs::read(folder.path(FILE)) else { return HostPatterns::default() };
        serde_json::from_slice(&bytes).unwrap_or_else(|error| {
            let text = format!("cannot be read: {error}. Correct it, or delete it; this import learns anew and leaves the file as it is");
            diagnostics.push(Diagnostic::new(Severity::Warning, FILE, text));
            HostPatterns::default()
        })
    }

    /// Writes the file, unless it is one that cannot be read.
    pub(super) fn write(&self, folder: &Folder) -> io::Result<()> {
        let path = folder.path(FILE);
        let is_damaged = fs::read(&path).is_ok_and(|bytes| serde_json::from_slice::<HostPatterns>(&bytes).is_err());
        if is_damaged { Ok(()) } else { folder::write(&path, &folder::to_json(self)?) }
    }

    /// Adds to an explanation what is cut from a page's article because it recurs on the pages of its host.
    pub(in crate::cli::import) fn explain(&self, mut explanation: Explanation, mut article: Article) -> Explanation {
        let cut = |article: &Article| article.capture.as_ref().map_or(0, |capture| capture.cut.len());
        let before = cut(&article);
        if let Some(host) = self.apply(&explanation.from, &mut article, &|| None) {
            let passages = article.capture.iter().flat_map(|capture| &capture.cut).skip(before);
            passages.for_each(|passage| explanation.add_cut(&format!("recurs on the pages of {host} ({FILE})"), passage));
        }
        explanation
    }

    /// Applies what is known of a page's host to its article; returns the host if there is one. `read_source` gives the text of the
    /// page, where a field has to be looked for in it.
    pub(in crate::cli::import) fn apply(
        &self,
        from: &str,
        article: &mut Article,
        read_source: &dyn Fn() -> Option<String>,
    ) -> Option<String> {
        let host = page_host(from, article)?;
        if let Some(patterns) = self.hosts.get(&host).filter(|patterns| patterns.apply) {
            apply::apply(patterns, article);
            apply::complete(patterns, article, read_source);
        }
        Some(host)
    }
}
