//! Names in dates that the Gregorian names of CLDR lack, each with its source.

/// A month's name and its number. It is never abbreviated: `Mae` is no month.
pub(super) const MONTHS: [(&str, u8); 3] = [
    // Duden: "Feber", Austrian for "Februar".
    ("feber", 2),
    // DIN 5007-1: "ä" is written "ae" where it is not at hand.
    ("maerz", 3),
    // Without the nukta under फ, as Hindi is often typed; CLDR has "फ़रवरी".
    ("फरवरी", 2),
];

/// Hebrew writes "in" before the month, as one word with it: CLDR has it in the pattern of a date, "d בMMMM y".
pub(super) const HEBREW_IN: char = 'ב';

/// An era's name, and the year before its first.
///
/// Of Japan: CLDR, `japanese` calendar; of the Republic of China: CLDR, `roc` calendar, in the characters of both scripts.
pub(super) const ERAS: [(&str, u16); 7] =
    [("明治", 1867), ("大正", 1911), ("昭和", 1925), ("平成", 1988), ("令和", 2018), ("民國", 1911), ("民国", 1911)];

/// Words that mark a date of the lunisolar calendar: CLDR, `chinese` and `dangi` calendars, and "old calendar" in Chinese and Japanese.
pub(super) const LUNAR_CALENDARS: [&str; 6] = ["农历", "農曆", "阴历", "陰曆", "旧暦", "음력"];
