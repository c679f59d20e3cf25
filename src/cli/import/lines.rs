//! JSON Lines: one article per line, as plain text. A large file is read in chunks, so it may be larger than memory.

use super::dates::parse_date;
use super::detect_language::detect_language;
use super::encoding;
use super::imported::{ImportError, Imported, ImportedItem};
use super::importer::{Chunk, Importer, Items, ReadOptions};
use super::json_repair::{self, JsonRepair};
use super::source::Source;
use super::values::{self, value_text};
use super::{names, source_kind};
use crate::article::{Article, Block, Capture};
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::folder;
use crate::cli::whitespace::collapse_whitespace;
use serde_json::{Map, Value};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

/// Chunk size in bytes; a larger file is read in chunks of about this size.
const CHUNK_BYTES: u64 = 256 * 1024;

/// Imports JSON Lines records, one object per line or an array of them.
pub struct JsonLines;

impl Importer for JsonLines {
    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn import(&self, source: &Source, bytes: &[u8], options: &ReadOptions) -> Result<Items, ImportError> {
        Ok(read(&encoding::decode(bytes, false)?.0, &source.name, options.lang))
    }

    fn chunks(&self, source: &Source) -> Option<Vec<Box<dyn Chunk>>> {
        let is_large = fs::metadata(&source.path).is_ok_and(|meta| meta.len() > CHUNK_BYTES);
        let chunks = is_large.then(|| chunks(&source.path)).flatten()?;
        Some(chunks.into_iter().map(|chunk| Box::new(chunk) as Box<dyn Chunk>).collect())
    }
}

impl Chunk for FileChunk {
    fn import(&self, source: &Source, lang: &str) -> io::Result<Items> {
        read_chunk(source, *self, lang)
    }
}

/// A chunk of a file, made of whole lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileChunk {
    /// Start offset in bytes.
    start: u64,
    /// Length in bytes.
    length: usize,
    /// Number of its first line, counted from 1.
    line: usize,
}

/// Splits a JSON Lines file into chunks; `None` if it must be read whole: it is small, has no text, is not UTF-8,
/// or its records span lines.
fn chunks(path: &Path) -> Option<Vec<FileChunk>> {
    let mut file = BufReader::new(File::open(path).ok()?);
    let (mut parts, mut next, mut buffer, mut blank) = (Vec::new(), FileChunk { start: 0, length: 0, line: 1 }, Vec::new(), true);
    loop {
        buffer.clear();
        file.by_ref().take(CHUNK_BYTES).read_to_end(&mut buffer).ok()?;
        file.read_until(b'\n', &mut buffer).ok()?;
        if buffer.is_empty() {
            return (parts.len() > 1 && !blank).then_some(parts);
        }
        let text = std::str::from_utf8(&buffer).ok().filter(|_| next.start > 0 || source_kind::check_readable("", &buffer).is_ok())?;
        // An array and objects that span lines cannot be split.
        if blank && text.lines().map(trim_record).find(|line| !line.is_empty()).is_some_and(|line| !is_complete_record(line)) {
            return None;
        }
        blank = blank && buffer.iter().all(u8::is_ascii_whitespace);
        next.length = buffer.len();
        parts.push(next);
        let lines = buffer.iter().filter(|byte| **byte == b'\n').count();
        next = FileChunk { start: next.start + buffer.len() as u64, length: 0, line: next.line + lines };
    }
}

/// Reads the lines of a chunk.
///
/// # Errors
/// When the chunk can no longer be read or is no longer UTF-8.
fn read_chunk(source: &Source, chunk: FileChunk, site_lang: &str) -> io::Result<Items> {
    let mut file = File::open(&source.path)?;
    file.seek(SeekFrom::Start(chunk.start))?;
    let mut bytes = vec![0; chunk.length];
    file.read_exact(&mut bytes)?;
    let text = String::from_utf8(bytes).map_err(|_| io::ErrorKind::InvalidData)?;
    Ok(read_lines(&text, &source.name, chunk.line, site_lang))
}

/// Reads every line into an item, or a diagnostic if it is not an article. Blank lines are skipped.
pub fn read(text: &str, file: &str, site_lang: &str) -> Items {
    read_lines(text, file, 1, site_lang)
}

