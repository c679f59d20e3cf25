//! The words of citations by language. Where a language is missing, citations are in English, as CSL does it.

use crate::article::date::Date;
use crate::article::language::primary_subtag;

/// The words of citations in one language.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CitationTerms {
    /// Primary subtag of the language.
    pub code: &'static str,
    /// Between the last two names of APA.
    pub ampersand: &'static str,
    /// Between the last two names of other styles.
    pub and: &'static str,
    /// In place of further names.
    pub et_al: &'static str,
    /// In place of a missing date.
    pub no_date: &'static str,
    /// Before the day of reading.
    pub accessed: &'static str,
    /// Before the day on which the page was captured.
    pub captured: &'static str,
    /// APA, for a page without a date: `{0}` is the day of reading; the address follows.
    pub retrieved: &'static str,
    /// Around titles.
    pub quotation_marks: [&'static str; 2],
    /// Whether a full stop stands inside a closing quotation mark.
    pub has_stop_inside: bool,
    /// Between names.
    pub comma: &'static str,
    /// At the end of a sentence.
    pub full_stop: &'static str,
}

/// The languages, English first.
static TERMS: [CitationTerms; 8] = [
    CitationTerms {
        code: "en",
        ampersand: "&",
        and: "and",
        et_al: "et al.",
        no_date: "n.d.",
        accessed: "Accessed",
        captured: "Captured",
        retrieved: "Retrieved {0}, from",
        quotation_marks: ["“", "”"],
        has_stop_inside: true,
        comma: ", ",
        full_stop: ".",
    },
    CitationTerms {
        code: "zh",
        ampersand: "和",
        and: "和",
        et_al: "等",
        no_date: "无日期",
        accessed: "访问日期：",
        captured: "存档日期：",
        retrieved: "取读于 {0}，来自",
        quotation_marks: ["《", "》"],
        has_stop_inside: false,
        comma: "，",
        full_stop: ".",
    },
    CitationTerms {
        code: "ar",
        ampersand: "و",
        and: "و",
        et_al: "وآخرون",
        no_date: "د.ت.",
        accessed: "تاريخ الاطلاع",
        captured: "تاريخ الحفظ",
        retrieved: "استُرجع في {0}، من",
        quotation_marks: ["«", "»"],
        has_stop_inside: false,
        comma: "، ",
        full_stop: ".",
    },
    CitationTerms {
        code: "es",
        ampersand: "y",
        and: "y",
        et_al: "et al.",
        no_date: "s. f.",
        accessed: "Consultado el",
        captured: "Capturado el",
        retrieved: "Recuperado el {0}, de",
        quotation_marks: ["«", "»"],
        has_stop_inside: false,
        comma: ", ",
        full_stop: ".",
    },
    CitationTerms {
        code: "fr",
        ampersand: "et",
        and: "et",
        et_al: "et al.",
        no_date: "s. d.",
        accessed: "Consulté le",
        captured: "Capturé le",
        retrieved: "Consulté le {0}, à l’adresse",
        quotation_marks: ["«\u{a0}", "\u{a0}»"],
        has_stop_inside: false,
        comma: ", ",
        full_stop: ".",
    },
    CitationTerms {
        code: "ru",
        ampersand: "и",
        and: "и",
        et_al: "и др.",
        no_date: "б. д.",
        accessed: "Дата обращения:",
        captured: "Дата сохранения:",
        retrieved: "Дата обращения: {0}. Источник:",
        quotation_marks: ["«", "»"],
        has_stop_inside: false,
        comma: ", ",
        full_stop: ".",
    },
    CitationTerms {
        code: "ja",
        ampersand: "・",
        and: "・",
        et_al: "ほか",
        no_date: "日付なし",
        accessed: "閲覧日",
        captured: "保存日",
        retrieved: "{0}閲覧、",
        quotation_marks: ["「", "」"],
        has_stop_inside: false,
        comma: "、",
        full_stop: ".",
    },
    CitationTerms {
        code: "de",
        ampersand: "&",
        and: "und",
        et_al: "u. a.",
        no_date: "o. J.",
        accessed: "Zugriff am",
        captured: "Erfasst am",
        retrieved: "Abgerufen am {0}, von",
        quotation_marks: ["„", "“"],
        has_stop_inside: false,
        comma: ", ",
        full_stop: ".",
    },
];

impl CitationTerms {
    /// The words of a language.
    pub(crate) fn for_lang(lang: &str) -> &'static CitationTerms {
        let code = primary_subtag(lang);
        TERMS.iter().find(|terms| terms.code == code).unwrap_or(&TERMS[0])
    }

    /// Whether dates are written in English.
    pub(crate) fn is_english(&self) -> bool {
        self.code == "en"
    }
}

/// The months of English.
const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A date as American English has it: `March 4, 2016`, `March 2016`, `2016`.
pub(crate) fn american_date(date: &Date) -> String {
    match (month_name(date), date.day) {
        (None, _) => date.year.to_string(),
        (Some(month), 0) => format!("{month} {}", date.year),
        (Some(month), day) => format!("{month} {day}, {}", date.year),
    }
}

/// A date as MLA has it: `4 Mar. 2016`; May, June and July are not shortened, September has four letters.
pub(crate) fn mla_date(date: &Date) -> String {
    let short = month_name(date).map(|month| match month {
        "May" | "June" | "July" => month.to_owned(),
        "September" => "Sept.".to_owned(),
        month => month.chars().take(3).chain(['.']).collect(),
    });
    match (short, date.day) {
        (None, _) => date.year.to_string(),
        (Some(month), 0) => format!("{month} {}", date.year),
        (Some(month), day) => format!("{day} {month} {}", date.year),
    }
}

pub(crate) fn month_name(date: &Date) -> Option<&'static str> {
    MONTHS.get(usize::from(date.month).checked_sub(1)?).copied()
}
