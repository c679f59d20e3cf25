//! Languages: what runs from the right, what a narrow screen holds, what the interface says.

use crate::page::Page;
use crate::{Host, TestContext};
use std::path::Path;
use std::process::Command;

/// Pairs of boxes of words that lie over one another.
const OVERLAPPING_TEXT: &str = "
    const boxes = [...document.querySelectorAll('main h1, main .deck, main .byline, main .text > *, main .contents, main .about, main .article-footer')]
        .map(e => [e, e.getBoundingClientRect()]).filter(([, r]) => r.width && r.height);
    const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
    const found = [];
    boxes.forEach(([e, a], i) => boxes.slice(i + 1).forEach(([f, b]) => {
        if (!e.contains(f) && !f.contains(e) && over(a, b)) found.push(e.outerHTML.slice(0, 80) + ' / ' + f.outerHTML.slice(0, 80)); }));
    return found.slice(0, 3).join('\\n')";

pub async fn lays_out_arabic(context: &TestContext<'_>) {
    let (page, article) = (context.page, context.sample.article_in("ar"));
    let path = format!("article/{}/", article.id);
    page.open_ready(&context.host.url_of(&path)).await;
    assert_eq!(page.js_string("return document.documentElement.dir + document.documentElement.lang").await, "rtlar");
    assert_eq!(page.js_string("return getComputedStyle(document.querySelector('main h1')).direction").await, "rtl");
    let starts_at_right_edge = "const p = document.querySelector('main .text p'), r = document.createRange(); r.selectNodeContents(p);
        const first = r.getClientRects()[0], box = p.getBoundingClientRect(); return Math.abs(first.right - box.right) < 3";
    assert!(page.js_bool(starts_at_right_edge).await, "a paragraph begins at its right edge");
    assert_eq!(page.js_string(OVERLAPPING_TEXT).await, "", "nothing lies over anything");
    page.open_frame(&context.host.narrow_frame_url(&path)).await;
    assert_eq!(page.overflowing_elements().await, serde_json::Value::Null, "nothing sticks out at 360 pixels");
    assert_eq!(page.js_string(OVERLAPPING_TEXT).await, "", "nothing lies over anything at 360 pixels");
}

pub async fn fits_narrow_screen(context: &TestContext<'_>) {
    let page = context.page;
    let articles = context.sample.one_per_language().into_iter().map(|article| format!("article/{}/", article.id));
    for path in articles.chain(["", "?q=the", "saved/", "settings/", "message/", "about/", "no/such/place"].map(str::to_owned)) {
        page.open_frame(&context.host.narrow_frame_url(&path)).await;
        assert_eq!(page.overflowing_elements().await, serde_json::Value::Null, "/{path} at 360 pixels");
    }
}

pub async fn speaks_site_language(context: &TestContext<'_>) {
    let Some(reader) = std::env::var_os("LECTERN_TEST_READER") else {
        return println!("{}: skipped, languages of the interface: LECTERN_TEST_READER names no program", context.page.engine);
    };
    for (lang, dir, search, title) in [("zh", "ltr", "搜索", "中文阅览室"), ("ar", "rtl", "ابحث", "قاعة القراءة")] {
        let folder = tempfile::tempdir().unwrap();
        build_site(folder.path(), Path::new(&reader), lang, title);
        let host = Host::new(&folder.path().join("site"));
        let page: &Page = context.page;
        page.open_ready(&host.url).await;
        assert_eq!(
            page.js_string("return document.documentElement.lang + getComputedStyle(document.body).direction").await,
            format!("{lang}{dir}")
        );
        let label = page.js_string("return document.querySelector('input[type=search]').placeholder").await;
        assert!(label.contains(search), "the box says {label:?}");
        let latin_word = page.js_string("return (document.querySelector('header').innerText + document.querySelector('main').innerText).replace('Aa', '').match(/[A-Za-z]{2,}/)?.[0] || ''").await;
        assert_eq!(latin_word, "", "no word of another language");
        page.open_frame(&host.narrow_frame_url("")).await;
        assert_eq!(page.overflowing_elements().await, serde_json::Value::Null, "{lang} at 360 pixels");
    }
}

/// Builds a small site in a language by the command.
fn build_site(folder: &Path, reader: &Path, lang: &str, title: &str) {
    let articles = folder.join("corpus/articles");
    std::fs::create_dir_all(&articles).unwrap();
    let site = serde_json::json!({ "format": 1, "name": title, "lang": lang });
    std::fs::write(folder.join("corpus/site.json"), site.to_string()).unwrap();
    for number in 1..=3 {
        let (id, published) = (format!("one-{number}"), format!("2024-0{number}-02"));
        let article = serde_json::json!({ "format": 1, "id": id, "lang": lang, "title": format!("{title} {number}"), "published": published, "body": [{ "paragraph": [title] }] });
        std::fs::write(articles.join(format!("{id}.json")), article.to_string()).unwrap();
    }
    let command = Command::new(env!("CARGO_BIN_EXE_lectern"))
        .args(["build", "--corpus"])
        .arg(folder.join("corpus"))
        .arg("--out")
        .arg(folder.join("site"))
        .arg("--reader")
        .arg(reader)
        .output()
        .unwrap();
    assert!(command.status.success(), "{}", String::from_utf8_lossy(&command.stderr));
}
