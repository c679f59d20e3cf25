//! BibTeX (http://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf): a `misc` entry, which every style knows. Text is UTF-8.

use super::CslItem;
use super::person_name::CslName;
use super::terms::month_name;

/// Writes an entry.
pub(super) fn entry(item: &CslItem) -> String {
    let issued = item.issued();
    let date = |date: Option<crate::article::date::Date>| date.map(|date| date.iso_date());
    let fields = [
        ("author", Some(item.author.iter().map(name).collect::<Vec<_>>().join(" and "))),
        ("title", Some(["{", &escape(&item.title), "}"].concat())),
        ("howpublished", Some(escape(&item.container_title))),
        ("year", issued.as_ref().map(|date| date.year.to_string())),
        ("month", issued.as_ref().and_then(month_name).map(|month| month.chars().take(3).collect::<String>().to_lowercase())),
        ("day", issued.as_ref().filter(|date| date.day > 0).map(|date| date.day.to_string())),
        ("url", Some(escape_url(&item.url))),
        ("urldate", date(item.accessed())),
        ("language", Some(item.language.clone())),
        ("note", item.captured().map(|date| ["Captured ", &date.iso_date()].concat())),
    ];
    let mut out = ["@misc{", &key(item), ",\n"].concat();
    for (field, value) in fields {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            // Abbreviations of months are BibTeX's own words.
            let value = if field == "month" { value } else { ["{", &value, "}"].concat() };
            out.push_str(&["  ", field, " = ", &value, ",\n"].concat());
        }
    }
    out.push('}');
    out
}

/// A name: organisations in braces, so that BibTeX does not part them.
fn name(name: &CslName) -> String {
    let literal = if name.literal.is_empty() { String::new() } else { ["{", &escape(&name.literal), "}"].concat() };
    let parts = [&escape(&name.family), &escape(&name.suffix), &escape(&name.given), &literal];
    parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// The key of the entry: the first author's name, the year, and a word of the article's id.
fn key(item: &CslItem) -> String {
    let letters = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    let author = item.author.first().map(|name| letters(name.sort_name())).unwrap_or_default();
    let title = item.id.split('-').find(|word| word.len() > 3).map(letters).unwrap_or_default();
    let year = item.issued().map(|date| date.year.to_string()).unwrap_or_default();
    let key = if author.is_empty() { [title, year].concat() } else { [author, year, title].concat() };
    if key.is_empty() { "article".to_owned() } else { key }
}

/// Escapes what TeX would take for commands.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// In an address only braces would break the entry.
fn escape_url(url: &str) -> String {
    url.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C")
}
