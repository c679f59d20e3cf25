//! With scripts off. Nothing here runs a script in the page.

use crate::TestContext;
use crate::host::Host;
use crate::page::{Page, normalize_spaces};
use crate::sample::paragraphs;
use crate::test_site::{ARTICLE_COUNT, TestSite};
use lectern::corpus::list_query::ROWS_PER_PAGE;

pub async fn reads_list(context: &TestContext<'_>) {
    let (page, cards) = (context.page, &context.sample.cards);
    page.open(&context.host.url).await;
    let rows = cards.len().min(lectern::corpus::list_query::ROWS_PER_PAGE);
    assert!(page.count("main .results article").await >= rows, "every row of the first page");
    let text = page.text("main").await;
    let missing: Vec<&str> =
        cards.iter().take(rows).map(|c| c.title.as_str()).filter(|t| !alphanumeric(&text).contains(&alphanumeric(t))).collect();
    assert!(missing.is_empty(), "not on the page: {missing:?}");
    assert_eq!(page.count(".pager").await, usize::from(cards.len() > rows), "a pager where there are more");
    assert!(!page.find("main button.save").await.is_displayed().await.unwrap(), "no button that does nothing");
    page.click_without_scripts("main .headline a").await;
    assert_eq!(page.count("main article .text").await, 1, "a row leads to its article");
}

pub async fn reads_article(context: &TestContext<'_>) {
    let (page, article) = (context.page, context.sample.longest_article());
    page.open(&context.host.url_of(&format!("/article/{}/", article.id))).await;
    assert_eq!(page.count("h1").await, 1);
    assert_eq!(alphanumeric(&page.text("main h1").await), alphanumeric(&article.title));
    let text = alphanumeric(&page.text("main").await);
    let missing: Vec<String> = paragraphs(article).into_iter().filter(|p| !text.contains(&alphanumeric(p))).collect();
    assert!(missing.is_empty(), "not on the page: {missing:?}");
    assert!(!page.find("[data-notice=failed]").await.is_displayed().await.unwrap(), "nothing is said to be broken");
    page.click_without_scripts("main article .back").await;
    assert!(page.count("main .results article").await > 5, "the way back leads to the list");
}

/// The titles of the rows.
async fn row_titles(page: &Page) -> Vec<String> {
    let mut titles = Vec::new();
    for link in page.find_all("main .results .headline a").await {
        titles.push(normalize_spaces(&link.text().await.unwrap()));
    }
    titles
}

/// Follows pages, values and neighbours by their links, from a list that is open; `end` is what the address of a page ends with.
async fn follow_links(page: &Page, end: &str) {
    page.wait_until_hidden("main .search-form").await;
    assert!(row_titles(page).await.contains(&"Number 59".to_owned()));
    page.click_without_scripts(".pager a[rel=next]").await;
    assert!(page.url().await.ends_with(&format!("/page/2/{end}")));
    assert_eq!(row_titles(page).await.len(), ROWS_PER_PAGE);
    page.click_without_scripts(".pager a[rel=next]").await;
    assert_eq!(row_titles(page).await.len(), ARTICLE_COUNT - 2 * ROWS_PER_PAGE);
    page.click_without_scripts(".pager a[rel=prev]").await;
    page.click_without_scripts(".pager a[rel=prev]").await;
    // By facet and by year.
    let value = page.find("#facets .choice-name a").await;
    assert!(value.is_displayed().await.unwrap(), "the values that have a page can be seen");
    assert!(!page.find("#facets .years").await.is_displayed().await.unwrap(), "and nothing that does nothing");
    page.click_without_scripts("#facets a[href*='tag/canals/']").await;
    assert!(page.url().await.ends_with(&format!("/tag/canals/{end}")));
    assert_eq!(row_titles(page).await.len(), ROWS_PER_PAGE);
    page.click_without_scripts("#facets .year-pages a").await;
    assert!(page.url().await.ends_with(&format!("/year/2019/{end}")));
    // An article, its contents and its neighbours.
    page.click_without_scripts("main .headline a").await;
    let first = page.text("main h1").await;
    page.click_without_scripts(".neighbours a[rel=next]").await;
    assert_ne!(page.text("main h1").await, first);
    page.click_without_scripts(".neighbours a[rel=prev]").await;
    assert_eq!(page.text("main h1").await, first);
    page.click_without_scripts("main article .back").await;
    assert_eq!(row_titles(page).await.first().map(String::as_str), Some("Everything at once"));
    page.click_without_scripts("main .headline a").await;
    let contents = page.find_all("[data-contents] a").await;
    assert_eq!(contents.len(), 4);
    contents[3].click().await.unwrap();
    assert!(page.url().await.contains("#b"), "a line of the contents list leads to its part");
    assert_ne!(page.count(".text > h2:target").await, 0);
    assert!(!page.find("main [data-slot=actions] button").await.is_displayed().await.unwrap(), "no button that does nothing");
    let pdf = page.print_pdf().await;
    assert!(pdf.starts_with(b"%PDF") && pdf.len() > 10_000, "it prints: {} bytes", pdf.len());
}

pub async fn browses_site(context: &TestContext<'_>) {
    let test_site = TestSite::new("https://elsewhere.example/");
    let Some(site) = test_site.build_site() else { return };
    let host = Host::new(&site);
    context.page.open(&host.url).await;
    follow_links(context.page, "").await;
    // The pages of the program say what they need.
    for path in ["/saved/", "/settings/"] {
        context.page.open(&host.url_of(path)).await;
        assert!(context.page.find("main .unscripted").await.is_displayed().await.unwrap(), "{path}");
    }
}

pub async fn browses_folder(context: &TestContext<'_>) {
    let test_site = TestSite::new("https://elsewhere.example/");
    let Some(out) = test_site.build(&["--folder", "--out"], "room") else { return };
    context.page.open(&format!("file://{}/index.html", out.display())).await;
    follow_links(context.page, "index.html").await;
    context.page.open("about:blank").await;
}

pub async fn single_file_says_what_it_needs(context: &TestContext<'_>) {
    let test_site = TestSite::new("https://elsewhere.example/");
    let Some(out) = test_site.build(&["--single-file"], "room.html") else { return };
    let page = context.page;
    page.open(&format!("file://{}", out.display())).await;
    assert_eq!(row_titles(page).await.len(), ROWS_PER_PAGE, "headlines are there to be read");
    let notice = page.find(".notices.unscripted").await;
    assert!(notice.is_displayed().await.unwrap() && notice.text().await.unwrap().contains("60 of 130 headlines"), "what it needs is said");
    page.wait_until_hidden("main .search-form").await;
    page.open("about:blank").await;
}

/// Letters and digits alone: quotes and spaces are set when they are shown.
fn alphanumeric(words: &str) -> String {
    normalize_spaces(words).chars().filter(|c| c.is_alphanumeric()).collect()
}
