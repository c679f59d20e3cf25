//! Export: the collection as data, a row an article.

use crate::article::{Article, Block, outline, text};
use crate::publish::build::With;
use crate::publish::drafts::is_draft;
use crate::publish::failure::Failure;
use crate::publish::folder::Folder;
use crate::publish::parts::{Part, each_part};
use crate::publish::problem::Problem;
use serde::Serialize;
use std::io::Write;

/// How the rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values with a line of heads; values of a list stand on lines of their own inside the cell. A cell that a
    /// spreadsheet would take for a formula, as it begins with `=`, `+`, `-`, `@`, a tab or a carriage return, begins with an apostrophe.
    Csv,
}

/// An article as a row. The fields are those of the article's file, in plain words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
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
pub struct FigureRow {
    caption: String,
    credit: Option<String>,
}

/// The heads of the columns, in their order.
pub const HEADS: [&str; 13] =
    ["id", "title", "deck", "authors", "source", "published", "lang", "dir", "dateline", "tags", "headings", "figures", "text"];

impl Row {
    /// The row of an article.
    pub fn of(article: &Article) -> Row {
        Row {
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
            text: article.body.iter().map(text::block_words).filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n\n"),
        }
    }

    /// The row as a line of JSON Lines.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn line(&self) -> Result<Vec<u8>, Failure> {
        let mut line = serde_json::to_vec(self)?;
        line.push(b'\n');
        Ok(line)
    }

    /// The row as a record of a table.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn record(&self) -> Result<Vec<u8>, Failure> {
        record(self.cells().map(inert))
    }

    /// The cells of the row, in the order of [`HEADS`].
    fn cells(&self) -> [String; 13] {
        let or_nothing = |value: &Option<String>| value.clone().unwrap_or_default();
        let figures: Vec<String> = self.figures.iter().map(FigureRow::line).collect();
        [
            self.id.clone(),
            self.title.clone(),
            or_nothing(&self.deck),
            self.authors.join("\n"),
            or_nothing(&self.source),
            or_nothing(&self.published),
            self.lang.clone(),
            self.dir.to_owned(),
            or_nothing(&self.dateline),
            self.tags.join("\n"),
            self.headings.join("\n"),
            figures.join("\n"),
            self.text.clone(),
        ]
    }
}

/// A cell that no spreadsheet takes for a formula: one that begins like a formula gets an apostrophe, as OWASP advises against
/// CSV injection. JSON Lines hold the words as they are.
fn inert(cell: String) -> String {
    let formula = cell.trim_start_matches([' ', '\n']).starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if formula { format!("'{cell}") } else { cell }
}

/// The heads as a record of a table.
///
/// # Errors
/// When it cannot be written.
pub fn heads() -> Result<Vec<u8>, Failure> {
    record(HEADS.map(str::to_owned))
}

fn record(cells: [String; 13]) -> Result<Vec<u8>, Failure> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(cells)?;
    table.into_inner().map_err(|error| Failure::Failed(format!("a row of the table: {error}")))
}

impl FigureRow {
    fn line(&self) -> String {
        match &self.credit {
            Some(credit) => format!("{} ({credit})", self.caption),
            None => self.caption.clone(),
        }
    }
}

fn figures(body: &[Block]) -> Vec<FigureRow> {
    let mut rows = Vec::new();
    each_part(body, &mut |part| {
        if let Part::Figure(figure) = part {
            rows.push(FigureRow { caption: text::plain(&figure.caption), credit: figure.credit.clone() });
        }
    });
    rows
}

/// How much was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Exported {
    /// How many articles have a row.
    pub rows: usize,
    /// How many are drafts, and have none.
    pub left_out: usize,
}

/// Writes the rows of all articles, drafts among them where they are wanted, in the order of their files; gives how many.
///
/// # Errors
/// When they cannot be written.
pub fn export(folder: &Folder, format: Format, with: With, out: &mut dyn Write, problems: &mut Vec<Problem>) -> Result<Exported, Failure> {
    match format {
        Format::Jsonl => {
            let rows = each_row(folder, with, problems, &mut |row| {
                serde_json::to_writer(&mut *out, &row).map_err(std::io::Error::from)?;
                Ok(out.write_all(b"\n")?)
            })?;
            out.flush()?;
            Ok(rows)
        }
        Format::Csv => {
            let mut table = csv::Writer::from_writer(out);
            table.write_record(HEADS)?;
            let rows = each_row(folder, with, problems, &mut |row| Ok(table.write_record(row.cells().map(inert))?))?;
            table.flush()?;
            Ok(rows)
        }
    }
}

fn each_row(
    folder: &Folder,
    with: With,
    problems: &mut Vec<Problem>,
    write: &mut dyn FnMut(Row) -> Result<(), Failure>,
) -> Result<Exported, Failure> {
    let mut exported = Exported::default();
    folder.each("articles", problems, &mut |filed| {
        if with == With::Published && is_draft(&filed.article) {
            exported.left_out += 1;
            return Ok(());
        }
        exported.rows += 1;
        write(Row::of(&filed.article))
    })?;
    Ok(exported)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_like_a_formula() {
        for cell in ["=1+1", "+1", "-5", "@SUM(A1)", "\tx", "\rx", " =1+1", "＝1+1"] {
            assert_eq!(inert(cell.to_owned()), format!("'{cell}"));
        }
        for cell in ["", "words", "a=b", "'=1"] {
            assert_eq!(inert(cell.to_owned()), cell);
        }
    }
}
