//! Checks `site.json`, and whether the files and pages that it names exist.

use super::article::{invalid_language, report_unknown_keys};
use super::body::look_alike_host_warning;
use super::run::Subject;
use crate::article::visit::{NodeRef, visit_text};
use crate::article::{Inline, Text};
use crate::cli::build::app::accent;
use crate::cli::build::collection::is_picture;
use crate::cli::build::preview::publisher_picture;
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::drafts::Target;
use crate::messages::{self, LANGUAGES};
use std::collections::BTreeSet;
use url::Url;

const SITE_JSON: &str = "site.json";

type Reporter<'a> = &'a mut dyn FnMut(Severity, &str, String);

/// Checks the settings of the site. A missing or unreadable file has been reported already.
pub(crate) fn check_settings(subject: &Subject, diagnostics: &mut Vec<Diagnostic>) {
    if diagnostics.iter().any(|diagnostic| diagnostic.file == SITE_JSON) {
        return;
    }
    let mut report = |severity: Severity, place: &str, text: String| diagnostics.push(Diagnostic::new(severity, SITE_JSON, text).at(place));
    let site = &subject.site;
    if site.name.trim().is_empty() {
        report(Severity::Warning, "name", "the site has no name; it is shown in the header and in every page title".to_owned());
    }
    site.lang.as_deref().into_iter().for_each(|lang| check_language(lang, &mut report));
    check_address(subject, &mut report);
    check_appearance(subject, &mut report);
    check_pages(subject, &mut report);
    check_texts(subject, &mut report);
    check_keys(subject, &mut report);
}

/// Checks the language of the site, which is also that of the interface.
fn check_language(lang: &str, report: Reporter) {
    if let Some(text) = invalid_language(lang) {
        report(Severity::Warning, "lang", text);
    } else if messages::try_for_lang(lang).is_none() {
        let known: Vec<String> = LANGUAGES.iter().map(|language| format!("{} ({})", language.autonym, language.code)).collect();
        report(
            Severity::Note,
            "lang",
            format!("the interface is in English: it is not translated to {lang:?}, only to {}", known.join(", ")),
        );
    }
}

fn check_address(subject: &Subject, report: Reporter) {
    match subject.site.url.as_deref() {
        None => report(Severity::Note, "url", "not set, so canonical links, sitemap and feed are omitted".to_owned()),
        Some(text) => match Url::parse(text) {
            Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => {}
            _ => report(Severity::Warning, "url", format!("{text:?} is not a web address; use the form https://example.org/NAME/")),
        },
    }
}

fn check_appearance(subject: &Subject, report: Reporter) {
    if let Some(words) = &subject.site.accent {
        match accent::parse(words) {
            None => report(Severity::Warning, "accent", accent::invalid_message(words)),
            Some(accent) if accent.contrast < accent::MIN_CONTRAST => {
                report(Severity::Warning, "accent", accent::low_contrast_message(&accent))
            }
            Some(_) => {}
        }
    }
    if let Some(logo) = subject.site.logo.as_deref().filter(|logo| !is_picture(subject.folder, logo)) {
        report(Severity::Warning, "logo", format!("the picture {logo} is not in the corpus; add it to images/"));
    }
    if let Some(path) = &subject.site.preview {
        match publisher_picture::read(subject.folder, path, &subject.site.name) {
            Ok((preview, _)) => {
                publisher_picture::small_picture_warning(&preview).into_iter().for_each(|text| report(Severity::Warning, "preview", text))
            }
            Err(text) => report(Severity::Warning, "preview", format!("{text}; the site's name is drawn instead")),
        }
    }
    if let Some(lead) = subject.site.lead.as_deref().filter(|lead| !subject.targets.has_article(lead)) {
        report(Severity::Warning, "lead", format!("no article {lead}; the newest article with a picture is used instead"));
    }
    if let Some(lead) = subject.site.lead.as_ref().filter(|lead| subject.drafts.contains(&Target::Article(lead.to_string()))) {
        report(Severity::Warning, "lead", format!("the article {lead} is a draft; the newest article with a picture is used instead"));
    }
}

