//! The notebook as Markdown, CSV, JSON and Web Annotation.

use super::model::{Annotation, HighlightColour};
use super::notebook::{ArticleReference, Notebook};
use super::web_annotation::{context, to_web_annotation};
use crate::corpus::csv_cell::escape_formula;
use serde_json::json;
use std::fmt::Write;

/// A format of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExportFormat {
    /// Markdown, one file.
    Markdown,
    /// Markdown, a file for each article, in a ZIP archive.
    MarkdownFiles,
    /// The whole notebook, which can be imported again.
    Json,
    /// A W3C `AnnotationCollection` of the highlights and notes.
    WebAnnotation,
    /// The highlights and notes as a table.
    Csv,
}

impl ExportFormat {
    /// Every format, in the order of the menu.
    pub(crate) const ALL: [ExportFormat; 5] =
        [ExportFormat::Markdown, ExportFormat::MarkdownFiles, ExportFormat::Json, ExportFormat::WebAnnotation, ExportFormat::Csv];

    /// The name of the file and its media type.
    pub(crate) fn file(self) -> (&'static str, &'static str) {
        match self {
            ExportFormat::Markdown => ("notebook.md", "text/markdown"),
            ExportFormat::MarkdownFiles => ("notebook.zip", "application/zip"),
            ExportFormat::Json => ("notebook.json", "application/json"),
            ExportFormat::WebAnnotation => ("annotations.jsonld", "application/ld+json"),
            ExportFormat::Csv => ("notebook.csv", "text/csv"),
        }
    }
}

/// The words of an export, in the language of the interface.
pub(crate) struct ExportWords<'a> {
    /// The heading of a notebook.
    pub title: &'a str,
    /// The heading of the saved articles.
    pub saved: &'a str,
    /// The name of a colour.
    pub colour: &'a dyn Fn(HighlightColour) -> String,
    /// Formats an RFC 3339 time as a day.
    pub date: &'a dyn Fn(&str) -> String,
    /// The address of an article by its id.
    pub address: &'a dyn Fn(&str) -> String,
}

/// A file of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ExportedFile {
    /// Its name.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Writes a notebook in a format: one file, or one for each article.
///
/// # Errors
/// When a file cannot be made, which does not happen in memory; the message is in English.
pub(crate) fn export(notebook: &Notebook, format: ExportFormat, words: &ExportWords) -> Result<Vec<ExportedFile>, String> {
    let text = match format {
        ExportFormat::MarkdownFiles => return Ok(markdown_files(notebook, words)),
        ExportFormat::Markdown => markdown(notebook, words),
        ExportFormat::Json => serde_json::to_string_pretty(&notebook.to_json()).map_err(|error| error.to_string())?,
        ExportFormat::WebAnnotation => {
            serde_json::to_string_pretty(&collection(notebook, words.title)).map_err(|error| error.to_string())?
        }
        ExportFormat::Csv => csv(notebook).map_err(|error| error.to_string())?,
    };
    Ok(vec![ExportedFile { name: format.file().0.to_owned(), text }])
}

/// The annotations as an `AnnotationCollection` with one page (https://www.w3.org/TR/annotation-model/#annotation-collection).
fn collection(notebook: &Notebook, label: &str) -> serde_json::Value {
    let items: Vec<_> = notebook.annotations.iter().map(to_web_annotation).collect();
    json!({
        "@context": context(),
        "type": "AnnotationCollection",
        "label": label,
        "total": items.len(),
        "first": {"type": "AnnotationPage", "startIndex": 0, "items": items},
    })
}

/// The columns of the table.
const COLUMNS: [&str; 10] = ["article", "title", "address", "language", "quotation", "note", "tags", "colour", "created", "modified"];

