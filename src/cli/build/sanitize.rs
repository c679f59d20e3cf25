//! Sanitizes articles: removes addresses that run scripts or disguise their host, and text that reverses its surroundings.
//!
//! Pages render no such address in any case (`src/components/article/inline.rs`); it is removed from the packs too, and reported.

use super::bidi::balanced;
use crate::article::href::is_safe;
use crate::article::visit::{NodeMut, visit_mut, visit_text_mut};
use crate::article::{Article, Block, Inline, Text, id};
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::host::undisguised;
use crate::corpus::Site;
use serde_json::Value;

/// The maximum length of a quoted address, in characters.
const TOLD: usize = 80;

/// The rejected items: how many of each kind, and the first of each.
#[derive(Debug, Default)]
struct Rejections {
    links: Vec<String>,
    disguised: Vec<(String, String)>,
}

/// Sanitizes an article; returns a problem for each kind of rejected item.
pub fn article(file: &str, article: &mut Article) -> Vec<Diagnostic> {
    let mut refused = Rejections::default();
    metadata(article, &mut refused);
    visit_mut(&mut article.body, &mut |part| of_part(part, &mut refused));
    refused.told(file)
}

/// Sanitizes the settings of a site in the same way.
pub fn site(site: &mut Site) -> Vec<Diagnostic> {
    let mut refused = Rejections::default();
    let texts = site.notices.iter_mut().map(|notice| &mut notice.text).chain(site.consent.iter_mut().map(|consent| &mut consent.text));
    texts.for_each(|text| visit_text_mut(text, &mut |part| of_part(part, &mut refused)));
    site.navigation.retain_mut(|item| item.href.as_mut().is_none_or(|href| refused.keeps(href)));
    [&mut site.tagline, &mut site.slogan, &mut site.description].into_iter().flatten().for_each(settle);
    settle(&mut site.name);
    site.navigation.iter_mut().for_each(|item| settle(&mut item.label));
    refused.told("site.json")
}

fn metadata(article: &mut Article, refused: &mut Rejections) {
    let one = [&mut article.deck, &mut article.source, &mut article.dateline, &mut article.section, &mut article.publisher];
    one.into_iter().chain([&mut article.licence]).flatten().for_each(settle);
    article.authors.iter_mut().chain(&mut article.tags).for_each(settle);
    settle(&mut article.title);
    if let Some(capture) = &mut article.capture {
        settle(&mut capture.from);
        capture.cut.iter_mut().for_each(settle);
    }
    article.canonical.take_if(|address| !refused.keeps(address));
    article.versions.retain(|version| id::is_id(&version.id));
}

fn of_part(part: NodeMut, refused: &mut Rejections) {
    match part {
        NodeMut::Block(block) => of_block(block, refused),
        NodeMut::Text(text) => of_text(text, refused),
    }
}

fn of_block(block: &mut Block, refused: &mut Rejections) {
    match block {
        Block::Quote(b) => b.cite.iter_mut().for_each(settle),
        Block::Figure(b) => {
            [&mut b.credit, &mut b.place].into_iter().flatten().for_each(settle);
            b.images.iter_mut().for_each(|image| settle(&mut image.alt));
        }
        Block::Code(b) => settle(&mut b.text),
        Block::Math(b) => settle(&mut b.tex),
        Block::Embed(b) => {
            [&mut b.provider, &mut b.title].into_iter().flatten().for_each(settle);
            if !refused.keeps(&mut b.url) {
                *block = Block::paragraph(b.title.take().or_else(|| b.provider.take()).unwrap_or_default());
            }
        }
        Block::Media(b) => {
            b.title.iter_mut().for_each(settle);
            if !refused.keeps(&mut b.src) {
                *block = Block::paragraph(b.title.take().unwrap_or_default());
            }
        }
        Block::Unknown(_, value) => settle_all(value),
        Block::Heading(_) | Block::Paragraph(_) | Block::List(_) | Block::Table(_) | Block::Aside(_) => {}
        Block::Details(_) | Block::In(_) | Block::Rule => {}
    }
}

fn of_text(text: &mut Text, refused: &mut Rejections) {
    let mut dead = false;
    for inline in text.iter_mut() {
        match inline {
            Inline::Words(words) | Inline::Code(words) => settle(words),
            Inline::Math(math) => settle(&mut math.tex),
            Inline::Ruby(ruby) => [&mut ruby.base, &mut ruby.text].into_iter().for_each(settle),
            Inline::Unknown(_, value) => settle_all(value),
            Inline::Link(link) => {
                if !refused.keeps(&mut link.href) {
                    link.href.clear();
                    dead = true;
                }
            }
            Inline::Em(_)
            | Inline::Strong(_)
            | Inline::Sup(_)
            | Inline::Sub(_)
            | Inline::Mark(_)
            | Inline::Del(_)
            | Inline::Note(_)
            | Inline::Break => {}
        }
    }
    if dead {
        let inlines = std::mem::take(&mut text.0);
        text.0 = inlines.into_iter().flat_map(unlinked).collect();
        // The link text may contain a link in turn.
        of_text(text, refused);
    }
}

