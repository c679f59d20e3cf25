//! The frame of a page as HTML.

use super::*;
use crate::article::{Inline, Link, Text};
use crate::components::test_support::{html, interface_languages, text};
use crate::corpus::site::{Consent, Contact, Message, NavigationItem, Notice};
use crate::corpus::{ListQuery, Route, Site};
use leptos::prelude::*;
use std::sync::Arc;

fn site() -> Site {
    let words = Text(vec![
        Inline::Words("See ".into()),
        Inline::Link(Link { href: "/privacy/".into(), text: Text::new("this"), ..Link::default() }),
    ]);
    Site {
        name: "Room & Co".into(),
        tagline: Some("A tagline".into()),
        slogan: Some("A slogan".into()),
        logo: Some("images/logo.svg".into()),
        navigation: vec![
            NavigationItem { label: "About".into(), page: Some("about".into()), ..NavigationItem::default() },
            NavigationItem { label: "Elsewhere".into(), href: Some("https://a.example/".into()), ..NavigationItem::default() },
        ],
        notices: vec![Notice { text: words.clone(), lang: Some("ar".into()), ..Notice::default() }],
        contact: Some(Contact { label: Some("Desk".into()), email: "a@b.example".into(), ..Contact::default() }),
        message: Some(Message::default()),
        consent: Some(Consent { text: words, pages: vec!["about".into(), "other".into()], ..Consent::default() }),
        ..Site::default()
    }
}

fn frame(site: Site, current_route: Route) -> Frame {
    let pages = vec![("about".to_owned(), "About the site".to_owned())];
    Frame {
        site: Arc::new(site),
        pages: Arc::new(pages),
        current_route,
        has_data: true,
        annotation_messages: "/room/annotations.json".into(),
        offline_messages: "/room/offline.json".into(),
    }
}

fn page(frame: Frame) -> String {
    html("en", || {
        view! {
            <PageShell frame>
                <main id="main">{"Inside"}</main>
            </PageShell>
        }
    })
}

#[test]
fn parts_of_a_page_are_in_order() {
    let html = page(frame(site(), Route::List(ListQuery::new())));
    let parts = [
        "<div class=\"shell\"><a href=\"#main\" class=\"skip\">",
        "<button type=\"button\" data-request=\"select\" class=\"skip scripted article-only\">",
        "<header class=\"masthead\">",
        "<aside data-slot=\"offline-notices\" hidden data-messages=\"/room/offline.json\" class=\"frame offline\"></aside>",
        "<main id=\"main\">Inside</main>",
        "<aside data-slot=\"offline\" hidden class=\"frame offline\"></aside>",
        "<aside data-slot=\"annotations\" hidden data-annotation-messages=\"/room/annotations.json\"",
        "<p role=\"status\" data-slot=\"toast\" class=\"toast\"></p>",
        "<section data-slot=\"consent\"",
        "<footer class=\"site-footer\">",
    ];
    let places: Vec<usize> = parts.iter().map(|part| html.find(part).unwrap_or_else(|| panic!("{part} in {html}"))).collect();
    assert!(places.is_sorted(), "{html}");
    let plain = page(Frame { offline_messages: String::new(), ..frame(Site::default(), Route::Saved) });
    assert!(!plain.contains("data-slot=\"offline") && !plain.contains("consent") && !plain.contains("aria-label=\"Notices\""), "{plain}");
}

#[test]
fn masthead_marks_the_current_page() {
    let current = |current_route: Route| {
        let html = page(frame(site(), current_route));
        assert_eq!(html.matches("aria-current=\"page\"").count(), 1, "{html}");
        let before = html.split(" aria-current=\"page\"").next().unwrap_or_default().to_owned();
        before.rsplit("<a ").next().unwrap_or_default().to_owned()
    };
    assert_eq!(current(Route::List(ListQuery::new())), "href=\"/room/\"");
    assert_eq!(current(Route::Saved), "href=\"/room/saved/\"");
    assert_eq!(current(Route::Settings), "href=\"/room/settings/\"");
    assert_eq!(current(Route::SitePage("about".into())), "href=\"/room/about/\"");
}

#[test]
fn masthead_names_the_site_and_links_to_its_pages() {
    let html = page(frame(site(), Route::Message));
    for part in [
        "<img src=\"/room/images/logo.svg\" alt=\"\" width=\"28\" height=\"28\" class=\"masthead-logo\">",
        "<span>Room &amp; Co</span></a><p class=\"masthead-tagline\">A tagline</p>",
        "<a href=\"/room/about/\" class=\"masthead-page\">About</a>",
        "<a href=\"https://a.example/\" rel=\"noopener\" class=\"masthead-page\">Elsewhere</a>",
        "aria-haspopup=\"dialog\" aria-label=\"Reading settings\" title=\"Reading settings\" class=\"settings-link\"><span aria-hidden=\"true\">Aa</span></a>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn footer_contains_pages_contact_and_notices() {
    let html = page(frame(site(), Route::Message));
    for part in [
        "<p class=\"site-footer-name\">Room &amp; Co</p><p class=\"site-footer-slogan\">A slogan</p>",
        "<ul><li><a href=\"/room/about/\">About the site</a></li><li><a href=\"/room/data/\">Download the data</a></li></ul>",
        "<li><span class=\"site-footer-label\">Desk</span><a href=\"mailto:a@b.example\">a@b.example</a></li>",
        "<li class=\"scripted\"><button type=\"button\" id=\"consent-change\" class=\"link\">",
        "<li dir=\"rtl\" lang=\"ar\">See <a href=\"/room/privacy/\">this</a></li>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn the_consent_notice_has_one_button() {
    let html = page(frame(site(), Route::Message));
    assert!(html.contains("<button type=\"button\" id=\"consent-accept\" class=\"button scripted\">"), "{html}");
    let pages =
        "<ul class=\"consent-pages\"><li><a href=\"/room/about/\">About the site</a></li><li><a href=\"/room/other/\">other</a></li></ul>";
    assert!(html.contains(pages), "{html}");
}

#[test]
fn program_notices_are_hidden_and_their_buttons_have_names() {
    for lang in interface_languages() {
        let html = html(lang, || view! { <Notices/> });
        for name in ["failed", "stopped", "old"] {
            assert!(html.contains(&format!("<div data-notice=\"{name}\" hidden>")), "{html}");
        }
        assert_eq!(html.matches("role=\"alert\"").count(), 3, "{html}");
        assert_eq!(html.matches("<button type=\"button\" class=\"button\">").count(), 2, "{html}");
        assert!(html.split("<button").skip(1).all(|rest| !text(&["<button", rest.split("</button>").next().unwrap()].concat()).is_empty()));
    }
}
