//! Drafts `site.json` from the boilerplate that import cut from captured pages: slogan, notices, contact, consent.
//!
//! The rules look at the form of a line and at typical words, never at a site's name.

use crate::article::Article;
use crate::article::language::is_ideographic;
use crate::corpus::Site;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A longer line is text, not boilerplate.
const MAX_LINE_BYTES: usize = 400;

/// The lines that import cut from the articles, and the publishers of the articles.
#[derive(Debug, Clone, Default)]
pub(crate) struct Boilerplate {
    /// The lines that were cut, without duplicates, in order of first occurrence.
    lines: Vec<String>,
    seen: BTreeSet<String>,
    publishers: BTreeMap<String, usize>,
}

impl Boilerplate {
    /// Adds the lines cut from an article.
    pub(crate) fn add(&mut self, article: &Article) {
        if let Some(name) = &article.publisher {
            *self.publishers.entry(name.clone()).or_default() += 1;
        }
        let Some(capture) = article.capture.as_ref().filter(|capture| is_from_page(&capture.from)) else { return };
        // A text file may begin with fields, a page does not.
        let text = lowercase_extension(&capture.from).is_some_and(|kind| kind == "txt" || kind == "text");
        let cut = capture.cut.iter().flat_map(|passage| passage.lines()).map(str::trim);
        for line in cut.filter(|line| !line.is_empty() && line.len() <= MAX_LINE_BYTES && !(text && is_front_matter_field(line))) {
            if self.seen.insert(line.to_owned()) {
                self.lines.push(line.to_owned());
            }
        }
    }

    /// The publisher that most articles name; in a tie, the first in alphabetical order.
    fn most_common_publisher(&self) -> Option<Value> {
        let best = self.publishers.iter().rev().max_by_key(|(_, count)| **count)?;
        Some(json!(best.0))
    }
}

/// Drafts the settings that the site lacks and the captures provide. `None` if there is nothing to offer.
pub(crate) fn draft_settings(site: &Site, boilerplate: &Boilerplate) -> Option<Value> {
    let lines = &boilerplate.lines;
    let mut draft = Map::new();
    let mut offer = |key: &str, missing: bool, value: Option<Value>| {
        if let Some(value) = value.filter(|_| missing) {
            draft.insert(key.to_owned(), value);
        }
    };
    offer("name", site.name.is_empty(), boilerplate.most_common_publisher());
    offer("slogan", site.slogan.is_none(), lines.iter().find(|line| is_slogan(line)).map(|line| json!(line)));
    offer("contact", site.contact.is_none(), lines.iter().find_map(|line| parse_contact(line)));
    offer("message", site.message.is_none(), lines.iter().find(|line| is_message_link(line)).map(|line| json!({"label": line})));
    offer("notices", site.notices.is_empty(), find_notices(lines));
    offer("consent", site.consent.is_none(), find_consent(lines));
    (!draft.is_empty()).then_some(Value::Object(draft))
}

/// The extensions of pages, or captures of pages, which have boilerplate.
const PAGE_EXTENSIONS: [&str; 8] = ["html", "htm", "xhtml", "xht", "mhtml", "mht", "txt", "text"];

/// True if an article was taken from a page. The other fields of other sources are not boilerplate: front matter and the fields of
/// a row are their author's own notes, and may be anything.
fn is_from_page(from: &str) -> bool {
    let web = from.starts_with("http://") || from.starts_with("https://");
    match lowercase_extension(from) {
        Some(kind) if PAGE_EXTENSIONS.contains(&kind.as_str()) => true,
        Some(kind) => web && !["md", "markdown", "json", "jsonl", "ndjson", "csv", "xml"].contains(&kind.as_str()),
        None => web,
    }
}

/// The extension of a file name, in lower case.
fn lowercase_extension(from: &str) -> Option<String> {
    let file = from.split(['#', '?']).next()?;
    let name = file.rsplit(['/', '\\']).next()?;
    name.rsplit_once('.').map(|(_, kind)| kind.to_ascii_lowercase())
}

/// True for a line like those of front matter, `key: value`: one word of plain letters before the colon.
fn is_front_matter_field(line: &str) -> bool {
    let Some((key, value)) = line.split_once(':') else { return false };
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-. ".contains(c);
    let one_word = !key.trim().contains(' ') && key.chars().all(plain) && !key.trim().is_empty();
    one_word && !key.starts_with("http") && value.starts_with([' ', '\t'])
}

/// True for a few words with a comma, whose phrases begin alike or whose words are capitalized, without marks of a sentence or
/// notice.
fn is_slogan(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let plain = (3..=12).contains(&words.len()) && line.len() <= 80 && !line.contains(|c: char| c.is_ascii_digit() || "@:/|©?".contains(c));
    let phrases: Vec<&str> = line.split(',').map(str::trim).collect();
    let first = |phrase: &&str| phrase.split_whitespace().next().map(str::to_lowercase);
    let alike = phrases.len() > 1 && phrases.iter().all(|phrase| first(phrase) == first(&phrases[0]));
    let large = words.iter().all(|word| word.starts_with(char::is_uppercase));
    plain && phrases.len() > 1 && (alike || large)
}

fn parse_contact(line: &str) -> Option<Value> {
    let email = line.split(|c: char| c.is_whitespace() || "<>()[]:,;：，".contains(c)).find(|word| is_email(word))?;
    let label = line.split(email).next().unwrap_or_default().trim_matches(|c: char| c.is_whitespace() || ":：<([-–—".contains(c));
    Some(if label.is_empty() { json!({"email": email}) } else { json!({"label": label, "email": email}) })
}

