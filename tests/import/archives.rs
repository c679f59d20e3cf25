//! Documents and archives, as real programs write them, come in whole.

use super::{ImportTest, body_json, counts, problem_text};
use lectern::article::{Article, Block, text};

fn headings(article: &Article) -> Vec<String> {
    let headings = article.body.iter().filter_map(|block| if let Block::Heading(heading) = block { Some(heading) } else { None });
    headings.map(|heading| text::plain_text(&heading.text)).collect()
}

/// The descriptions of the pictures that were copied into the corpus.
fn pictures(test: &ImportTest, article: &Article) -> Vec<String> {
    let figures = article.body.iter().filter_map(|block| if let Block::Figure(figure) = block { Some(figure) } else { None });
    let images: Vec<_> = figures.flat_map(|figure| &figure.images).collect();
    assert!(images.iter().all(|image| test.corpus().join(&image.src).is_file() && image.width > 0), "{images:?}");
    images.into_iter().map(|image| image.alt.clone()).collect()
}

const FERRY_PICTURES: [&str; 2] = ["A ferry at a pier", "The bell of the southern shore"];

#[test]
fn a_page_saved_as_mhtml_comes_in_whole() {
    let test = ImportTest::new().with_sources(&["night-ferry.mhtml"]);
    let outcome = test.import();
    assert_eq!(outcome.counts, counts(1, 0, 0, 0, 0), "{}", problem_text(&outcome));
    let article = test.only_article();
    assert_eq!(
        (article.title.as_str(), article.authors.as_slice()),
        ("The night ferry sails without lights", &["Ida Holm".to_owned()][..])
    );
    assert_eq!(article.canonical.as_deref(), Some("http://www.example.org/harbour/night-ferry.html"));
    assert_eq!(article.capture.as_ref().and_then(|capture| capture.at.as_deref()), Some("2026-11-30T22:12:19+00:00"));
    assert_eq!((headings(&article), pictures(&test, &article)), (vec!["Two bells".to_owned()], FERRY_PICTURES.map(str::to_owned).to_vec()));
    let body = body_json(&article);
    assert!(body.contains("waits for the train") && body.contains("a street that goes for a walk"), "{body}");
    assert_eq!(test.import().counts, counts(0, 0, 1, 0, 0));
}

