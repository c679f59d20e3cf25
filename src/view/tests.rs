//! Whole pages as HTML: what every view has to keep.

use super::list::{Choice, Count, Entry, Group, Results, Years};
use super::*;
use crate::article::Article;
use crate::article::date::Date;
use crate::corpus::{Addressing, Card, Facet, ListState, Place, Site};
use leptos::prelude::RenderHtml;
use std::sync::Arc;

struct Plain;

impl Locale for Plain {
    fn date(&self, date: &Date, lang: &str) -> String {
        [lang, ":", &date.day()].concat()
    }
    fn month(&self, year: u16, month: u8, _: &str) -> String {
        format!("{year}/{month}")
    }
    fn number(&self, number: u32, _: &str) -> String {
        number.to_string()
    }
    fn language(&self, code: &str) -> String {
        code.to_owned()
    }
}

fn room(lang: &str) -> Room {
    Room::new("Room", lang, Addressing::site("/room/"), Arc::new(Plain))
}

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

fn article_html(room: &Room, article: &Article) -> String {
    let card = Card::of(article);
    let from = ListState::new();
    let neighbour = article::Neighbour { card: &card, from: &from };
    let slots = article::Slots {
        back: Place::List(ListState::new()),
        save: list::row::save(room, &article.id, &article.title, false).into(),
        bar: article::bar(room, &Place::List(ListState::new()), &article.id, &article.title, false, None).into(),
        place: article::place(room).into(),
        end: article::end(room, article, Some(&neighbour), None).into(),
    };
    article::page(room, article, None, slots).to_html()
}

fn list_html(room: &Room, state: &ListState, cards: &[Card]) -> String {
    let entries = || cards.iter().map(|card| Entry::of(card, false)).collect::<Vec<_>>();
    let groups = [Group { facet: Facet::Section, choices: vec![Choice { value: "Rail".into(), count: Some(2), on: true, inside: false }] }];
    let years = Years { bars: vec![(2023, 1), (2024, 3)], from: Some(2024), to: None };
    let count = Count { found: Some(3), total: 9, years: Some((2023, 2024)) };
    let found = Results { state, lead: entries().into_iter().next(), entries: entries(), total: 99, partly: None };
    list::page(
        room,
        list::desk(room, state, Some(9)),
        list::line(room, state, &count, false),
        list::rail(room, Some(&years), &groups, false),
        list::results::section().children(list::results(room, &found)),
    )
    .to_html()
}

fn cards() -> Vec<Card> {
    let mut cards: Vec<Card> = (0..5).map(|_| Card::of(&everything())).collect();
    for (card, at) in cards.iter_mut().zip(0..) {
        card.id = format!("a{at}");
        card.published = Some(format!("2024-0{}-01", 9 - at));
    }
    cards[4].lang = "ar".into();
    cards
}

/// The text of a piece of HTML, as a browser would give it.
fn text(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn between<'a>(html: &'a str, start: &str, end: &str) -> &'a str {
    let from = html.find(start).unwrap_or_else(|| panic!("no {start} in {html}"));
    &html[from..from + html[from..].find(end).unwrap()]
}

/// Levels of all headings, in order.
fn levels(html: &str) -> Vec<u8> {
    html.split("<h").skip(1).filter_map(|rest| rest.bytes().next()).filter(u8::is_ascii_digit).map(|b| b - b'0').collect()
}

fn every_page() -> Vec<String> {
    let mut pages = Vec::new();
    for lang in ["en", "zh", "ar"] {
        let room = room(lang);
        let cards = cards();
        let mut searching = ListState::new();
        searching.query = "rail".into();
        searching.toggle(Facet::Section, "Rail");
        pages.push(article_html(&room, &everything()));
        pages.push(list_html(&room, &ListState::new(), &cards));
        pages.push(list_html(&room, &searching, &cards));
        pages.push(missing::page(&room).to_html());
        pages.push(message::page(&room, &Site::default()).to_html());
        pages.push(
            settings::page(&room, settings::choices(&room, &Default::default()), settings::kept(&room, &Default::default(), false))
                .to_html(),
        );
        pages.push(saved::page(&room, saved::entries(&room, &[Entry::of(&cards[0], true)], &[("gone".into(), "Gone".into())])).to_html());
        pages.push(article::site_page(&room, &everything()).to_html());
    }
    pages
}

#[test]
fn no_page_has_a_style_attribute_an_empty_heading_or_a_level_left_out() {
    for html in every_page() {
        assert!(!html.contains(" style="), "{html}");
        let levels = levels(&html);
        assert_eq!(levels.iter().filter(|l| **l == 1).count(), 1, "one h1: {levels:?}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
        for level in 1..=6 {
            assert!(!html.contains(&format!("<h{level}></h{level}>")), "an empty heading");
        }
        assert!(!html.contains("<main") || html.matches("<main").count() == 1);
    }
}

#[test]
fn a_headline_is_its_stored_words_wherever_it_stands() {
    let article = everything();
    let page = article_html(&room("en"), &article);
    assert_eq!(text(between(&page, "<h1", "</h1>")), article.title);
    let list = list_html(&room("en"), &ListState::new(), &cards());
    assert_eq!(text(between(&list, "<h3", "</h3>")), article.title);
}

#[test]
fn every_kind_of_block_and_inline_is_drawn() {
    let html = article_html(&room("en"), &everything());
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
        "<rt>しょう</rt>",
        "<br>",
        "The note.",
        "unknown inline",
        "role=\"doc-noteref\"",
        "role=\"doc-footnote\"",
        "<blockquote class=\"quoted\"",
        "<blockquote class=\"pull\"",
        "Photograph not in this capture",
        "<ol start=\"3\"",
        "<li>one</li>",
        "<th scope=\"col\" class=\"number\">km</th>",
        "<td class=\"number\">1,280</td>",
        "colspan=\"2\"",
        "data-language=\"rust\"",
        "E=mc^2",
        "<aside class=\"aside\"",
        "<summary>More</summary>",
        "href=\"https://b.example/\"",
        "Film",
        "lang=\"ar\" dir=\"rtl\"",
        "<hr",
        "unknown block",
        "<figure class=\"figure wide\"",
        "alt=\"A map\"",
        "Samarkand, <time datetime=\"2022-09-16\">en:2022-09-16</time>",
        "<cite>Photo: X</cite>",
        "<span class=\"dateline\">Beijing/Astana —</span>",
        "1 passage of the page was left out",
        "left &lt;out&gt;",
        "A, B and C",
    ] {
        assert!(html.contains(words), "{words} in {html}");
    }
    assert!(!html.contains("javascript:"));
}

