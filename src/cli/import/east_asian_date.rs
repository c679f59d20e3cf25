//! Dates that mark year, month and day with a character: `2024年7月1日`, `二〇二四年七月一日`, `令和6年7月1日`, `2024년 7월 1일`.

use jiff::civil;

/// The year before the first year of each era, for Japan and the Republic of China.
const ERA_OFFSETS: [(&str, i32); 7] =
    [("明治", 1867), ("大正", 1911), ("昭和", 1925), ("平成", 1988), ("令和", 2018), ("民國", 1911), ("民国", 1911)];

/// Words that mark a lunar calendar.
const LUNAR_CALENDAR_WORDS: [&str; 6] = ["农历", "農曆", "阴历", "陰曆", "旧暦", "음력"];

/// The first date in a text, as precisely as it is given: `2024-07-01`, `2024-07`, `2024`.
///
/// A two-digit year without an era is ambiguous, and `今年` and `1990年代` are not dates.
pub(super) fn first_date(text: &str) -> Option<String> {
    if LUNAR_CALENDAR_WORDS.iter().any(|word| text.contains(word)) {
        return None;
    }
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let counters = chars.iter().enumerate().filter(|(_, c)| matches!(c, '年' | '년'));
    counters.into_iter().find_map(|(at, _)| date_around(chars.get(..at)?, chars.get(at + 1..)?))
}

/// The date around a year mark: the year before it, the month and day after it.
fn date_around(before: &[char], after: &[char]) -> Option<String> {
    if matches!(after.first(), Some('代' | '间' | '間' | '前' | '后' | '後')) {
        return None;
    }
    let year = year_before_mark(before)?;
    let Some((month, rest)) = number_before_counter(after, &['月', '월']) else { return Some(format!("{year:04}")) };
    if !(1..=12).contains(&month) {
        return None;
    }
    let Some((day, _)) = number_before_counter(rest, &['日', '号', '號', '일']) else { return Some(format!("{year:04}-{month:02}")) };
    let date = civil::Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?);
    date.ok().map(|date| date.to_string())
}

/// The year at the end of `before`.
fn year_before_mark(before: &[char]) -> Option<i32> {
    let digits = before.iter().rev().take_while(|c| digit_value(**c).is_some_and(|v| v < 10)).count();
    let (rest, digits) = before.split_at_checked(before.len() - digits)?;
    let number = || digits.iter().try_fold(0, |number: i32, c| number.checked_mul(10)?.checked_add(digit_value(*c)?));
    if digits.is_empty() && rest.last() != Some(&'元') {
        return era_year_in_words(before);
    }
    let (rest, in_era) = if digits.is_empty() { (rest.get(..rest.len() - 1)?, 1) } else { (rest, number()?) };
    let written: String = rest.iter().collect();
    match ERA_OFFSETS.iter().find(|(era, _)| written.ends_with(era)) {
        Some((_, first)) if (1..=150).contains(&in_era) => Some(first + in_era),
        Some(_) => None,
        None => (digits.len() == 4 && (1000..=2999).contains(&in_era)).then_some(in_era),
    }
}

/// An era year written in words with tens: `平成三十年`.
fn era_year_in_words(before: &[char]) -> Option<i32> {
    let length = before.iter().rev().take_while(|c| digit_value(**c).is_some()).count();
    let (rest, number) = before.split_at_checked(before.len() - length)?;
    let (written, number) = (rest.iter().collect::<String>(), parse_number(number)?);
    ERA_OFFSETS.iter().find(|(era, _)| written.ends_with(era)).map(|(_, first)| first + number)
}

/// The number at the start of `chars`, if one of the counters follows it, and the rest.
fn number_before_counter<'c>(chars: &'c [char], counters: &[char]) -> Option<(i32, &'c [char])> {
    let length = chars.iter().take_while(|c| digit_value(**c).is_some()).count();
    let (number, rest) = chars.split_at_checked(length)?;
    let (counter, rest) = rest.split_first()?;
    counters.contains(counter).then(|| parse_number(number).map(|number| (number, rest))).flatten()
}

/// A number below 100 in digits or in words: `七`, `十二`, `二十`, `三十一`, `廿一`, `〇七`.
fn parse_number(chars: &[char]) -> Option<i32> {
    let tens = |sign: char| matches!(sign, '十' | '廿' | '卅');
    let Some(at) = chars.iter().position(|c| tens(*c)) else {
        let number = chars.iter().try_fold(0, |number: i32, c| number.checked_mul(10)?.checked_add(digit_value(*c)?))?;
        return (!chars.is_empty() && chars.len() <= 2).then_some(number);
    };
    let (before, after) = (chars.get(..at)?, chars.get(at + 1..)?);
    let ten = match (before, digit_value(*chars.get(at)?)?) {
        ([], ten) => ten,
        ([count], 10) => digit_value(*count).filter(|v| *v < 10)? * 10,
        _ => return None,
    };
    match after {
        [] => Some(ten),
        [one] => digit_value(*one).filter(|v| *v < 10).map(|one| ten + one),
        _ => None,
    }
}

/// The value of a numeral: a digit of either width, or a Chinese numeral.
fn digit_value(sign: char) -> Option<i32> {
    const CHINESE_DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    match sign {
        '零' | '○' => Some(0),
        '十' => Some(10),
        '廿' => Some(20),
        '卅' => Some(30),
        '０'..='９' => i32::try_from(u32::from(sign) - u32::from('０')).ok(),
        _ => CHINESE_DIGITS
            .iter()
            .position(|c| *c == sign)
            .and_then(|v| i32::try_from(v).ok())
            .or_else(|| sign.to_digit(10)?.try_into().ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_dates_of_every_script_and_era() {
        for (text, want) in [
            ("2024年7月1日 12:30", "2024-07-01"),
            ("２０２４年７月１日", "2024-07-01"),
            ("发布于2024年07月01日", "2024-07-01"),
            ("二〇二四年七月一日", "2024-07-01"),
            ("二零二四年十二月三十一日", "2024-12-31"),
            ("2013 年 6 月", "2013-06"),
            ("2013年六月的某天", "2013-06"),
            ("我们今年五月说起2019年二月廿三号", "2019-02-23"),
            ("2024年", "2024"),
            ("平成30年7月1日", "2018-07-01"),
            ("平成三十年七月一日", "2018-07-01"),
            ("令和元年5月1日", "2019-05-01"),
            ("令和5年8月2日", "2023-08-02"),
            ("民國113年7月1日", "2024-07-01"),
            ("입력 2024년 7월 1일", "2024-07-01"),
        ] {
            assert_eq!(first_date(text).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn rejects_text_without_a_date() {
        for text in [
            "农历今年",
            "农历2024年五月初五",
            "今年",
            "去年",
            "24年7月1日",
            "1990年代",
            "2024年13月",
            "2024年2月30日",
            "年月日",
            "十年前",
            "平成今年",
            "",
        ] {
            assert_eq!(first_date(text), None, "{text}");
        }
    }
}
