//! What import may have got wrong, and only a person can decide: passages that recur on the pages of a host, tiny bodies, missing and
//! placeholder pictures, tags that are stop words, articles that read alike.

use crate::article::visit::{NodeRef, visit};
use crate::article::word_count::WordCount;
use crate::article::{Article, Block};
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::folder::ArticleFile;
use crate::cli::import::host_patterns::HostSamples;
use crate::cli::import::near_duplicates::{NearDuplicates, Signature};
use crate::cli::language_data::stop_words::stop_words;
use std::collections::{BTreeMap, BTreeSet};

/// An imported article with fewer words is hardly a whole one.
const MIN_WORDS: u32 = 40;

/// Where import has cut less, a short article is what its source has, in characters.
const MIN_CUT_CHARS: usize = 500;

/// A picture of at most so many pixels on a side stands for one that was to be loaded.
const MAX_PLACEHOLDER_PIXELS: u32 = 8;

/// Words in the names of such pictures.
const PLACEHOLDER_NAMES: [&str; 9] =
    ["placeholder", "lazyload", "lazy-load", "spacer", "blank.gif", "pixel.gif", "transparent.gif", "1x1", "dummy.gif"];

/// Facts about all articles that the findings depend on.
#[derive(Debug, Default)]
pub(super) struct ImportFacts {
    hosts: HostSamples,
    near_duplicates: NearDuplicates,
    stop_words: BTreeMap<String, BTreeSet<String>>,
}

impl ImportFacts {
    /// Collects the facts of an article.
    pub(super) fn add(&mut self, article_file: &ArticleFile) {
        let article = &article_file.article;
        self.hosts.add(article);
        self.near_duplicates.add(&article_file.file, Signature::from_article(article));
        if !article.tags.is_empty() {
            self.stop_words.entry(article.lang.clone()).or_insert_with(|| stop_words(&article.lang));
        }
    }

    /// Works out what the articles have in common, once all are added.
    pub(super) fn finish(&mut self) {
        self.hosts.learn();
    }

    /// Checks an article.
    pub(super) fn check(&self, article_file: &ArticleFile, diagnostics: &mut Vec<Diagnostic>) {
        let article = &article_file.article;
        let mut note = |place: &str, text: String| {
            diagnostics.push(Diagnostic::new(Severity::Note, article_file.file.as_str(), text).at(place));
        };
        self.check_recurring(article, &mut note);
        if article.capture.is_some() {
            check_size(article, &mut note);
        }
        self.check_pictures(article, &mut note);
        self.check_tags(article, &mut note);
        for other in self.near_duplicates.earlier(&article_file.file) {
            note("body", format!("reads like {other}; delete one of them if they are the same article"));
        }
    }

    fn check_recurring(&self, article: &Article, note: &mut dyn FnMut(&str, String)) {
        for passage in self.hosts.recurring_passages(article) {
            let text = format!("{passage:?} recurs on the pages of its host; import the pages again to take it out, or delete it");
            note("body", text);
        }
    }

    fn check_pictures(&self, article: &Article, note: &mut dyn FnMut(&str, String)) {
        visit(&article.body, &mut |node| {
            let NodeRef::Block(Block::Figure(figure)) = node else { return };
            for image in &figure.images {
                let is_tiny = image.width.max(image.height) <= MAX_PLACEHOLDER_PIXELS && image.width + image.height > 0;
                let name = image.src.to_lowercase();
                if is_tiny || PLACEHOLDER_NAMES.iter().any(|word| name.contains(word)) {
                    let text = format!("{} is a placeholder of a picture; save the page again once its pictures are loaded", image.src);
                    note("body", text);
                }
            }
        });
        if self.hosts.lacks_picture(article) {
            note("body", "no picture, while most pages of its host have one; look whether the page shows one above its text".to_owned());
        }
    }

    fn check_tags(&self, article: &Article, note: &mut dyn FnMut(&str, String)) {
        let Some(stop_words) = self.stop_words.get(&article.lang) else { return };
        let empty: Vec<&str> = article.tags.iter().map(String::as_str).filter(|tag| stop_words.contains(&tag.to_lowercase())).collect();
        if !empty.is_empty() {
            note("tags", format!("tags without a meaning of their own: {}; delete them", empty.join(", ")));
        }
    }
}

fn check_size(article: &Article, note: &mut dyn FnMut(&str, String)) {
    let words = WordCount::from_blocks(&article.body).total();
    let cut: usize = article.capture.iter().flat_map(|capture| &capture.cut).map(|passage| passage.chars().count()).sum();
    if words < MIN_WORDS && cut >= MIN_CUT_CHARS {
        note("body", format!("only {words} words; compare it with its source"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Capture, Figure, Image};

    fn page(number: usize, words: &str) -> ArticleFile {
        let image = Image { src: format!("images/{number}.jpg"), width: 800, height: 600, ..Image::default() };
        let text = (0..60).map(|word| format!("{words}{number}x{word} ")).collect::<String>();
        let article = Article {
            id: number.to_string(),
            lang: "en".into(),
            title: format!("Title {number}"),
            canonical: Some(format!("https://www.example.org/{number}")),
            capture: Some(Capture { from: format!("{number}.html"), ..Capture::default() }),
            body: vec![Block::Figure(Figure { images: vec![image], ..Figure::default() }), Block::paragraph(text)],
            ..Article::default()
        };
        ArticleFile { file: format!("articles/{number}.json"), article }
    }

    fn findings(articles: &[ArticleFile]) -> Vec<String> {
        let mut facts = ImportFacts::default();
        articles.iter().for_each(|article| facts.add(article));
        facts.finish();
        let mut diagnostics = Vec::new();
        articles.iter().for_each(|article| facts.check(article, &mut diagnostics));
        diagnostics.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn clean_articles_have_no_findings() {
        assert_eq!(findings(&[page(1, "a"), page(2, "b"), page(3, "c"), page(4, "d")]), Vec::<String>::new());
    }

    #[test]
    fn each_fault_of_an_import_is_found() {
        let mut articles: Vec<ArticleFile> = (1..6).map(|number| page(number, "word")).collect();
        articles.iter_mut().take(4).for_each(|file| file.article.body.push(Block::paragraph("Sharing is caring!")));
        articles[4].article.body.remove(0);
        articles[0].article.tags = vec!["the".into(), "Harbours".into()];
        if let Block::Figure(figure) = &mut articles[1].article.body[0] {
            (figure.images[0].width, figure.images[0].height) = (1, 1);
        }
        let mut copy = page(3, "word");
        copy.file = "articles/copy.json".into();
        articles.push(copy);
        let mut tiny = page(7, "word");
        tiny.article.body.truncate(1);
        tiny.article.capture =
            Some(Capture { from: "7.html".into(), cut: vec!["A passage that was cut. ".repeat(30)], ..Capture::default() });
        articles.push(tiny);
        let found = findings(&articles).join("\n");
        for (file, text) in [
            ("1", "\"Sharing is caring!\" recurs on the pages of its host"),
            ("5", "no picture, while most pages of its host have one"),
            ("1", "tags without a meaning of their own: the;"),
            ("2", "images/2.jpg is a placeholder of a picture"),
            ("copy", "reads like articles/3.json"),
            ("7", "only 0 words"),
        ] {
            assert!(
                found.lines().any(|line| line.starts_with(&format!("articles/{file}.json")) && line.contains(text)),
                "{file} {text}\n{found}"
            );
        }
    }
}