#[test]
fn marks_of_notes_and_notes_lead_to_each_other() {
    let html = article_html(&room("en"), &everything());
    for pair in ["id=\"mark-1\"", "href=\"#note-1\"", "id=\"note-1\"", "href=\"#mark-1\""] {
        assert_eq!(html.matches(pair).count(), 1, "{pair}");
    }
}

#[test]
fn a_row_keeps_the_language_of_its_words_and_the_interface_its_own() {
    let list = list_html(&room("en"), &ListState::new(), &cards());
    let row = between(&list, "data-id=\"a4\" lang=\"ar\" dir=\"rtl\"", "</article>");
    assert!(row.contains("<time datetime=\"2024-05-01\" lang=\"en\" dir=\"ltr\">en:2024-05-01</time>"), "{row}");
    assert!(row.contains("<span lang=\"en\" dir=\"ltr\">1 min</span>") && !row.contains("دقيقة"), "{row}");
    assert!(row.contains("<span class=\"section\">Rail</span>"), "the section is a word of the article: {row}");
    assert!(row.contains("aria-label=\"Save “"), "the button speaks the language of the interface: {row}");
    let own = between(&list, "data-id=\"a3\" lang=\"en\"", "</article>");
    assert!(own.contains("<span>1 min</span>"), "nothing is said of what is as it is around it: {own}");
}

#[test]
fn an_article_is_dated_in_its_own_language() {
    let html = |lang: &str| article_html(&room("en"), &Article { lang: lang.into(), ..everything() });
    assert!(html("ar").contains("ar:2024-07-01") && html("ar").contains("دقيقة"));
    assert!(html("fr").contains("fr:2024-07-01") && html("fr").contains("<span lang=\"en\">1 min</span>"), "{}", html("fr"));
}

#[test]
fn quotes_keep_their_direction_at_marks_links_and_emphasis() {
    let article: Article = serde_json::from_str(
        r#"{"id":"a","lang":"en","title":"T","body":[{"paragraph":["a \"",{"em":["double"]},"\" room, \"",{"link":{"href":"/x","text":[{"strong":["'"]},"single"]}},"'\" and ",
        {"code":"c"},"\" ",{"sup":["\""]},{"note":[{"paragraph":["\"N\""]}]},"end\"",{"break":null},"\"x\""]}]}"#,
    )
    .unwrap();
    let anchor = crate::article::anchor::anchors(&article.body)[0].clone();
    for words in [vec![], vec!["double".to_owned(), "single".to_owned(), "end".to_owned()]] {
        let marked = article::Marked { anchor: anchor.clone(), words };
        let slots = article::Slots { back: Place::Saved, save: "".into(), bar: "".into(), place: "".into(), end: "".into() };
        let html = article::page(&room("en"), &article, Some(&marked), slots).to_html();
        let shown = text(between(&html, "<p id=\"", "</p>"));
        assert!(shown.ends_with("a “double” room, “‘single’” and c” “1end”“x”"), "{shown}");
        assert!(html.contains("“N”"));
    }
    let mut card = cards().remove(1);
    card.lang = "en".into();
    let pieces = [("… a \"", false), ("double", true), ("\" room (\"", false), ("x", true), ("\")", false)];
    let passage = list::Passage { anchor: None, pieces: pieces.map(|(words, found)| (words.to_owned(), found)).to_vec() };
    let entry = Entry { passage: Some(passage), ..Entry::of(&card, false) };
    let html = list::row::row(&room("en"), &ListState::new(), &entry, "h2").to_html();
    assert!(html.contains("… a “<mark>double</mark>” room (“<mark>x</mark>”)"), "{html}");
}

#[test]
fn words_that_were_looked_for_are_marked_in_their_block_alone() {
    let article: Article =
        serde_json::from_str(r#"{"id":"a","lang":"en","title":"T","body":[{"paragraph":["Rail and rail."]},{"paragraph":["A rail."]}]}"#)
            .unwrap();
    let anchor = crate::article::anchor::anchors(&article.body)[0].clone();
    let marked = article::Marked { anchor, words: vec!["rail".into()] };
    let slots = article::Slots { back: Place::Saved, save: "".into(), bar: "".into(), place: "".into(), end: "".into() };
    let html = article::page(&room("en"), &article, Some(&marked), slots).to_html();
    assert!(
        html.contains("<mark class=\"found\">Rail</mark> and <mark class=\"found\">rail</mark>.</p>")
            && html.contains("<p id=\"")
            && html.contains("A rail.")
    );
}

#[test]
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn every_control_has_a_name() {
    for html in every_page() {
        for control in html.split("<button").skip(1).map(|rest| &rest[..rest.find("</button>").unwrap()]) {
            assert!(control.contains("aria-label=") || !text(&["<button", control].concat()).trim().is_empty(), "{control}");
        }
        assert!(html.matches("<select").count() == html.matches("</select>").count());
    }
}
