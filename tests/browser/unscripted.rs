//! With scripts off. Nothing here runs a script in the page.

use crate::Scene;
use crate::page::squash;
use crate::sample::paragraphs;

pub async fn list(scene: &Scene<'_>) {
    let (page, cards) = (scene.page, &scene.sample.cards);
    page.open(&scene.host.url).await;
    let rows = cards.len().min(lectern::corpus::state::ROWS);
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

/// Letters and digits alone: quotes and spaces are set when they are shown.
fn squash_quotes(words: &str) -> String {
    squash(words).chars().filter(|c| c.is_alphanumeric()).collect()
}
