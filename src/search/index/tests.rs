//! Tests of the whole index: built from articles and queried as by a reader.

#![allow(clippy::unwrap_used, reason = "a test fails where it stands")]

use super::build::{AnalyzedArticle, Collector, ExternalFiles, LanguageResources, SegmentSink, write_index};
use super::file::{FileKind, Hash, path};
use super::result_card::ResultCard;
use super::{Answer, Engine};
use crate::article::block::Figure;
use crate::article::{Article, Block};
use crate::corpus::{Column, Days, Facet};
use crate::search::analysis::{Languages, Stem, Variants};
use proptest::prelude::*;
use std::collections::{BTreeSet, HashMap};

struct TestResources;

impl Stem for TestResources {
    fn stem(&self, language: &str, word: &str) -> String {
        Languages.stem(language, word)
    }
}

impl LanguageResources for TestResources {
    fn is_stop_word(&self, language: &str, form: &str) -> bool {
        language == "en" && ["the", "of", "in", "a", "is", "was", "to"].contains(&form)
    }

    fn function_words(&self, language: &str) -> BTreeSet<String> {
        let words = if language == "zh" { vec!["的", "是", "什么时候"] } else { Vec::new() };
        words.into_iter().map(str::to_owned).collect()
    }
}

#[derive(Default)]
struct TestFiles(HashMap<String, Vec<u8>>);

impl SegmentSink for TestFiles {
    fn write_files(&mut self, files: Vec<(FileKind, usize, Vec<u8>)>) -> Vec<Hash> {
        let mut insert = |(kind, number, content): (FileKind, usize, Vec<u8>)| {
            self.0.insert(path(kind, number, Hash::default()), content);
            Hash::default()
        };
        files.into_iter().map(&mut insert).collect()
    }
}

struct QueryCase {
    engine: Engine,
    files: TestFiles,
    ids: Vec<String>,
    round_trips: usize,
}

fn index(articles: &[Article]) -> QueryCase {
    let variants = Variants::new([('鐵', '铁'), ('臺', '台'), ('灣', '湾'), ('歷', '历')]);
    let mut collector = Collector::default();
    articles.iter().for_each(|article| collector.add(&AnalyzedArticle::new(article, &variants), &TestResources));
    let cards: Vec<_> = articles.iter().map(crate::corpus::Card::from_article).collect();
    let mut files = TestFiles::default();
    files.0.insert(
        "days".into(),
        serde_json::to_vec(&Days::from_dates(cards.iter().map(|c| c.published.clone().unwrap_or_default()))).unwrap(),
    );
    let mut external_files = ExternalFiles { days: "days".into(), ..ExternalFiles::default() };
    for facet in Facet::ALL {
        files.0.insert(facet.key().into(), serde_json::to_vec(&Column::from_cards(facet, &cards)).unwrap());
        external_files.columns.push((facet.key().into(), facet.key().into()));
    }
    let card = |doc_id: u32| ResultCard {
        id: cards[doc_id as usize].id.clone(),
        title: cards[doc_id as usize].title.clone(),
        other_fields: "{}".into(),
    };
    let header = write_index(collector, &variants, external_files, &card, &mut files);
    QueryCase { engine: Engine::open(&header).unwrap(), files, ids: cards.into_iter().map(|card| card.id).collect(), round_trips: 0 }
}

impl QueryCase {
    fn answer(&mut self, typed: &str) -> Answer {
        self.round_trips = 0;
        loop {
            let reply = self.engine.search(typed, &Languages);
            if reply.missing_files.is_empty() {
                return reply.answer.unwrap();
            }
            self.round_trips += 1;
            assert!(self.round_trips < 8, "{typed:?} wants {:?} again and again", reply.missing_files);
            for path in reply.missing_files {
                self.engine.add_file(&path, &self.files.0[&path]).unwrap();
            }
        }
    }

    fn found(&mut self, typed: &str) -> Vec<&str> {
        let answer = self.answer(typed);
        answer.matches.iter().map(|(doc_id, _)| self.ids[*doc_id as usize].as_str()).collect()
    }
}

fn article(id: &str, lang: &str, date: &str, tag: &str, title: &str, text: &str) -> Article {
    Article {
        id: id.into(),
        lang: lang.into(),
        published: Some(date.into()),
        tags: vec![tag.into()],
        title: title.into(),
        body: vec![Block::paragraph(text)],
        ..Article::default()
    }
}

