//! Moments: RFC 3339, section 5.6, and the shorter forms of the W3C's note on dates and times.

/// True for a `date-time` of RFC 3339, with `T` and `Z` in capitals, as RFC 4287, section 3.3, asks.
pub(in super::super) fn is_rfc3339(text: &str) -> bool {
    let Some((day, rest)) = text.split_once('T') else { return false };
    let shape =
        text.len() >= "2024-01-01T00:00:00Z".len() && day.len() == 10 && matches_shape(rest.get(..8).unwrap_or_default(), "00:00:00");
    let zone = rest.get(8..).unwrap_or_default();
    let zone = zone.strip_prefix('.').map_or(zone, |fraction| fraction.trim_start_matches(|c: char| c.is_ascii_digit()));
    shape && !rest.contains(".Z") && is_zone(zone) && text.parse::<jiff::Timestamp>().is_ok()
}

/// True for a date of the W3C's note, <https://www.w3.org/TR/NOTE-datetime>: a year, a month, a day, or a moment.
pub(in super::super) fn is_w3c(text: &str) -> bool {
    let whole = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        10 => text.to_owned(),
        // A moment may leave out its seconds there.
        _ => return is_rfc3339(text) || (matches_shape(text.get(10..16).unwrap_or_default(), "T00:00") && is_zone(&text[16..])),
    };
    matches_shape(&whole, "0000-00-00") && whole.parse::<jiff::civil::Date>().is_ok()
}

fn is_zone(text: &str) -> bool {
    text == "Z" || (text.starts_with(['+', '-']) && matches_shape(&text[1..], "00:00"))
}

/// True where digits stand in place of zeros, and all else is the same.
fn matches_shape(text: &str, shape: &str) -> bool {
    text.len() == shape.len() && text.chars().zip(shape.chars()).all(|(c, s)| if s == '0' { c.is_ascii_digit() } else { c == s })
}

#[test]
fn invalid_dates_are_refused() {
    for good in ["2024-05-06T09:30:00Z", "2024-05-06T09:30:00.25+08:00", "1999-12-31T23:59:59-11:30"] {
        assert!(is_rfc3339(good) && is_w3c(good), "{good}");
    }
    for broken in [
        "2024",
        "2024-05-06",
        "2024-05-06 09:30:00Z",
        "2024-05-06t09:30:00z",
        "2024-05-06T09:30Z",
        "2024-05-06T09:30:00",
        "2024-13-06T09:30:00Z",
    ] {
        assert!(!is_rfc3339(broken), "{broken}");
    }
    assert!(["2024", "2024-05", "2024-05-06", "2024-05-06T09:30Z"].iter().all(|text| is_w3c(text)));
    assert!(["24", "2024-5", "2024-02-30", "2024/05/06", "May 2024", "2024-05-06 09:30Z", ""].iter().all(|text| !is_w3c(text)));
}
