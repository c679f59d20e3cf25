//! Reads a whole table.

use super::body::TextMarkup;
use super::columns::TableColumns;
use super::dialect::split_delimiter;
use super::rows::{TableRow, read_rows};
use crate::article::{Article, Capture, text};
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::folder;
use crate::cli::import::dates::parse_date;
use crate::cli::import::imported::{ImportError, Imported, ImportedItem};
use crate::cli::import::importer::{Items, ReadOptions};
use crate::cli::import::page::tidy;
use crate::cli::import::source::Source;
use crate::cli::import::{lines, values};
use crate::cli::whitespace::collapse_whitespace;
use serde_json::{Map, Value};

/// Reads every row into an article, or a diagnostic. `warning` is about the encoding.
///
/// # Errors
/// When the table has no rows, or no column holds a text.
pub(super) fn read(text: &str, warning: Option<String>, source: &Source, options: &ReadOptions) -> Result<Items, ImportError> {
    let (delimiter, text) = split_delimiter(text);
    let mut rows = read_rows(text, delimiter).into_iter();
    let names = rows.next().and_then(|row| row.fields.ok()).ok_or_else(|| ImportError("no row with the names of columns".to_owned()))?;
    let columns = TableColumns::new(names.iter().map(String::as_str), options.columns).map_err(ImportError)?;
    let mut items: Items = rows.map(|row| read_row(row, &columns, source, options.lang)).collect();
    if items.is_empty() {
        return Err(ImportError("no rows below the names of columns".to_owned()));
    }
    if let Some(first) = items.iter_mut().find_map(|item| item.as_mut().ok()) {
        let report = |severity, text| Diagnostic::new(severity, &source.name, text);
        first.diagnostics.extend(warning.map(|text| report(Severity::Warning, text)));
        first.diagnostics.extend(unmapped_note(&columns).map(|text| report(Severity::Note, text)));
    }
    Ok(items)
}

fn unmapped_note(columns: &TableColumns) -> Option<String> {
    let names = columns.unmapped();
    let text = || {
        format!(
            "columns that hold no field of an article: {}; they are kept beside it, unpublished. Map them with --columns",
            names.join(", ")
        )
    };
    (!names.is_empty()).then(text)
}

fn read_row(row: TableRow, columns: &TableColumns, source: &Source, site_lang: &str) -> Result<ImportedItem, Diagnostic> {
    let place = format!("row {}", row.number);
    let report = |severity, text: String| Diagnostic::new(severity, &source.name, text).at(&place);
    let cells = row.fields.map_err(|reason| report(Severity::Error, reason))?;
    let sha256 = folder::sha256(cells.join("\u{1f}").as_bytes());
    let mut fields = named_fields(&cells, columns);
    let (form, words) =
        take_text(&mut fields).ok_or_else(|| report(Severity::Error, "no text in this row; fill in its column".to_owned()))?;
    let mut article = lines::build_article(&words, &mut fields, site_lang);
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    if let Some(draft) = values::take_draft(&mut fields) {
        article.draft = true;
        diagnostics.push(report(Severity::Note, values::draft_message(&draft)));
    }
    diagnostics.extend(lines::take_date(&mut fields, &mut article).map(|text| report(Severity::Warning, text)));
    take_other_fields(&mut fields, &mut article);
    set_body(&mut article, form, &words, source);
    if article.body.is_empty() {
        return Err(report(Severity::Error, "no text in this row; fill in its column".to_owned()));
    }
    let cut = fields.iter().map(|(key, value)| format!("{key}: {}", values::value_text(value))).collect();
    let id = if article.id.is_empty() { row.number.to_string() } else { article.id.clone() };
    article.capture = Some(Capture { cut, ..Capture::default() });
    let item = ImportedItem::new(format!("{}#{id}", source.name), sha256, Imported { article, diagnostics, ..Imported::default() });
    Ok(ImportedItem { is_row: true, ..item })
}

