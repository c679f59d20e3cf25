//! The text of an article as a feed carries it: the elements of its page, reduced to plain HTML that every feed reader shows.
//!
//! Whatever a feed needs different is decided here: addresses are absolute, notes stand at the end, lines of captions are broken
//! without styles, and the attributes of styles, programs and assistive technology are left out.

use super::item::strip_non_xml_chars;
use crate::article::Article;
use crate::article::language::Direction;
use crate::cli::build::html::head::SiteContext;
use crate::cli::build::html::markup::escape;
use crate::cli::catch_panic::catch_panic;
use crate::cli::locale::Icu;
use crate::components::article::standalone_body;
use crate::components::render::render_to_html;
use crate::corpus::Route;
use crate::stores::RenderContext;
use quick_xml::escape::unescape;
use std::sync::Arc;
use url::Url;

/// The attributes that mean the same outside the site.
const KEPT_ATTRIBUTES: [&str; 13] =
    ["alt", "colspan", "datetime", "dir", "height", "href", "lang", "rowspan", "scope", "src", "start", "translate", "width"];

/// The elements of a text that have no end tag.
const VOID_ELEMENTS: [&str; 3] = ["br", "hr", "img"];

/// The elements that mean nothing without attributes.
const NEUTRAL_ELEMENTS: [&str; 3] = ["a", "div", "span"];

/// The text of an article whose page has this address; `None` if rendering it panics, which the build reports for its page.
pub(super) fn html(site_context: &SiteContext, article: &Article, address: &str) -> Option<String> {
    let (site, urls) = (site_context.site, site_context.urls.clone());
    let context = RenderContext::new(&site.name, site.language(), urls, Arc::new(Icu));
    let page = Url::parse(address).ok()?;
    let route = Route::article(&article.id);
    let rendered = catch_panic(|| render_to_html(&context, &route, || standalone_body(&context, article))).ok()?;
    let html = strip_non_xml_chars(&Reduction::new(&page).reduce(&rendered));
    Some(match article.direction() {
        Direction::Ltr => html,
        Direction::Rtl => ["<div dir=\"rtl\">", &html, "</div>"].concat(),
    })
}

/// Rendered HTML while it is reduced. Leptos writes attributes in double quotes, and escapes `<`, `>` and quotes in them, `<` and `>`
/// in texts.
struct Reduction<'a> {
    /// The address of the page, the base of relative addresses.
    page: &'a Url,
    html: String,
    /// The open elements; empty for one whose tags are left out.
    open: Vec<&'a str>,
}

impl<'a> Reduction<'a> {
    fn new(page: &'a Url) -> Reduction<'a> {
        Reduction { page, html: String::new(), open: Vec::new() }
    }

    fn reduce(mut self, rendered: &'a str) -> String {
        let mut parts = rendered.split('<');
        self.html.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let (tag, text) = part.split_once('>').unwrap_or((part, ""));
            if tag.starts_with('/') {
                self.end_tag()
            } else {
                self.start_tag(tag)
            }
            self.html.push_str(text);
        }
        self.html
    }

    fn start_tag(&mut self, tag: &'a str) {
        // On the page, styles put each child of a caption on a line of its own.
        if self.open.last() == Some(&"figcaption") && !self.html.ends_with("<figcaption>") {
            self.html.push_str("<br>");
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let attributes = self.kept_attributes(attributes);
        let is_kept = !(attributes.is_empty() && NEUTRAL_ELEMENTS.contains(&name));
        if is_kept {
            self.html.extend(["<", name, &attributes, ">"]);
        }
        if !VOID_ELEMENTS.contains(&name) {
            self.open.push(if is_kept { name } else { "" });
        }
    }

    fn end_tag(&mut self) {
        if let Some(name) = self.open.pop().filter(|name| !name.is_empty()) {
            self.html.extend(["</", name, ">"]);
        }
    }

    fn kept_attributes(&self, attributes: &str) -> String {
        let mut kept = String::new();
        let mut pieces = attributes.split('"');
        while let (Some(name), Some(value)) = (pieces.next(), pieces.next()) {
            let name = name.trim_start().trim_end_matches('=');
            let value = if matches!(name, "href" | "src") { self.absolute_address(value) } else { Some(value.to_owned()) };
            if let Some(value) = value.filter(|_| KEPT_ATTRIBUTES.contains(&name)) {
                kept.extend([" ", name, "=\"", &value, "\""]);
            }
        }
        kept
    }

    /// The absolute form of an address, both as attribute values.
    fn absolute_address(&self, value: &str) -> Option<String> {
        let address = unescape(value).ok()?;
        self.page.join(&address).ok().map(|address| escape(address.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::build::SiteTarget;
    use crate::corpus::{Site, UrlBuilder};

    fn render(article: &str) -> String {
        let (site, urls) = (Site::default(), UrlBuilder::for_site("/room/"));
        let origin = Some("https://a.example".to_owned());
        let target = SiteTarget::default();
        let site_context = SiteContext {
            target: &target,
            site: &site,
            urls: &urls,
            origin,
            policies: None,
            icons: Default::default(),
            tab_icon_href: String::new(),
            annotation_messages: String::new(),
            offline_messages: None,
            preview: None,
            listing_digest: String::new(),
        };
        html(&site_context, &serde_json::from_str(article).unwrap(), "https://a.example/room/article/x/").unwrap()
    }

    #[test]
    fn text_is_escaped_and_addresses_are_absolute() {
        let html = render(
            r##"{"id":"x","lang":"en","title":"T","body":[{"paragraph":["1 < 2 \u0007& \ufffe\"",{"break":null},{"link":{"href":"/b/","text":["in"]}},
            {"link":{"href":"#c","text":["here"]}},{"link":{"href":"https://a.example/?b=1&c=\"","text":["out"]}},{"link":{"href":"javascript:x","text":["bad"]}}]},
            {"figure":{"images":[{"src":"images/a b.svg","alt":"\"a\" > b"}],"credit":"C"}},{"media":{"kind":"audio","title":"Song","src":"images/a.mp3"}}]}"##,
        );
        assert_eq!(
            html,
            "<p>1 &lt; 2 &amp; \u{201d}<br><a href=\"https://a.example/room/b/\">in</a>\
            <a href=\"https://a.example/room/article/x/#c\">here</a><a href=\"https://a.example/?b=1&amp;c=%22\">out</a>bad</p>\
            <figure><img src=\"https://a.example/room/images/a%20b.svg\" alt=\"&quot;a&quot; &gt; b\"><figcaption><cite>C</cite></figcaption></figure>\
            <p>Audio <a href=\"https://a.example/room/images/a.mp3\">Song</a></p>"
        );
    }

