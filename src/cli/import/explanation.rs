//! What `lectern import --explain` prints of a source: what each field was taken from, what was cut and why.

use super::host_patterns::HostPatterns;
use super::imported::ImportError;
use super::importer::{self, ReadOptions};
use super::run::Options;
use super::source::{self, Source};
use crate::article::visit::{NodeRef, visit};
use crate::article::word_count::WordCount;
use crate::article::{Article, Block};
use crate::cli::catch_panic::catch_panic;
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::folder::Folder;
use crate::cli::whitespace::shorten;
use std::fmt;

/// The explanation of one article.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The source.
    pub from: String,
    /// The fields that the article has, in the order of an article's file.
    pub fields: Vec<ExplainedField>,
    /// The passages that were cut, with the reason, in groups.
    pub cut: Vec<(String, Vec<String>)>,
}

/// A field of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainedField {
    /// Its key in the article's file.
    pub name: &'static str,
    /// Its value, shortened.
    pub value: String,
    /// The place that it was taken from.
    pub origin: String,
}

/// The maximum length of a value or a passage that is printed, in characters.
const MAX_PRINTED_CHARS: usize = 100;

impl Explanation {
    /// Explains an article; `origin` tells what a field was taken from, by its key.
    pub(super) fn new(from: &str, article: &Article, origin: impl Fn(&'static str) -> String) -> Explanation {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let values = [
            ("title", article.title.clone()),
            ("deck", text(&article.deck)),
            ("authors", article.authors.join(", ")),
            ("source", text(&article.source)),
            ("published", text(&article.published)),
            ("modified", text(&article.modified)),
            ("dateline", text(&article.dateline)),
            ("lang", article.lang.clone()),
            ("section", text(&article.section)),
            ("tags", article.tags.join(", ")),
            ("publisher", text(&article.publisher)),
            ("canonical", text(&article.canonical)),
            ("licence", text(&article.licence)),
            ("body", describe_body(&article.body)),
            ("confidence", article.confidence.map(|confidence| confidence.to_string()).unwrap_or_default()),
            ("review", text(&article.review)),
        ];
        let fields = values.into_iter().filter(|(_, value)| !value.is_empty());
        let fields =
            fields.map(|(name, value)| ExplainedField { name, value: shorten(&value, MAX_PRINTED_CHARS), origin: origin(name) }).collect();
        Explanation { from: from.to_owned(), fields, cut: Vec::new() }
    }

    /// Adds a cut passage to the group of its reason.
    pub(super) fn add_cut(&mut self, reason: &str, passage: &str) {
        match self.cut.iter_mut().find(|(known, _)| known == reason) {
            Some((_, passages)) => passages.push(passage.to_owned()),
            None => self.cut.push((reason.to_owned(), vec![passage.to_owned()])),
        }
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(f, "{}", self.from)?;
        for field in &self.fields {
            write!(f, "  {:<11} {}", field.name, field.value)?;
            if field.origin.is_empty() { writeln!(f)? } else { writeln!(f, "\n{:14}from {}", "", field.origin)? }
        }
        let count: usize = self.cut.iter().map(|(_, passages)| passages.len()).sum();
        writeln!(f, "  cut         {count} {}", if count == 1 { "passage" } else { "passages" })?;
        for (reason, passages) in &self.cut {
            writeln!(f, "    {reason}: {}", passages.len())?;
            passages.iter().try_for_each(|passage| writeln!(f, "      {}", shorten(passage, MAX_PRINTED_CHARS)))?;
        }
        Ok(())
    }
}

/// The size of a body in words.
fn describe_body(body: &[Block]) -> String {
    let (mut figures, mut headings) = (0, 0);
    visit(body, &mut |node| {
        figures += usize::from(matches!(node, NodeRef::Block(Block::Figure(_))));
        headings += usize::from(matches!(node, NodeRef::Block(Block::Heading(_))));
    });
    let count = |number: usize, one: &str, many: &str| format!("{number} {}", if number == 1 { one } else { many });
    let words = WordCount::from_blocks(body).total() as usize;
    [
        count(words, "word", "words"),
        count(body.len(), "block", "blocks"),
        count(headings, "heading", "headings"),
        count(figures, "figure", "figures"),
    ]
    .join(", ")
}

/// Explains the sources: each read again, as an import reads it. Nothing is written.
pub fn explain(options: &Options) -> (Vec<Explanation>, Vec<Diagnostic>) {
    let (found, mut diagnostics) = source::find_sources(&options.sources);
    let folder = Folder::new(&options.corpus);
    let lang = if folder.path("site.json").exists() { folder.read_site(&mut Vec::new()).lang } else { None };
    let patterns = if options.keep_recurring { HostPatterns::default() } else { HostPatterns::read(&folder, &mut Vec::new()) };
    let mut explanations = Vec::new();
    for source in &found {
        let read =
            catch_panic(|| explain_source(source, &ReadOptions { lang: lang.as_deref().unwrap_or_default(), columns: &options.columns }));
        match read {
            Ok(Ok(articles)) => {
                explanations.extend(articles.into_iter().map(|(explanation, article)| patterns.explain(explanation, article)))
            }
            Ok(Err(ImportError(reason))) => diagnostics.push(Diagnostic::new(Severity::Error, &source.name, reason)),
            Err(caught) => diagnostics.push(caught.diagnostic(&source.name, "the other sources are explained")),
        }
    }
    (explanations, diagnostics)
}

fn explain_source(source: &Source, options: &ReadOptions) -> Result<Vec<(Explanation, Article)>, ImportError> {
    let (importer, bytes) = importer::open(source)?;
    importer.explain(source, &bytes, options)
}
