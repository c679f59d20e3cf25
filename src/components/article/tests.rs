//! Tests of articles as HTML.

use super::back_link::BackLink;
use super::match_stepper::MatchStepper;
use super::*;
use crate::article::{Article, anchor};
use crate::components::test_support::{context, html as render, interface_languages, text};
use crate::corpus::{Card, ListQuery};
use crate::state::InPageMatches;
use crate::stores::{use_article_store, use_route_store};
use leptos::prelude::*;
use std::sync::Arc;

const EVERYTHING: &str = r#"{"format":1,"id":"all","lang":"en","title":"It's \"all\" <here>","deck":"A 'deck'","authors":["A","B","C"],"source":"Desk",
"published":"2024-07-01","modified":"2024-07-03T10:00:00Z","dateline":"Beijing/Astana","section":"Rail","tags":["x & y"],"licence":"CC BY","canonical":"https://a.example/x/",
"versions":[{"lang":"ar","id":"all-ar"}],"capture":{"from":"a.txt","at":"2024-07-02","cut":["left <out>"]},"body":[
{"figure":{"images":[{"src":"images/a.svg","width":12,"height":5,"alt":"A map"}],"caption":["A caption"],"credit":"Photo: X","place":"Samarkand","date":"2022-09-16"}},
{"paragraph":["Plain \"words\" ",{"em":["e"]},{"strong":["s"]},{"code":"c<d"},{"link":{"href":"/about/","text":["in"]}},{"link":{"href":"javascript:x","text":["bad"]}},
 {"sup":["2"]},{"sub":["2"]},{"mark":["m"]},{"del":["d"]},{"math":{"tex":"x^2"}},{"ruby":{"base":"正","text":"しょう"}},{"break":null},{"note":[{"paragraph":["The note."]}]},{"glow":["unknown inline"]}]},
{"heading":{"level":4,"text":["Too deep"]}},{"heading":{"level":2,"text":["Two"]}},{"heading":{"level":3,"text":["Three"]}},
{"quote":{"blocks":[{"paragraph":["quoted"]}],"cite":"who"}},{"quote":{"blocks":[{"paragraph":["pulled"]}],"pull":true}},
{"figure":{"images":[],"caption":["Not captured"],"credit":"Y"}},
{"list":{"ordered":true,"start":3,"items":[[{"paragraph":["one"]}],[{"paragraph":["two"]},{"paragraph":["three"]}]]}},{"list":{"items":[[{"paragraph":["dot"]}]]}},
{"table":{"caption":["Lengths"],"head":[["Part"],["km"]],"rows":[[["A"],["160"]],[["B"],["1,280"]]]}},
{"table":{"rows":[[{"text":["wide"],"head":true,"colspan":2}]]}},
{"code":{"language":"rust","text":"fn main() {\n}"}},{"math":{"tex":"E=mc^2"}},{"aside":[{"paragraph":["beside"]}]},
{"details":{"summary":["More"],"blocks":[{"paragraph":["folded"]}]}},{"embed":{"provider":"Site","title":"Piece","url":"https://b.example/"}},
{"media":{"kind":"video","src":"https://c.example/v","title":"Film"}},{"in":{"lang":"ar","blocks":[{"paragraph":["عربي"]}]}},"rule",{"puzzle":{"text":"unknown block"}}]}"#;

fn everything() -> Article {
    serde_json::from_str(EVERYTHING).unwrap()
}

fn article_html(lang: &str, article: &Article) -> String {
    let article = Arc::new(article.clone());
    let previous = Signal::derive({
        let card = Arc::new(Card::from_article(&article));
        move || Some(card.clone())
    });
    let related = Arc::default();
    render(lang, || view! { <ArticlePage article related previous next=Signal::stored(None)/> })
}

fn page_html(lang: &str, article: &Article) -> String {
    render(lang, || view! { <SitePage article=Arc::new(article.clone())/> })
}

