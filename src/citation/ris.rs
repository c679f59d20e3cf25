//! RIS, the format of reference managers (https://en.wikipedia.org/wiki/RIS_(file_format)).

use super::CslItem;
use super::person_name::CslName;
use crate::article::date::Date;

/// Writes a record.
pub(super) fn record(item: &CslItem) -> String {
    let captured = item.captured().map(|date| ["Captured ", &date.iso_date()].concat());
    let mut lines = vec![("TY", if item.is_news() { "NEWS" } else { "ELEC" }.to_owned())];
    lines.extend(item.author.iter().map(|name| ("AU", author(name))));
    lines.extend([
        ("TI", item.title.clone()),
        ("T2", item.container_title.clone()),
        ("PY", item.issued().map(|date| date.year.to_string()).unwrap_or_default()),
        ("DA", item.issued().as_ref().map(ris_date).unwrap_or_default()),
        ("UR", item.url.clone()),
        ("Y2", item.accessed().as_ref().map(ris_date).unwrap_or_default()),
        ("LA", item.language.clone()),
        ("N1", captured.unwrap_or_default()),
    ]);
    let mut out = String::new();
    for (tag, value) in lines.iter().filter(|(_, value)| !value.is_empty()) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        out.push_str(&[tag, "  - ", &value, "\n"].concat());
    }
    out.push_str("ER  - \n");
    out
}

/// A name: a comma parts family, given name and suffix, so one that is whole holds none.
fn author(name: &CslName) -> String {
    if name.literal.is_empty() { name.family_first() } else { name.literal.replace(',', " ") }
}

/// `2016/03/04/`; what is not known is empty.
fn ris_date(date: &Date) -> String {
    let part = |part: u8| if part == 0 { String::new() } else { format!("{part:02}") };
    format!("{:04}/{}/{}/", date.year, part(date.month), part(date.day))
}