/// True for a link to a contact form.
fn is_message_link(line: &str) -> bool {
    let lower = line.to_lowercase();
    line.len() <= 40
        && ["leave a message", "leaving a message", "leave us a message", "留言", "اترك رسالة"].iter().any(|words| lower.contains(words))
}

fn is_email(word: &str) -> bool {
    let Some((name, host)) = word.split_once('@') else { return false };
    !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains('@')
}

/// Collects lines with a licence number, and lines that offer a telephone number for reports.
fn find_notices(lines: &[String]) -> Option<Value> {
    let found: Vec<Value> =
        lines.iter().filter(|line| is_licence(line) || find_phone(line).is_some()).map(|line| parse_notice(line)).collect();
    (!found.is_empty()).then_some(Value::Array(found))
}

fn is_licence(line: &str) -> bool {
    let lower = line.to_lowercase();
    let words = ["备案", "备", "许可证", "licence", "license", "registration", "reg. no", "issn"];
    let digits = line.chars().filter(char::is_ascii_digit).count();
    digits >= 5 && words.iter().any(|word| lower.contains(word))
}

fn parse_notice(line: &str) -> Value {
    let text = match find_phone(line) {
        Some(number) => {
            let (before, after) = line.split_once(number).unwrap_or((line, ""));
            let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
            let pieces = [json!(before), json!({"link": {"href": format!("tel:{digits}"), "text": [number]}}), json!(after)];
            pieces.into_iter().filter(|piece| piece != "").collect()
        }
        None => vec![json!(line)],
    };
    if line.contains(is_ideographic) { json!({"text": text, "lang": "zh"}) } else { json!({"text": text}) }
}

/// The telephone number in international form in a line: a plus, then seven to fifteen digits, grouped or not.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn find_phone(line: &str) -> Option<&str> {
    let start = line.find('+')?;
    let rest = &line[start..];
    let end = rest.find(|c: char| !(c.is_ascii_digit() || "+-() ".contains(c))).unwrap_or(rest.len());
    let number = rest[..end].trim_end_matches(['-', ' ', '(', ')']);
    let digits = number.chars().filter(char::is_ascii_digit).count();
    (7..=15).contains(&digits).then_some(number)
}

fn find_consent(lines: &[String]) -> Option<Value> {
    let text = lines.iter().find(|line| is_consent(line))?;
    let accept = lines.iter().find(|line| is_accept(line));
    let mut consent = json!({"text": [text]});
    if let Some(accept) = accept {
        consent["accept"] = json!(accept);
    }
    Some(consent)
}

fn is_consent(line: &str) -> bool {
    let lower = line.to_lowercase();
    line.split_whitespace().count() >= 5
        && lower.contains("cookie")
        && ["agree", "accept", "consent", "use"].iter().any(|word| lower.contains(word))
}

fn is_accept(line: &str) -> bool {
    let lower = line.to_lowercase();
    line.split_whitespace().count() <= 4 && ["agree", "accept", "got it", "同意", "接受"].iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Capture;

    fn draft_of(cut: &[&str]) -> Value {
        draft_from("page.html", cut)
    }

    fn draft_from(from: &str, cut: &[&str]) -> Value {
        let capture = Capture { from: from.to_owned(), cut: cut.iter().map(|line| line.to_string()).collect(), ..Capture::default() };
        let article = Article { publisher: Some("The Sample".into()), capture: Some(capture), ..Article::default() };
        let mut boilerplate = Boilerplate::default();
        boilerplate.add(&article);
        draft_settings(&Site::default(), &boilerplate).unwrap_or_default()
    }

    #[test]
    fn drafts_settings_from_page_boilerplate() {
        let draft = draft_of(&[
            "Home",
            "Old Roads, New Words",
            "Questions? Write to: desk@sample.example",
            "To report harmful content, call +00 00 0000 0000.",
            "样例许可证号:00000000",
            "By reading on you agree to our use of cookies.",
            "I Agree",
            "Leave a message",
        ]);
        assert_eq!(draft["message"]["label"], "Leave a message");
        assert_eq!(draft["name"], "The Sample");
        assert_eq!(draft["slogan"], "Old Roads, New Words");
        assert_eq!(draft["contact"], json!({"label": "Questions? Write to", "email": "desk@sample.example"}));
        assert_eq!(draft["notices"][0]["text"][1]["link"]["href"], "tel:+000000000000");
        assert_eq!(draft["notices"][1], json!({"text": ["样例许可证号:00000000"], "lang": "zh"}));
        assert_eq!(draft["consent"]["accept"], "I Agree");
    }

    #[test]
    fn ignores_authors_notes() {
        let notes = [
            "informant: Ann Example, +44 7700 900000",
            "Editor: desk@sample.example",
            "licence: 123456",
            "internal_note: We use cookies, do you agree?",
        ];
        for from in ["notes/a.md", "rows.jsonl#a1", "a.json", "https://a.example/raw/a.md", "", "a.txt"] {
            assert_eq!(draft_from(from, &notes), json!({"name": "The Sample"}), "{from}");
        }
        let lines = ["Ann Example, call her at +44 7700 900000", "Old Roads, New Words"];
        for from in ["notes/a.md", "rows.jsonl#a1", "feed.xml#1"] {
            assert_eq!(draft_from(from, &lines), json!({"name": "The Sample"}), "{from}");
        }
        assert_eq!(draft_from("https://a.example/b?c=d", &lines)["slogan"], "Old Roads, New Words");
    }

    #[test]
    fn offers_nothing_that_the_site_has() {
        assert_eq!(draft_settings(&Site::default(), &Boilerplate::default()), None);
        let site = Site { name: "S".into(), ..Site::default() };
        assert_eq!(draft_settings(&site, &Boilerplate::default()), None);
    }
}
