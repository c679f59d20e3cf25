//! What axe-core objects to, on every kind of page, in light and dark.

use crate::TestContext;
use crate::engine::Engine;
use crate::host::Rule;
use crate::page::{PROGRAM_READY, Page};
use serde_json::Value;

/// Runs axe; calls back with a line for each kind of violation.
const AXE_SCRIPT: &str = "
    const [theme, back] = arguments;
    document.documentElement.dataset.theme = theme;
    axe.run(document, { resultTypes: ['violations'] }).then(
        r => back(r.violations.map(v => v.id + ' (' + v.nodes.length + '): ' + v.help + ' ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)
            + ' ' + (n.any[0]?.message || '')).join(' | '))),
        e => back([String(e)]))";

pub async fn has_no_violations(context: &TestContext<'_>) {
    let page = context.page;
    if page.engine != Engine::Chromium {
        return println!("{}: axe runs in Chromium", page.engine);
    }
    let mut violations = Vec::new();
    for (path, ready) in page_kinds(context) {
        page.open(&context.host.url_of(&path)).await;
        page.wait_until("the page is there", ready).await;
        violations.extend(axe_violations(page, &path).await);
    }
    violations.extend(violations_with_missing_packs(context).await);
    assert!(violations.is_empty(), "axe objects:\n{}", violations.join("\n"));
}

/// Every kind of page, and what shows that it is there.
fn page_kinds(context: &TestContext<'_>) -> Vec<(String, &'static str)> {
    const HAS_HEADING: &str = "return !!document.querySelector('main h1')";
    let mut pages: Vec<(String, &'static str)> =
        ["/", "/?q=river", "/?q=zzyzxqq", "/saved/", "/settings/", "/notebook/"].map(|p| (p.to_owned(), PROGRAM_READY)).into();
    pages.extend(["/message/", "/about/", "/privacy/", "/no/such/place"].map(|p| (p.to_owned(), HAS_HEADING)));
    let languages = context.sample.one_per_language();
    let kinds = ["table", "code", "quote", "details", "aside", "figure", "list"];
    let articles_with_block = kinds.iter().filter_map(|kind| context.sample.with_block(kind));
    let mut ids: Vec<&str> =
        languages.into_iter().chain(articles_with_block).chain(context.sample.with_missing_pictures()).map(|a| a.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    pages.extend(ids.into_iter().map(|id| (format!("/article/{id}/"), PROGRAM_READY)));
    pages
}

/// What axe objects to on the page that is open; nothing where there is no axe, which is said.
pub async fn axe_violations(page: &Page, path: &str) -> Vec<String> {
    let Ok(axe) = std::env::var("LECTERN_AXE").map_err(drop).and_then(|path| std::fs::read_to_string(path).map_err(drop)) else {
        println!("{path}: skipped, LECTERN_AXE names no axe.min.js");
        return Vec::new();
    };
    page.js(&axe).await;
    let mut violations = Vec::new();
    for theme in ["light", "dark", "sepia"] {
        let Value::Array(found) = page.js_async(AXE_SCRIPT, vec![theme.into()]).await else { panic!("axe gave no answer on {path}") };
        violations.extend(found.iter().map(|line| format!("{path} {theme}: {}", line.as_str().unwrap_or_default())));
    }
    violations
}

/// The same where packs are missing, on a host that the browser has nothing of yet.
async fn violations_with_missing_packs(context: &TestContext<'_>) -> Vec<String> {
    let host = crate::Host::new(&context.sample.site);
    host.add_rule("/corpus/c", Rule::NotFound);
    context.page.open(&host.url).await;
    context.page.wait_until("it is said", "return [...document.querySelectorAll('[role=alert]')].some(e => e.checkVisibility())").await;
    axe_violations(context.page, "a list whose packs are missing").await
}
