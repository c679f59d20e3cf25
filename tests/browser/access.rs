//! What axe-core objects to, on every kind of page, in light and dark.

use crate::Scene;
use crate::engine::Engine;
use crate::host::Rule;
use crate::page::ALIVE;
use serde_json::Value;

/// Runs axe; calls back with a line for each kind of violation.
const RUN: &str = "
    const [theme, back] = arguments;
    document.documentElement.dataset.theme = theme;
    axe.run(document, { resultTypes: ['violations'] }).then(
        r => back(r.violations.map(v => v.id + ' (' + v.nodes.length + '): ' + v.help + ' ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)
            + ' ' + (n.any[0]?.message || '')).join(' | '))),
        e => back([String(e)]))";

pub async fn every_page(scene: &Scene<'_>) {
    let page = scene.page;
    if page.engine != Engine::Chromium {
        return println!("{}: axe runs in Chromium", page.engine);
    }
    let Ok(axe) = std::env::var("LECTERN_AXE").map_err(drop).and_then(|path| std::fs::read_to_string(path).map_err(drop)) else {
        return println!("{}: skipped, LECTERN_AXE names no axe.min.js", page.engine);
    };
    let mut objections = Vec::new();
    for (path, ready) in pages(scene) {
        page.open(&scene.host.at(&path)).await;
        page.until("the page is there", ready).await;
        objections.extend(look(scene, &axe, &path).await);
    }
    objections.extend(failed(scene, &axe).await);
    assert!(objections.is_empty(), "axe objects:\n{}", objections.join("\n"));
}

/// Every kind of page, and what shows that it is there.
fn pages(scene: &Scene<'_>) -> Vec<(String, &'static str)> {
    const PAGE: &str = "return !!document.querySelector('main h1')";
    let mut pages: Vec<(String, &'static str)> =
        ["/", "/?q=river", "/?q=zzyzxqq", "/saved/", "/settings/"].map(|p| (p.to_owned(), ALIVE)).into();
    pages.extend(["/message/", "/about/", "/privacy/", "/no/such/place"].map(|p| (p.to_owned(), PAGE)));
    let languages = scene.sample.of_every_language();
    let kinds = ["table", "code", "quote", "details", "aside", "figure", "list"];
    let shapes = kinds.iter().filter_map(|kind| scene.sample.with_block(kind));
    let mut ids: Vec<&str> = languages.into_iter().chain(shapes).chain(scene.sample.captured()).map(|a| a.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    pages.extend(ids.into_iter().map(|id| (format!("/article/{id}/"), ALIVE)));
    pages
}

/// What axe objects to on the page that is open.
async fn look(scene: &Scene<'_>, axe: &str, path: &str) -> Vec<String> {
    scene.page.js(axe).await;
    let mut objections = Vec::new();
    for theme in ["light", "dark", "sepia"] {
        let Value::Array(found) = scene.page.js_later(RUN, vec![theme.into()]).await else { panic!("axe gave no answer on {path}") };
        objections.extend(found.iter().map(|line| format!("{path} {theme}: {}", line.as_str().unwrap_or_default())));
    }
    objections
}

/// The same where packs are missing, on a host that the browser has nothing of yet.
async fn failed(scene: &Scene<'_>, axe: &str) -> Vec<String> {
    let host = crate::Host::new(&scene.sample.site);
    host.rule("/corpus/c", Rule::Missing);
    scene.page.open(&host.url).await;
    scene.page.until("it is said", "return [...document.querySelectorAll('[role=alert]')].some(e => e.checkVisibility())").await;
    look(scene, axe, "a list whose packs are missing").await
}
