//! Checks the blocks of an article: pictures, links, languages, and unknown nodes and fields.

use super::article::{language, unknown};
use super::run::Subject;
use super::target::anchors;
use crate::article::date::Date;
use crate::article::visit::{NodeRef, visit};
use crate::article::{Figure, Image, text};
use crate::cli::build::collection::no_picture;
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::drafts::is_draft;
use crate::cli::folder::ArticleFile;
use crate::cli::host::undisguised;

/// Checks the blocks of an article. The place of a problem is the block's number, from 1.
pub fn check(filed: &ArticleFile, subject: &Subject, problems: &mut Vec<Diagnostic>) {
    let body = &filed.article.body;
    let (own, draft) = (anchors(body), is_draft(&filed.article));
    for (number, block) in (1..).zip(body) {
        let place = format!("block {number}");
        let mut say =
            |severity: Severity, text: String| problems.push(Diagnostic::new(severity, filed.file.as_str(), text).at(place.as_str()));
        visit(std::slice::from_ref(block), &mut |part| match part {
            NodeRef::Figure(figure) => check_figure(figure, subject, &mut say),
            NodeRef::Link(link) => {
                let words = text::plain(&link.text);
                if let Some(why) = subject.targets.dead(&link.href, &own) {
                    say(Severity::Error, format!("broken link {} ({words:?}): {why}", link.href));
                }
                if !draft && subject.drafts.behind(&link.href, &subject.site).is_some() {
                    let text = format!("the link {} ({words:?}) leads to a draft; the published site shows only its text", link.href);
                    say(Severity::Warning, text);
                }
                disguised(&link.href).into_iter().for_each(|why| say(Severity::Warning, format!("the link {words:?} {why}")));
            }
            NodeRef::Opens(address) => {
                disguised(address).into_iter().for_each(|why| say(Severity::Warning, format!("the embed {address} {why}")));
            }
            NodeRef::Language(lang) => language(lang).into_iter().for_each(|text| say(Severity::Warning, text)),
            NodeRef::Extra(kind, extra) => unknown("", extra, &mut |severity, _, text| say(severity, format!("{kind}: {text}"))),
            NodeRef::Unknown(kind) => {
                say(Severity::Warning, format!("unknown block or inline type {kind:?}; it is shown as plain text"));
            }
        });
    }
}

/// Returns the warning about a disguised host, if an address has one.
pub(super) fn disguised(address: &str) -> Option<String> {
    let plain = undisguised(address)?;
    Some(format!("leads to a host that mixes look-alike letters, {plain}; check the address"))
}

fn check_figure(figure: &Figure, subject: &Subject, say: &mut dyn FnMut(Severity, String)) {
    figure.images.iter().for_each(|image| check_image(image, subject, say));
    if let Some(text) = figure.date.as_deref().filter(|text| Date::parse(text).is_none()) {
        say(Severity::Warning, format!("the figure's date {text:?} is not a valid date; use 2024-07-01"));
    }
    if figure.images.is_empty() && figure.caption.is_empty() {
        say(Severity::Warning, "the figure has neither a picture nor a caption; remove it".to_owned());
    }
}

fn check_image(image: &Image, subject: &Subject, say: &mut dyn FnMut(Severity, String)) {
    let src = &image.src;
    if let Some(reason) = no_picture(subject.folder, src) {
        let where_to = "add a web image to images/, or remove this picture and keep its caption";
        say(Severity::Error, format!("the picture {src} {reason}; {where_to}"));
    }
    if image.alt.trim().is_empty() {
        say(Severity::Warning, format!("the picture {src} has no alternative text; describe it in `alt`"));
    }
    if image.width == 0 || image.height == 0 {
        say(
            Severity::Warning,
            format!("the picture {src} has no size; set `width` and `height` so that the text does not jump when it loads"),
        );
    }
}