/// The cells of a row by their field, else by the name of their column; cells without text are left out.
fn named_fields(cells: &[String], columns: &TableColumns) -> Map<String, Value> {
    let named = cells.iter().enumerate().map(|(at, cell)| {
        let name = match columns.fields.get(at) {
            Some(Ok(field)) => (*field).to_owned(),
            Some(Err(name)) if !name.is_empty() => name.clone(),
            _ => format!("column {}", at + 1),
        };
        (name, cell)
    });
    named.filter(|(_, cell)| !cell.trim().is_empty()).map(|(name, cell)| (name, Value::String(cell.clone()))).collect()
}

/// The text of a row with its form: HTML and Markdown by their column, other text by what it holds.
fn take_text(fields: &mut Map<String, Value>) -> Option<(TextMarkup, String)> {
    let forms = [("html", Some(TextMarkup::Html)), ("markdown", Some(TextMarkup::Markdown)), ("text", None)];
    let (field, form) = forms.into_iter().find(|(field, _)| fields.contains_key(*field))?;
    let words = fields.remove(field).map(|value| values::value_text(&value))?;
    Some((form.unwrap_or_else(|| TextMarkup::detect(&words)), words))
}

/// Fields that records of JSON Lines do not have.
fn take_other_fields(fields: &mut Map<String, Value>, article: &mut Article) {
    let mut take = |key: &str| fields.remove(key).map(|value| collapse_whitespace(&values::value_text(&value)));
    article.deck = take("deck");
    article.section = take("section");
    article.publisher = take("publisher");
    article.licence = take("licence");
    article.modified = take("modified").and_then(|date| parse_date(&date, &article.lang));
}

fn set_body(article: &mut Article, form: TextMarkup, words: &str, source: &Source) {
    article.body = form.convert(words, article.canonical.as_deref(), &source.name);
    if article.title_made {
        article.title = lines::generate_title(&text::blocks_text(&article.body));
    }
    tidy::normalize_headings(&mut article.body, &article.title);
}

#[cfg(test)]
mod tests {
    use super::super::columns::ColumnMap;
    use super::*;
    use crate::article::Block;

    fn import(text: &str, map: &str) -> Items {
        let source = Source { path: "t.csv".into(), name: "t.csv".into(), root: ".".into() };
        let columns = if map.is_empty() { ColumnMap::default() } else { ColumnMap::parse(map).unwrap() };
        read(text, None, &source, &ReadOptions { lang: "en", columns: &columns }).unwrap()
    }

    #[test]
    fn a_row_is_an_article() {
        let items = import(
            "Title;Body;Author;Date;URL;Tags;Views\nThe ferry;\"<p>It <b>sails</b>.</p>\";Ada Lovelace;1 July 2024;https://example.org/a;rail, sea;12\n;Plain.\n\nMore.;;;;;\n;;;;;;\n",
            "",
        );
        let first = items[0].as_ref().unwrap();
        let article = &first.article;
        assert_eq!(
            (article.title.as_str(), article.authors.as_slice(), article.tags.len()),
            ("The ferry", &["Ada Lovelace".to_owned()][..], 2)
        );
        assert_eq!((article.published.as_deref(), article.canonical.as_deref()), (Some("2024-07-01"), Some("https://example.org/a")));
        assert_eq!(serde_json::to_string(&article.body).unwrap(), r#"[{"paragraph":["It ",{"strong":["sails"]},"."]}]"#);
        assert_eq!((first.from.as_str(), article.capture.as_ref().unwrap().cut.as_slice()), ("t.csv#2", &["Views: 12".to_owned()][..]));
        assert!(first.diagnostics[0].text.contains("Views; they are kept"), "{:?}", first.diagnostics);
    }

    #[test]
    fn broken_and_empty_rows_are_named_and_the_others_come_in() {
        let items = import("headline,story\nOne,First.\nTwo,\"Second.\nThree,Third.\nFour,\n", "body=story");
        let errors: Vec<&str> = items.iter().filter_map(|item| item.as_ref().err()).map(|error| error.place.as_str()).collect();
        assert_eq!(errors, ["row 3", "row 5"]);
        assert_eq!(items[2].as_ref().unwrap().article.body, [Block::paragraph("Third.")]);
    }
}
