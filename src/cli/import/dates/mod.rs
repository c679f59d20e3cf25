//! Dates as sources write them, in any language.
//!
//! Two questions, answered by the same parser:
//!
//! - [`parse_date`]: which date is this text? Asked of metadata, front matter and fields of JSON.
//! - [`days`], [`first_day`]: which days does this text name? Asked of the lines of a page.
//!
//! [`day_in_path`] reads the day in an address, [`parse_month`] a month's name.
//!
//! [`tokens`] splits the text into numbers, words, counters and marks of any script; [`patterns`] and [`east_asian`] are the forms
//! of dates over these tokens; [`whole_text`] are the forms that only a text without anything else may have, as Unix time; [`time`]
//! reads the time of day after a date; [`months`] are the names by CLDR, [`exceptions`] what it lacks.

mod east_asian;
mod exceptions;
mod months;
mod patterns;
mod time;
mod tokens;
mod whole_text;

pub(super) use months::parse_month;

use crate::article::date::Date;
use patterns::{Rules, dates_in};
use tokens::tokenize;

/// Longest text that may be a date, in bytes.
const MAX_DATE_BYTES: usize = 240;

/// How the lines of a page are read: their language is unknown, and a number of another century is hardly a year.
const RUNNING_TEXT: Rules = Rules { lang: "", years: 1900..=2199, has_short_years: true };

/// Reads a date into RFC 3339: a date-time if day, time and zone are known, else the day, the month or the year.
///
/// `lang` decides `03/04/2024`, where only English puts the month first, and names that mean different months in two languages.
/// January 1 of year 1, which programs write for "no date", years BC and years of two digits give `None`.
pub fn parse_date(text: &str, lang: &str) -> Option<String> {
    let text = text.trim().trim_matches(['"', '\'']).trim();
    if text.is_empty() || text.len() > MAX_DATE_BYTES || is_bc(text) {
        return None;
    }
    let rules = Rules { lang, years: 1..=9999, has_short_years: false };
    let tokens = tokenize(text);
    let in_words = || {
        let separated = whole_text::with_separators(&tokens);
        dates_in(separated.as_deref().unwrap_or(&tokens), &rules).next().map(|(date, rest)| time::with_time(&date, rest))
    };
    whole_text::parse(text, &tokens).or_else(in_words).filter(|date| Date::parse(date).is_some())
}

/// The days in a text, as `2024-07-01`, in order; a month or a year alone does not count, nor does a year outside 1900 to 2199.
///
/// Where a language would decide the order of day and month, the day comes first.
pub(super) fn days(text: &str) -> Vec<String> {
    dates_in(&tokenize(text), &RUNNING_TEXT).map(|(date, _)| date).filter(|date| date.day > 0).map(|date| date.iso_date()).collect()
}

/// The first of the [`days`] in a text.
pub(super) fn first_day(text: &str) -> Option<String> {
    days(text).into_iter().next()
}

/// The day in the path of an address or a file: `…/2024/07/01/…`, `…/2024-07-01-…`.
pub(super) fn day_in_path(path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split(['/', '-']).collect();
    let is_number = |part: &str, digits: usize| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
    let days = parts.windows(3).filter(|w| matches!(w, [y, m, d] if is_number(y, 4) && is_number(m, 2) && is_number(d, 2)));
    days.into_iter().find_map(|w| parse_date(&w.join("-"), "").filter(|day| day.len() == 10))
}

