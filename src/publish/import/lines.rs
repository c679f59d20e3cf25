//! JSON Lines: one article a line, its text plain. A large file is read in parts, so that it may be larger than memory.

use super::filing::Item;
use super::reading::Reading;
use super::source::Source;
use super::{kind, names, tongue, when};
use crate::article::{Article, Block, Capture};
use crate::publish::folder;
use crate::publish::problem::{Problem, Severity};
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

/// A file larger than this is read in parts of about this size, in bytes.
pub const PART: u64 = 256 * 1024;

/// A part of a file: whole lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Where it begins, in bytes.
    start: u64,
    /// How long it is, in bytes.
    length: usize,
    /// The number of its first line.
    line: usize,
}

/// The parts of a file of JSON Lines; `None` where it has to be read whole: it is small, holds no text, or is not UTF-8.
pub fn parts(path: &Path) -> Option<Vec<Part>> {
    let mut file = BufReader::new(File::open(path).ok()?);
    let (mut parts, mut next, mut buffer, mut blank) = (Vec::new(), Part { start: 0, length: 0, line: 1 }, Vec::new(), true);
    loop {
        buffer.clear();
        file.by_ref().take(PART).read_to_end(&mut buffer).ok()?;
        file.read_until(b'\n', &mut buffer).ok()?;
        if buffer.is_empty() {
            return (parts.len() > 1 && !blank).then_some(parts);
        }
        std::str::from_utf8(&buffer).ok().filter(|_| next.start > 0 || kind::readable(&buffer).is_ok())?;
        blank = blank && buffer.iter().all(u8::is_ascii_whitespace);
        next.length = buffer.len();
        parts.push(next);
        let lines = buffer.iter().filter(|byte| **byte == b'\n').count();
        next = Part { start: next.start + buffer.len() as u64, length: 0, line: next.line + lines };
    }
}

/// Reads the lines of a part of a file.
///
/// # Errors
/// Where it can no longer be read as it was.
pub fn read_part(source: &Source, part: Part, site_lang: &str) -> io::Result<Vec<Result<Item, Problem>>> {
    let mut file = File::open(&source.path)?;
    file.seek(SeekFrom::Start(part.start))?;
    let mut bytes = vec![0; part.length];
    file.read_exact(&mut bytes)?;
    let text = String::from_utf8(bytes).map_err(|_| io::ErrorKind::InvalidData)?;
    Ok(read_from(&text, &source.name, part.line, site_lang))
}

/// Reads every line: an item, or the problem of a line that is no article. Blank lines are nothing.
pub fn read(text: &str, file: &str, site_lang: &str) -> Vec<Result<Item, Problem>> {
    read_from(text, file, 1, site_lang)
}

fn read_from(text: &str, file: &str, first: usize, site_lang: &str) -> Vec<Result<Item, Problem>> {
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| read_line(line, file, first + at, site_lang)).collect()
}

fn read_line(line: &str, file: &str, number: usize, site_lang: &str) -> Result<Item, Problem> {
    let problem = |text: String| Problem::new(Severity::Error, file, text).at(format!("line {number}"));
    let value: Value =
        serde_json::from_str(line).map_err(|e| problem(format!("it is no JSON: {e}. One whole object stands on each line")))?;
    let Value::Object(mut fields) = value else { return Err(problem("it is no object: write {\"text\": \"…\"}".to_owned())) };
    let text = take(&mut fields, "text").filter(|t| !t.trim().is_empty()).ok_or_else(|| problem("it has no \"text\"".to_owned()))?;
    let (mut article, mut problems) = (article(&text, &mut fields, site_lang), Vec::new());
    if let Some(date) = take(&mut fields, "date").filter(|d| !d.trim().is_empty()) {
        article.published = when::read(&date, &article.lang);
        if article.published.is_none() {
            let text = format!("the date \"{date}\" is not understood: write it as 2024-07-01");
            problems.push(Problem::new(Severity::Warning, file, text).at(format!("line {number}")));
            fields.insert("date".to_owned(), Value::String(date));
        }
    }
    let declared = article.id.clone();
    let from = if declared.is_empty() { format!("{file}#{number}") } else { format!("{file}#{declared}") };
    let cut = fields.iter().filter(|(_, value)| !value.is_null()).map(|(key, value)| format!("{key}: {}", said(value))).collect();
    article.capture = Some(Capture { cut, ..Capture::default() });
    Ok(Item::new(from, folder::sha256(line.as_bytes()), Reading { article, problems, ..Reading::default() }))
}

fn article(text: &str, fields: &mut Map<String, Value>, site_lang: &str) -> Article {
    let title = take(fields, "title").map(|t| one_line(&t)).filter(|t| !t.is_empty());
    let declared = take(fields, "lang");
    Article {
        id: take(fields, "id").unwrap_or_default(),
        lang: tongue::settle(declared.as_deref(), text, site_lang),
        title_made: title.is_none(),
        title: title.unwrap_or_else(|| made_title(text)),
        authors: take_list(fields, &["authors", "author"], names::split),
        tags: take_list(fields, &["tags"], names::list),
        source: take(fields, "source").map(|s| one_line(&s)).filter(|s| !s.is_empty()),
        canonical: take(fields, "url").filter(|url| url.starts_with("https://") || url.starts_with("http://")),
        body: paragraphs(text),
        ..Article::default()
    }
}

/// A field as a string; a number is one too.
fn take(fields: &mut Map<String, Value>, key: &str) -> Option<String> {
    match fields.get(key)? {
        Value::String(_) | Value::Number(_) => fields.remove(key).map(|value| said(&value)),
        _ => None,
    }
}

