//! The saved articles as HTML.

use super::saved_articles::{SavedArticles, SavedEntry};
use super::*;
use crate::components::test_support::{check_page, html, html_with, interface_languages};
use crate::corpus::Card;
use crate::state::LocalData;
use leptos::prelude::*;
use std::sync::Arc;

fn page(lang: &str, articles: Vec<SavedEntry>) -> String {
    let mut data = LocalData::default();
    data.toggle_saved("gone", "Gone <away>");
    html_with(lang, data, || view! { <SavedPage><SavedArticles articles/></SavedPage> })
}

fn entries() -> Vec<SavedEntry> {
    let card = Card { id: "there".into(), title: "There".into(), lang: "en".into(), ..Card::default() };
    vec![SavedEntry::Found(Arc::new(card)), SavedEntry::Gone { id: "gone".into(), title: "Gone <away>".into() }]
}

#[test]
fn every_saved_article_has_a_row_in_the_order_given() {
    for lang in interface_languages() {
        let html = page(lang, entries());
        check_page(&html);
        let (there, gone) = (html.find("data-id=\"there\""), html.find("data-id=\"gone\""));
        assert!(there.is_some() && there < gone && html.contains("<div class=\"results\">"), "{html}");
    }
}

#[test]
fn an_article_that_is_gone_can_be_removed() {
    let html = page("en", entries());
    let start = "<article data-id=\"gone\" class=\"row gone\"><div class=\"row-text\"><h2 class=\"headline\">Gone &lt;away&gt;</h2>";
    assert!(html.contains(start) && html.contains("<p class=\"meta\"><button type=\"button\" data-id=\"gone\""), "{html}");
    assert!(html.contains(" data-saved "), "{html}");
}

#[test]
fn a_page_without_saved_articles_says_how_to_save_one() {
    let empty = page("en", Vec::new());
    assert!(empty.contains("<section class=\"empty\"><h2>") && empty.contains("<a href=\"/room/\" class=\"button\">"), "{empty}");
    assert!(!empty.contains("class=\"results\"") && empty.contains("<p class=\"alert unscripted\">"), "{empty}");
    assert!(html("en", || view! { <SavedPage>{"x"}</SavedPage> }).ends_with("x</main>"));
}
