//! Sanitizes articles: removes addresses that run scripts or disguise their host, and text that reverses its surroundings.
//!
//! Pages render no such address in any case (`src/components/article/inline.rs`); it is removed from the packs too, and reported.

use crate::article::href::is_safe;
use crate::article::visit::{NodeMut, visit_mut, visit_text_mut};
use crate::article::{Article, Block, Inline, Text, id};
use crate::cli::build::content::bidi::remove_unbalanced;
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::host::punycode_if_disguised;
use crate::corpus::Site;
use serde_json::Value;

/// The maximum length of a quoted address, in characters.
const MAX_QUOTED_CHARS: usize = 80;

/// The rejected items: how many of each kind, and the first of each.
#[derive(Debug, Default)]
struct Rejections {
    links: Vec<String>,
    disguised: Vec<(String, String)>,
}

/// Sanitizes an article; returns a problem for each kind of rejected item.
pub(crate) fn article(file: &str, article: &mut Article) -> Vec<Diagnostic> {
    let mut rejections = Rejections::default();
    sanitize_metadata(article, &mut rejections);
    visit_mut(&mut article.body, &mut |node| sanitize_node(node, &mut rejections));
    rejections.into_diagnostics(file)
}

/// Sanitizes the settings of a site in the same way.
pub(crate) fn site(site: &mut Site) -> Vec<Diagnostic> {
    let mut rejections = Rejections::default();
    let texts = site.notices.iter_mut().map(|notice| &mut notice.text).chain(site.consent.iter_mut().map(|consent| &mut consent.text));
    texts.for_each(|text| visit_text_mut(text, &mut |node| sanitize_node(node, &mut rejections)));
    site.navigation.retain_mut(|item| item.href.as_mut().is_none_or(|href| rejections.sanitize_href(href)));
    [&mut site.tagline, &mut site.slogan, &mut site.description].into_iter().flatten().for_each(balance_bidi);
    balance_bidi(&mut site.name);
    site.navigation.iter_mut().for_each(|item| balance_bidi(&mut item.label));
    rejections.into_diagnostics("site.json")
}

fn sanitize_metadata(article: &mut Article, rejections: &mut Rejections) {
    let one = [&mut article.deck, &mut article.source, &mut article.dateline, &mut article.section, &mut article.publisher];
    one.into_iter().chain([&mut article.licence]).flatten().for_each(balance_bidi);
    article.authors.iter_mut().chain(&mut article.tags).for_each(balance_bidi);
    balance_bidi(&mut article.title);
    if let Some(capture) = &mut article.capture {
        balance_bidi(&mut capture.from);
        capture.cut.iter_mut().for_each(balance_bidi);
    }
    article.canonical.take_if(|address| !rejections.sanitize_href(address));
    article.versions.retain(|version| id::is_id(&version.id));
}

fn sanitize_node(node: NodeMut, rejections: &mut Rejections) {
    match node {
        NodeMut::Block(block) => sanitize_external_address(block, rejections),
        NodeMut::Text(text) => sanitize_links(text, rejections),
        NodeMut::Words(words) => balance_bidi(words),
        NodeMut::Unknown(value) => balance_bidi_in_json(value),
        NodeMut::Extra(_) => {}
    }
}

/// Replaces an embed or media block with a rejected address by a paragraph of its title.
fn sanitize_external_address(block: &mut Block, rejections: &mut Rejections) {
    let title = match block {
        Block::Embed(b) => (!rejections.sanitize_href(&mut b.url)).then(|| b.title.take().or_else(|| b.provider.take())),
        Block::Media(b) => (!rejections.sanitize_href(&mut b.src)).then(|| b.title.take()),
        Block::Heading(_) | Block::Paragraph(_) | Block::Quote(_) | Block::Figure(_) | Block::List(_) | Block::Table(_) => None,
        Block::Code(_) | Block::Math(_) | Block::Aside(_) | Block::Details(_) | Block::Foreign(_) => None,
        Block::Rule | Block::Unknown(..) => None,
    };
    if let Some(title) = title {
        *block = Block::paragraph(title.unwrap_or_default());
    }
}

fn sanitize_links(text: &mut Text, rejections: &mut Rejections) {
    let mut has_rejected_links = false;
    for inline in text.iter_mut() {
        if let Inline::Link(link) = inline
            && !rejections.sanitize_href(&mut link.href)
        {
            link.href.clear();
            has_rejected_links = true;
        }
    }
    if has_rejected_links {
        let inlines = std::mem::take(&mut text.0);
        text.0 = inlines.into_iter().flat_map(unlink_rejected).collect();
        // The link text may contain a link in turn.
        sanitize_links(text, rejections);
    }
}

