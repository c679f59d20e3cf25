//! The forms of dates, as patterns over tokens.

use super::east_asian;
use super::months::parse_month;
use super::tokens::Token::{self, Clock, Mark, Number, Word};
use crate::article::date::Date;
use std::ops::RangeInclusive;

/// How the dates of a text are read.
pub(super) struct Rules<'l> {
    /// Language of the text, empty if unknown: it decides `03/04/2024` and names of months.
    pub(super) lang: &'l str,
    /// The years that a date may have.
    pub(super) years: RangeInclusive<u16>,
    /// Whether `01.07.24` is a date.
    pub(super) has_short_years: bool,
}

/// Year, month and day as they are written, 0 if they are not, and the tokens after them.
pub(super) type Written<'t> = ((u16, u16, u16), &'t [Token]);

/// The dates in a text, each with the tokens after it. A form with an impossible date, as `31 June 2024`, is skipped whole.
pub(super) fn dates_in<'t>(tokens: &'t [Token], rules: &'t Rules) -> impl Iterator<Item = (Date, &'t [Token])> {
    let mut rest = tokens;
    std::iter::from_fn(move || {
        loop {
            let (_, after) = rest.split_first()?;
            let (date, after) = leading_date(rest, rules).map_or((None, after), |(written, after)| (to_date(written), after));
            rest = after;
            if let Some(date) = date.filter(|date| rules.years.contains(&date.year)) {
                return Some((date, rest));
            }
        }
    })
}

fn to_date((year, month, day): (u16, u16, u16)) -> Option<Date> {
    let month_and_day = if month == 0 { String::new() } else { format!("-{month:02}-{day:02}") };
    Date::parse(&format!("{year:04}{month_and_day}"))
}

/// The date at the start of the tokens.
fn leading_date<'t>(tokens: &'t [Token], rules: &Rules) -> Option<Written<'t>> {
    numeric(tokens, rules)
        .or_else(|| east_asian::leading_date(tokens))
        .or_else(|| day_first(tokens, rules.lang))
        .or_else(|| month_first(tokens, rules.lang))
        .or_else(|| year_first(tokens, rules.lang))
}

/// `2024-07-01`, `2024/7/1`, `1.7.2024`, `7/15/2024`, `01.07.24`; `2024:07:01` in Exif.
fn numeric<'t>(tokens: &'t [Token], rules: &Rules) -> Option<Written<'t>> {
    let [first @ Number(a), Mark(mark @ ('.' | '/' | '-' | '_' | ':')), Number(b), Mark(second), last @ Number(c), rest @ ..] = tokens
    else {
        return None;
    };
    if mark != second || b.len() > 2 || a.len().min(c.len()) > 2 {
        return None;
    }
    let (a_value, b_value, c_value): (u16, u16, u16) = (a.parse().ok()?, b.parse().ok()?, c.parse().ok()?);
    let is_month_first = a_value <= 12 && (b_value > 12 || (*mark == '/' && rules.lang.starts_with("en")));
    let written = match (year(first), year(last)) {
        (Some(year), _) => (year, b_value, c_value),
        (None, Some(year)) if is_month_first => (year, a_value, b_value),
        (None, Some(year)) => (year, b_value, a_value),
        // The century is that of RFC 2822, section 4.3.
        (None, None) if rules.has_short_years && *mark == '.' && a.len() <= 2 && c.len() == 2 => {
            (if c_value < 50 { 2000 } else { 1900 } + c_value, b_value, a_value)
        }
        _ => return None,
    };
    Some((written, rest))
}

/// `1 July 2024`, `1. Juli 2024`, `1 de julio de 2024`, `1st July, 2024`, `1 tháng 7, 2024`.
fn day_first<'t>(tokens: &'t [Token], lang: &str) -> Option<Written<'t>> {
    let (day, rest) = leading_day(tokens)?;
    let (month, rest) = leading_month(rest, lang)?;
    let (year, rest) = leading_year(skip_fillers(rest))?;
    Some(((year, month, day), rest))
}

