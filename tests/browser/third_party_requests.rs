//! No page asks another host for anything before a person follows a link there.

use crate::TestContext;
use crate::host::Host;
use crate::page::Page;
use crate::test_site::{FULL_ID, TestSite};

/// What was asked for of another host than the page's own, or would be as soon as somebody points at a link.
const FOREIGN_REQUESTS: &str = "
    const other = address => { const { protocol, origin } = new URL(address, location); return /^https?:$/.test(protocol) && origin !== location.origin };
    const asked = performance.getEntriesByType('resource').map(e => e.name);
    const loads = [...document.querySelectorAll('img, script, iframe, audio, video, source, object, embed, link:not([rel=canonical]):not([rel=alternate])')]
        .map(e => e.src || e.data || e.href || '');
    const early = [...document.querySelectorAll('link[rel~=preconnect], link[rel~=dns-prefetch], link[rel~=prefetch], link[rel~=prerender], a[ping], script[type=speculationrules]')];
    return [...asked, ...loads].filter(a => a && other(a)).concat(early.map(e => e.outerHTML)).join('\\n')";

/// Looks at the page that is open, from top to bottom.
async fn check_page(page: &Page, path: &str) {
    page.wait_until("the page is whole", "return document.readyState === 'complete' && history.scrollRestoration === 'manual'").await;
    page.js("document.querySelectorAll('details').forEach(d => d.open = true); scrollTo(0, document.body.scrollHeight / 2)").await;
    page.js("scrollTo(0, document.body.scrollHeight)").await;
    page.wait_until(
        "nothing is on its way",
        "return performance.now() - Math.max(...performance.getEntriesByType('resource').map(e => e.responseEnd)) > 300",
    )
    .await;
    assert_eq!(page.js_string(FOREIGN_REQUESTS).await, "", "{path}");
    page.js("document.querySelectorAll('main a, footer a, header a').forEach(a => ['pointerover', 'mouseover', 'focus'].forEach(kind => a.dispatchEvent(new Event(kind, { bubbles: true }))))").await;
}

pub async fn requests_no_other_host(context: &TestContext<'_>) {
    let page = context.page;
    // The host of the journey is the other one: whatever is asked of it is counted.
    let other_host = context.host;
    let test_site = TestSite::new(&other_host.url);
    let Some(site) = test_site.build_site() else { return };
    let host = Host::new(&site);
    let article = format!("/article/{FULL_ID}/");
    let lists = ["/", "/?q=water", "/page/2/", "/tag/canals/", "/year/2019/"];
    let other_pages =
        [article.as_str(), "/about/", "/data/", "/message/", "/saved/", "/settings/", "/no/such/place", "/article/none/", "/offline.html"];
    for path in lists.into_iter().chain(other_pages) {
        page.open(&host.url_of(path)).await;
        check_page(page, path).await;
    }
    // By way of the program, too.
    page.open_ready(&host.url).await;
    page.click(&format!("main article[data-id={FULL_ID}] .headline a")).await;
    page.wait_until("the article is open", "return !!document.querySelector('main .text')").await;
    check_page(page, "an article from the list").await;
    assert_eq!(other_host.request_count(""), 0, "another host was asked");
    // What would be counted is.
    let card = format!("a[href={:?}]", format!("{}embed", other_host.url));
    page.js(&format!("location.href = document.querySelector({card:?}).href")).await;
    page.wait_until("the card leads there", &format!("return location.href.startsWith({:?})", other_host.url)).await;
    assert!(other_host.was_requested("embed"));
}