/// The text of a rejected link.
fn unlink_rejected(inline: Inline) -> Vec<Inline> {
    match inline {
        Inline::Link(link) if link.href.is_empty() => link.text.0,
        other => vec![other],
    }
}

fn balance_bidi(words: &mut String) {
    if let Some(balanced) = remove_unbalanced(words) {
        *words = balanced;
    }
}

fn balance_bidi_in_json(value: &mut Value) {
    match value {
        Value::String(words) => balance_bidi(words),
        Value::Array(items) => items.iter_mut().for_each(balance_bidi_in_json),
        Value::Object(fields) => fields.values_mut().for_each(balance_bidi_in_json),
        _ => {}
    }
}

impl Rejections {
    /// True if an address may stay; rewrites an address whose host is disguised.
    fn sanitize_href(&mut self, address: &mut String) -> bool {
        if !is_safe(address.trim()) {
            // An empty address is no attack: it is rendered as text.
            self.links.extend((!address.trim().is_empty()).then(|| address.clone()));
            return false;
        }
        if let Some(plain) = punycode_if_disguised(address.trim()) {
            self.disguised.push((std::mem::replace(address, plain.clone()), plain));
        }
        true
    }

    fn into_diagnostics(self, file: &str) -> Vec<Diagnostic> {
        let quoted = |address: &str| format!("{:?}", address.chars().take(MAX_QUOTED_CHARS).collect::<String>());
        let more = |count: usize| if count > 1 { format!(" and {} more", count - 1) } else { String::new() };
        let links = self.links.first().map(|first| {
            let more = more(self.links.len());
            format!("unsafe link address {}{more} removed; the link is shown as plain text", quoted(first))
        });
        let disguised = self.disguised.first().map(|(first, plain)| {
            let more = more(self.disguised.len());
            format!("the host in {}{more} mixes look-alike letters of different scripts; it is shown as {}", quoted(first), quoted(plain))
        });
        links.into_iter().chain(disguised).map(|text| Diagnostic::new(Severity::Warning, file, text)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn sanitize_body(body: Value) -> (Value, Vec<Diagnostic>) {
        let mut one: Article = serde_json::from_value(json!({"title": "T", "body": body})).unwrap();
        let problems = article("a.json", &mut one);
        (serde_json::to_value(&one.body).unwrap(), problems)
    }

    #[test]
    fn links_that_run_scripts_become_text() {
        let link = |href: &str, text: Value| json!({"link": {"href": href, "text": text}});
        let good = link("https://a.example/", json!(["good"]));
        let body = json!([
            {"paragraph": ["a ", link("javascript:x", json!(["b", link("data:x", json!([{"em": ["c"]}])), good])), " d"]},
            {"table": {"head": [[link("vbscript:x", json!(["e"]))]], "rows": []}},
            {"paragraph": [{"note": [{"paragraph": [link("java\tscript:x", json!(["f"]))]}]}]},
            {"embed": {"title": "g", "url": "javascript:x"}},
            {"media": {"kind": "video", "src": "data:video/mp4,x"}},
        ]);
        let (body, problems) = sanitize_body(body);
        let expected = json!([
            {"paragraph": ["a ", "b", {"em": ["c"]}, good, " d"]},
            {"table": {"head": [["e"]]}},
            {"paragraph": [{"note": [{"paragraph": ["f"]}]}]},
            {"paragraph": ["g"]},
            {"paragraph": []},
        ]);
        assert_eq!(body, expected);
        assert!(problems.len() == 1 && problems[0].text.contains("\"javascript:x\" and 5 more"), "{problems:?}");
    }

    #[test]
    fn bidi_controls_are_balanced() {
        let (body, problems) =
            sanitize_body(json!([{"quote": {"blocks": [{"paragraph": ["\u{202e}a", {"em": ["b\u{2067}"]}]}], "cite": "\u{202d}c"}}]));
        assert_eq!(body, json!([{"quote": {"blocks": [{"paragraph": ["a", {"em": ["b"]}]}], "cite": "c"}}]));
        assert!(problems.is_empty());
    }

    #[test]
    fn settings_are_sanitized() {
        let settings = json!({"name": "S\u{202e}", "navigation": [{"label": "x", "href": "javascript:x"}, {"label": "y", "href": "/y/"}],
            "notices": [{"text": ["n ", {"link": {"href": "data:x", "text": ["m"]}}]}]});
        let mut settings: Site = serde_json::from_value(settings).unwrap();
        let problems = site(&mut settings);
        assert_eq!((settings.name.as_str(), settings.navigation.len(), settings.notices[0].text.len()), ("S", 1, 2));
        assert_eq!((problems.len(), problems[0].file.as_str()), (1, "site.json"));
    }
}