/// The articles, newest first.
fn corpus() -> QueryCase {
    let on_site = |mut article: Article, publisher: Option<&str>, canonical: &str| {
        (article.publisher, article.canonical) = (publisher.map(str::to_owned), Some(canonical.into()));
        article
    };
    let mut bridges =
        article("bridges", "en", "2018-06-10", "river", "Stone bridges", "A bridge of stone crosses the river; the harbour is far.");
    bridges.body.push(Block::Figure(Figure { caption: "A crane on the quay".into(), ..Figure::default() }));
    index(&[
        article("inland", "zh", "2021-03-04", "rail", "铁路与河流", "这条铁路连接内陆城市与海港，货物跨越边境。"),
        on_site(
            article("cafe", "fr", "2020-01-02", "food", "Café à Orléans", "On déjeune au marché près du théâtre."),
            None,
            "https://www.quaygazette.example/cafe",
        ),
        bridges,
        article("island", "zh-Hant", "2016-09-09", "rail", "鐵路的歷史", "臺灣的鐵路歷史悠久。"),
        on_site(
            article("votes", "en", "2014-11-30", "law", "Parliament votes", "Members voted 314 to 12; the parliament's archives opened."),
            Some("The Quay Gazette"),
            "https://quay.example/votes",
        ),
        article("lights", "en", "2013-05-01", "sea", "Harbour lights", "The old harbour was rebuilt in stone. Boats of the crane."),
    ])
}

#[test]
fn words_are_found_in_every_surface_form() {
    let mut corpus = corpus();
    assert_eq!(corpus.found("harbour"), ["lights", "bridges"]);
    assert_eq!(corpus.found("HARBOURS"), ["lights", "bridges"]);
    assert_eq!(corpus.found("voting"), ["votes"]);
    assert_eq!(corpus.found("harb"), ["lights", "bridges"]);
    assert_eq!(corpus.found("cafe orleans"), ["cafe"]);
    assert_eq!(corpus.found("THÉÂTRE"), ["cafe"]);
    assert_eq!(corpus.found("parliament*"), ["votes"]);
    assert_eq!(corpus.found("st?ne").len(), 2);
    assert_eq!(corpus.found("*bour").len(), 2);
    assert_eq!(corpus.found("the harbour of the boats"), ["lights"]);
    assert_eq!(corpus.found("").len(), 6);
}

#[test]
fn typos_are_corrected_and_reported() {
    let mut corpus = corpus();
    let answer = corpus.answer("harbuor");
    assert_eq!(answer.matches.len(), 2);
    assert_eq!(answer.corrections, [("harbuor".to_owned(), "harbour".to_owned())]);
    assert_eq!(corpus.found("parliment "), ["votes"]);
    assert!(corpus.answer("zzzzqqq").matches.is_empty());
}

#[test]
fn typos_are_corrected_in_every_script() {
    let mut corpus = index(&[
        article("ru", "ru", "2020", "t", "Порт", "Старая гавань перестроена."),
        article("el", "el", "2020", "t", "Πόλη", "Το παλιό λιμάνι είναι μεγάλο."),
        article("ar", "ar", "2020", "t", "مدينة", "بناء الميناء القديم"),
        article("hi", "hi", "2020", "t", "नगर", "पुराना बंदरगाह बड़ा है।"),
        article("ko", "ko", "2020", "t", "비단길", "상인들은 물건을 날랐다."),
    ]);
    let cases = [
        ("ru", "гаваьн", "гавань"),
        ("el", "λιμάμι", "λιμανι"),
        ("ar", "المبناء", "الميناء"),
        ("hi", "बंदरगाप", "बंदरगाह"),
        ("ko", "비당길", "비단길"),
    ];
    for (id, typed, word) in cases {
        assert_eq!(corpus.answer(typed).corrections, [(typed.to_owned(), word.to_owned())], "{typed}");
        assert_eq!(corpus.found(typed), [id], "{typed}");
    }
}

#[test]
fn phrases_fields_facets_and_dates_narrow_the_matches() {
    let mut corpus = corpus();
    assert_eq!(corpus.found("\"old harbour\""), ["lights"]);
    assert_eq!(corpus.found("\"the old\" harbour"), ["lights"]);
    assert!(corpus.found("\"harbour old\"").is_empty());
    assert_eq!(corpus.found("title:stone"), ["bridges"]);
    assert_eq!(corpus.found("caption:crane"), ["bridges"]);
    assert_eq!(corpus.found("harbour -river"), ["lights"]);
    assert_eq!(corpus.found("stone after:2015"), ["bridges"]);
    assert_eq!(corpus.found("stone date:2012..2014"), ["lights"]);
    assert_eq!(corpus.found("tag:rail"), ["inland", "island"]);
    assert_eq!(corpus.found("lang:fr"), ["cafe"]);
    assert_eq!(corpus.found("lang:zh"), ["inland", "island"], "a language holds its scripts");
    assert_eq!(corpus.found("lang:zh-hant"), ["island"]);
    assert_eq!(corpus.found("source:gazette"), ["cafe", "votes"], "by the site where no agency is named");
    assert_eq!(corpus.found("théâtre OR parliament").len(), 2);
}