fn read_lines(text: &str, file: &str, first: usize, site_lang: &str) -> Items {
    let lines = || text.lines().map(trim_record).enumerate().filter(|(_, line)| !line.is_empty());
    if first == 1
        && lines().next().is_some_and(|(_, line)| !is_complete_record(line))
        && let Some(rows) = read_multiline(text)
    {
        return rows.into_iter().enumerate().map(|(at, row)| read_row(row, &format!("row {}", at + 1), file, at + 1, site_lang)).collect();
    }
    lines().flat_map(|(at, line)| read_line(line, file, first + at, site_lang)).collect()
}

/// A line without the bytes that joined files and JSON text sequences (RFC 7464) put around a record.
fn trim_record(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{1e}' | '\0'))
}

/// True for a line that is, or is meant to be, a whole record.
fn is_complete_record(line: &str) -> bool {
    !line.starts_with('[') && (line.ends_with('}') || !line.starts_with('{') || line.len() > 80)
}

/// The records of a text that is one array, or objects that span lines; `None` if it is neither.
fn read_multiline(text: &str) -> Option<Vec<Record>> {
    let text = text.replace(['\u{feff}', '\u{1e}'], " ");
    let (values, repairs) = parse_values(&text).ok()?;
    let values = match <[Value; 1]>::try_from(values) {
        Ok([Value::Array(items)]) => items,
        Ok([other]) => vec![other],
        Err(values) => values,
    };
    let objects = !values.is_empty() && values.iter().all(Value::is_object);
    objects
        .then(|| values.into_iter().map(|value| Record { sha256: folder::sha256(value.to_string().as_bytes()), value, repairs }).collect())
}

/// One JSON Lines record.
struct Record {
    value: Value,
    sha256: String,
    repairs: JsonRepair,
}

/// The consecutive JSON values of a text; nearly valid JSON is repaired.
fn parse_values(text: &str) -> Result<(Vec<Value>, JsonRepair), serde_json::Error> {
    let strict = |text: &str| serde_json::Deserializer::from_str(text).into_iter::<Value>().collect::<Result<Vec<_>, _>>();
    match strict(text) {
        Ok(values) => Ok((values, JsonRepair::default())),
        Err(error) => {
            let (text, repairs) = json_repair::repair_json(text);
            if repairs == JsonRepair::default() { Err(error) } else { Ok((strict(&text)?, repairs)) }
        }
    }
}

fn read_line(line: &str, file: &str, number: usize, site_lang: &str) -> Items {
    let place = format!("line {number}");
    let (values, repairs) = match parse_values(line) {
        Ok(read) => read,
        Err(error) => {
            let text = format!("invalid JSON: {error}. Write one complete object per line");
            return vec![Err(Diagnostic::new(Severity::Error, file, text).at(place))];
        }
    };
    let alone = values.len() == 1;
    let row = |value: Value| {
        let sha256 = folder::sha256(if alone { line.as_bytes().to_vec() } else { value.to_string().into_bytes() }.as_slice());
        read_row(Record { value, sha256, repairs }, &place, file, number, site_lang)
    };
    values.into_iter().map(row).collect()
}

fn read_row(row: Record, place: &str, file: &str, number: usize, site_lang: &str) -> Result<ImportedItem, Diagnostic> {
    let diagnostic = |severity, text: String| Diagnostic::new(severity, file, text).at(place);
    let Value::Object(mut fields) = row.value else {
        return Err(diagnostic(Severity::Error, "not an object; write {\"text\": \"…\"}".to_owned()));
    };
    let text = take_text(&mut fields).map_err(|text| diagnostic(Severity::Error, text))?;
    let mut article = build_article(&text, &mut fields, site_lang);
    let mut diagnostics: Vec<Diagnostic> = row.repairs.messages().into_iter().map(|text| diagnostic(Severity::Warning, text)).collect();
    diagnostics.extend(take_date(&mut fields, &mut article).map(|text| diagnostic(Severity::Warning, text)));
    if let Some(words) = values::take_draft(&mut fields) {
        article.draft = true;
        diagnostics.push(diagnostic(Severity::Note, values::draft_message(&words)));
    }
    let declared = article.id.clone();
    let from = if declared.is_empty() { format!("{file}#{number}") } else { format!("{file}#{declared}") };
    let cut = fields.iter().filter(|(_, value)| !value.is_null()).map(|(key, value)| format!("{key}: {}", value_text(value))).collect();
    article.capture = Some(Capture { cut, ..Capture::default() });
    let item = ImportedItem::new(from, row.sha256, Imported { article, diagnostics, ..Imported::default() });
    Ok(ImportedItem { is_row: true, ..item })
}

