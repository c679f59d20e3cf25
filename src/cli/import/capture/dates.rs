//! Dates as pages write them, in the formats of many languages.

use super::months::parse_month;
use crate::article::date::Date;

/// A token of a text that may be part of a date.
#[derive(Debug, Clone, PartialEq)]
enum DateToken {
    /// A number with its digit count.
    Number(u16, usize),
    /// A word.
    Word(String),
    /// Any other character; `.`, `/`, `-` and `,` may join a date.
    Mark(char),
}

/// The first day in a text, as `2024-07-01`; a month and year alone do not count.
pub(super) fn first_day(text: &str) -> Option<String> {
    find_days(text).into_iter().next()
}

/// All days in a text, in order.
pub(super) fn find_days(text: &str) -> Vec<String> {
    let tokens = tokenize(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match parse_day(&tokens[at..]) {
            Some((day, used)) => {
                found.push(day);
                at += used;
            }
            None => at += 1,
        }
    }
    found
}

/// The day at the start of the tokens, and how many it consumes.
fn parse_day(tokens: &[DateToken]) -> Option<(String, usize)> {
    parse_numeric(tokens).or_else(|| parse_day_first(tokens)).or_else(|| parse_month_first(tokens)).or_else(|| parse_with_counters(tokens))
}

/// `2024-07-01`, `2024/7/1`, `1.7.2024`, `7/1/2024`.
fn parse_numeric(tokens: &[DateToken]) -> Option<(String, usize)> {
    let [DateToken::Number(a, la), DateToken::Mark(m), DateToken::Number(b, lb), DateToken::Mark(n), DateToken::Number(c, lc), ..] = tokens
    else {
        return None;
    };
    if m != n || !matches!(m, '.' | '/' | '-') || *lb > 2 {
        return None;
    }
    let (year, month, day) = match (*la, *lc) {
        (4, 1..=2) => (*a, *b, *c),
        (1..=2, 4) if *m == '/' && *b > 12 => (*c, *a, *b),
        (1..=2, 4) => (*c, *b, *a),
        (1..=2, 2) if *m == '.' => (2000 + *c, *b, *a),
        _ => return None,
    };
    Some((valid_day(year, month, day)?, 5))
}

/// `1 July 2024`, `1. Juli 2024`, `1 de julio de 2024`, `1st July, 2024`.
fn parse_day_first(tokens: &[DateToken]) -> Option<(String, usize)> {
    let [DateToken::Number(day, 1..=2), rest @ ..] = tokens else { return None };
    let (month, used) = leading_month(skip_fillers(rest, &["st", "nd", "rd", "th", "de", "of", "er"]))?;
    let before = rest.len() - skip_fillers(rest, &["st", "nd", "rd", "th", "de", "of", "er"]).len();
    let after = rest.get(before + used..)?;
    let left = skip_fillers(after, &["de", "del", "of"]);
    let Some(DateToken::Number(year, 4)) = left.first() else { return None };
    let count = 1 + before + used + (after.len() - left.len()) + 1;
    Some((valid_day(*year, u16::from(month), *day)?, count))
}

/// `July 1, 2024`, `Jul 01,2024`, `Sept. 16, 2022`.
fn parse_month_first(tokens: &[DateToken]) -> Option<(String, usize)> {
    let (month, used) = leading_month(tokens)?;
    let rest = tokens.get(used..)?;
    let mut left = skip_fillers(rest, &[]);
    let Some(DateToken::Number(day, 1..=2)) = left.first() else { return None };
    left = skip_fillers(&left[1..], &["st", "nd", "rd", "th"]);
    let Some(DateToken::Number(year, 4)) = left.first() else { return None };
    Some((valid_day(*year, u16::from(month), *day)?, tokens.len() - left.len() + 1))
}

/// `2024年7月1日`, `2024년 7월 1일`, `1 tháng 7, 2024`.
fn parse_with_counters(tokens: &[DateToken]) -> Option<(String, usize)> {
    let word = |p: &DateToken, of: &[&str]| matches!(p, DateToken::Word(w) if of.contains(&w.as_str()));
    match tokens {
        [DateToken::Number(y, 4), a, DateToken::Number(m, _), b, DateToken::Number(d, _), ..]
            if word(a, &["年", "년"]) && word(b, &["月", "월"]) =>
        {
            Some((valid_day(*y, *m, *d)?, 5))
        }
        [DateToken::Number(d, _), a, DateToken::Number(m, _), DateToken::Mark(','), DateToken::Number(y, 4), ..] if word(a, &["tháng"]) => {
            Some((valid_day(*y, *m, *d)?, 5))
        }
        _ => None,
    }
}