#[test]
fn simplified_and_traditional_chinese_match_each_other() {
    let mut corpus = corpus();
    assert_eq!(corpus.found("铁路").len(), 2);
    assert_eq!(corpus.found("鐵路").len(), 2);
    assert_eq!(corpus.found("海港"), ["inland"]);
    assert_eq!(corpus.found("台湾"), ["island"]);
    assert_eq!(corpus.found("连接内陆"), ["inland"]);
    assert_eq!(corpus.found("连接海港"), ["inland"], "a run may be several words");
    assert_eq!(corpus.found("海港的铁路").first(), Some(&"inland"), "in any order, with function words between");
    assert!(corpus.found("港海").is_empty(), "two characters are one word");
    assert_eq!(corpus.found("海"), ["inland"]);
    assert_eq!(corpus.answer("连接内陆").highlight_terms.runs[0].units, ["连", "接", "内", "陆"]);
    assert_eq!(corpus.answer("中国铁路的历史").missing_words, ["中国"]);
}

#[test]
fn partial_matches_follow_if_few_articles_match() {
    let mut corpus = corpus();
    let answer = corpus.answer("harbour parliament");
    assert!(answer.matches.is_empty());
    assert_eq!(answer.partial_matches.len(), 3);
    assert_eq!(answer.missing_words.len(), 2);
    assert!(corpus.answer("harbour parliament -river").partial_matches.len() == 2, "what is excluded does not follow either");
}

/// An index large enough for many files.
fn large() -> QueryCase {
    let text = |at: usize| {
        (0..120)
            .map(|word| format!("word{:x}x{} alpha{}", (at * 31 + word * 7) % 4_096, word % 7, (at + word) % 300))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let articles: Vec<Article> =
        (0..600).map(|at| article(&format!("a{at}"), "en", "2020", "t", &format!("Title {at}"), &text(at))).collect();
    index(&articles)
}

#[test]
fn a_large_index_is_read_in_few_round_trips() {
    let mut large = large();
    assert!(large.files.0.keys().filter(|path| path.starts_with("terms")).count() > 4);
    assert!(!large.found("word1fx3 ").is_empty());
    assert!(large.round_trips <= 1, "one word takes one round, not {}", large.round_trips);
    assert!(!large.found("alpha7 word1fx3 ").is_empty());
    assert!(large.round_trips <= 1);
    assert_eq!(large.answer("alpha7 ").cards.len(), 4, "the cards of the first articles come along");
    assert!(large.found("alpah7x").is_empty() || large.round_trips <= 3);
    assert!(!large.answer("wo").matches.is_empty(), "a short beginning is completed from the root");
}

#[test]
fn foreign_and_corrupt_files_are_rejected() {
    let mut large = large();
    assert!(Engine::open(b"<!doctype html>").is_err());
    let reply = large.engine.search("alpha7", &Languages);
    assert!(large.engine.add_file(&reply.missing_files[0], b"{}").is_err());
    assert_eq!(large.engine.search("alpha7", &Languages).missing_files, reply.missing_files, "a damaged file is wanted again");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Every word of an article, and every run of two or more characters of scripts without spaces, finds it.
    #[test]
    fn every_word_and_run_of_an_article_finds_it(
        words in proptest::collection::vec("[a-zäéñçøA-Zабвгдж0-9'’.-]{1,9}", 1..12),
        run in "[铁路鐵歷史海港内陆の駅ガかไทย한국철도]{2,9}",
        cut in 0..6_usize,
        length in 2..5_usize,
    ) {
        let text = format!("{} {run}", words.join(" "));
        let mut case = index(&[article("other", "en", "2020", "t", "Other", "nothing"), article("this", "en", "2020", "t", "This", &text)]);
        for word in &words {
            let whole = format!("{} ", word.trim_matches(|c: char| !c.is_alphanumeric()));
            if !whole.trim().is_empty() {
                prop_assert!(case.found(&whole).contains(&"this"), "{:?} in {:?}", whole, text);
            }
        }
        let characters: Vec<char> = run.chars().collect();
        let start = cut.min(characters.len() - 2);
        let part: String = characters[start..(start + length).min(characters.len())].iter().collect();
        prop_assert!(case.found(&part).contains(&"this"), "{:?} in {:?}", part, text);
    }
}
