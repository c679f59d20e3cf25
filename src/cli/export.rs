//! Export: the collection as data, one row per article.

use crate::article::visit::{NodeRef, visit};
use crate::article::{Article, Block, outline, text};
use crate::cli::build::DraftMode;
use crate::cli::command_error::CommandError;
use crate::cli::diagnostic::Diagnostic;
use crate::cli::drafts::is_draft;
use crate::cli::folder::Folder;
use crate::corpus::DataField;
use crate::corpus::csv_cell::escape_formula;
use serde::Serialize;
use std::io::Write;

/// How the rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// One JSON object per line.
    Jsonl,
    /// Comma-separated values with a header row; list values are on separate lines within a cell. A cell that a spreadsheet would
    /// read as a formula (starting with `=`, `+`, `-`, `@`, a tab or a carriage return) is prefixed with an apostrophe.
    Csv,
}

/// An article as a row. The fields are those of the article's file, as plain text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ArticleRow {
    id: String,
    title: String,
    deck: Option<String>,
    authors: Vec<String>,
    source: Option<String>,
    published: Option<String>,
    lang: String,
    dir: &'static str,
    dateline: Option<String>,
    tags: Vec<String>,
    headings: Vec<String>,
    figures: Vec<FigureRow>,
    text: String,
}

/// A figure of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct FigureRow {
    caption: String,
    credit: Option<String>,
}

/// The cells of a row, in the order of the columns.
type Cells = [String; DataField::ALL.len()];

impl ArticleRow {
    /// Returns the row of an article.
    pub(crate) fn from_article(article: &Article) -> ArticleRow {
        ArticleRow {
            id: article.id.clone(),
            title: article.title.clone(),
            deck: article.deck.clone(),
            authors: article.authors.clone(),
            source: article.source.clone(),
            published: article.published.clone(),
            lang: article.lang.clone(),
            dir: article.direction().as_str(),
            dateline: article.dateline.clone(),
            tags: article.tags.clone(),
            headings: outline::outline(&article.body).into_iter().map(|entry| entry.text).collect(),
            figures: figures(&article.body),
            text: article.body.iter().map(text::block_text).filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n\n"),
        }
    }

    /// Returns the row as a line of JSON Lines.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub(crate) fn to_json_line(&self) -> Result<Vec<u8>, CommandError> {
        let mut line = serde_json::to_vec(self)?;
        line.push(b'\n');
        Ok(line)
    }

    /// Returns the row as a CSV record.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn to_csv_record(&self) -> Result<Vec<u8>, CommandError> {
        csv_record(self.cells().map(escape_formula))
    }

    /// Returns the cells of the row, in the order of the columns.
    fn cells(&self) -> Cells {
        DataField::ALL.map(|field| self.cell(field))
    }

    fn cell(&self, field: DataField) -> String {
        let or_empty = |value: &Option<String>| value.clone().unwrap_or_default();
        match field {
            DataField::Id => self.id.clone(),
            DataField::Title => self.title.clone(),
            DataField::Deck => or_empty(&self.deck),
            DataField::Authors => self.authors.join("\n"),
            DataField::Source => or_empty(&self.source),
            DataField::Published => or_empty(&self.published),
            DataField::Lang => self.lang.clone(),
            DataField::Dir => self.dir.to_owned(),
            DataField::Dateline => or_empty(&self.dateline),
            DataField::Tags => self.tags.join("\n"),
            DataField::Headings => self.headings.join("\n"),
            DataField::Figures => self.figures.iter().map(FigureRow::to_text).collect::<Vec<_>>().join("\n"),
            DataField::Text => self.text.clone(),
        }
    }
}

/// The column headers, in order.
fn headers() -> [&'static str; DataField::ALL.len()] {
    DataField::ALL.map(DataField::key)
}

/// Returns the column headers as a CSV record.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn csv_header() -> Result<Vec<u8>, CommandError> {
    csv_record(headers().map(str::to_owned))
}

fn csv_record(cells: Cells) -> Result<Vec<u8>, CommandError> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(cells)?;
    table.into_inner().map_err(|error| CommandError::Failed(format!("a row of the table: {error}")))
}

impl FigureRow {
    fn to_text(&self) -> String {
        match &self.credit {
            Some(credit) => format!("{} ({credit})", self.caption),
            None => self.caption.clone(),
        }
    }
}

fn figures(body: &[Block]) -> Vec<FigureRow> {
    let mut rows = Vec::new();
    visit(body, &mut |node| {
        if let NodeRef::Block(Block::Figure(figure)) = node {
            rows.push(FigureRow { caption: text::plain_text(&figure.caption), credit: figure.credit.clone() });
        }
    });
    rows
}

/// The counts of an export.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Exported {
    /// The number of articles exported.
    pub rows: usize,
    /// The number of drafts left out.
    pub left_out: usize,
}

/// Writes the rows of all articles, with drafts if requested, in the order of their files; returns the counts.
///
/// # Errors
/// When they cannot be written.
pub(crate) fn export(
    folder: &Folder,
    format: Format,
    draft_mode: DraftMode,
    out: &mut dyn Write,
    problems: &mut Vec<Diagnostic>,
) -> Result<Exported, CommandError> {
    match format {
        Format::Jsonl => {
            let rows = for_each_row(folder, draft_mode, problems, &mut |row| {
                serde_json::to_writer(&mut *out, &row).map_err(std::io::Error::from)?;
                Ok(out.write_all(b"\n")?)
            })?;
            out.flush()?;
            Ok(rows)
        }
        Format::Csv => {
            let mut table = csv::Writer::from_writer(out);
            table.write_record(headers())?;
            let rows = for_each_row(folder, draft_mode, problems, &mut |row| Ok(table.write_record(row.cells().map(escape_formula))?))?;
            table.flush()?;
            Ok(rows)
        }
    }
}

fn for_each_row(
    folder: &Folder,
    draft_mode: DraftMode,
    problems: &mut Vec<Diagnostic>,
    write: &mut dyn FnMut(ArticleRow) -> Result<(), CommandError>,
) -> Result<Exported, CommandError> {
    let mut exported = Exported::default();
    folder.for_each_article("articles", problems, &mut |article_file| {
        if draft_mode == DraftMode::Exclude && is_draft(&article_file.article) {
            exported.left_out += 1;
            return Ok(());
        }
        exported.rows += 1;
        write(ArticleRow::from_article(&article_file.article))
    })?;
    Ok(exported)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_json_have_the_fields_of_the_table() {
        let line = ArticleRow::from_article(&Article::default()).to_json_line().unwrap();
        let row: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(&line).unwrap();
        let mut keys = headers();
        keys.sort_unstable();
        assert_eq!(row.keys().collect::<Vec<_>>(), keys);
    }
}