/// The month named by the first token, and how many tokens it consumes.
fn leading_month(tokens: &[DateToken]) -> Option<(u8, usize)> {
    match tokens.first()? {
        DateToken::Word(word) => parse_month(word).map(|m| (m, 1)),
        _ => None,
    }
}

/// The tokens after marks and filler words.
fn skip_fillers<'a>(tokens: &'a [DateToken], fillers: &[&str]) -> &'a [DateToken] {
    let is_filler = |p: &DateToken| match p {
        DateToken::Mark(c) => matches!(c, '.' | ',' | '-'),
        DateToken::Word(w) => fillers.contains(&w.as_str()),
        DateToken::Number(..) => false,
    };
    let skipped = tokens.iter().take(3).take_while(|p| is_filler(p)).count();
    &tokens[skipped..]
}

fn valid_day(year: u16, month: u16, day: u16) -> Option<String> {
    let text = format!("{year:04}-{month:02}-{day:02}");
    (1900..2200).contains(&year).then(|| Date::parse(&text)).flatten().filter(|d| d.day > 0).map(|d| d.iso_date())
}

/// Tokenizes a text: digits of any script as numbers, letters as words, marks one by one.
fn tokenize(text: &str) -> Vec<DateToken> {
    let mut all: Vec<DateToken> = Vec::new();
    let (mut spaced, mut before) = (true, ' ');
    for c in text.chars() {
        if c.is_whitespace() {
            spaced = true;
            continue;
        }
        let last = all.last_mut().filter(|_| !spaced);
        let glued = std::mem::replace(&mut before, c).is_lowercase() && c.is_uppercase();
        spaced = false;
        match (digit_value(c), last.filter(|_| !glued)) {
            (Some(d), Some(DateToken::Number(n, len))) if *len < 4 => (*n, *len) = (n.saturating_mul(10).saturating_add(d), *len + 1),
            (Some(d), _) => all.push(DateToken::Number(d, 1)),
            (None, Some(DateToken::Word(w))) if is_vowel_sign(c) || (c.is_alphabetic() && !is_counter(c)) => w.extend(c.to_lowercase()),
            (None, _) if c.is_alphabetic() => all.push(DateToken::Word(c.to_lowercase().collect())),
            (None, _) => all.push(DateToken::Mark(c)),
        }
    }
    all
}

/// True for year, month and day characters, which are always tokens of their own.
fn is_counter(c: char) -> bool {
    matches!(c, '年' | '月' | '日' | '년' | '월' | '일')
}

/// True for Devanagari vowel signs, which belong to their word.
fn is_vowel_sign(c: char) -> bool {
    matches!(u32::from(c), 0x0900..=0x0903 | 0x093A..=0x094F)
}

fn digit_value(c: char) -> Option<u16> {
    let code = u32::from(c);
    let zero = [0x30, 0x660, 0x6F0, 0x966, 0xFF10].into_iter().find(|z| (*z..*z + 10).contains(&code))?;
    u16::try_from(code - zero).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_days_in_many_forms() {
        for text in [
            "By Desk|Jul 01,2024",
            "1 July 2024",
            "Monday, 1st July, 2024 10:30",
            "2024-07-01T08:00",
            "2024/07/01 00:05",
            "01.07.2024, 15:23 Uhr",
            "1. 7. 2024",
            "Stand: 1. Juli 2024",
            "1 de julio de 2024",
            "le 1er juillet 2024",
            "1 июля 2024 г.",
            "2024年7月1日",
            "２０２４年７月１日",
            "입력 2024년 7월 1일",
            "입력 2024.07.01 22:09",
            "٠١/٠٧/٢٠٢٤",
            "١ يوليو ٢٠٢٤",
            "July 1st 2024",
            "Sat, Jul. 1, 2024",
            "Frankfurt, July 01, 2024, 3:48",
        ] {
            assert_eq!(first_day(text).as_deref(), Some("2024-07-01"), "{text}");
        }
        assert_eq!(first_day("12/31/2023").as_deref(), Some("2023-12-31"));
    }

    #[test]
    fn rejects_text_without_a_day() {
        for text in ["July 2024", "Chapter 12.3.4", "telephone 020 7946 0000", "99/99/2024", "2 hours ago", "31 June 2024"] {
            assert_eq!(first_day(text), None, "{text}");
        }
    }
}
