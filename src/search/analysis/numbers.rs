//! Numbers with separators or units.

use super::scan::PartLink;

/// Returns the offset of the unit in a number with a unit, as `10kg`; `None` for any other word.
#[expect(clippy::string_slice, reason = "what is cut off is ASCII digits")]
pub(super) fn unit_offset(form: &str) -> Option<usize> {
    if !form.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let digits = form.bytes().take_while(u8::is_ascii_digit).count();
    let unit = &form[digits..];
    let letters = unit.chars().count();
    (digits <= 9 && (1..=8).contains(&letters) && unit.chars().all(char::is_alphabetic)).then_some(digits)
}

/// Returns the normalized forms of a number from its digit groups and their links: thousands joined, a point before decimals.
/// `1.435`, which means one thing in English and another in German, gives both.
pub(super) fn normalized_forms(groups: &[&str], links: &[PartLink]) -> Vec<String> {
    let (Some((last, rest)), Some(final_link)) = (groups.split_last(), links.last()) else { return Vec::new() };
    let (number, unit) = last.split_at(unit_offset(last).unwrap_or(last.len()));
    let mut forms = Vec::new();
    let inner = &links[..links.len() - 1];
    let are_same = inner.iter().all(|link| link == final_link);
    let thousands = groups[1..groups.len() - 1].iter().all(|group| is_thousands_group(group)) && groups[0].len() <= 3;
    if are_same && thousands && is_thousands_group(number) {
        forms.push(format!("{}{number}", rest.concat()));
    }
    if *final_link == PartLink::Dot && are_same {
        forms.push(format!("{}.{number}", rest.join(".")));
    } else if matches!(final_link, PartLink::Dot | PartLink::Comma)
        && thousands
        && inner.iter().all(|link| link != final_link)
        && !is_thousands_group(number)
    {
        forms.push(format!("{}.{number}", rest.concat()));
    }
    if !unit.is_empty() {
        forms.extend(forms.clone().into_iter().map(|form| form + unit));
    }
    forms
}

fn is_thousands_group(group: &str) -> bool {
    group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit())
}