/// `July 1, 2024`, `Jul 01,2024`, `Sept. 16, 2022`, `Jul  1 10:00:00 UTC 2024`; `July 2024`.
fn month_first<'t>(tokens: &'t [Token], lang: &str) -> Option<Written<'t>> {
    let (month, rest) = leading_month(tokens, lang)?;
    // Else `/list/1442` in an address is October in Croatian.
    if let [Mark('/'), ..] = rest {
        return None;
    }
    let with_day = leading_day(skip_fillers(rest)).and_then(|(day, rest)| Some((day, leading_year(skip_clock(rest))?)));
    let (day, (year, rest)) = with_day.or_else(|| Some((0, leading_year(skip_fillers(rest))?)))?;
    Some(((year, month, day), rest))
}

/// `2024. július 1.`, `2024-Jul-01`, `2024 m. liepos 1 d.`; `2024 July`.
fn year_first<'t>(tokens: &'t [Token], lang: &str) -> Option<Written<'t>> {
    let (year, rest) = leading_year(tokens)?;
    let begin = skip_fillers(rest);
    let (month, rest) = leading_month(begin, lang)?;
    let (day, rest) = leading_day(skip_fillers(rest)).unwrap_or((0, rest));
    // `© 2023 July 1, 2024`: the month belongs to the second year.
    month_first(begin, lang).is_none().then_some(((year, month, day), rest))
}

/// The day at the start of the tokens, and the tokens after it and its ordinal.
fn leading_day(tokens: &[Token]) -> Option<(u16, &[Token])> {
    match tokens {
        [Number(day), rest @ ..] if day.len() <= 2 => Some((day.parse().ok()?, skip_fillers(rest))),
        _ => None,
    }
}

/// The month named by the first token, or by two: `تشرين الثاني`, `tháng 7`.
fn leading_month<'t>(tokens: &'t [Token], lang: &str) -> Option<(u16, &'t [Token])> {
    let (Word(first), rest) = tokens.split_first()? else { return None };
    let named = |name: &str, rest: &'t [Token]| Some((u16::from(parse_month(name, lang)?), rest));
    match rest {
        [Number(month), rest @ ..] if first == "tháng" => Some((month.parse().ok()?, rest)),
        [Word(second), after @ ..] => named(&format!("{first} {second}"), after).or_else(|| named(first, rest)),
        _ => named(first, rest),
    }
}

fn leading_year(tokens: &[Token]) -> Option<(u16, &[Token])> {
    let (first, rest) = tokens.split_first()?;
    Some((year(first)?, rest))
}

/// A year of four digits, 1000 to 2999.
pub(super) fn year(token: &Token) -> Option<u16> {
    match token {
        Number(digits) if digits.len() == 4 && digits.starts_with(['1', '2']) => digits.parse().ok(),
        _ => None,
    }
}

/// The tokens after a time of day and its zone, which Unix writes between day and year.
fn skip_clock(tokens: &[Token]) -> &[Token] {
    match tokens {
        [Clock(_), Word(_), rest @ ..] | [Clock(_), Mark('+'), Number(_), rest @ ..] | [Clock(_), rest @ ..] => rest,
        _ => tokens,
    }
}

/// The tokens after at most three marks and words that stand between day, month and year: ordinals, and words for "of" and "year".
fn skip_fillers(tokens: &[Token]) -> &[Token] {
    const WORDS: [&str; 14] = ["st", "nd", "rd", "th", "er", "º", "ª", "го", "de", "del", "d", "of", "m", "năm"];
    let is_filler = |token: &Token| match token {
        Mark(mark) => ".,-/'’॰".contains(*mark),
        Word(word) => WORDS.contains(&word.as_str()),
        _ => false,
    };
    let skipped = tokens.iter().take(3).take_while(|token| is_filler(token)).count();
    tokens.get(skipped..).unwrap_or_default()
}
