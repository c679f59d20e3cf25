//! The words of an article, by field and in the order of their places.

use crate::article::text::{blocks_words, plain};
use crate::article::{Article, Block};
use crate::search::index::places::regions;
use crate::search::index::weights::Part;

/// A run of words of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its field.
    pub part: Part,
    /// Its words.
    pub words: String,
}

/// The runs of an article, each region's in order: headline, standfirst, labels, text with its headings, captions. A made
/// headline repeats the text and is left out.
pub fn runs(article: &Article) -> Vec<Run> {
    let mut runs = Vec::new();
    if !article.title_made {
        push(&mut runs, Part::Title, &article.title);
    }
    push(&mut runs, Part::Deck, article.deck.as_deref().unwrap_or_default());
    let labels = article.authors.iter().chain(&article.tags).chain(&article.source).chain(&article.section);
    labels.for_each(|label| push(&mut runs, Part::Label, label));
    push(&mut runs, Part::Body, article.dateline.as_deref().unwrap_or_default());
    let mut captions = Vec::new();
    text(&article.body, &mut runs, &mut captions);
    runs.append(&mut captions);
    runs
}

fn push(runs: &mut Vec<Run>, part: Part, words: &str) {
    if !words.trim().is_empty() {
        runs.push(Run { part, words: words.to_owned() });
    }
}

fn text(blocks: &[Block], runs: &mut Vec<Run>, captions: &mut Vec<Run>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => push(runs, Part::Heading, &plain(&heading.text)),
            Block::Figure(figure) => {
                push(captions, Part::Caption, &blocks_words(std::slice::from_ref(block)));
                figure.images.iter().for_each(|image| push(captions, Part::Caption, &image.alt));
            }
            Block::Table(table) => {
                push(captions, Part::Caption, &plain(&table.caption));
                let mut rows = table.clone();
                rows.caption = Default::default();
                push(runs, Part::Body, &blocks_words(&[Block::Table(rows)]));
            }
            Block::Aside(inner) => text(inner, runs, captions),
            Block::In(foreign) => text(&foreign.blocks, runs, captions),
            _ => push(runs, Part::Body, &blocks_words(std::slice::from_ref(block))),
        }
    }
}

/// Where the first word of a run of a field stands, when the last run of its region ended before `next`.
pub fn start(part: Part, next: u32) -> u32 {
    let region = match part {
        Part::Title => regions::TITLE,
        Part::Deck => regions::DECK,
        Part::Label => regions::LABELS,
        Part::Body | Part::Heading => regions::BODY,
        Part::Caption => regions::CAPTIONS,
    };
    // The gap keeps a phrase from reaching from one run into the next.
    region.max(next + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::block::{Figure, Heading};

    #[test]
    fn the_runs_of_an_article_are_told_apart() {
        let article = Article {
            title: "Harbour".into(),
            deck: Some("Of stone".into()),
            tags: vec!["sea".into()],
            body: vec![
                Block::Heading(Heading { level: 2, text: "The quay".into(), ..Heading::default() }),
                Block::Figure(Figure { caption: "A crane".into(), ..Figure::default() }),
                Block::paragraph("Boats."),
            ],
            ..Article::default()
        };
        let parts: Vec<(Part, String)> = runs(&article).into_iter().map(|run| (run.part, run.words)).collect();
        let wanted = [
            (Part::Title, "Harbour"),
            (Part::Deck, "Of stone"),
            (Part::Label, "sea"),
            (Part::Heading, "The quay"),
            (Part::Body, "Boats."),
            (Part::Caption, "A crane"),
        ];
        assert_eq!(parts, wanted.map(|(part, words)| (part, words.to_owned())));
        assert!(!runs(&Article { title_made: true, ..article }).iter().any(|run| run.part == Part::Title));
        assert_eq!((start(Part::Body, 40), start(Part::Body, 300), start(Part::Title, 0)), (256, 301, 1));
    }
}
