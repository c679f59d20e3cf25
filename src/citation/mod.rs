//! Citations of articles: APA, MLA and Chicago as text, BibTeX, RIS and CSL-JSON as data.
//!
//! - [`citation_fields`]: the metadata that every page of an article holds. [`csl_item`]: the same as CSL-JSON, of which all else is
//!   made.
//! - [`person_name`]: personal names in their parts, told from names of organisations.
//! - [`terms`]: the words of citations by language. [`title_case`]: English headlines as two of the styles set them.
//! - [`apa`], [`mla`], [`chicago`]: the styles. [`styled_text`]: text in which titles are set in italics.
//! - [`bibtex`], [`ris`]: the formats of reference managers.
//!
//! A CSL processor with these three styles would be 670 kB after gzip in the page; tests compare the styles with one.
//!
//! Deliberately absent: dates in languages other than English, which the caller formats.

pub(crate) mod apa;
pub(crate) mod bibtex;
pub(crate) mod chicago;
pub(crate) mod citation_fields;
pub(crate) mod csl_item;
pub(crate) mod mla;
pub(crate) mod person_name;
pub(crate) mod ris;
pub(crate) mod styled_text;
pub(crate) mod terms;
pub(crate) mod title_case;

#[cfg(test)]
mod tests;

pub(crate) use csl_item::CslItem;
pub(crate) use styled_text::StyledText;

use crate::article::date::Date;

/// Formats a date in its long form in the language of a citation.
pub(crate) type LongDate<'a> = &'a dyn Fn(&Date) -> String;

/// A style or format of a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CitationFormat {
    /// The reference list of APA, 7th edition.
    Apa,
    /// The list of works cited of MLA, 9th edition.
    Mla,
    /// The bibliography of the Chicago Manual of Style, 17th edition.
    Chicago,
    /// A BibTeX entry.
    BibTex,
    /// An RIS record.
    Ris,
    /// A CSL-JSON item.
    CslJson,
}

impl CitationFormat {
    /// Every format, in the order in which they are offered.
    pub(crate) const ALL: [CitationFormat; 6] = [
        CitationFormat::Apa,
        CitationFormat::Mla,
        CitationFormat::Chicago,
        CitationFormat::BibTex,
        CitationFormat::Ris,
        CitationFormat::CslJson,
    ];

    /// Its name, which is the same in every language.
    pub(crate) fn name(self) -> &'static str {
        match self {
            CitationFormat::Apa => "APA",
            CitationFormat::Mla => "MLA",
            CitationFormat::Chicago => "Chicago",
            CitationFormat::BibTex => "BibTeX",
            CitationFormat::Ris => "RIS",
            CitationFormat::CslJson => "CSL-JSON",
        }
    }

    /// The extension and media type of its file; `None` for a style, which is text to copy.
    pub(crate) fn file_type(self) -> Option<(&'static str, &'static str)> {
        match self {
            CitationFormat::Apa | CitationFormat::Mla | CitationFormat::Chicago => None,
            CitationFormat::BibTex => Some(("bib", "application/x-bibtex")),
            CitationFormat::Ris => Some(("ris", "application/x-research-info-systems")),
            CitationFormat::CslJson => Some(("json", "application/vnd.citationstyles.csl+json")),
        }
    }

    /// Writes a citation.
    pub(crate) fn cite(self, item: &CslItem, long_date: LongDate) -> StyledText {
        match self {
            CitationFormat::Apa => apa::cite(item, long_date),
            CitationFormat::Mla => mla::cite(item, long_date),
            CitationFormat::Chicago => chicago::cite(item, long_date),
            CitationFormat::BibTex => StyledText::from(bibtex::entry(item)),
            CitationFormat::Ris => StyledText::from(ris::record(item)),
            CitationFormat::CslJson => StyledText::from(serde_json::to_string_pretty(&[item]).unwrap_or_default()),
        }
    }
}
