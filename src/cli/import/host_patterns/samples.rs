//! What recurs on the pages of each host of a corpus, for `lectern check`.

use super::apply::Known;
use super::host_of;
use super::patterns::Patterns;
use super::sample::Sample;
use crate::article::visit::{NodeRef, visit};
use crate::article::{Article, Block, text};
use std::collections::BTreeMap;

/// Samples of the pages of all hosts, and what was learnt from them.
#[derive(Debug, Default)]
pub(in crate::cli) struct HostSamples {
    samples: BTreeMap<String, HostSample>,
    learnt: BTreeMap<String, Patterns>,
}

#[derive(Debug, Default)]
struct HostSample {
    sample: Sample,
    pages: usize,
    with_picture: usize,
}

impl HostSamples {
    /// Adds an article, if it was imported from a saved page.
    pub(in crate::cli) fn add(&mut self, article: &Article) {
        let Some(host) = host_of(article) else { return };
        let sample = self.samples.entry(host).or_default();
        sample.sample.add(article);
        sample.pages += 1;
        sample.with_picture += usize::from(has_picture(article));
    }

    /// Works out what the pages of each host have in common.
    pub(in crate::cli) fn learn(&mut self) {
        let learnt = self.samples.iter().filter_map(|(host, sample)| Some((host.clone(), sample.sample.patterns()?)));
        self.learnt = learnt.collect();
    }

    /// The passages of an article's text that recur on the pages of its host.
    pub(in crate::cli) fn recurring_passages(&self, article: &Article) -> Vec<String> {
        let Some(patterns) = host_of(article).and_then(|host| self.learnt.get(&host)) else { return Vec::new() };
        let known = Known::new(patterns);
        known.removable(&article.body).into_iter().map(text::block_text).filter(|passage| !passage.is_empty()).collect()
    }

    /// Whether an article has no picture while three in four pages of its host have one.
    pub(in crate::cli) fn lacks_picture(&self, article: &Article) -> bool {
        let sample = host_of(article).and_then(|host| self.samples.get(&host));
        !has_picture(article)
            && sample.is_some_and(|sample| sample.pages >= super::sample::MIN_PAGES && sample.with_picture * 4 >= sample.pages * 3)
    }
}

fn has_picture(article: &Article) -> bool {
    let mut has_picture = false;
    visit(&article.body, &mut |node| has_picture |= matches!(node, NodeRef::Block(Block::Figure(_))));
    has_picture
}
