//! The pages as HTML.

use super::*;
use crate::components::test_support::{check_page, html, interface_languages};
use crate::corpus::site::{Contact, Message};
use crate::corpus::{DataField, Site};
use leptos::prelude::*;
use std::sync::Arc;

fn message_html(site: Site) -> String {
    html("en", || view! { <MessagePage site=Arc::new(site)/> })
}

#[test]
fn every_page_passes_the_common_checks() {
    for lang in interface_languages() {
        let offer = DataOffer { fields: vec![DataField::Id], licences: vec![(String::new(), 1)], ..DataOffer::default() };
        for page in [
            html(lang, || view! { <MissingPage/> }),
            html(lang, || view! { <UnavailablePage/> }),
            html(lang, || view! { <MessagePage site=Arc::new(Site::default())/> }),
            html(lang, || view! { <DataPage offer/> }),
        ] {
            check_page(&page);
            assert!(page.starts_with("<main id=\"main\" tabindex=\"-1\" class=\"frame page"), "{page}");
        }
    }
}

#[test]
fn missing_page_links_to_the_list_and_has_a_search_form() {
    let html = html("en", || view! { <MissingPage/> });
    assert!(html.contains("<p><a href=\"/room/\" class=\"button\">") && html.contains("<form role=\"search\""), "{html}");
}

#[test]
fn message_page_offers_the_mail_address() {
    let site = Site {
        contact: Some(Contact { email: "a@b.example".into(), ..Contact::default() }),
        message: Some(Message { label: Some("Write".into()), subject: Some("To the desk".into()), ..Message::default() }),
        ..Site::default()
    };
    let html = message_html(site);
    for part in [
        "<h1>Write</h1>",
        "<p class=\"page-address\"><bdi translate=\"no\">a@b.example</bdi></p><div class=\"buttons\">",
        "<button type=\"button\" data-text=\"a@b.example\" class=\"button copy-address scripted\">",
        "<a href=\"mailto:a@b.example?subject=To%20the%20desk\" class=\"button\">",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!message_html(Site::default()).contains("<button"), "there is no address");
}

#[test]
fn data_page_lists_files_fields_and_licences() {
    let offer = DataOffer {
        articles: 3,
        files: vec![Download { path: "data/articles.csv".into(), kind: DownloadKind::Table, size: 1001 }],
        fields: vec![DataField::Id, DataField::Title],
        licences: vec![("CC BY".into(), 2), (String::new(), 1)],
        licence: Some("All of it".into()),
    };
    let html = html("en", || view! { <DataPage offer/> });
    for part in [
        "<thead><tr><th scope=\"col\">File</th>",
        "<tbody><tr><td><a href=\"/room/data/articles.csv\" download=\"articles.csv\">articles.csv</a></td><td>CSV",
        "<td>2 kB</td></tr></tbody>",
        "<dl class=\"data-fields\"><dt><code>id</code></dt><dd>",
        "<dt><code>title</code></dt><dd>Headline</dd></dl>",
        "<p class=\"page-text\">All of it</p><ul class=\"data-licences\"><li>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}