fn said(value: &Value) -> String {
    match value {
        Value::String(words) => words.clone(),
        other => other.to_string(),
    }
}

fn take_list(fields: &mut Map<String, Value>, keys: &[&str], split: fn(&str) -> Vec<String>) -> Vec<String> {
    for key in keys {
        match fields.remove(*key) {
            Some(Value::String(words)) => return split(&words),
            Some(Value::Array(items)) => return items.iter().map(|i| one_line(&said(i))).filter(|w| !w.is_empty()).collect(),
            Some(other) => drop(fields.insert((*key).to_owned(), other)),
            None => {}
        }
    }
    Vec::new()
}

fn one_line(text: &str) -> String {
    text.split(char::is_whitespace).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Blank lines part paragraphs; a single new line is a space; nothing is markup.
pub fn paragraphs(text: &str) -> Vec<Block> {
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

/// The longest made title, in characters.
const LONGEST: usize = 80;

/// A title made of the first words of a text: its first sentence where that is short, else cut at a word.
pub fn made_title(text: &str) -> String {
    let words = one_line(&text.chars().take(LONGEST * 4).collect::<String>());
    let end = words.char_indices().find(|&(at, c)| ends_sentence(c, words[at + c.len_utf8()..].chars().next())).map(|(at, _)| at);
    let sentence = &words[..end.unwrap_or(words.len())];
    if sentence.chars().count() <= LONGEST && end.is_some_and(|e| e > 0) {
        return sentence.to_owned();
    }
    if words.chars().count() <= LONGEST {
        return words;
    }
    let cut: String = words.chars().take(LONGEST).collect();
    let at = cut.rfind(' ').filter(|&at| at > LONGEST / 2).unwrap_or(cut.len());
    format!("{}…", cut[..at].trim_end_matches([' ', ',', ';', ':']))
}

fn ends_sentence(c: char, next: Option<char>) -> bool {
    matches!(c, '。' | '！' | '？') || (matches!(c, '.' | '!' | '?') && next.is_none_or(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(line: &str) -> Item {
        read(line, "many.jsonl", "en").remove(0).unwrap()
    }

    #[test]
    fn text_is_plain_and_blank_lines_part_paragraphs() {
        let item = one(r#"{"title":"T","text":"First\nline.\r\n\r\n\n<b>Second</b> &amp; *last*."}"#);
        assert_eq!(item.article.body, [Block::paragraph("First line."), Block::paragraph("<b>Second</b> &amp; *last*.")]);
        assert_eq!(item.from, "many.jsonl#1");
    }

    #[test]
    fn fields_are_taken_in_their_forms_and_others_kept_aside() {
        let item = one(
            r#"{"id":7,"text":"Words.","date":"July 1, 2024","authors":"Ada Lovelace and Grace Hopper","tags":["a","b"],"mood":"calm","lang":"en_GB"}"#,
        );
        let article = &item.article;
        assert_eq!((article.id.as_str(), article.published.as_deref(), article.lang.as_str()), ("7", Some("2024-07-01"), "en-GB"));
        assert_eq!((article.authors.len(), article.tags.len(), article.title_made), (2, 2, true));
        assert_eq!(article.capture.as_ref().unwrap().cut, ["mood: calm"]);
        assert_eq!(item.from, "many.jsonl#7");
    }

    #[test]
    fn a_bad_line_is_named_and_the_others_are_read() {
        let all = read("{\"text\":\"one\"}\n{\"text\":\n\n[1]\n{\"title\":\"x\"}\n{\"text\":\"two\",\"date\":\"soon\"}\n", "m.jsonl", "en");
        let said: Vec<_> = all.iter().filter_map(|r| r.as_ref().err()).map(|p| p.place.as_str()).collect();
        assert_eq!(said, ["line 2", "line 4", "line 5"]);
        assert_eq!(all[4].as_ref().unwrap().problems.len(), 1);
    }

    #[test]
    fn a_large_file_reads_the_same_in_parts_as_whole() {
        let place = tempfile::tempdir().unwrap();
        let source = Source { path: place.path().join("m.jsonl"), name: "m.jsonl".into(), root: place.path().to_owned() };
        let words = "长江 river ".repeat(40);
        let lines = (0..3_000).map(|n| if n % 100 == 7 { "\r\n{\n".to_owned() } else { format!("{{\"text\":\"{n} {words}\"}}\n") });
        let text = format!("\u{feff}{}{{\"text\":\"the last\"}}", lines.collect::<String>());
        std::fs::write(&source.path, &text).unwrap();
        let parts = parts(&source.path).unwrap();
        assert!(parts.len() > 3);
        let told = |read: Vec<Result<Item, Problem>>| -> Vec<String> { read.iter().map(|r| format!("{r:?}")).collect() };
        let in_parts = parts.into_iter().flat_map(|part| told(read_part(&source, part, "en").unwrap())).collect::<Vec<_>>();
        assert!(in_parts == told(read(&text, "m.jsonl", "en")) && in_parts.len() == 3_001);
        for whole in ["{\"text\":\"small\"}\n".to_owned(), " \n".repeat(300_000)] {
            std::fs::write(&source.path, whole).unwrap();
            assert_eq!(super::parts(&source.path), None);
        }
    }

    #[test]
    fn a_made_title_is_the_first_words() {
        assert_eq!(made_title("A short one. And more."), "A short one");
        assert_eq!(made_title("长江从重庆流过。然后向东。"), "长江从重庆流过");
        assert_eq!(made_title("Version 2.0 is out"), "Version 2.0 is out");
        let long = made_title(&"word ".repeat(60));
        assert!(long.ends_with("word…") && long.chars().count() <= LONGEST + 1);
    }
}
