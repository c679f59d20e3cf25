//! The metadata of an article as CSL-JSON (https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables).

use super::person_name::CslName;
use crate::article::date::Date;
use serde::{Deserialize, Serialize};

/// A date: year, month and day, as far as they are known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct CslDate {
    /// One date of one to three numbers.
    #[serde(rename = "date-parts")]
    pub date_parts: Vec<Vec<u16>>,
}

/// The metadata of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct CslItem {
    /// The id of the article.
    pub id: String,
    /// `article-newspaper`, or `webpage`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The headline.
    pub title: String,
    /// The authors.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub author: Vec<CslName>,
    /// The newspaper, agency or site.
    #[serde(rename = "container-title", skip_serializing_if = "String::is_empty")]
    pub container_title: String,
    /// The day of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<CslDate>,
    /// The day on which the page was captured.
    #[serde(rename = "available-date", skip_serializing_if = "Option::is_none")]
    pub available_date: Option<CslDate>,
    /// The day on which it is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accessed: Option<CslDate>,
    /// The address.
    #[serde(rename = "URL", skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// The language, BCP 47.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// The collection in which a captured article is read.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub archive: String,
    /// Its address there.
    #[serde(rename = "archive_location", skip_serializing_if = "String::is_empty")]
    pub archive_location: String,
}

/// The type of an article of a newspaper or an agency.
pub(crate) const NEWSPAPER_ARTICLE: &str = "article-newspaper";
/// The type of any other article.
pub(crate) const WEB_PAGE: &str = "webpage";

impl From<&Date> for CslDate {
    fn from(date: &Date) -> CslDate {
        let parts = [date.year, u16::from(date.month), u16::from(date.day)];
        CslDate { date_parts: vec![parts.into_iter().take_while(|part| *part > 0).collect()] }
    }
}

impl CslDate {
    /// The date; `None` where there is none.
    pub(crate) fn date(&self) -> Option<Date> {
        let parts = self.date_parts.first()?;
        let part = |at: usize| parts.get(at).and_then(|part| u8::try_from(*part).ok()).unwrap_or(0);
        Some(Date { year: *parts.first()?, month: part(1), day: part(2), time: String::new() })
    }
}

impl CslItem {
    /// Whether it is an article of a newspaper or an agency.
    pub(crate) fn is_news(&self) -> bool {
        self.kind == NEWSPAPER_ARTICLE
    }

    /// The day of publication.
    pub(crate) fn issued(&self) -> Option<Date> {
        self.issued.as_ref().and_then(CslDate::date)
    }

    /// The day on which it is read.
    pub(crate) fn accessed(&self) -> Option<Date> {
        self.accessed.as_ref().and_then(CslDate::date)
    }

    /// The day on which an article without a day of publication was captured.
    pub(crate) fn captured(&self) -> Option<Date> {
        self.available_date.as_ref().filter(|_| self.issued.is_none()).and_then(CslDate::date)
    }

    /// The newspaper, agency or site; empty if it is the only author, who is named already.
    pub(crate) fn container(&self) -> &str {
        let is_author = matches!(&self.author[..], [author] if author.literal == self.container_title);
        if is_author { "" } else { &self.container_title }
    }
}
