//! The text of an article, by field and in the order of positions.

use crate::article::text::{blocks_words, plain};
use crate::article::{Article, Block};
use crate::search::index::positions::regions;
use crate::search::index::weights::Field;

/// A run of text of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordRun {
    /// Its field.
    pub part: Field,
    /// Its words.
    pub words: String,
}

/// Returns the runs of an article, in order within each field: headline, standfirst, labels, text with its headings, captions.
/// A generated headline repeats the text and is left out.
pub fn runs(article: &Article) -> Vec<WordRun> {
    let mut runs = Vec::new();
    if !article.title_made {
        push(&mut runs, Field::Title, &article.title);
    }
    push(&mut runs, Field::Deck, article.deck.as_deref().unwrap_or_default());
    let labels = article.authors.iter().chain(&article.tags).chain(&article.source).chain(&article.section);
    labels.for_each(|label| push(&mut runs, Field::Label, label));
    push(&mut runs, Field::Body, article.dateline.as_deref().unwrap_or_default());
    let mut captions = Vec::new();
    text(&article.body, &mut runs, &mut captions);
    runs.append(&mut captions);
    runs
}

fn push(runs: &mut Vec<WordRun>, part: Field, words: &str) {
    if !words.trim().is_empty() {
        runs.push(WordRun { part, words: words.to_owned() });
    }
}

fn text(blocks: &[Block], runs: &mut Vec<WordRun>, captions: &mut Vec<WordRun>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => push(runs, Field::Heading, &plain(&heading.text)),
            Block::Figure(figure) => {
                push(captions, Field::Caption, &blocks_words(std::slice::from_ref(block)));
                figure.images.iter().for_each(|image| push(captions, Field::Caption, &image.alt));
            }
            Block::Table(table) => {
                push(captions, Field::Caption, &plain(&table.caption));
                let mut rows = table.clone();
                rows.caption = Default::default();
                push(runs, Field::Body, &blocks_words(&[Block::Table(rows)]));
            }
            Block::Aside(inner) => text(inner, runs, captions),
            Block::In(foreign) => text(&foreign.blocks, runs, captions),
            Block::Paragraph(_)
            | Block::Quote(_)
            | Block::List(_)
            | Block::Code(_)
            | Block::Math(_)
            | Block::Details(_)
            | Block::Embed(_)
            | Block::Media(_)
            | Block::Rule
            | Block::Unknown(..) => push(runs, Field::Body, &blocks_words(std::slice::from_ref(block))),
        }
    }
}

/// Returns the position of the first word of a run, if the run before it ends before `next`.
pub fn start(part: Field, next: u32) -> u32 {
    let region = match part {
        Field::Title => regions::TITLE,
        Field::Deck => regions::DECK,
        Field::Label => regions::LABELS,
        Field::Body | Field::Heading => regions::BODY,
        Field::Caption => regions::CAPTIONS,
    };
    // The gap keeps a phrase from matching across runs.
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
        let parts: Vec<(Field, String)> = runs(&article).into_iter().map(|run| (run.part, run.words)).collect();
        let wanted = [
            (Field::Title, "Harbour"),
            (Field::Deck, "Of stone"),
            (Field::Label, "sea"),
            (Field::Heading, "The quay"),
            (Field::Body, "Boats."),
            (Field::Caption, "A crane"),
        ];
        assert_eq!(parts, wanted.map(|(part, words)| (part, words.to_owned())));
        assert!(!runs(&Article { title_made: true, ..article }).iter().any(|run| run.part == Field::Title));
        assert_eq!((start(Field::Body, 40), start(Field::Body, 300), start(Field::Title, 0)), (256, 301, 1));
    }
}
