//! Languages: what runs from the right, what a narrow screen holds, what the interface says.

use crate::page::Page;
use crate::{Host, Scene};
use std::path::Path;
use std::process::Command;

/// Pairs of boxes of words that lie over one another.
const OVERLAPS: &str = "
    const boxes = [...document.querySelectorAll('main h1, main .deck, main .byline, main .text > *, main .contents, main .about, main .article-footer')]
        .map(e => [e, e.getBoundingClientRect()]).filter(([, r]) => r.width && r.height);
    const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
    const found = [];
    boxes.forEach(([e, a], i) => boxes.slice(i + 1).forEach(([f, b]) => {
        if (!e.contains(f) && !f.contains(e) && over(a, b)) found.push(e.outerHTML.slice(0, 80) + ' / ' + f.outerHTML.slice(0, 80)); }));
    return found.slice(0, 3).join('\\n')";

pub async fn arabic(scene: &Scene<'_>) {
    let (page, article) = (scene.page, scene.sample.in_language("ar"));
    let path = format!("article/{}/", article.id);
    page.open_alive(&scene.host.at(&path)).await;
    assert_eq!(page.words("return document.documentElement.dir + document.documentElement.lang").await, "rtlar");
    assert_eq!(page.words("return getComputedStyle(document.querySelector('main h1')).direction").await, "rtl");
    let right = "const p = document.querySelector('main .text p'), r = document.createRange(); r.selectNodeContents(p);
        const first = r.getClientRects()[0], box = p.getBoundingClientRect(); return Math.abs(first.right - box.right) < 3";
    assert!(page.holds(right).await, "a paragraph begins at its right edge");
    assert_eq!(page.words(OVERLAPS).await, "", "nothing lies over anything");
    page.open_narrow(&scene.host.narrow(&path)).await;
    assert_eq!(page.sticks_out().await, serde_json::Value::Null, "nothing sticks out at 360 pixels");
    assert_eq!(page.words(OVERLAPS).await, "", "nothing lies over anything at 360 pixels");
}

pub async fn narrow(scene: &Scene<'_>) {
    let page = scene.page;
    let articles = scene.sample.of_every_language().into_iter().map(|article| format!("article/{}/", article.id));
    for path in articles.chain(["", "?q=the", "saved/", "settings/", "message/", "about/", "no/such/place"].map(str::to_owned)) {
        page.open_narrow(&scene.host.narrow(&path)).await;
        assert_eq!(page.sticks_out().await, serde_json::Value::Null, "/{path} at 360 pixels");
    }
}

pub async fn interface(scene: &Scene<'_>) {
    let Some(reader) = std::env::var_os("LECTERN_TEST_READER") else {
        return println!("{}: skipped, languages of the interface: LECTERN_TEST_READER names no program", scene.page.engine);
    };
    for (lang, dir, search, title) in [("zh", "ltr", "搜索", "中文阅览室"), ("ar", "rtl", "ابحث", "قاعة القراءة")] {
        let folder = tempfile::tempdir().unwrap();
        build(folder.path(), Path::new(&reader), lang, title);
        let host = Host::new(&folder.path().join("site"));
        let page: &Page = scene.page;
        page.open_alive(&host.url).await;
        assert_eq!(
            page.words("return document.documentElement.lang + getComputedStyle(document.body).direction").await,
            format!("{lang}{dir}")
        );
        let label = page.words("return document.querySelector('input[type=search]').placeholder").await;
        assert!(label.contains(search), "the box says {label:?}");
        let latin = page.words("return (document.querySelector('header').innerText + document.querySelector('main').innerText).replace('Aa', '').match(/[A-Za-z]{2,}/)?.[0] || ''").await;
        assert_eq!(latin, "", "no word of another language");
        page.open_narrow(&host.narrow("")).await;
        assert_eq!(page.sticks_out().await, serde_json::Value::Null, "{lang} at 360 pixels");
    }
}

/// Builds a small site in a language by the command.
fn build(folder: &Path, reader: &Path, lang: &str, title: &str) {
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