/// The text of a record: a string, or a list of strings, one per paragraph.
fn take_text(fields: &mut Map<String, Value>) -> Result<String, String> {
    let text = match fields.get("text") {
        Some(Value::Array(items)) if items.iter().all(|item| matches!(item, Value::String(_) | Value::Number(_) | Value::Null)) => {
            items.iter().filter_map(values::scalar_text).collect::<Vec<_>>().join("\n\n")
        }
        Some(Value::Array(_)) => {
            return Err(
                "\"text\" is a list with items that are not strings; use a string, or a list of strings with one paragraph each".to_owned()
            );
        }
        Some(Value::Object(_)) => {
            return Err("\"text\" is an object; use a string, or a list of strings with one paragraph each".to_owned());
        }
        Some(value @ (Value::String(_) | Value::Number(_))) => value_text(value),
        Some(Value::Null | Value::Bool(_)) | None => String::new(),
    };
    if text.trim().is_empty() {
        return Err("no \"text\"; add one with the text of the article".to_owned());
    }
    fields.remove("text");
    Ok(text)
}

/// Reads the date; returns a warning if it is not understood, and leaves it in its field.
pub(super) fn take_date(fields: &mut Map<String, Value>, article: &mut Article) -> Option<String> {
    let value = fields.get("date").filter(|value| !value.is_null())?;
    let date = values::date_text(value);
    if date.as_deref().is_some_and(|date| date.trim().is_empty()) {
        return None;
    }
    article.published = date.and_then(|date| parse_date(&date, &article.lang));
    if article.published.is_some() {
        fields.remove("date");
        return None;
    }
    Some(format!("\"{}\" is not a valid date; use the form 2024-07-01", value_text(value)))
}

/// Builds an article from the fields of a record, which are taken.
pub(super) fn build_article(text: &str, fields: &mut Map<String, Value>, site_lang: &str) -> Article {
    let title = take_string(fields, "title").map(|t| collapse_whitespace(&t)).filter(|t| !t.is_empty());
    let declared = take_string(fields, "lang");
    let id = fields.get("id").and_then(values::id_text);
    if id.is_some() {
        fields.remove("id");
    }
    let tags = take_names(fields, &["tags"], names::split_list).into_iter();
    Article {
        id: id.unwrap_or_default(),
        lang: detect_language(declared.as_deref(), text, site_lang),
        title_made: title.is_none(),
        title: title.unwrap_or_else(|| generate_title(text)),
        authors: take_names(fields, &["authors", "author"], names::split_names),
        tags: tags.map(|tag| names::strip_hash(&tag).to_owned()).collect(),
        source: take_string(fields, "source").map(|s| collapse_whitespace(&s)).filter(|s| !s.is_empty()),
        canonical: take_string(fields, "url").filter(|url| url.starts_with("https://") || url.starts_with("http://")),
        body: text_to_paragraphs(text),
        ..Article::default()
    }
}

/// Takes a field as a string; a number counts, and so does an object with a name.
fn take_string(fields: &mut Map<String, Value>, key: &str) -> Option<String> {
    let words = match fields.get(key)? {
        value @ Value::Object(_) => values::names_in(value, |words| vec![words.to_owned()])?.into_iter().next()?,
        value => values::scalar_text(value)?,
    };
    fields.remove(key);
    Some(words)
}

/// Takes the names of the first key that has any. Values that are not names stay in the field.
fn take_names(fields: &mut Map<String, Value>, keys: &[&str], split: fn(&str) -> Vec<String>) -> Vec<String> {
    for key in keys {
        let Some(value) = fields.get(*key) else { continue };
        let Some(found) = values::names_in(value, split).filter(|found| !found.is_empty()) else { continue };
        let left: Vec<Value> = values::nameless_items(value).into_iter().cloned().collect();
        fields.remove(*key);
        if !left.is_empty() {
            fields.insert((*key).to_owned(), Value::Array(left));
        }
        return found;
    }
    Vec::new()
}

