//! Tests of the offline views as HTML.

use super::list::DownloadResults;
use super::settings::OfflineSettings;
use super::shell::{ChangesSinceVisit, OfflineNotice};
use super::test_support;
use super::ui::DownloadProgress;
use crate::messages::{self, OfflineMessages};
use crate::state::offline_copies::{ChangeGroup, ChangeKind, Copies, Download, KeptCopies, Offer, Outcome};
use crate::stores::{OfflineStore, provide_offline_stores, use_offline_store};
use leptos::prelude::*;
use std::sync::Arc;

fn html(view: impl FnOnce(OfflineStore, Arc<OfflineMessages>) -> AnyView) -> String {
    test_support::html("en", || {
        provide_offline_stores(test_support::context("en"));
        view(use_offline_store(), Arc::new(messages::for_lang("en").offline.clone()))
    })
}

fn kept_copies(missing: &[(&str, u32)]) -> Arc<KeptCopies> {
    Arc::new(KeptCopies {
        articles: 3,
        total_articles: 4,
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
fn settings_show_the_stored_copies_and_offer_the_missing_files() {
    let html = settings(Copies::Kept(kept_copies(&[("about/", 0)])), Download::Idle);
    assert!(html.starts_with("<div class=\"settings-section\"><h2>Offline reading</h2><p>Pages you open are stored"), "{html}");
    for part in [
        "<p>Available offline: 3 of 4 articles, 12 kB.</p><p>Search may not work offline: some of its files are not downloaded.</p><div>",
        "<p role=\"status\"></p><div class=\"buttons\"><button id=\"download-everything\" type=\"button\" class=\"button\">Download for offline (5 kB)</button>",
        "<button id=\"remove-downloads\" type=\"button\" class=\"button\">Remove downloads</button></div></div></div>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn complete_copies_can_only_be_removed() {
    let html = settings(Copies::Kept(kept_copies(&[])), Download::Ended(Outcome::Done));
    assert!(
        html.contains("<p>Everything is available offline.</p>") && html.contains("<p role=\"status\">Download complete.</p>"),
        "{html}"
    );
    assert!(!html.contains("download-everything") && html.contains("remove-downloads"), "{html}");
}

#[test]
fn settings_report_unknown_copies_and_an_unsupported_browser() {
    let unknown = settings(Copies::Unknown, Download::Idle);
    assert!(unknown.contains("<p role=\"status\">Some files failed to download") && !unknown.contains("<button"), "{unknown}");
    let unsupported = settings(Copies::Unsupported, Download::Idle);
    assert_eq!(unsupported.matches("<p>").count(), 1, "{unsupported}");
    assert!(unsupported.contains("can’t store anything for offline reading"), "{unsupported}");
}

#[test]
fn download_shows_progress_and_can_be_cancelled() {
    let html = settings(Copies::Kept(kept_copies(&[("about/", 0)])), Download::Running);
    let progress = "<div><progress max=\"4\" value=\"1\" aria-label=\"Download\"></progress><p role=\"status\">1 of 4 files</p><div class=\"buttons\"><button type=\"button\" class=\"button\">Cancel</button></div></div>";
    assert!(html.contains(progress) && !html.contains("download-everything"), "{html}");
}

#[test]
fn empty_download_has_a_progress_bar() {
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
fn results_are_offered_for_download_and_the_outcome_is_shown() {
    let button = "<button id=\"offer-results\" type=\"button\" class=\"button\">Save these results offline</button>";
    let idle = results(Download::Idle);
    assert_eq!(idle, ["<div class=\"download-results\"><p role=\"status\"></p><div class=\"buttons\">", button, "</div></div>"].concat());
    assert!(results(Download::Ended(Outcome::Cancelled)).contains("<p role=\"status\">Download stopped."));
    let offer = |articles| results(Download::Offered(Arc::new(Offer { articles, files: Vec::new(), size: "9 kB".into() })));
    assert!(offer(1).contains("<p role=\"status\">1 article with images: 9 kB</p>"));
    let two = offer(2);
    assert!(two.contains(">2 articles with images: 9 kB</p>") && !two.contains("offer-results"), "{two}");
    assert!(two.find(">Download</button>") < two.find(">Cancel</button>"), "{two}");
}

#[test]
fn offline_notice_counts_the_available_articles() {
    let html = html(|_, messages| view! { <OfflineNotice kept=kept_copies(&[("about/", 0)]) messages/> }.into_any());
    let notice = "You’re offline. 3 of 4 articles are available. Search may not work offline: some of its files are not downloaded.";
    assert_eq!(html, ["<div class=\"offline-notice\"><p role=\"status\">", notice, "</p></div>"].concat());
}

#[test]
fn changes_are_counted_and_the_first_are_listed() {
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