fn check_pages(subject: &Subject, report: Reporter) {
    let is_draft = |page: &str| subject.drafts.contains(&Target::Page(page.to_owned()));
    let draft_message = |page: &str| format!("the page {page} is a draft, so the published site does not link to it");
    let missing = |page: &str| format!("no page {page}; create pages/{page}.json, or remove the entry");
    for item in &subject.site.navigation {
        match (&item.page, &item.href) {
            (None, None) => report(Severity::Warning, "navigation", format!("{:?} has no target; add a `page` or an `href`", item.label)),
            (Some(page), _) if !subject.targets.has_page(page) => report(Severity::Warning, "navigation", missing(page)),
            (Some(page), _) if is_draft(page) => report(Severity::Warning, "navigation", draft_message(page)),
            (None, Some(href)) => check_link(href, "navigation", subject, report),
            _ => {}
        }
        if item.label.trim().is_empty() {
            report(Severity::Warning, "navigation", "an item has no label; add one".to_owned());
        }
    }
    let consent = subject.site.consent.iter().flat_map(|consent| &consent.pages);
    for page in consent.filter(|page| !subject.targets.has_page(page)) {
        report(Severity::Warning, "consent", missing(page));
    }
    let consent = subject.site.consent.iter().flat_map(|consent| &consent.pages);
    for page in consent.filter(|page| is_draft(page)) {
        report(Severity::Warning, "consent", draft_message(page));
    }
    if let Some(contact) = subject.site.contact.as_ref().filter(|contact| !contact.email.contains('@')) {
        report(Severity::Warning, "contact", format!("{:?} is not a valid email address", contact.email));
    }
    if subject.site.message.is_some() && subject.site.contact.is_none() {
        report(Severity::Warning, "message", "readers cannot send messages without an email address; set `contact`".to_owned());
    }
}

fn check_link(href: &str, place: &str, subject: &Subject, report: Reporter) {
    if let Some(why) = subject.targets.broken_link_reason(href, &BTreeSet::new()) {
        report(Severity::Warning, place, format!("broken link {href}: {why}"));
    }
    if subject.drafts.find_by_href(href, &subject.site).is_some() {
        report(Severity::Warning, place, format!("the link {href} leads to a draft, so the published site does not link to it"));
    }
    look_alike_host_warning(href).into_iter().for_each(|why| report(Severity::Warning, place, format!("the link {href} {why}")));
}

fn check_texts(subject: &Subject, report: Reporter) {
    let site = &subject.site;
    let mut links = |place: &str, text: &Text| {
        let mut found = Vec::new();
        visit_text(text, &mut |node| {
            if let NodeRef::Inline(Inline::Link(link)) = node {
                found.push(link.href.clone());
            }
        });
        found.iter().for_each(|href| check_link(href, place, subject, report));
    };
    site.notices.iter().for_each(|notice| links("notices", &notice.text));
    site.consent.iter().for_each(|consent| links("consent", &consent.text));
    for notice in &site.notices {
        notice.lang.as_deref().and_then(invalid_language).into_iter().for_each(|text| report(Severity::Warning, "notices", text));
    }
}

fn check_keys(subject: &Subject, report: Reporter) {
    let site = &subject.site;
    report_unknown_keys("", &site.extra, report);
    site.navigation.iter().for_each(|item| report_unknown_keys("navigation", &item.extra, report));
    site.notices.iter().for_each(|notice| report_unknown_keys("notices", &notice.extra, report));
    site.contact.iter().for_each(|contact| report_unknown_keys("contact", &contact.extra, report));
    site.message.iter().for_each(|message| report_unknown_keys("message", &message.extra, report));
    site.consent.iter().for_each(|consent| report_unknown_keys("consent", &consent.extra, report));
}