/// Splits plain text into paragraphs at blank lines; a single newline is a space, and nothing is markup.
pub fn text_to_paragraphs(text: &str) -> Vec<Block> {
    let mut paragraphs = vec![String::new()];
    for line in text.lines().map(|l| l.trim_matches([' ', '\t', '\r', '\u{feff}'])) {
        match paragraphs.last_mut() {
            Some(last) if !line.is_empty() => {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(line);
            }
            _ => paragraphs.push(String::new()),
        }
    }
    paragraphs.into_iter().filter(|p| !p.is_empty()).map(Block::paragraph).collect()
}

/// Maximum length of a generated title, in characters.
const MAX_TITLE_CHARS: usize = 80;

/// Generates a title from the first words of a text: its first sentence if short, else cut at a word.
pub fn generate_title(text: &str) -> String {
    let words = collapse_whitespace(&text.chars().take(MAX_TITLE_CHARS * 4).collect::<String>());
    let next = words.chars().skip(1).map(Some).chain([None]);
    let end = words.chars().zip(next).position(|(c, next)| ends_sentence(c, next));
    if let Some(end) = end.filter(|&end| end > 0 && end <= MAX_TITLE_CHARS) {
        return words.chars().take(end).collect();
    }
    if words.chars().count() <= MAX_TITLE_CHARS {
        return words;
    }
    let cut: String = words.chars().take(MAX_TITLE_CHARS).collect();
    let kept = cut.rsplit_once(' ').map(|(kept, _)| kept).filter(|kept| kept.len() > MAX_TITLE_CHARS / 2).unwrap_or(&cut);
    format!("{}…", kept.trim_end_matches([' ', ',', ';', ':']))
}

