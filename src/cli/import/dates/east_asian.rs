//! Dates that mark year, month and day with a character: `2024年7月1日`, `二〇二四年七月一日`, `令和6年7月1日`, `2024년 7월 1일`.

use super::exceptions::{ERAS, LUNAR_CALENDARS};
use super::patterns::{Written, year};
use super::tokens::Token::{self, DayCounter, MonthCounter, Number, Word, YearCounter};

/// The year of what has the form of a date and is none.
const NO_YEAR: u16 = 0;

/// The date at the start of the tokens, as precisely as it is given: day, month or year.
///
/// A two-digit year without an era is ambiguous; `今年`, `1990年代` and days of the lunisolar calendar are not dates.
pub(super) fn leading_date(tokens: &[Token]) -> Option<Written<'_>> {
    let (year, rest) = match tokens {
        [Word(before), Number(number), YearCounter, rest @ ..] => (year_after(before, number.parse().ok()?)?, rest),
        [Word(before), YearCounter, rest @ ..] => (year_after(before.strip_suffix('元')?, 1)?, rest),
        [number, YearCounter, rest @ ..] => (year(number)?, rest),
        _ => return None,
    };
    match rest {
        [Word(after), ..] if is_other_time(after) => Some(((NO_YEAR, 0, 0), rest)),
        [Number(month), MonthCounter, Number(day), DayCounter, rest @ ..] => Some(((year, month.parse().ok()?, day.parse().ok()?), rest)),
        [Number(month), MonthCounter, rest @ ..] => Some(((year, month.parse().ok()?, 0), rest)),
        _ => Some(((year, 0, 0), rest)),
    }
}

/// The year that a number means after an era or a lunisolar calendar; `None` if the text before it names neither.
fn year_after(before: &str, number: u16) -> Option<u16> {
    if LUNAR_CALENDARS.iter().any(|calendar| before.ends_with(calendar)) {
        return Some(NO_YEAR);
    }
    let (_, start) = ERAS.iter().find(|(era, _)| before.ends_with(era))?;
    Some(if (1..=150).contains(&number) { start + number } else { NO_YEAR })
}

/// True for text after a year that makes it a decade, a span of time or a year of the lunisolar calendar.
fn is_other_time(after: &str) -> bool {
    after.starts_with(['代', '间', '間', '前', '后', '後']) || LUNAR_CALENDARS.iter().any(|calendar| after.starts_with(calendar))
}
