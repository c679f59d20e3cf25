//! The text of an article, by field and in the order of positions.

use super::note_numbers::without_note_numbers;
use crate::article::children::{Child, Role, for_each_child};
use crate::article::text::{block_text, for_each_text_run, plain_text};
use crate::article::{Article, Block};
use crate::search::index::positions::field_offsets;
use crate::search::index::weights::Field;

/// A run of text of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordRun {
    /// Its field.
    pub field: Field,
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
    add_blocks(&without_note_numbers(&article.body), &mut runs, &mut captions);
    runs.append(&mut captions);
    runs
}

fn push(runs: &mut Vec<WordRun>, field: Field, words: &str) {
    if !words.trim().is_empty() {
        runs.push(WordRun { field, words: words.to_owned() });
    }
}

/// Adds a run for each block, with captions apart. The blocks inside a sidebar and inside a passage in another language are those of
/// the body; every other block is one run with all blocks inside.
fn add_blocks(blocks: &[Block], runs: &mut Vec<WordRun>, captions: &mut Vec<WordRun>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => push(runs, Field::Heading, &plain_text(&heading.text)),
            Block::Figure(_) => add_figure(block, captions),
            Block::Table(_) => add_table(block, runs, captions),
            Block::Aside(_) | Block::Foreign(_) => for_each_child(block, &mut |child| {
                if let Child::Blocks(inner) = child {
                    add_blocks(inner, runs, captions);
                }
            }),
            Block::Paragraph(_)
            | Block::Quote(_)
            | Block::List(_)
            | Block::Code(_)
            | Block::Math(_)
            | Block::Details(_)
            | Block::Embed(_)
            | Block::Media(_)
            | Block::Rule
            | Block::Unknown(..) => push(runs, Field::Body, &block_text(block)),
        }
    }
}

/// The text of a figure, and the alternative text of each of its pictures.
fn add_figure(figure: &Block, captions: &mut Vec<WordRun>) {
    push(captions, Field::Caption, &block_text(figure));
    for_each_child(figure, &mut |child| {
        if let Child::Words(Role::Alternative, words) = child {
            push(captions, Field::Caption, words);
        }
    });
}

/// The caption of a table, and the text of all its cells.
fn add_table(table: &Block, runs: &mut Vec<WordRun>, captions: &mut Vec<WordRun>) {
    let mut cells: Vec<String> = Vec::new();
    for_each_child(table, &mut |child| match child {
        Child::Text(Role::Caption, caption) => push(captions, Field::Caption, &plain_text(caption)),
        Child::Text(_, cell) => for_each_text_run(cell, &mut |run| cells.push(run.to_owned())),
        Child::Blocks(_) | Child::Words(..) | Child::Break | Child::Unknown(_) | Child::Extra(..) => {}
    });
    push(runs, Field::Body, &cells.join("\n"));
}

/// Returns the position of the first word of a run, if the run before it ends before `next`.
pub fn start_position(field: Field, next: u32) -> u32 {
    let offset = match field {
        Field::Title => field_offsets::TITLE,
        Field::Deck => field_offsets::DECK,
        Field::Label => field_offsets::LABELS,
        Field::Body | Field::Heading => field_offsets::BODY,
        Field::Caption => field_offsets::CAPTIONS,
    };
    // The gap keeps a phrase from matching across runs.
    offset.max(next + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::block::{Figure, Heading};

    #[test]
    fn runs_are_grouped_by_field() {
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
        let found: Vec<(Field, String)> = runs(&article).into_iter().map(|run| (run.field, run.words)).collect();
        let wanted = [
            (Field::Title, "Harbour"),
            (Field::Deck, "Of stone"),
            (Field::Label, "sea"),
            (Field::Heading, "The quay"),
            (Field::Body, "Boats."),
            (Field::Caption, "A crane"),
        ];
        assert_eq!(found, wanted.map(|(field, words)| (field, words.to_owned())));
        assert!(!runs(&Article { title_made: true, ..article }).iter().any(|run| run.field == Field::Title));
        assert_eq!((start_position(Field::Body, 40), start_position(Field::Body, 300), start_position(Field::Title, 0)), (256, 301, 1));
    }
}
