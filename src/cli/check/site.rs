//! Checks `site.json`, and whether the files and pages that it names exist.

use super::article::{language, unknown};
use super::body::disguised;
use super::run::Subject;
use crate::article::Text;
use crate::article::visit::{NodeRef, visit_text};
use crate::cli::build::accent;
use crate::cli::build::collection::is_picture;
use crate::cli::build::preview::publisher_picture;
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::drafts::Target;
use std::collections::BTreeSet;
use url::Url;

const FILE: &str = "site.json";

type Say<'a> = &'a mut dyn FnMut(Severity, &str, String);

/// Checks the settings of the site. A missing or unreadable file has been reported already.
pub fn check(subject: &Subject, problems: &mut Vec<Diagnostic>) {
    if problems.iter().any(|problem| problem.file == FILE) {
        return;
    }
    let mut say = |severity: Severity, place: &str, text: String| problems.push(Diagnostic::new(severity, FILE, text).at(place));
    let site = &subject.site;
    if site.name.trim().is_empty() {
        say(Severity::Warning, "name", "the site has no name; it is shown in the header and in every page title".to_owned());
    }
    site.lang.as_deref().and_then(language).into_iter().for_each(|text| say(Severity::Warning, "lang", text));
    check_address(subject, &mut say);
    check_looks(subject, &mut say);
    check_pages(subject, &mut say);
    check_texts(subject, &mut say);
    check_keys(subject, &mut say);
}

fn check_address(subject: &Subject, say: Say) {
    match subject.site.url.as_deref() {
        None => say(Severity::Note, "url", "not set, so canonical links, sitemap and feed are omitted".to_owned()),
        Some(text) => match Url::parse(text) {
            Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => {}
            _ => say(Severity::Warning, "url", format!("{text:?} is not a web address; use the form https://example.org/NAME/")),
        },
    }
}

fn check_looks(subject: &Subject, say: Say) {
    if let Some(words) = &subject.site.accent {
        match accent::read(words) {
            None => say(Severity::Warning, "accent", accent::unknown(words)),
            Some(accent) if accent.contrast < accent::LEAST => say(Severity::Warning, "accent", accent::pale(&accent)),
            Some(_) => {}
        }
    }
    if let Some(logo) = subject.site.logo.as_deref().filter(|logo| !is_picture(subject.folder, logo)) {
        say(Severity::Warning, "logo", format!("the picture {logo} is not in the corpus; add it to images/"));
    }
    if let Some(path) = &subject.site.preview {
        match publisher_picture::read(subject.folder, path, &subject.site.name) {
            Ok((preview, _)) => publisher_picture::small(&preview).into_iter().for_each(|text| say(Severity::Warning, "preview", text)),
            Err(text) => say(Severity::Warning, "preview", format!("{text}; the site's name is drawn instead")),
        }
    }
    if let Some(lead) = subject.site.lead.as_deref().filter(|lead| !subject.targets.has_article(lead)) {
        say(Severity::Warning, "lead", format!("no article {lead}; the newest article with a picture is used instead"));
    }
    if let Some(lead) = subject.site.lead.as_ref().filter(|lead| subject.drafts.has(&Target::Article(lead.to_string()))) {
        say(Severity::Warning, "lead", format!("the article {lead} is a draft; the newest article with a picture is used instead"));
    }
}

fn check_pages(subject: &Subject, say: Say) {
    let is_draft = |page: &str| subject.drafts.has(&Target::Page(page.to_owned()));
    let drafted = |page: &str| format!("the page {page} is a draft, so the published site does not link to it");
    let missing = |page: &str| format!("no page {page}; create pages/{page}.json, or remove the entry");
    for item in &subject.site.navigation {
        match (&item.page, &item.href) {
            (None, None) => say(Severity::Warning, "navigation", format!("{:?} has no target; add a `page` or an `href`", item.label)),
            (Some(page), _) if !subject.targets.has_page(page) => say(Severity::Warning, "navigation", missing(page)),
            (Some(page), _) if is_draft(page) => say(Severity::Warning, "navigation", drafted(page)),
            (None, Some(href)) => check_link(href, "navigation", subject, say),
            _ => {}
        }
        if item.label.trim().is_empty() {
            say(Severity::Warning, "navigation", "an item has no label; add one".to_owned());
        }
    }
    let consent = subject.site.consent.iter().flat_map(|consent| &consent.pages);
    for page in consent.filter(|page| !subject.targets.has_page(page)) {
        say(Severity::Warning, "consent", missing(page));
    }
    let consent = subject.site.consent.iter().flat_map(|consent| &consent.pages);
    for page in consent.filter(|page| is_draft(page)) {
        say(Severity::Warning, "consent", drafted(page));
    }
    if let Some(contact) = subject.site.contact.as_ref().filter(|contact| !contact.email.contains('@')) {
        say(Severity::Warning, "contact", format!("{:?} is not a valid email address", contact.email));
    }
    if subject.site.message.is_some() && subject.site.contact.is_none() {
        say(Severity::Warning, "message", "readers cannot send messages without an email address; set `contact`".to_owned());
    }
}

fn check_link(href: &str, place: &str, subject: &Subject, say: Say) {
    if let Some(why) = subject.targets.dead(href, &BTreeSet::new()) {
        say(Severity::Warning, place, format!("broken link {href}: {why}"));
    }
    if subject.drafts.behind(href, &subject.site).is_some() {
        say(Severity::Warning, place, format!("the link {href} leads to a draft, so the published site does not link to it"));
    }
    disguised(href).into_iter().for_each(|why| say(Severity::Warning, place, format!("the link {href} {why}")));
}

fn check_texts(subject: &Subject, say: Say) {
    let site = &subject.site;
    let mut links = |place: &str, text: &Text| {
        let mut found = Vec::new();
        visit_text(text, &mut |part| {
            if let NodeRef::Link(link) = part {
                found.push(link.href.clone());
            }
        });
        found.iter().for_each(|href| check_link(href, place, subject, say));
    };
    site.notices.iter().for_each(|notice| links("notices", &notice.text));
    site.consent.iter().for_each(|consent| links("consent", &consent.text));
    for notice in &site.notices {
        notice.lang.as_deref().and_then(language).into_iter().for_each(|text| say(Severity::Warning, "notices", text));
    }
}

fn check_keys(subject: &Subject, say: Say) {
    let site = &subject.site;
    unknown("", &site.extra, say);
    site.navigation.iter().for_each(|item| unknown("navigation", &item.extra, say));
    site.notices.iter().for_each(|notice| unknown("notices", &notice.extra, say));
    site.contact.iter().for_each(|contact| unknown("contact", &contact.extra, say));
    site.message.iter().for_each(|message| unknown("message", &message.extra, say));
    site.consent.iter().for_each(|consent| unknown("consent", &consent.extra, say));
}
