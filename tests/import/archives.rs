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