    #[test]
    fn notes_are_collected_at_the_end() {
        let note = r#"{"note":[{"paragraph":["one",{"note":[{"paragraph":["two"]},"rule"]}]}]}"#;
        let html = render(&format!(
            r#"{{"id":"x","lang":"en","dir":"rtl","title":"T","body":[{{"paragraph":["a",{note}]}},{{"paragraph":["b"]}}]}}"#
        ));
        let link = |place: &str, number: u32| format!("<a href=\"https://a.example/room/article/x/#{place}-{number}\">{number}</a>");
        let (one, two) = (format!("<p>one<sup>{}</sup></p>", link("note", 2)), "<p>two</p><hr>");
        let notes = format!("<aside>{}{one}</aside><aside>{}{two}</aside>", link("mark", 1), link("mark", 2));
        assert_eq!(html, format!("<div dir=\"rtl\"><p>a<sup>{}</sup></p><p>b</p>{notes}</div>", link("note", 1)));
    }

    #[test]
    fn elements_are_plain() {
        let html = render(
            r#"{"id":"x","lang":"en","title":"T","dateline":"Bonn","body":[{"paragraph":["Here."]},
            {"figure":{"images":[],"caption":["A ",{"em":["b"]},{"strong":["c"]}],"place":"Samarkand","date":"2022-09-16","credit":"D"}},
            {"table":{"caption":["T"],"head":[["Part"],["km"]],"rows":[[{"text":["A"],"head":true},{"text":["160"],"rowspan":2}]]}},
            {"code":{"language":"rust","text":"a\n"}},{"quote":{"blocks":[{"paragraph":["q"]}],"pull":true}},{"aside":[{"paragraph":[{"ruby":{"base":"正","text":"しょう"}}]}]},
            {"details":{"summary":["More"],"blocks":[{"list":{"ordered":true,"start":3,"items":[[{"paragraph":["i"]}]]}}]}},
            {"in":{"lang":"ar","blocks":[{"paragraph":["\u0627"]}]}},{"math":{"tex":"E"}}]}"#,
        );
        let plain = "<p>Bonn — Here.</p>\
            <figure><figcaption>A <em>b</em><strong>c</strong><br>Samarkand, <time datetime=\"2022-09-16\">16 September 2022</time><br><cite>D</cite>\
            <br><small>Image not saved</small></figcaption></figure>\
            <table><caption>T</caption><thead><tr><th scope=\"col\">Part</th><th scope=\"col\">km</th></tr></thead>\
            <tbody><tr><th scope=\"row\">A</th><td rowspan=\"2\">160</td></tr></tbody></table>\
            <pre dir=\"ltr\" translate=\"no\"><code>a\n</code></pre><blockquote><p>q</p></blockquote>\
            <aside><p><ruby>正<rp>(</rp><rt>しょう</rt><rp>)</rp></ruby></p></aside>\
            <details><summary>More</summary><ol start=\"3\"><li>i</li></ol></details>\
            <div lang=\"ar\" dir=\"rtl\"><p>\u{627}</p></div><p><code dir=\"ltr\" translate=\"no\">E</code></p>";
        assert_eq!(html, plain);
    }
}
