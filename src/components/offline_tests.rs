//! Tests of the offline views as HTML.

use super::list::DownloadResults;
use super::settings::OfflineSettings;
use super::shell::{ChangesSinceVisit, OfflineNotice};
use super::test_support;
use super::ui::DownloadProgress;
use crate::messages::offline;
use crate::messages::offline::OfflineMessages;
use crate::state::offline_copies::{ChangeGroup, ChangeKind, Copies, Download, KeptCopies, Offer, Outcome};
use crate::stores::{OfflineStore, provide_offline_stores, use_offline_store};
use leptos::prelude::*;
use std::sync::Arc;

fn html(view: impl FnOnce(OfflineStore, Arc<OfflineMessages>) -> AnyView) -> String {
    test_support::html("en", || {
        provide_offline_stores(test_support::context("en"));
        view(use_offline_store(), Arc::new(offline::of("en").clone()))
    })
}

fn kept(missing: &[(&str, u32)]) -> Arc<KeptCopies> {
    Arc::new(KeptCopies {
        articles: 3,
        of: 4,
        size: "12 kB".into(),
        has_search: missing.is_empty(),
        has_pictures: true,
        missing: missing.iter().map(|(path, bytes)| ((*path).to_owned(), *bytes)).collect(),
        missing_size: "5 kB".into(),
    })
}

fn settings(copies: Copies, download: Download) -> String {
    html(|store, messages| {
        store.download.set(download);
        store.progress.set((1, 4));
        view! { <OfflineSettings copies messages/> }.into_any()
    })
}

#[test]
fn the_settings_say_what_is_kept_and_offer_the_rest() {
    let html = settings(Copies::Kept(kept(&[("about/", 0)])), Download::Idle);
    assert!(html.starts_with("<div class=\"kept\"><h2>Offline reading</h2><p>Pages you open are stored"), "{html}");
    for part in [
        "<p>Available offline: 3 of 4 articles, 12 kB.</p><p>Search may not work offline: some of its files are not downloaded.</p><div>",
        "<p role=\"status\"></p><div class=\"buttons\"><button id=\"keep-everything\" type=\"button\" class=\"button\">Download for offline (5 kB)</button>",
        "<button id=\"keep-nothing\" type=\"button\" class=\"button\">Remove downloads</button></div></div></div>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn a_whole_collection_can_only_be_removed() {
    let html = settings(Copies::Kept(kept(&[])), Download::Ended(Outcome::Done));
    assert!(
        html.contains("<p>Everything is available offline.</p>") && html.contains("<p role=\"status\">Download complete.</p>"),
        "{html}"
    );
    assert!(!html.contains("keep-everything") && html.contains("keep-nothing"), "{html}");
}

#[test]
fn what_cannot_be_told_or_kept_is_said() {
    let unknown = settings(Copies::Unknown, Download::Idle);
    assert!(unknown.contains("<p role=\"status\">Some files failed to download") && !unknown.contains("<button"), "{unknown}");
    let unable = settings(Copies::Unable, Download::Idle);
    assert_eq!(unable.matches("<p>").count(), 1, "{unable}");
    assert!(unable.contains("can’t store anything for offline reading"), "{unable}");
}

#[test]
fn a_download_is_seen_and_can_be_cancelled() {
    let html = settings(Copies::Kept(kept(&[("about/", 0)])), Download::Running);
    let progress = "<div><progress max=\"4\" value=\"1\" aria-label=\"Download\"></progress><p role=\"status\">1 of 4 files</p><div class=\"buttons\"><button type=\"button\" class=\"button\">Cancel</button></div></div>";
    assert!(html.contains(progress) && !html.contains("keep-everything"), "{html}");
}

#[test]
fn a_download_of_nothing_has_a_bar() {
    let html = html(|_, messages| view! { <DownloadProgress messages/> }.into_any());
    assert!(html.contains("max=\"1\" value=\"0\""), "{html}");
}

fn results(download: Download) -> String {
    html(|store, messages| {
        store.download.set(download);
        view! { <DownloadResults messages/> }.into_any()
    })
}

#[test]
fn what_was_found_is_offered_and_then_said() {
    let button = "<button id=\"keep-results\" type=\"button\" class=\"button\">Save these results offline</button>";
    let idle = results(Download::Idle);
    assert_eq!(idle, ["<div class=\"result\"><p role=\"status\"></p><div class=\"buttons\">", button, "</div></div>"].concat());
    assert!(results(Download::Ended(Outcome::Cancelled)).contains("<p role=\"status\">Download stopped."));
    let offer = |articles| results(Download::Offered(Arc::new(Offer { articles, files: Vec::new(), size: "9 kB".into() })));
    assert!(offer(1).contains("<p role=\"status\">1 article with images: 9 kB</p>"));
    let two = offer(2);
    assert!(two.contains(">2 articles with images: 9 kB</p>") && !two.contains("keep-results"), "{two}");
    assert!(two.find(">Download</button>") < two.find(">Cancel</button>"), "{two}");
}

#[test]
fn a_cut_connection_is_said_with_what_can_be_read() {
    let html = html(|_, messages| view! { <OfflineNotice kept=kept(&[("about/", 0)]) messages/> }.into_any());
    let said = "You’re offline. 3 of 4 articles are available. Search may not work offline: some of its files are not downloaded.";
    assert_eq!(html, ["<div class=\"away\"><p role=\"status\">", said, "</p></div>"].concat());
}

#[test]
fn changes_are_counted_and_the_first_named() {
    let named = vec![("a".to_owned(), Some("It is <new>".to_owned())), ("b".to_owned(), None)];
    let changes = vec![
        ChangeGroup { kind: ChangeKind::New, count: 7, named },
        ChangeGroup { kind: ChangeKind::Withdrawn, count: 1, named: vec![("c".to_owned(), Some("Gone".to_owned()))] },
    ];
    let html = html(|_, messages| view! { <ChangesSinceVisit changes messages/> }.into_any());
    assert_eq!(
        html,
        "<div class=\"changes\"><details><summary>Since your last visit: 7 new, 1 removed</summary><p>7 new</p><ul>\
         <li><a href=\"/room/article/a/\" dir=\"auto\">It is &lt;new&gt;</a></li><li><a href=\"/room/article/b/\" dir=\"auto\">b</a></li>\
         <li>and 5 more</li></ul><p>1 removed</p><ul><li><a href=\"/room/article/c/\" dir=\"auto\">Gone</a></li></ul></details></div>"
    );
}