fn between<'a>(html: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = html.split_once(start).unwrap_or_else(|| panic!("no {start} in {html}"));
    rest.split_once(end).unwrap().0
}

/// Levels of all headings, in order.
fn levels(html: &str) -> Vec<u8> {
    html.split("<h").skip(1).filter_map(|rest| rest.bytes().next()).filter(u8::is_ascii_digit).map(|b| b - b'0').collect()
}

fn every_page() -> Vec<String> {
    interface_languages().flat_map(|lang| [article_html(lang, &everything()), page_html(lang, &everything())]).collect()
}

#[test]
fn pages_have_no_style_attribute_empty_heading_or_skipped_level() {
    for html in every_page() {
        assert!(!html.contains(" style="), "{html}");
        let levels = levels(&html);
        assert_eq!(levels.iter().filter(|l| **l == 1).count(), 1, "one h1: {levels:?}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
        for level in 1..=6 {
            assert!(!html.contains(&format!("<h{level}></h{level}>")), "an empty heading");
        }
        assert_eq!(html.matches("<main").count(), 1);
    }
}

#[test]
fn headline_text_is_the_stored_title() {
    let article = everything();
    let page = article_html("en", &article);
    assert_eq!(text(between(&page, "<h1 class=\"headline\">", "</h1>")), article.title);
    assert_eq!(text(between(&page, "<span lang=\"en\" dir=\"ltr\" class=\"headline\">", "</a>")), article.title);
}

#[test]
fn renders_every_kind_of_block_and_inline() {
    let html = article_html("en", &everything());
    for words in [
        "Plain “words”",
        "<em>e</em>",
        "<strong>s</strong>",
        "c&lt;d",
        "href=\"/room/about/\"",
        "<span>bad</span>",
        "<sup>2</sup>",
        "<sub>2</sub>",
        "<mark>m</mark>",
        "<del>d</del>",
        "x^2",
        "<ruby>正<rp>(</rp><rt>しょう</rt><rp>)</rp></ruby>",
        "<br>",
        "The note.",
        "unknown inline",
        "role=\"doc-noteref\"",
        "role=\"doc-footnote\"",
        "class=\"quoted\"",
        "class=\"pull-quote\"",
        "<p class=\"cite\"><cite>who</cite></p>",
        "Image not saved",
        "start=\"3\"",
        "<li>one</li>",
        "<th scope=\"col\" class=\"number\">km</th>",
        "<td class=\"number\">1,280</td>",
        "<caption>Lengths</caption>",
        "<th scope=\"row\" colspan=\"2\">wide</th>",
        "<code data-language=\"rust\">fn main() {\n}</code>",
        "E=mc^2",
        "class=\"aside\"",
        "<summary>More</summary>",
        "<span class=\"embed-label\">Site · ",
        "<a href=\"https://b.example/\" rel=\"noopener\" target=\"_blank\">Piece</a>",
        "Film",
        "lang=\"ar\" dir=\"rtl\" class=\"foreign\"",
        "<hr",
        "unknown block",
        "class=\"figure wide\"",
        "alt=\"A map\" width=\"12\" height=\"5\" fetchpriority=\"high\"",
        "<span class=\"place-and-date\">Samarkand, <time datetime=\"2022-09-16\">en:2022-09-16</time></span>",
        "<cite>Photo: X</cite>",
        "<span class=\"dateline\">Beijing/Astana —</span> Plain",
        "Text removed on import (1)",
        "left &lt;out&gt;",
        "<b>A, B and C</b> <span>Desk</span> <span>Beijing/Astana</span> <time",
        "<p class=\"versions\"><span>",
        "<a href=\"/room/article/all-ar/\" hreflang=\"ar\" lang=\"ar\">ar</a>",
    ] {
        assert!(html.contains(words), "{words} in {html}");
    }
    assert!(!html.contains("javascript:") && !html.contains("> </"), "{html}");
}

#[test]
fn every_block_has_its_anchor_as_id() {
    let article = everything();
    let html = article_html("en", &article);
    for anchor in anchor::anchors(&article.body) {
        assert_eq!(html.matches(&format!(" id=\"{anchor}\"")).count(), 1, "{anchor}");
    }
}

#[test]
fn notes_and_their_references_link_to_each_other() {
    let html = article_html("en", &everything());
    for pair in ["id=\"mark-1\"", "href=\"#note-1\"", "id=\"note-1\"", "href=\"#mark-1\""] {
        assert_eq!(html.matches(pair).count(), 1, "{pair}");
    }
}

#[test]
fn media_of_the_corpus_is_linked_below_the_base() {
    let body = r#"[{"media":{"kind":"audio","src":"images/a.mp3","title":"Song"}}]"#;
    let html = article_html("en", &Article { body: serde_json::from_str(body).unwrap(), ..everything() });
    assert!(html.contains("<a href=\"/room/images/a.mp3\" target=\"_blank\">Song</a>"), "{html}");
}

#[test]
fn a_note_of_a_note_follows_it() {
    let body = r#"[{"paragraph":["a",{"note":[{"paragraph":["first",{"note":[{"paragraph":["second"]}]}]}]}]}]"#;
    let html = article_html("en", &Article { body: serde_json::from_str(body).unwrap(), ..everything() });
    let (_, notes) = html.split_once("id=\"note-1\"").unwrap();
    assert!(notes.find("first") < notes.find("id=\"note-2\"") && notes.contains("second"), "{html}");
}

#[test]
fn dates_are_in_the_language_of_the_article() {
    let html = |lang: &str| article_html("en", &Article { lang: lang.into(), ..everything() });
    assert!(html("ar").contains("ar:2024-07-01") && html("ar").contains("دقيقة"));
    assert!(html("fr").contains("fr:2024-07-01") && html("fr").contains("<span lang=\"en\">1 min</span>"), "{}", html("fr"));
}

#[test]
fn quotes_keep_their_direction_at_links_and_emphasis() {
    let article: Article = serde_json::from_str(
        r#"{"id":"a","lang":"en","title":"T","body":[{"paragraph":["a \"",{"em":["double"]},"\" room, \"",{"link":{"href":"/x","text":[{"strong":["'"]},"single"]}},"'\" and ",
        {"code":"c"},"\" ",{"sup":["\""]},{"note":[{"paragraph":["\"N\""]}]},"end\"",{"break":null},"\"x\""]}]}"#,
    )
    .unwrap();
    let html = article_html("en", &article);
    let shown = text(between(&html, &format!("<p id=\"{}\">", anchor::anchors(&article.body)[0]), "</p>"));
    assert_eq!(shown, "a “double” room, “‘single’” and c” “1end”“x”");
    assert!(html.contains("“N”"));
}

