//! Datelines: the place a report was filed from, at the start of its first paragraph.

use super::measure::width;
use crate::cli::import::dates;

/// Maximum width of a dateline.
const MAX_DATELINE_WIDTH: usize = 70;

/// A paragraph's dateline and the text after it: `Beijing/Astana - …`, `OSH, July 1 (Agency) -- …`, `【…電】…`.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
pub(super) fn split_dateline(text: &str) -> Option<(String, &str)> {
    let dashes = [" - ", " – ", " — ", " -- ", ", -- ", " ––"];
    let (at, dash) = dashes.iter().filter_map(|d| text.find(d).map(|at| (at, *d))).min()?;
    let (head, rest) = (&text[..at], text[at + dash.len()..].trim_start_matches(['-', '–', '—', ' ']));
    let place = parse_places(head)?;
    let sentence = rest.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_alphabetic() || !c.is_lowercase());
    (width(head) <= MAX_DATELINE_WIDTH && sentence && !rest.is_empty()).then_some((place, rest))
}

/// The places of a dateline's head, without date and agency.
fn parse_places(head: &str) -> Option<String> {
    let head = head.split(['(', '[']).next().unwrap_or_default().trim();
    let named: Vec<&str> = head.split(", ").take_while(|part| is_place_name(part)).collect();
    let all = named.join(", ");
    let dated = head.len() > all.len();
    let upper = all.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let few = all.split([' ', '/', ',']).filter(|w| !w.is_empty()).count();
    (!all.is_empty() && few <= if upper || dated || all.contains('/') { 8 } else { 3 }).then_some(all)
}

/// True for one place: capitalized words, no digit, no sentence.
fn is_place_name(part: &str) -> bool {
    let words = part.split([' ', '/', '-']).filter(|w| !w.is_empty());
    let capital = |w: &str| w.chars().next().is_some_and(|c| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()));
    !part.is_empty()
        && words.clone().all(capital)
        && !words.clone().any(|w| w.chars().any(|c| c.is_ascii_digit()) || dates::parse_month(w, "").is_some())
        && !part.contains([':', '"', '“', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_datelines() {
        let place = |text| split_dateline(text).map(|(place, rest)| (place, rest.to_owned()));
        assert_eq!(
            place("Osh/Karshi - On a cold day the train left."),
            Some(("Osh/Karshi".into(), "On a cold day the train left.".into()))
        );
        assert_eq!(place("OSH, July 1 (Riverside) -- The train left."), Some(("OSH".into(), "The train left.".into())));
        assert_eq!(place("UPPER LANDING, Nov 22 — Boats did not pay."), Some(("UPPER LANDING".into(), "Boats did not pay.".into())));
    }

    #[test]
    fn a_dash_in_a_sentence_is_not_a_dateline() {
        assert_eq!(split_dateline("The train - late as ever - left."), None);
        assert_eq!(split_dateline("Its stations - seven in all - Are old."), None);
    }
}