fn ends_sentence(c: char, next: Option<char>) -> bool {
    matches!(c, '。' | '！' | '？') || (matches!(c, '.' | '!' | '?') && next.is_none_or(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_one(line: &str) -> ImportedItem {
        read(line, "many.jsonl", "en").remove(0).unwrap()
    }

    #[test]
    fn text_is_plain_and_blank_lines_separate_paragraphs() {
        let item = read_one(r#"{"title":"T","text":"First\nline.\r\n\r\n\n<b>Second</b> &amp; *last*."}"#);
        assert_eq!(item.article.body, [Block::paragraph("First line."), Block::paragraph("<b>Second</b> &amp; *last*.")]);
        assert_eq!(item.from, "many.jsonl#1");
    }

    #[test]
    fn reads_known_fields_and_keeps_others() {
        let item = read_one(
            r#"{"id":7,"text":"Words.","date":"July 1, 2024","authors":"Ada Lovelace and Grace Hopper","tags":["a","b"],"mood":"calm","lang":"en_GB"}"#,
        );
        let article = &item.article;
        assert_eq!((article.id.as_str(), article.published.as_deref(), article.lang.as_str()), ("7", Some("2024-07-01"), "en-GB"));
        assert_eq!((article.authors.len(), article.tags.len(), article.title_made), (2, 2, true));
        assert_eq!(article.capture.as_ref().unwrap().cut, ["mood: calm"]);
        assert_eq!(item.from, "many.jsonl#7");
    }

    #[test]
    fn reports_an_invalid_line_and_reads_the_others() {
        let all = read("{\"text\":\"one\"}\n{\"text\":\n\n[1]\n{\"title\":\"x\"}\n{\"text\":\"two\",\"date\":\"soon\"}\n", "m.jsonl", "en");
        let places: Vec<_> = all.iter().filter_map(|r| r.as_ref().err()).map(|p| p.place.as_str()).collect();
        assert_eq!(places, ["line 2", "line 4", "line 5"]);
        assert_eq!(all[4].as_ref().unwrap().diagnostics.len(), 1);
    }

    #[test]
    fn chunks_read_like_the_whole_file() {
        let place = tempfile::tempdir().unwrap();
        let source = Source { path: place.path().join("m.jsonl"), name: "m.jsonl".into(), root: place.path().to_owned() };
        let words = "长江 river ".repeat(40);
        let lines = (0..3_000).map(|n| if n % 100 == 7 { "\r\n{\n".to_owned() } else { format!("{{\"text\":\"{n} {words}\"}}\n") });
        let text = format!("\u{feff}{}{{\"text\":\"the last\"}}", lines.collect::<String>());
        std::fs::write(&source.path, &text).unwrap();
        let parts = chunks(&source.path).unwrap();
        assert!(parts.len() > 3);
        let formatted = |read: Vec<Result<ImportedItem, Diagnostic>>| -> Vec<String> { read.iter().map(|r| format!("{r:?}")).collect() };
        let in_parts = parts.into_iter().flat_map(|part| formatted(read_chunk(&source, part, "en").unwrap())).collect::<Vec<_>>();
        assert!(in_parts == formatted(read(&text, "m.jsonl", "en")) && in_parts.len() == 3_001);
        for whole in ["{\"text\":\"small\"}\n".to_owned(), " \n".repeat(300_000)] {
            std::fs::write(&source.path, whole).unwrap();
            assert_eq!(super::chunks(&source.path), None);
        }
    }

    fn read_all(text: &str) -> Vec<ImportedItem> {
        read(text, "m.jsonl", "en").into_iter().map(Result::unwrap).collect()
    }

    #[test]
    fn tolerates_unusual_separators() {
        for text in [
            "\u{feff}{\"text\":\"one\"}\r\n\r\n\u{feff}{\"text\":\"two\"}",
            "\u{1e}{\"text\":\"one\"}\n\u{1e}{\"text\":\"two\"}\n",
            "{\"text\":\"one\"}{\"text\":\"two\"}",
            "[\n{\"text\":\"one\"},\n{\"text\":\"two\"}\n]\n",
            "[{\"text\":\"one\"},{\"text\":\"two\"}]",
            "{\n  \"text\": \"one\"\n}\n{\n  \"text\": \"two\"\n}",
        ] {
            let formatted: Vec<_> = read_all(text).into_iter().map(|item| (item.article.body, item.diagnostics.len())).collect();
            assert_eq!(formatted, [(vec![Block::paragraph("one")], 0), (vec![Block::paragraph("two")], 0)], "{text}");
        }
        let repaired = read_all("{\"text\":\"A cut \\ud83d\",\"score\":NaN}\n").remove(0);
        assert_eq!((repaired.article.body, repaired.diagnostics.len()), (vec![Block::paragraph("A cut \u{fffd}")], 2));
    }

    #[test]
    fn reads_or_reports_values_of_other_types() {
        let item = read_one(
            r#"{"id":{"$oid":"6f"},"title":7,"text":["One.",null,"Two."],"date":{"$date":"2024-07-01T10:00:00Z"},"authors":[{"name":"Ada L."},null],"tags":["\u0023rail",true,3.1],"status":"draft","source":{"name":"Desk"},"lang":null}"#,
        );
        let article = item.article;
        assert_eq!((article.id.as_str(), article.title.as_str(), article.draft), ("6f", "7", true));
        assert_eq!(article.body, [Block::paragraph("One."), Block::paragraph("Two.")]);
        assert_eq!((article.published.as_deref(), article.source.as_deref()), (Some("2024-07-01T10:00:00Z"), Some("Desk")));
        assert_eq!((article.authors, article.tags), (vec!["Ada L.".to_owned()], vec!["rail".to_owned(), "3.1".to_owned()]));
        assert_eq!(article.capture.unwrap().cut, ["tags: [true]"]);
        assert_eq!(item.diagnostics.len(), 1);
        let odd = read_one(r#"{"text":"x","date":{"day":1}}"#);
        assert!(odd.diagnostics[0].text.contains("not a valid date") && odd.article.capture.unwrap().cut == [r#"date: {"day":1}"#]);
        let refused = read(r#"{"text":[{"p":"x"}]}"#, "m.jsonl", "en").remove(0).unwrap_err();
        assert!(refused.text.contains("list"), "{refused}");
    }

    #[test]
    fn generates_a_title_from_the_first_words() {
        assert_eq!(generate_title("A short one. And more."), "A short one");
        assert_eq!(generate_title("长江从重庆流过。然后向东。"), "长江从重庆流过");
        assert_eq!(generate_title("Version 2.0 is out"), "Version 2.0 is out");
        let long = generate_title(&"word ".repeat(60));
        assert!(long.ends_with("word…") && long.chars().count() <= MAX_TITLE_CHARS + 1);
    }
}
