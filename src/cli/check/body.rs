//! Checks the blocks of an article: pictures, links, languages, and unknown nodes and fields.

use super::article::{invalid_language, report_unknown_key};
use super::run::Subject;
use super::target::anchor_set;
use crate::article::date::Date;
use crate::article::visit::{NodeRef, visit};
use crate::article::{Block, Figure, Image, Inline, Link, text};
use crate::cli::build::collection::unpublishable_reason;
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::drafts::is_draft;
use crate::cli::folder::ArticleFile;
use crate::cli::host::punycode_if_disguised;
use std::collections::BTreeSet;

/// Fields that importers wrote until nothing read them any more: there is no spelling to check.
const OBSOLETE_FIELDS: [(&str, &str); 1] = [("math", "mathml")];

/// Checks the blocks of an article. The place of a problem is the block's number, from 1.
pub(crate) fn check_body(article_file: &ArticleFile, subject: &Subject, diagnostics: &mut Vec<Diagnostic>) {
    let body = &article_file.article.body;
    let (own, draft) = (anchor_set(body), is_draft(&article_file.article));
    for (number, block) in (1..).zip(body) {
        let place = format!("block {number}");
        let mut report = |severity: Severity, text: String| {
            diagnostics.push(Diagnostic::new(severity, article_file.file.as_str(), text).at(place.as_str()))
        };
        visit(std::slice::from_ref(block), &mut |node| match node {
            NodeRef::Block(block) => check_block(block, subject, &mut report),
            NodeRef::Inline(Inline::Link(link)) => check_link(link, subject, &own, draft, &mut report),
            NodeRef::Inline(Inline::Unknown(kind, _)) => report_unknown_kind(kind, &mut report),
            NodeRef::Inline(_) => {}
            NodeRef::Extra(kind, extra) => {
                let unknown = extra.keys().filter(|key| !OBSOLETE_FIELDS.contains(&(kind, key.as_str())));
                unknown.for_each(|key| {
                    report_unknown_key("", key, &mut |severity, _, text| report(severity, format!("{kind}: {text}")));
                });
            }
        });
    }
}

fn check_link(link: &Link, subject: &Subject, own: &BTreeSet<String>, draft: bool, report: &mut dyn FnMut(Severity, String)) {
    let words = text::plain_text(&link.text);
    if let Some(why) = subject.targets.broken_link_reason(&link.href, own) {
        report(Severity::Error, format!("broken link {} ({words:?}): {why}", link.href));
    }
    if !draft && subject.drafts.find_by_href(&link.href, &subject.site).is_some() {
        let text = format!("the link {} ({words:?}) leads to a draft; the published site shows only its text", link.href);
        report(Severity::Warning, text);
    }
    look_alike_host_warning(&link.href).into_iter().for_each(|why| report(Severity::Warning, format!("the link {words:?} {why}")));
}

/// Checks a block, without its children.
fn check_block(block: &Block, subject: &Subject, report: &mut dyn FnMut(Severity, String)) {
    match block {
        Block::Figure(figure) => check_figure(figure, subject, report),
        Block::Embed(embed) => check_external_address(&embed.url, report),
        Block::Media(media) => check_external_address(&media.src, report),
        Block::Foreign(foreign) => invalid_language(&foreign.lang).into_iter().for_each(|text| report(Severity::Warning, text)),
        Block::Unknown(kind, _) => report_unknown_kind(kind, report),
        Block::Heading(_) | Block::Paragraph(_) | Block::Quote(_) | Block::List(_) | Block::Table(_) | Block::Code(_) => {}
        Block::Math(_) | Block::Aside(_) | Block::Details(_) | Block::Rule => {}
    }
}

fn check_external_address(address: &str, report: &mut dyn FnMut(Severity, String)) {
    look_alike_host_warning(address).into_iter().for_each(|why| report(Severity::Warning, format!("the embed {address} {why}")));
}

fn report_unknown_kind(kind: &str, report: &mut dyn FnMut(Severity, String)) {
    report(Severity::Warning, format!("unknown block or inline type {kind:?}; it is shown as plain text"));
}

/// Returns the warning about a disguised host, if an address has one.
pub(super) fn look_alike_host_warning(address: &str) -> Option<String> {
    let plain = punycode_if_disguised(address)?;
    Some(format!("leads to a host that mixes look-alike letters, {plain}; check the address"))
}

fn check_figure(figure: &Figure, subject: &Subject, report: &mut dyn FnMut(Severity, String)) {
    figure.images.iter().for_each(|image| check_image(image, subject, report));
    if let Some(text) = figure.date.as_deref().filter(|text| Date::parse(text).is_none()) {
        report(Severity::Warning, format!("the figure's date {text:?} is not a valid date; use 2024-07-01"));
    }
    if figure.images.is_empty() && figure.caption.is_empty() {
        report(Severity::Warning, "the figure has neither a picture nor a caption; remove it".to_owned());
    }
}

fn check_image(image: &Image, subject: &Subject, report: &mut dyn FnMut(Severity, String)) {
    let src = &image.src;
    if let Some(reason) = unpublishable_reason(subject.folder, src) {
        let where_to = "add a web image to images/, or remove this picture and keep its caption";
        report(Severity::Error, format!("the picture {src} {reason}; {where_to}"));
    }
    if image.alt.trim().is_empty() {
        report(Severity::Warning, format!("the picture {src} has no alternative text; describe it in `alt`"));
    }
    if image.width == 0 || image.height == 0 {
        report(
            Severity::Warning,
            format!("the picture {src} has no size; set `width` and `height` so that the text does not jump when it loads"),
        );
    }
}