#[test]
fn every_control_has_a_name() {
    for html in every_page() {
        for control in html.split("<button").skip(1).filter_map(|rest| rest.split_once("</button>")) {
            assert!(control.0.contains("aria-label=") || !text(&["<button", control.0].concat()).trim().is_empty(), "{control:?}");
        }
    }
}

#[test]
fn interactive_parts_are_in_slots() {
    let html = article_html("en", &everything());
    let toolbar = between(&html, "<div data-slot=\"toolbar\" class=\"article-toolbar\">", "</div></div>");
    assert!(toolbar.starts_with("<div role=\"group\" aria-label="), "{toolbar}");
    assert!(toolbar.contains("<a href=\"/room/\" class=\"back\">") && toolbar.contains("class=\"save scripted\""), "{toolbar}");
    assert!(toolbar.ends_with("class=\"article-toolbar-settings\"><span aria-hidden=\"true\">Aa</span></a>"), "{toolbar}");
    assert!(html.contains("<div data-slot=\"resume\" class=\"resume\"></div>"), "nothing is offered yet: {html}");
    assert!(html.contains("<span data-slot=\"save\" class=\"byline-save\"><button"));
    let footer = between(&html, "<div data-slot=\"footer\" class=\"article-footer\">", "</main>");
    assert!(footer.contains("class=\"buttons scripted\"") && footer.contains("<nav aria-label="), "{footer}");
    assert!(footer.contains("<a href=\"/room/article/all/\" rel=\"prev\"><span class=\"neighbour-label\">"), "{footer}");
    assert!(!footer.contains("rel=\"next\""));
}