#[test]
fn chapters_of_a_book_come_in_whole() {
    for book in ["bells.epub", "bells-2.epub"] {
        let test = ImportTest::new().with_sources(&[book]);
        let outcome = test.import();
        assert_eq!(outcome.counts, counts(3, 0, 0, 0, 0), "{}", problem_text(&outcome));
        let articles = test.articles();
        let chapter = |title: &str| articles.iter().find(|article| article.title == title).unwrap();
        let foundry = chapter("The foundry");
        assert_eq!(foundry.authors, ["Jon Aker", "Ida Holm"]);
        assert_eq!((foundry.source.as_deref(), foundry.publisher.as_deref()), (Some("Bells of the Sound"), Some("Pier Press")));
        assert_eq!((foundry.published.as_deref(), foundry.licence.as_deref()), (Some("2021-04-09"), Some("CC BY 4.0")));
        assert_eq!((foundry.lang.as_str(), foundry.tags.as_slice()), ("en-GB", &["ferries".to_owned()][..]));
        assert_eq!(foundry.capture.as_ref().map(|capture| capture.from.as_str()), Some(format!("{book}#ch001_xhtml").as_str()));
        assert_eq!((headings(foundry), pictures(&test, foundry).len()), (vec!["The bronze".to_owned()], 1));
        let body = body_json(foundry);
        let note = r#"{"note":[{"paragraph":["The furnace had been lit ",{"em":["three days"]}," before."]}]}"#;
        assert!(body.contains(r#""caption":["The bell of the southern shore"]"#), "{body}");
        assert!(body.contains(note) && body.contains("\"/article/the-mould/") && body.contains(r#""ordered":true"#), "{body}");
        assert!(body_json(chapter("The mould")).contains("\"/article/the-foundry/#b"), "{}", body_json(chapter("The mould")));
        assert!(body_json(chapter("Two keepers")).contains(r#""head":[["Shore"],["Keeper"],["Years"]]"#));
        assert!(problem_text(&outcome).contains("(title page)"), "{}", problem_text(&outcome));
        assert_eq!(test.import().counts, counts(0, 0, 3, 0, 0));
    }
}

#[test]
fn a_document_of_pandoc_comes_in_whole() {
    let test = ImportTest::new().with_sources(&["handbook.docx"]);
    let outcome = test.import();
    assert_eq!(outcome.counts, counts(1, 0, 0, 0, 0), "{}", problem_text(&outcome));
    let article = test.only_article();
    assert_eq!(
        (article.title.as_str(), article.deck.as_deref()),
        ("The pilots’ handbook", Some("What to do when the bell does not answer"))
    );
    assert_eq!((article.authors.as_slice(), article.published.as_deref()), (&["Ida Holm".to_owned()][..], Some("2022-10-03")));
    assert_eq!(headings(&article), ["Before the crossing", "The table"]);
    assert_eq!(pictures(&test, &article), ["The bell of the southern shore"]);
    let body = body_json(&article);
    for part in [
        r#"{"strong":["northern"]}," pier and ",{"em":["listen"]},".",{"note":[{"paragraph":["In wind from the west the bell is heard ",{"em":["late"]},"."]}]}"#,
        r#"{"link":{"href":"https://www.example.org/rules?a=1&b=2","text":["the harbour’s page"]}}"#,
        r#"{"list":{"ordered":true,"start":3,"items":[[{"paragraph":["Count to forty."]}],[{"paragraph":["Ring back:"]},{"list":{"items":[[{"paragraph":["once for fog,"]}],[{"paragraph":["twice for ice."]}]]}}],[{"paragraph":["Write it down."]}]]}}"#,
        r#"{"table":{"head":[["Signal"],["Meaning"]],"rows":[[["one"],["fog"]],[["two"],["ice"]]]}}"#,
        r#"{"quote":{"blocks":[{"paragraph":["A bell is a clock that waits to be asked."]}]}}"#,
        r#"["H",{"sub":["2"]},"O freezes at the pier first, at the x",{"sup":["2"]}," mark."]"#,
        r#""caption":["The bell of the southern shore"]"#,
    ] {
        assert!(body.contains(part), "{part}\nnot in\n{body}");
    }
}

#[test]
fn a_document_of_libreoffice_comes_in_whole() {
    let test = ImportTest::new().with_sources(&["lotsenbuch.docx"]);
    assert_eq!(test.import().counts, counts(1, 0, 0, 0, 0));
    let article = test.only_article();
    assert_eq!(
        (article.title.as_str(), article.lang.as_str(), article.authors.as_slice()),
        ("Das Lotsenbuch", "de", &["Ida Holm".to_owned()][..])
    );
    let body = body_json(&article);
    for part in [
        r#"{"strong":["nördlichen"]}," Pier und ",{"em":["horchen"]}"#,
        r#"{"list":{"ordered":true,"start":3,"items":[[{"paragraph":["Bis vierzig zählen."]}],[{"paragraph":["Läuten:"]},{"list":{"items""#,
        r#"{"table":{"head":[{"text":["Zeichen"],"colspan":2}],"rows":[[{"text":["eins"],"rowspan":2},["Nebel"]],[["Dunst"]]]}}"#,
        r#"{"quote":{"blocks":[{"paragraph":["Eine Glocke ist eine Uhr, die wartet."]}]}}"#,
    ] {
        assert!(body.contains(part), "{part}\nnot in\n{body}");
    }
}

#[test]
fn rows_of_a_table_come_in_whole() {
    let test = ImportTest::new().with_sources(&["meldungen.csv"]);
    let outcome = test.import();
    assert_eq!(outcome.counts, counts(2, 0, 0, 0, 0), "{}", problem_text(&outcome));
    let articles = test.articles();
    let ferry = articles.iter().find(|article| article.title == "Die Fähre").unwrap();
    assert_eq!(
        (ferry.authors.as_slice(), ferry.published.as_deref(), ferry.tags.len()),
        (&["Ida Holm".to_owned()][..], Some("2022-10-03"), 2)
    );
    assert_eq!(
        ferry.body,
        [Block::paragraph("Die Fähre fährt um sechs."), Block::paragraph("Sie kommt um neun zurück; dann ist es hell.")]
    );
    assert!(body_json(articles.iter().find(|article| article.title == "Die Glocke").unwrap()).contains(r#"{"strong":["Nordufer"]}"#));
    assert!(problem_text(&outcome).contains("Aufrufe; they are kept"), "{}", problem_text(&outcome));
    assert_eq!(test.import().counts, counts(0, 0, 2, 0, 0));
}

#[test]
fn pages_of_a_web_archive_come_in_whole() {
    let test = ImportTest::new().with_sources(&["harbour.warc.gz"]);
    let outcome = test.import();
    assert_eq!(outcome.counts, counts(2, 0, 0, 0, 0), "{}", problem_text(&outcome));
    let articles = test.articles();
    let article = |title: &str| articles.iter().find(|article| article.title == title).unwrap();
    let ferry = article("The night ferry sails without lights");
    assert_eq!(ferry.canonical.as_deref(), Some("http://www.example.org/harbour/night-ferry.html"));
    let capture = ferry.capture.as_ref().unwrap();
    assert_eq!(capture.from, "harbour.warc.gz#http://www.example.org/harbour/night-ferry.html");
    assert_eq!(capture.at.as_deref(), Some("2026-11-30T22:12:19Z"));
    assert_eq!((headings(ferry), pictures(&test, ferry)), (vec!["Two bells".to_owned()], FERRY_PICTURES.map(str::to_owned).to_vec()));
    assert!(body_json(ferry).contains("waits for the train"), "the frame is part of its page");
    let bells = article("How the bells came to the sound");
    assert_eq!((bells.authors.as_slice(), pictures(&test, bells).len()), (&["Jon Aker".to_owned()][..], 1));
    assert!(problem_text(&outcome).contains("1 page in a frame"), "{}", problem_text(&outcome));
    assert_eq!(test.import().counts, counts(0, 0, 2, 0, 0));
}

#[test]
fn archives_reach_nothing_outside() {
    let test = ImportTest::new().with_sources(&["pictures/lamp.png"]);
    let page = "<article><h1>The lamp</h1><p>It burns all night, and the keeper reads by it until the ships are in.</p><img src='pictures/lamp.png'><img src='file:///etc/hostname'></article>";
    let message = format!(
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n{page}\r\n--x--\r\n"
    );
    test.write("lamp.mht", message);
    let outcome = test.import();
    assert!(problem_text(&outcome).contains("missing from the archive"), "{}", problem_text(&outcome));
    assert!(!test.corpus().join("images").exists());
}