fn csv(notebook: &Notebook) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for annotation in &notebook.annotations {
        let colour = if annotation.passage.is_some() { annotation.colour.key() } else { "" };
        let cells = [
            annotation.article.clone(),
            annotation.title.clone(),
            annotation.source.clone(),
            annotation.lang.clone(),
            annotation.quotation().to_owned(),
            annotation.note.clone(),
            annotation.tags().join("\n"),
            colour.to_owned(),
            annotation.created.clone(),
            annotation.modified.clone(),
        ];
        writer.write_record(cells.map(escape_formula))?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The articles of a notebook, in the order of their first annotation, each with its annotations.
pub(crate) fn by_article(annotations: &[Annotation]) -> Vec<(&Annotation, Vec<&Annotation>)> {
    let mut groups: Vec<(&Annotation, Vec<&Annotation>)> = Vec::new();
    for annotation in annotations {
        match groups.iter_mut().find(|(first, _)| first.article == annotation.article) {
            Some((_, group)) => group.push(annotation),
            None => groups.push((annotation, vec![annotation])),
        }
    }
    for (_, group) in &mut groups {
        group.sort_by_key(|annotation| annotation.passage.as_ref().map(|passage| passage.start));
    }
    groups
}

/// One file: the annotations by article, reading lists, saved articles.
fn markdown(notebook: &Notebook, words: &ExportWords) -> String {
    let mut out = format!("# {}\n", escape_markdown(words.title));
    for (first, group) in by_article(&notebook.annotations) {
        push_line(&mut out, format_args!("\n## {}\n", article_link(&first.article, &first.title, words)));
        group.iter().for_each(|annotation| push_annotation(&mut out, annotation, words));
    }
    for list in &notebook.lists {
        push_articles(&mut out, &list.name, &list.articles, words);
    }
    push_articles(&mut out, words.saved, &notebook.saved, words);
    out
}

/// A file for each article, and one for reading lists and saved articles.
fn markdown_files(notebook: &Notebook, words: &ExportWords) -> Vec<ExportedFile> {
    let mut files = Vec::new();
    for (first, group) in by_article(&notebook.annotations) {
        let mut text = format!("# {}\n\n", article_link(&first.article, &first.title, words));
        group.iter().for_each(|annotation| push_annotation(&mut text, annotation, words));
        files.push(ExportedFile { name: [&file_stem(&first.article), ".md"].concat(), text });
    }
    let rest = Notebook { annotations: Vec::new(), ..notebook.clone() };
    if !(rest.saved.is_empty() && rest.lists.is_empty()) {
        files.push(ExportedFile { name: "_notebook.md".to_owned(), text: markdown(&rest, words) });
    }
    files
}

/// The id of an article as the name of a file on any system.
fn file_stem(id: &str) -> String {
    let stem: String = id.chars().map(|c| if c.is_alphanumeric() || c == '-' || c == '_' { c } else { '-' }).collect();
    stem.trim_matches('-').to_owned()
}

fn article_link(id: &str, title: &str, words: &ExportWords) -> String {
    let title = if title.is_empty() { id } else { title };
    format!("[{}]({})", escape_markdown(title), (words.address)(id))
}

/// A quotation, its note, and when and in which colour it was marked.
fn push_annotation(out: &mut String, annotation: &Annotation, words: &ExportWords) {
    for line in annotation.quotation().lines().filter(|line| !line.trim().is_empty()) {
        push_line(out, format_args!("> {}\n>", escape_markdown(line.trim())));
    }
    if annotation.passage.is_some() {
        // The last line of the quotation is empty.
        out.truncate(out.trim_end_matches(['>', '\n']).len());
        out.push_str("\n\n");
    }
    if !annotation.note.trim().is_empty() {
        push_line(out, format_args!("{}\n", annotation.note.trim()));
    }
    let date = (words.date)(&annotation.created);
    let colour = annotation.passage.as_ref().map(|_| (words.colour)(annotation.colour));
    let parts: Vec<String> = colour.into_iter().chain([date]).filter(|part| !part.is_empty()).collect();
    push_line(out, format_args!("*{}*\n", parts.join(" · ")));
}

fn push_articles(out: &mut String, heading: &str, articles: &[ArticleReference], words: &ExportWords) {
    if articles.is_empty() {
        return;
    }
    push_line(out, format_args!("\n## {}\n", escape_markdown(heading)));
    for article in articles {
        push_line(out, format_args!("- {}", article_link(&article.id, &article.title, words)));
    }
}

fn push_line(out: &mut String, text: std::fmt::Arguments) {
    // Writing to a string does not fail.
    writeln!(out, "{text}").ok();
}

/// Escapes what CommonMark would take for markup in a line.
fn escape_markdown(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for (at, c) in line.char_indices() {
        let begins_block = at == 0 && matches!(c, '#' | '-' | '+' | '>' | '=' | '~');
        if begins_block || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&') {
            out.push('\\');
        }
        out.push(c);
    }
    let digits = out.chars().take_while(char::is_ascii_digit).count();
    if digits > 0 && out.chars().nth(digits).is_some_and(|c| c == '.' || c == ')') {
        out.insert(digits, '\\');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::PassageSelector;
    use crate::annotation::notebook::{ReadMark, ReadingList};

    fn annotation(article: &str, quotation: &str, start: usize, note: &str) -> Annotation {
        let passage = PassageSelector { exact: quotation.into(), start, ..PassageSelector::default() };
        Annotation {
            id: format!("urn:uuid:{article}-{start}"),
            article: article.into(),
            title: format!("The *{article}* line"),
            source: format!("https://a.example/article/{article}/"),
            lang: "en".into(),
            created: "2026-12-01T10:00:00Z".into(),
            modified: "2026-12-01T10:00:00Z".into(),
            note: note.into(),
            passage: Some(passage).filter(|_| !quotation.is_empty()),
            ..Annotation::default()
        }
    }

    fn notebook() -> Notebook {
        let article = |id: &str| ArticleReference { id: id.into(), title: id.to_uppercase() };
        Notebook {
            annotations: vec![
                annotation("b", "late\nwords", 9, "Ask.\n\nTwice #rail"),
                annotation("a", "1. [first]", 0, ""),
                annotation("b", "early", 2, ""),
                annotation("a", "", 0, "=On the whole"),
            ],
            saved: vec![article("a")],
            lists: vec![ReadingList { id: "l".into(), name: "Later".into(), articles: vec![article("b")] }],
            read: vec![ReadMark::default()],
        }
    }

    fn files(format: ExportFormat) -> Vec<ExportedFile> {
        let words = ExportWords {
            title: "Notebook",
            saved: "Saved",
            colour: &|colour| colour.key().to_owned(),
            date: &|at| at.get(..10).unwrap_or_default().to_owned(),
            address: &|id| format!("https://a.example/article/{id}/"),
        };
        export(&notebook(), format, &words).unwrap()
    }

    fn exported(format: ExportFormat) -> String {
        files(format).remove(0).text
    }

    #[test]
    fn markdown_quotes_by_article_in_reading_order() {
        assert_eq!(
            exported(ExportFormat::Markdown),
            "# Notebook\n\n## [The \\*b\\* line](https://a.example/article/b/)\n\n> early\n\n*yellow · 2026-12-01*\n\n\
             > late\n>\n> words\n\nAsk.\n\nTwice #rail\n\n*yellow · 2026-12-01*\n\n\
             \n## [The \\*a\\* line](https://a.example/article/a/)\n\n=On the whole\n\n*2026-12-01*\n\n> 1\\. \\[first\\]\n\n*yellow · 2026-12-01*\n\n\
             \n## Later\n\n- [B](https://a.example/article/b/)\n\n## Saved\n\n- [A](https://a.example/article/a/)\n"
        );
    }

    #[test]
    fn each_article_has_a_file_of_its_own() {
        let files = files(ExportFormat::MarkdownFiles);
        assert_eq!(files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["b.md", "a.md", "_notebook.md"]);
        assert!(files[0].text.starts_with("# [The \\*b\\* line](https://a.example/article/b/)\n\n> early\n"), "{}", files[0].text);
        assert!(files[2].text.contains("## Later") && !files[2].text.contains("> "), "{}", files[2].text);
        assert_eq!(file_stem("ü/../b:c"), "ü----b-c");
    }

    #[test]
    fn json_can_be_imported_again() {
        assert_eq!(Notebook::parse(&exported(ExportFormat::Json)), Ok(notebook()));
        let annotations = Notebook::parse(&exported(ExportFormat::WebAnnotation)).unwrap();
        assert_eq!(annotations, Notebook { annotations: notebook().annotations, ..Notebook::default() });
    }

    #[test]
    fn csv_has_a_row_for_each_annotation_and_no_formula() {
        let text = exported(ExportFormat::Csv);
        assert!(text.starts_with("article,title,address,language,quotation,note,tags,colour,created,modified\n"), "{text}");
        assert!(text.contains("\"late\nwords\",\"Ask.\n\nTwice #rail\",rail,yellow,2026-12-01T10:00:00Z"), "{text}");
        assert!(text.contains(",en,,'=On the whole,,,2026"), "a note on an article has no colour: {text}");
    }
}
