//! What recurs on the saved pages of one host: one page alone cannot tell a box of its site from its text, many pages can.
//!
//! - [`sample`]: counts what the pages of a host have in common. [`patterns`]: what is learnt from it, and the file that keeps it.
//! - [`apply`]: takes the recurring passages out of an article, and completes its fields.
//! - [`samples`]: the same for the whole corpus, for `lectern check`.
//! - [`removed`]: passages that a person removed from all pages, in `lectern review`.
//! - [`learn`]: learns from the corpus after an import, and mends the articles that were imported before.
//!
//! Only saved pages with a canonical address take part. Passages of more than [`sample::MAX_PASSAGE_CHARS`] characters stay in the
//! text. What is taken out is kept in `capture.cut`.

mod apply;
mod learn;
mod patterns;
mod removed;
mod sample;
mod samples;

pub(super) use learn::{ImportedPages, learn, read_page_text};
pub(super) use patterns::HostPatterns;
pub(in crate::cli) use removed::{add_removed, article_host, forget_removed, has_passages, remove_passages};
pub(in crate::cli) use samples::HostSamples;

use super::importer::Importer;
use super::page::SavedPage;
use super::source_kind;
use crate::article::{Article, href};

/// The host of the saved page `from` that an article is imported from, without `www.`; `None` for articles from other sources.
fn page_host(from: &str, article: &Article) -> Option<String> {
    let is_page = !from.contains('#') && SavedPage.extensions().contains(&source_kind::extension(from).as_str());
    let host = href::host(article.canonical.as_deref()?.trim())?.to_ascii_lowercase();
    is_page.then(|| host.strip_prefix("www.").map(str::to_owned).unwrap_or(host))
}

/// The host of the saved page that an article of the corpus was imported from.
fn host_of(article: &Article) -> Option<String> {
    page_host(&article.capture.as_ref()?.from, article)
}