#[test]
fn back_and_neighbour_links_keep_the_list_query() {
    let card = Arc::new(Card::from_article(&everything()));
    let html = render("en", || {
        use_route_store().query.set(ListQuery::parse("?q=rail"));
        let next = Signal::derive(move || Some(card.clone()));
        view! { <BackLink needs_lang=true/><Neighbours previous=Signal::stored(None) next/> }
    });
    assert!(html.starts_with("<a href=\"/room/?q=rail\" lang=\"en\" dir=\"ltr\" class=\"back\">"), "{html}");
    assert!(html.contains("<a href=\"/room/article/all/?q=rail\" rel=\"next\">"), "{html}");
    let none = render("en", || view! { <Neighbours previous=Signal::stored(None) next=Signal::stored(None)/> });
    assert_eq!(none, "");
}

#[test]
fn match_stepper_shows_the_count_then_the_current_match() {
    let html = |count, current| {
        render("en", || {
            use_article_store().matches.set(InPageMatches { count, current });
            view! { <MatchStepper/> }
        })
    };
    assert_eq!(html(0, None), "");
    let messages = context("en").messages;
    assert!(html(3, None).starts_with(&format!("<span class=\"matches\"><span>{}</span><button", (messages.in_page_match_count)(3, "3"))));
    let second = html(3, Some(1));
    assert!(second.contains(&format!("<span>{}</span>", messages.current_match.fill(["2", "3"]))), "{second}");
    let label = messages.next_match;
    let button = format!("aria-label=\"{label}\" aria-keyshortcuts=\"n\" title=\"{label}\"><span aria-hidden=\"true\">↓</span>");
    assert!(second.contains(&button), "{second}");
}

#[test]
fn resuming_is_offered_while_a_position_is_stored() {
    let html = render("en", || {
        use_article_store().resume_anchor.set(Some("b1".into()));
        view! { <ResumeReading/> }
    });
    assert!(html.starts_with("<div role=\"status\" class=\"resume-row\"><p>"), "{html}");
    assert_eq!(html.matches("<button").count(), 2);
}

#[test]
fn a_citation_is_one_line() {
    let html = article_html("en", &everything());
    assert!(text(between(&html, "<dt>Cite as</dt>", "</dd>")).starts_with("A, B and C. It’s “all” <here>. Desk. en:2024-07-01"), "{html}");
    let bare =
        article_html("en", &Article { authors: Vec::new(), source: None, publisher: Some(String::new()), canonical: None, ..everything() });
    assert!(
        text(between(&bare, "<dt>Cite as</dt>", "</dd>")).starts_with("It’s “all” <here>. Room. en:2024-07-01"),
        "no part is empty: {bare}"
    );
}

#[test]
fn three_headings_make_a_contents_list() {
    let html = article_html("en", &everything());
    assert_eq!(html.matches("<li class=\"contents-").count(), 0, "one of the three is too deep");
    let body = r#"[{"heading":{"level":2,"text":["One"]}},{"heading":{"level":3,"text":["It's"]}},{"heading":{"level":2,"text":["Two"]}}]"#;
    let article = Article { body: serde_json::from_str(body).unwrap(), ..everything() };
    let html = page_html("en", &article);
    let contents = between(&html, "<nav ", "</nav>");
    assert!(contents.contains("data-contents=\"\" class=\"contents\"><ul><li class=\"contents-2\"><a href=\"#"), "{contents}");
    assert_eq!(text(&["<", contents].concat()), "OneIt’sTwo");
}
