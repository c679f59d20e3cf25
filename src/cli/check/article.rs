//! Checks one article or one page of the site: its fields, then its body.

use super::body;
use super::run::Subject;
use crate::article::date::Date;
use crate::article::{Article, Extra, model};
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::drafts::{Target, is_draft, legacy_draft_mark};
use crate::cli::folder::ArticleFile;

/// Checks an article or a page.
pub(crate) fn check_article(article_file: &ArticleFile, subject: &Subject, diagnostics: &mut Vec<Diagnostic>) {
    let mut report = |severity: Severity, place: &str, text: String| {
        diagnostics.push(Diagnostic::new(severity, article_file.file.as_str(), text).at(place))
    };
    let article = &article_file.article;
    if article.format > model::FORMAT {
        report(
            Severity::Warning,
            "format",
            format!("format {} is newer than the supported format {}; update Lectern", article.format, model::FORMAT),
        );
    }
    check_id_and_title(article_file, &mut report);
    if let Some(text) = invalid_language(&article.lang) {
        report(Severity::Warning, "lang", text);
    }
    check_dates(article, subject.today, &mut report);
    check_versions(article, subject, &mut report);
    report_unknown_keys("", &article.extra, &mut report);
    if let Some(capture) = &article.capture {
        report_unknown_keys("capture", &capture.extra, &mut report);
    }
    if let Some(reason) = &article.review {
        report(
            Severity::Note,
            "review",
            format!("needs review: {reason}. Check it with `lectern review`, or delete this key once checked"),
        );
    }
    if article.body.is_empty() {
        report(Severity::Error, "body", "the body is empty; add text, or delete the file".to_owned());
    }
    body::check_body(article_file, subject, diagnostics);
}

/// Reports that an article or a page is a draft, and how to publish it.
pub(crate) fn draft_diagnostic(article_file: &ArticleFile) -> Diagnostic {
    let how = match legacy_draft_mark(&article_file.article) {
        None => "delete `draft` to publish it".to_owned(),
        Some(mark) => format!("marked by version 0.1 in {mark}; import the source again, or delete the mark to publish it"),
    };
    let text = format!("a draft is not published; only `build --drafts` and `serve --drafts` show it ({how})");
    Diagnostic::new(Severity::Note, article_file.file.as_str(), text).at("draft")
}

/// Checks that an article has a date, which a page does not need.
pub(crate) fn check_has_date(article_file: &ArticleFile, diagnostics: &mut Vec<Diagnostic>) {
    if article_file.article.published.as_deref().is_none_or(|text| text.trim().is_empty()) {
        let text = "no date; it will be listed last, undated. Add \"published\": \"2024-07-01\", or as much of the date as is known";
        diagnostics.push(Diagnostic::new(Severity::Warning, article_file.file.as_str(), text).at("published"));
    }
}

type Reporter<'a> = &'a mut dyn FnMut(Severity, &str, String);

fn check_id_and_title(article_file: &ArticleFile, report: Reporter) {
    let stem = article_file.file.rsplit('/').next().unwrap_or_default().trim_end_matches(".json");
    let article = &article_file.article;
    if stem != article.id {
        report(
            Severity::Warning,
            "id",
            format!("the id {} does not match the file name; rename the file to {}.json", article.id, article.id),
        );
    }
    if article.title.trim().is_empty() {
        report(Severity::Error, "title", "no title; add one".to_owned());
    } else if article.title_made {
        report(Severity::Note, "title", format!("the source has no title; import made this one: {:?}", article.title));
    }
}

/// Returns the problem with a language code, if any.
pub(crate) fn invalid_language(lang: &str) -> Option<String> {
    if lang.is_empty() {
        return Some("no language; add one, such as \"en\" or \"zh-Hans\" (used by screen readers and for dates)".to_owned());
    }
    let known = lang.parse::<icu::locale::LanguageIdentifier>().is_ok_and(|id| !id.language.is_unknown());
    (!known).then(|| format!("{lang:?} is not a valid language code; use one such as \"en\", \"pt-BR\" or \"zh-Hans\" (BCP 47)"))
}

fn check_dates(article: &Article, today: &Date, report: Reporter) {
    for (key, text) in [("published", &article.published), ("modified", &article.modified)] {
        let Some(text) = text.as_deref().filter(|text| !text.trim().is_empty()) else { continue };
        match Date::parse(text) {
            None => report(Severity::Error, key, format!("{text:?} is not a valid date; use 2024-07-01, or as much of it as is known")),
            Some(date) if is_after(&date, today) => {
                report(Severity::Warning, key, format!("{text} is in the future; the article will be listed first"))
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

fn check_versions(article: &Article, subject: &Subject, report: Reporter) {
    for version in &article.versions {
        let id = &version.id;
        match subject.versions.get(id) {
            None => report(Severity::Warning, "versions", format!("no article {id}; correct the id or remove the version")),
            Some(other) if !other.versions.contains(&article.id) => {
                report(Severity::Warning, "versions", format!("{} does not list {} as a version; add it there", other.file, article.id));
            }
            Some(_) if !is_draft(article) && subject.drafts.contains(&Target::Article(id.clone())) => {
                report(Severity::Warning, "versions", format!("the version {id} is a draft, so the published site does not link to it"));
            }
            Some(_) => {}
        }
        report_unknown_keys("versions", &version.extra, report);
    }
}

/// Reports unknown fields. They are kept in the file, but nothing reads them.
pub(crate) fn report_unknown_keys(place: &str, extra: &Extra, report: Reporter) {
    extra.keys().for_each(|key| report_unknown_key(place, key, report));
}

/// Reports an unknown field.
pub(crate) fn report_unknown_key(place: &str, key: &str, report: Reporter) {
    report(Severity::Warning, place, format!("unknown key {key:?}; it is kept but ignored. Check the spelling"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_dates_as_precisely_as_known() {
        let day = Date::parse("2024-07-15").unwrap();
        let after = |text: &str| is_after(&Date::parse(text).unwrap(), &day);
        assert!(after("2024-07-16") && after("2024-08") && after("2025"));
        assert!(!after("2024-07-15T23:59:59Z") && !after("2024-07") && !after("2024"));
    }

    #[test]
    fn reports_an_invalid_language() {
        assert!(invalid_language("zh-Hans").is_none() && invalid_language("en-GB").is_none() && invalid_language("yue").is_none());
        assert!(invalid_language("").is_some() && invalid_language("english language").is_some() && invalid_language("e").is_some());
    }
}