fn is_bc(text: &str) -> bool {
    let minus = text.strip_prefix(['-', '−']).is_some_and(|rest| rest.starts_with(char::is_numeric));
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '.').any(|w| matches!(w, "BC" | "BCE" | "B.C." | "B.C.E."));
    minus || words || ["公元前", "紀元前", "기원전", "v. Chr.", "av. J.-C.", "a. C."].iter().any(|mark| text.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_dates_in_many_forms() {
        for (text, lang, want) in [
            ("2023-05-06", "en", "2023-05-06"),
            ("2023-05", "en", "2023-05"),
            ("2022-02-03T04:05:06Z", "en", "2022-02-03T04:05:06Z"),
            ("2022-02-03 04:05:06 +0800", "en", "2022-02-03T04:05:06+08:00"),
            ("2022-02-03T04:05:06.123+01:00", "en", "2022-02-03T04:05:06+01:00"),
            ("2022-02-03T04:05", "en", "2022-02-03"),
            ("2022/02/03 04:05", "en", "2022-02-03"),
            ("Mon, 01 Jul 2024 10:00:00 +0800", "en", "2024-07-01T10:00:00+08:00"),
            ("July 1, 2024", "en", "2024-07-01"),
            ("Published: 1st July 2024 10:30", "en", "2024-07-01"),
            ("1. Juli 2024", "de", "2024-07-01"),
            ("3 juin 2021", "fr", "2021-06-03"),
            ("3 juillet 2021", "fr", "2021-07-03"),
            ("5 de mayo de 2020", "es", "2020-05-05"),
            ("2024年7月1日 12:30", "zh", "2024-07-01"),
            ("01.07.2024", "de", "2024-07-01"),
            ("07/15/2024", "de", "2024-07-15"),
            ("03/04/2024", "en-US", "2024-03-04"),
            ("03/04/2024", "fr", "2024-04-03"),
            ("1719800000", "en", "2024-07-01T02:13:20Z"),
            ("1719800000.25", "en", "2024-07-01T02:13:20Z"),
            ("20240701", "en", "2024-07-01"),
            ("20240701T101500Z", "en", "2024-07-01T10:15:00Z"),
            ("20240701101500+0200", "en", "2024-07-01T10:15:00+02:00"),
            ("20240701T1015", "en", "2024-07-01"),
            ("2024-7-1", "en", "2024-07-01"),
            ("2024-W27-1", "en", "2024-07-01"),
            ("2024-183", "en", "2024-07-01"),
            ("2024-07-01/2024-07-05", "en", "2024-07-01"),
            ("2024-07-01T10:15:00,123+02:00", "en", "2024-07-01T10:15:00+02:00"),
            ("2024-07-01T10:15:00+2", "en", "2024-07-01T10:15:00+02:00"),
            ("2024-07-01T10:15:00-330", "en", "2024-07-01T10:15:00-03:30"),
            ("2024-07-01 10:15 PST", "en", "2024-07-01"),
            ("٢٠٢٤-٠٧-٠١", "ar", "2024-07-01"),
            ("5 lipca 2023", "pl", "2023-07-05"),
            ("mardi 4 avril 2023", "fr", "2023-04-04"),
            ("Magazine | 14 March 2023", "en", "2023-03-14"),
            ("平成30年7月1日", "ja", "2018-07-01"),
        ] {
            assert_eq!(parse_date(text, lang).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn rejects_text_without_a_date() {
        for text in [
            "",
            "yesterday",
            "2024-13-45",
            "31 June 2024",
            "12",
            "March of the penguins",
            "–年–月",
            "农历今年",
            "0001-01-01T00:00:00Z",
            "0000-00-00 00:00:00",
            "-0044-03-15",
            "-2024-03-15",
            "44 BC",
            "12 March 44 BC",
            "1890s",
            "12024-07-01",
            "2024-02-30",
            "99999999",
            "{{date}}",
        ] {
            assert_eq!(parse_date(text, "en"), None, "{text}");
        }
    }

    #[test]
    fn parses_dates_of_every_east_asian_script_and_era() {
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
            assert_eq!(parse_date(text, "").as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn rejects_text_without_an_east_asian_date() {
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
            assert_eq!(parse_date(text, ""), None, "{text}");
        }
    }

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

    #[test]
    fn both_questions_give_the_same_day() {
        for (text, day) in [
            ("mar. 4 avril 2023", "2023-04-04"),
            ("10:05 Uhr, 1. Juli 2024", "2024-07-01"),
            ("Posted at 10:30 on 01/07/2024", "2024-07-01"),
            ("3 comments | 2024-07-01", "2024-07-01"),
            ("07-15-2024", "2024-07-15"),
            ("2024–07–01", "2024-07-01"),
            ("01/Jul/2024:10:00:00", "2024-07-01"),
            ("2024. július 1.", "2024-07-01"),
            ("2024 m. liepos 1 d.", "2024-07-01"),
            ("© 2023 July 1, 2024", "2024-07-01"),
            ("Mon Jul  1 10:00:00 UTC 2024", "2024-07-01"),
            ("Mon Jul 01 10:00:00 +0000 2024", "2024-07-01"),
            ("1-го июля 2024 года", "2024-07-01"),
            ("1 d’abril de 2024", "2024-04-01"),
            ("Ngày 1 tháng 7 năm 2024", "2024-07-01"),
            ("1 تشرين الثاني 2024", "2024-11-01"),
            ("1 अक्टू॰ 2024", "2024-10-01"),
            ("1 ביולי 2024", "2024-07-01"),
            ("٠١\u{200F}/٠٧\u{200F}/٢٠٢٤", "2024-07-01"),
            ("令和6年7月1日", "2024-07-01"),
            ("2024年7月1日 农历五月廿六", "2024-07-01"),
            ("01/07/2024 成立10周年", "2024-07-01"),
        ] {
            assert_eq!((parse_date(text, "").as_deref(), first_day(text).as_deref()), (Some(day), Some(day)), "{text}");
        }
        for text in ["农历2024年五月初五", "2024年农历五月初五", "12345.07.2024", "24年7月1日", "1 July 24", "2024-07-012", "July 0800"]
        {
            assert_eq!((parse_date(text, ""), first_day(text)), (None, None), "{text}");
        }
    }

    #[test]
    fn the_questions_differ_in_what_they_leave_out() {
        for (text, date, day) in [
            ("July 2024", Some("2024-07"), None),
            ("2024年7月1", Some("2024-07"), None),
            ("2024-07-00", Some("2024-07"), None),
            ("4 July 1776", Some("1776-07-04"), None),
            ("0800-12-25", Some("0800-12-25"), None),
            ("2024 07 01", Some("2024-07-01"), None),
            ("2024-W27-1T10:15:00Z", Some("2024-07-01"), None),
            ("20240701-101500", Some("2024-07-01"), None),
            ("01.07.24, 15:23 Uhr", None, Some("2024-07-01")),
            ("01.07.99", None, Some("1999-07-01")),
            ("4 July 1976 BC", None, Some("1976-07-04")),
        ] {
            assert_eq!((parse_date(text, "").as_deref(), first_day(text).as_deref()), (date, day), "{text}");
        }
    }

    #[test]
    fn a_time_counts_if_its_zone_is_known() {
        for (text, want) in [
            ("Mon Jul 01 2024 10:00:00 GMT+0800 (China Standard Time)", "2024-07-01T10:00:00+08:00"),
            ("July 1, 2024, 9:05 UTC", "2024-07-01T09:05:00Z"),
            ("2024-07-01 10:15 -0500", "2024-07-01T10:15:00-05:00"),
            ("2024:07:01 10:15:00", "2024-07-01"),
            ("July 1, 2024 10:30 PM GMT", "2024-07-01"),
            ("July 1, 2024 10:00-12:00", "2024-07-01"),
            ("2024-07-01 10:00 - 5 comments", "2024-07-01"),
            ("2024-07-01 10:00 - 2024 in review", "2024-07-01"),
            ("2024-07-01T25:00:00Z", "2024-07-01"),
        ] {
            assert_eq!(parse_date(text, "en").as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn the_language_decides_between_months_of_one_name() {
        assert_eq!(
            (parse_date("1. listopada 2024", "hr").as_deref(), parse_date("1 listopada 2024", "pl").as_deref()),
            (Some("2024-10-01"), Some("2024-11-01"))
        );
    }

    #[test]
    fn finds_all_days_and_the_day_in_a_path() {
        assert_eq!(days("1. Juli 2024 (aktualisiert: 03.07.2024)"), ["2024-07-01", "2024-07-03"]);
        assert_eq!(day_in_path("/news/2024/13/01/2024-07-01-name").as_deref(), Some("2024-07-01"));
        assert_eq!((day_in_path("/news/1.7.2024"), day_in_path("/2024/00/01/name")), (None, None));
    }

    proptest::proptest! {
        #[test]
        fn accepts_any_text_without_panic(text in any_date_like(), lang in "[a-z]{2}") {
            if let Some(date) = parse_date(&text, &lang) {
                proptest::prop_assert!(Date::parse(&date).is_some(), "{text:?} gave {date:?}");
            }
        }
    }

    /// Generates any text, rich in characters that dates use.
    fn any_date_like() -> impl proptest::strategy::Strategy<Value = String> {
        use proptest::prelude::*;
        let parts = prop_oneof![
            any::<String>(),
            "[0-9０-９٠-٩]{1,8}",
            "[年月日년월일今去元二〇令和平成]{1,4}",
            "[-/.T:Z+ WÀ-ž]{1,3}",
            "(May|mars|Sept|BC)"
        ];
        prop::collection::vec(parts, 0..6).prop_map(|parts| parts.concat())
    }
}
