//! Checks one article or one page of the site: its fields, then its body.

use super::body;
use super::run::Subject;
use crate::article::date::Date;
use crate::article::{Article, Extra, model};
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::drafts::{Target, is_draft, why_drafted};
use crate::cli::folder::ArticleFile;

/// Checks an article or a page.
pub fn check(filed: &ArticleFile, subject: &Subject, problems: &mut Vec<Diagnostic>) {
    let mut say =
        |severity: Severity, place: &str, text: String| problems.push(Diagnostic::new(severity, filed.file.as_str(), text).at(place));
    let article = &filed.article;
    if article.format > model::FORMAT {
        say(
            Severity::Warning,
            "format",
            format!("format {} is newer than the supported format {}; update Lectern", article.format, model::FORMAT),
        );
    }
    named(filed, &mut say);
    if let Some(text) = language(&article.lang) {
        say(Severity::Warning, "lang", text);
    }
    dates(article, subject.today, &mut say);
    versions(article, subject, &mut say);
    unknown("", &article.extra, &mut say);
    if let Some(capture) = &article.capture {
        unknown("capture", &capture.extra, &mut say);
    }
    if let Some(reason) = &article.review {
        say(Severity::Note, "review", format!("needs review: {reason}. Delete this key once checked"));
    }
    if article.body.is_empty() {
        say(Severity::Error, "body", "the body is empty; add text, or delete the file".to_owned());
    }
    body::check(filed, subject, problems);
}

/// Reports that an article or a page is a draft, and how to publish it.
pub fn drafted(filed: &ArticleFile) -> Diagnostic {
    let how = match why_drafted(&filed.article) {
        None => "delete `draft` to publish it".to_owned(),
        Some(mark) => format!("marked by version 0.1 in {mark}; import the source again, or delete the mark to publish it"),
    };
    let text = format!("a draft is not published; only `build --drafts` and `serve --drafts` show it ({how})");
    Diagnostic::new(Severity::Note, filed.file.as_str(), text).at("draft")
}

/// Checks that an article has a date, which a page does not need.
pub fn check_dated(filed: &ArticleFile, problems: &mut Vec<Diagnostic>) {
    if filed.article.published.as_deref().is_none_or(|text| text.trim().is_empty()) {
        let text = "no date; it will be listed last, undated. Add \"published\": \"2024-07-01\", or as much of the date as is known";
        problems.push(Diagnostic::new(Severity::Warning, filed.file.as_str(), text).at("published"));
    }
}

type Say<'a> = &'a mut dyn FnMut(Severity, &str, String);

fn named(filed: &ArticleFile, say: Say) {
    let stem = filed.file.rsplit('/').next().unwrap_or_default().trim_end_matches(".json");
    let article = &filed.article;
    if stem != article.id {
        say(Severity::Warning, "id", format!("the id {} does not match the file name; rename the file to {}.json", article.id, article.id));
    }
    if article.title.trim().is_empty() {
        say(Severity::Error, "title", "no title; add one".to_owned());
    } else if article.title_made {
        say(Severity::Note, "title", format!("the source has no title; import made this one: {:?}", article.title));
    }
}

/// Returns the problem with a language code, if any.
pub fn language(lang: &str) -> Option<String> {
    if lang.is_empty() {
        return Some("no language; add one, such as \"en\" or \"zh-Hans\" (used by screen readers and for dates)".to_owned());
    }
    let known = lang.parse::<icu::locale::LanguageIdentifier>().is_ok_and(|id| !id.language.is_unknown());
    (!known).then(|| format!("{lang:?} is not a valid language code; use one such as \"en\", \"pt-BR\" or \"zh-Hans\" (BCP 47)"))
}

fn dates(article: &Article, today: &Date, say: Say) {
    for (key, text) in [("published", &article.published), ("modified", &article.modified)] {
        let Some(text) = text.as_deref().filter(|text| !text.trim().is_empty()) else { continue };
        match Date::parse(text) {
            None => say(Severity::Error, key, format!("{text:?} is not a valid date; use 2024-07-01, or as much of it as is known")),
            Some(date) if is_after(&date, today) => {
                say(Severity::Warning, key, format!("{text} is in the future; the article will be listed first"))
            }
            Some(_) => {}
        }
    }
}

/// True if a date, to its known precision, is later than a day.
fn is_after(date: &Date, day: &Date) -> bool {
    let known = |d: &Date| (d.year, if date.month == 0 { 0 } else { d.month }, if date.day == 0 { 0 } else { d.day });
    known(date) > known(day)
}

fn versions(article: &Article, subject: &Subject, say: Say) {
    for version in &article.versions {
        let id = &version.id;
        match subject.versions.get(id) {
            None => say(Severity::Warning, "versions", format!("no article {id}; correct the id or remove the version")),
            Some(other) if !other.versions.contains(&article.id) => {
                say(Severity::Warning, "versions", format!("{} does not list {} as a version; add it there", other.file, article.id));
            }
            Some(_) if !is_draft(article) && subject.drafts.has(&Target::Article(id.clone())) => {
                say(Severity::Warning, "versions", format!("the version {id} is a draft, so the published site does not link to it"));
            }
            Some(_) => {}
        }
        unknown("versions", &version.extra, say);
    }
}

/// Reports unknown fields. They are kept in the file, but nothing reads them.
pub fn unknown(place: &str, extra: &Extra, say: Say) {
    for key in extra.keys() {
        say(Severity::Warning, place, format!("unknown key {key:?}; it is kept but ignored. Check the spelling"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_in_the_future_as_far_as_it_is_known() {
        let day = Date::parse("2024-07-15").unwrap();
        let after = |text: &str| is_after(&Date::parse(text).unwrap(), &day);
        assert!(after("2024-07-16") && after("2024-08") && after("2025"));
        assert!(!after("2024-07-15T23:59:59Z") && !after("2024-07") && !after("2024"));
    }

    #[test]
    fn a_language_that_is_none_is_named() {
        assert!(language("zh-Hans").is_none() && language("en-GB").is_none() && language("yue").is_none());
        assert!(language("").is_some() && language("english language").is_some() && language("e").is_some());
    }
}
