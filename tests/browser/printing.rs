//! What stands on paper: what a reader reads, whole, and nothing that is pressed.

use crate::TestContext;
use crate::engine::Engine;
use crate::host::Host;
use crate::test_site::TestSite;
use serde_json::{Value, json};

/// What is seen of some elements.
const VISIBLE_ELEMENTS: &str = "const seen = css => [...document.querySelectorAll(css)].filter(e => e.getClientRects().length > 0).map(e => e.outerHTML.slice(0, 80));";

/// The width inside the margins of a sheet of A4, in pixels.
const A4_WIDTH: u32 = 643;

/// That of a sheet that is turned.
const A4_LANDSCAPE_WIDTH: u32 = 971;

fn printed_article() -> Value {
    let row = |columns: u32| (0..columns).map(|n| json!([format!("{},345.67", n + 10)])).collect::<Vec<_>>();
    let table = |columns: u32| json!({"table": {"rows": [row(columns), row(columns)]}});
    json!({"format": 1, "id": "sheets", "lang": "en", "title": "On paper", "published": "2024-06-01", "tags": ["Canals"], "body": [
        {"paragraph": ["A ", {"link": {"href": "https://a.example/there", "text": ["link"]}}, "."]},
        {"details": {"summary": ["More"], "blocks": [{"paragraph": ["What an author folded."]}]}},
        table(3), table(8), table(11), table(40),
        {"table": {"rows": [[["https://a.example/".to_owned() + &"long".repeat(60)], ["Word"]]]}},
        {"code": {"text": "word ".repeat(80) + &"x".repeat(300)}}],
        "capture": {"from": "a.html", "sha256": "", "written": "", "cut": ["Menu of the page"]}})
}

pub async fn prints_whole_article(context: &TestContext<'_>) {
    let page = context.page;
    if page.engine != Engine::Chromium {
        return println!("{}: only Chromium shows a page as it is printed", page.engine);
    }
    let test_site = TestSite::new("https://elsewhere.example/");
    test_site.write("site.json", &json!({"format": 1, "name": "Harbour", "lang": "en", "show_removed": true}));
    test_site.write("articles/sheets.json", &printed_article());
    let Some(site) = test_site.build_site() else { return };
    let host = Host::new(&site);
    page.open_ready(&host.url_of("/article/sheets/")).await;
    page.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    for (width, tables) in
        [(A4_WIDTH, ".text :is(.table:not(.print-landscape), pre)"), (A4_LANDSCAPE_WIDTH, ".text .table.print-landscape")]
    {
        page.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false }),
        )
        .await;
        let cut_off = format!(
            "const cut = [...document.querySelectorAll({tables:?})];
            return JSON.stringify([cut.length, cut.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.className + e.scrollWidth)])"
        );
        let expected = if width == A4_WIDTH { "[4,[]]" } else { "[2,[]]" };
        assert_eq!(page.js_string(&cut_off).await, expected, "every table is whole on its sheet");
    }
    let interactive =
        format!("{VISIBLE_ELEMENTS} return seen('button, input, select, nav, form, .cut, .article-toolbar, .notices').join()");
    assert_eq!(page.js_string(&interactive).await, "", "nothing that is pressed, and nothing that was removed");
    assert!(
        page.js_bool(&format!("{VISIBLE_ELEMENTS} return seen('.text details p').length === 1")).await,
        "what an author folded is open"
    );
    let link_suffix = "return getComputedStyle(document.querySelector('.text a'), '::after').content";
    assert_eq!(page.js_string(link_suffix).await, "none", "addresses are printed where a reader wants them");
    page.js("document.documentElement.dataset.links = 'printed'").await;
    assert!(page.js_string(link_suffix).await.contains("https://a.example/there"));
    page.open(&host.url).await;
    assert_eq!(page.js_string(&interactive).await, "", "a list without its filters");
    page.devtools("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
    page.devtools("Emulation.clearDeviceMetricsOverride", json!({})).await;
}
