//! With scripts off. Nothing here runs a script in the page.

use crate::Scene;
use crate::host::Host;
use crate::page::{Page, squash};
use crate::sample::paragraphs;
use crate::small_sites::{ARTICLES, Made};
use lectern::corpus::list_query::ROWS;

pub async fn list(scene: &Scene<'_>) {
    let (page, cards) = (scene.page, &scene.sample.cards);
    page.open(&scene.host.url).await;
    let rows = cards.len().min(lectern::corpus::list_query::ROWS);
    assert!(page.count("main .results article").await >= rows, "every row of the first page");
    let text = page.text("main").await;
    let missing: Vec<&str> =
        cards.iter().take(rows).map(|c| c.title.as_str()).filter(|t| !squash_quotes(&text).contains(&squash_quotes(t))).collect();
    assert!(missing.is_empty(), "not on the page: {missing:?}");
    assert_eq!(page.count(".pager").await, usize::from(cards.len() > rows), "a pager where there are more");
    assert!(!page.find("main button.save").await.is_displayed().await.unwrap(), "no button that does nothing");
    page.press_plain("main .headline a").await;
    assert_eq!(page.count("main article .text").await, 1, "a row leads to its article");
}

pub async fn article(scene: &Scene<'_>) {
    let (page, article) = (scene.page, scene.sample.long());
    page.open(&scene.host.at(&format!("/article/{}/", article.id))).await;
    assert_eq!(page.count("h1").await, 1);
    assert_eq!(squash_quotes(&page.text("main h1").await), squash_quotes(&article.title));
    let text = squash_quotes(&page.text("main").await);
    let missing: Vec<String> = paragraphs(article).into_iter().filter(|p| !text.contains(&squash_quotes(p))).collect();
    assert!(missing.is_empty(), "not on the page: {missing:?}");
    assert!(!page.find("[data-notice=failed]").await.is_displayed().await.unwrap(), "nothing is said to be broken");
    page.press_plain("main article .back").await;
    assert!(page.count("main .results article").await > 5, "the way back leads to the list");
}

/// The titles of the rows.
async fn titles(page: &Page) -> Vec<String> {
    let mut titles = Vec::new();
    for link in page.all("main .results .headline a").await {
        titles.push(squash(&link.text().await.unwrap()));
    }
    titles
}

/// Follows pages, values and neighbours by their links, from a list that is open; `end` is what the address of a page ends with.
async fn browse(page: &Page, end: &str) {
    page.until_hidden("main .search-form").await;
    assert!(titles(page).await.contains(&"Number 59".to_owned()));
    page.press_plain(".pager a[rel=next]").await;
    assert!(page.address().await.ends_with(&format!("/page/2/{end}")));
    assert_eq!(titles(page).await.len(), ROWS);
    page.press_plain(".pager a[rel=next]").await;
    assert_eq!(titles(page).await.len(), ARTICLES - 2 * ROWS);
    page.press_plain(".pager a[rel=prev]").await;
    page.press_plain(".pager a[rel=prev]").await;
    // By facet and by year.
    let value = page.find("#facets .choice-name a").await;
    assert!(value.is_displayed().await.unwrap(), "the values that have a page can be seen");
    assert!(!page.find("#facets .years").await.is_displayed().await.unwrap(), "and nothing that does nothing");
    page.press_plain("#facets a[href*='tag/canals/']").await;
    assert!(page.address().await.ends_with(&format!("/tag/canals/{end}")));
    assert_eq!(titles(page).await.len(), ROWS);
    page.press_plain("#facets .year-pages a").await;
    assert!(page.address().await.ends_with(&format!("/year/2019/{end}")));
    // An article, its contents and its neighbours.
    page.press_plain("main .headline a").await;
    let first = page.text("main h1").await;
    page.press_plain(".neighbours a[rel=next]").await;
    assert_ne!(page.text("main h1").await, first);
    page.press_plain(".neighbours a[rel=prev]").await;
    assert_eq!(page.text("main h1").await, first);
    page.press_plain("main article .back").await;
    assert_eq!(titles(page).await.first().map(String::as_str), Some("Everything at once"));
    page.press_plain("main .headline a").await;
    let contents = page.all("[data-contents] a").await;
    assert_eq!(contents.len(), 4);
    contents[3].click().await.unwrap();
    assert!(page.address().await.contains("#b"), "a line of the contents list leads to its part");
    assert_ne!(page.count(".text > h2:target").await, 0);
    assert!(!page.find("main [data-slot=actions] button").await.is_displayed().await.unwrap(), "no button that does nothing");
    let sheets = page.print().await;
    assert!(sheets.starts_with(b"%PDF") && sheets.len() > 10_000, "it prints: {} bytes", sheets.len());
}

pub async fn browsing(scene: &Scene<'_>) {
    let made = Made::new("https://elsewhere.example/");
    let Some(site) = made.site() else { return };
    let host = Host::new(&site);
    scene.page.open(&host.url).await;
    browse(scene.page, "").await;
    // The pages of the program say what they need.
    for path in ["/saved/", "/settings/"] {
        scene.page.open(&host.at(path)).await;
        assert!(scene.page.find("main .unscripted").await.is_displayed().await.unwrap(), "{path}");
    }
}

pub async fn folder(scene: &Scene<'_>) {
    let made = Made::new("https://elsewhere.example/");
    let Some(room) = made.build(&["--folder", "--out"], "room") else { return };
    scene.page.open(&format!("file://{}/index.html", room.display())).await;
    browse(scene.page, "index.html").await;
    scene.page.open("about:blank").await;
}

pub async fn single(scene: &Scene<'_>) {
    let made = Made::new("https://elsewhere.example/");
    let Some(room) = made.build(&["--single-file"], "room.html") else { return };
    let page = scene.page;
    page.open(&format!("file://{}", room.display())).await;
    assert_eq!(titles(page).await.len(), ROWS, "headlines are there to be read");
    let said = page.find(".notices.unscripted").await;
    assert!(said.is_displayed().await.unwrap() && said.text().await.unwrap().contains("60 of 130 headlines"), "what it needs is said");
    page.until_hidden("main .search-form").await;
    page.open("about:blank").await;
}

/// Letters and digits alone: quotes and spaces are set when they are shown.
fn squash_quotes(words: &str) -> String {
    squash(words).chars().filter(|c| c.is_alphanumeric()).collect()
}
