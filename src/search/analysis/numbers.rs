//! Numbers that are written with separators or with their unit.

use super::scan::Link;

/// Where the unit begins in a number with its unit, as `10kg`; nothing in any other word.
#[expect(clippy::string_slice, reason = "what is cut off is ASCII digits")]
pub(super) fn unit_at(form: &str) -> Option<usize> {
    if !form.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let digits = form.bytes().take_while(u8::is_ascii_digit).count();
    let unit = &form[digits..];
    let letters = unit.chars().count();
    (digits <= 9 && (1..=8).contains(&letters) && unit.chars().all(char::is_alphabetic)).then_some(digits)
}

/// How a number is looked for whose groups are linked so: thousands joined, a point before what is less than one. Of
/// `1.435`, which is one thing in English and another in German, both.
pub(super) fn joined(groups: &[&str], links: &[Link]) -> Vec<String> {
    let (Some((last, rest)), Some(final_link)) = (groups.split_last(), links.last()) else { return Vec::new() };
    let (number, unit) = last.split_at(unit_at(last).unwrap_or(last.len()));
    let mut forms = Vec::new();
    let inner = &links[..links.len() - 1];
    let same = inner.iter().all(|link| link == final_link);
    let thousands = groups[1..groups.len() - 1].iter().all(|group| is_thousand(group)) && groups[0].len() <= 3;
    if same && thousands && is_thousand(number) {
        forms.push(format!("{}{number}", rest.concat()));
    }
    if *final_link == Link::Dot && same {
        forms.push(format!("{}.{number}", rest.join(".")));
    } else if matches!(final_link, Link::Dot | Link::Comma)
        && thousands
        && inner.iter().all(|link| link != final_link)
        && !is_thousand(number)
    {
        forms.push(format!("{}.{number}", rest.concat()));
    }
    if !unit.is_empty() {
        forms.extend(forms.clone().into_iter().map(|form| form + unit));
    }
    forms
}

fn is_thousand(group: &str) -> bool {
    group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit())
}