/// The text of a rejected link.
fn unlinked(inline: Inline) -> Vec<Inline> {
    match inline {
        Inline::Link(link) if link.href.is_empty() => link.text.0,
        other => vec![other],
    }
}

fn settle(words: &mut String) {
    if let Some(balanced) = balanced(words) {
        *words = balanced;
    }
}

fn settle_all(value: &mut Value) {
    match value {
        Value::String(words) => settle(words),
        Value::Array(items) => items.iter_mut().for_each(settle_all),
        Value::Object(fields) => fields.values_mut().for_each(settle_all),
        _ => {}
    }
}

impl Rejections {
    /// True if an address may stay; rewrites an address whose host is disguised.
    fn keeps(&mut self, address: &mut String) -> bool {
        if !is_safe(address.trim()) {
            // An empty address is no attack: it is rendered as text.
            self.links.extend((!address.trim().is_empty()).then(|| address.clone()));
            return false;
        }
        if let Some(plain) = undisguised(address.trim()) {
            self.disguised.push((std::mem::replace(address, plain.clone()), plain));
        }
        true
    }

    fn told(self, file: &str) -> Vec<Diagnostic> {
        let short = |address: &str| format!("{:?}", address.chars().take(TOLD).collect::<String>());
        let more = |count: usize| if count > 1 { format!(" and {} more", count - 1) } else { String::new() };
        let links = self.links.first().map(|first| {
            let more = more(self.links.len());
            format!("unsafe link address {}{more} removed; the link is shown as plain text", short(first))
        });
        let disguised = self.disguised.first().map(|(first, plain)| {
            let more = more(self.disguised.len());
            format!("the host in {}{more} mixes look-alike letters of different scripts; it is shown as {}", short(first), short(plain))
        });
        links.into_iter().chain(disguised).map(|text| Diagnostic::new(Severity::Warning, file, text)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn made_harmless(body: Value) -> (Value, Vec<Diagnostic>) {
        let mut one: Article = serde_json::from_value(json!({"title": "T", "body": body})).unwrap();
        let problems = article("a.json", &mut one);
        (serde_json::to_value(&one.body).unwrap(), problems)
    }

    #[test]
    fn an_address_that_runs_leaves_its_words() {
        let link = |href: &str, text: Value| json!({"link": {"href": href, "text": text}});
        let good = link("https://a.example/", json!(["good"]));
        let body = json!([
            {"paragraph": ["a ", link("javascript:x", json!(["b", link("data:x", json!([{"em": ["c"]}])), good])), " d"]},
            {"table": {"head": [[link("vbscript:x", json!(["e"]))]], "rows": []}},
            {"paragraph": [{"note": [{"paragraph": [link("java\tscript:x", json!(["f"]))]}]}]},
            {"embed": {"title": "g", "url": "javascript:x"}},
            {"media": {"kind": "video", "src": "data:video/mp4,x"}},
        ]);
        let (body, problems) = made_harmless(body);
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
    fn words_turn_nothing_but_themselves() {
        let (body, problems) =
            made_harmless(json!([{"quote": {"blocks": [{"paragraph": ["\u{202e}a", {"em": ["b\u{2067}"]}]}], "cite": "\u{202d}c"}}]));
        assert_eq!(body, json!([{"quote": {"blocks": [{"paragraph": ["a", {"em": ["b"]}]}], "cite": "c"}}]));
        assert!(problems.is_empty());
    }

    #[test]
    fn settings_are_made_harmless_too() {
        let settings = json!({"name": "S\u{202e}", "navigation": [{"label": "x", "href": "javascript:x"}, {"label": "y", "href": "/y/"}],
            "notices": [{"text": ["n ", {"link": {"href": "data:x", "text": ["m"]}}]}]});
        let mut settings: Site = serde_json::from_value(settings).unwrap();
        let problems = site(&mut settings);
        assert_eq!((settings.name.as_str(), settings.navigation.len(), settings.notices[0].text.len()), ("S", 1, 2));
        assert_eq!((problems.len(), problems[0].file.as_str()), (1, "site.json"));
    }
}
