//! Files of an index that are not what they should be: nothing panics, nothing grows without bound, nothing runs on for ever.
//!
//! The files are those of a real index, changed at random, cut, or made up. `PROPTEST_CASES` says how often.

#![allow(clippy::unwrap_used, clippy::string_slice, reason = "a test fails where it stands")]

mod archives;
mod importers;

use lectern::article::{Article, Block};
use lectern::cli::language_data::LanguageData;
use lectern::search::analysis::Languages;
use lectern::search::index::Engine;
use lectern::search::index::build::{AnalyzedArticle, Collector, ExternalFiles, SegmentSink, write_index};
use lectern::search::index::codec::ByteReader;
use lectern::search::index::file::{FileKind, Hash, kind_of, path, strip_header};
use lectern::search::index::index_header::IndexHeader;
use lectern::search::index::positions::Positions;
use lectern::search::index::postings::read_tail;
use lectern::search::index::result_card::ResultCard;
use lectern::search::index::spelling::SpellingBlock;
use lectern::search::index::term_block::TermBlock;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The contents of the files of an index, by path, and its header.
struct Index {
    header: Vec<u8>,
    files: BTreeMap<String, Vec<u8>>,
}

impl SegmentSink for Index {
    fn write_files(&mut self, files: Vec<(FileKind, usize, Vec<u8>)>) -> Vec<Hash> {
        files
            .into_iter()
            .map(|(kind, number, content)| {
                self.files.insert(path(kind, number, Hash::default()), content);
                Hash::default()
            })
            .collect()
    }
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let language_data = LanguageData::default();
    let mut collector = Collector::default();
    for at in 0..400_usize {
        let words: Vec<String> = (0..90).map(|word| format!("word{:x}q{}", (at * 31 + word * 7) % 4_096, word % 5)).collect();
        let body = vec![Block::paragraph(format!("{} 铁路连接内陆城市与海港 the harbour", words.join(" ")))];
        let article = Article { lang: "en".into(), title: format!("Title {at}"), body, ..Article::default() };
        collector.add(&AnalyzedArticle::new(&article, language_data.variants()), &language_data);
    }
    let row = |doc_id: u32| ResultCard { id: format!("a{doc_id}"), title: format!("Title {doc_id}"), other_fields: "{}".into() };
    let mut index = Index { header: Vec::new(), files: BTreeMap::new() };
    index.header = write_index(collector, language_data.variants(), ExternalFiles::default(), &row, &mut index);
    index
});

/// Asks until nothing is wanted, answering with what `content` makes of each file; a file that is refused is not brought again.
fn answer_query(engine: &mut Engine, typed: &str, content: impl Fn(&str, &[u8]) -> Vec<u8>) {
    for _ in 0..8 {
        let reply = engine.search(typed, &Languages);
        let mut accepted = 0;
        for path in &reply.missing_files {
            let file = INDEX.files.get(path).map(Vec::as_slice).unwrap_or_default();
            accepted += usize::from(engine.add_file(path, &content(path, file)).is_ok());
        }
        if accepted == 0 {
            return;
        }
    }
    panic!("{typed:?} goes on wanting files that it was given");
}

const QUERIES: [&str; 7] = ["word1fq0 harbour", "\"the harbour\"", "海港", "harbuor", "title:title", "wor*3", "harbour -absent"];

/// A change: where, and to what.
fn byte_changes() -> impl Strategy<Value = Vec<(prop::sample::Index, u8)>> {
    proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)
}

fn apply_changes(bytes: &[u8], changes: &[(prop::sample::Index, u8)]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (at, to) in changes {
        if !bytes.is_empty() {
            let at = at.index(bytes.len());
            bytes[at] = *to;
        }
    }
    bytes
}

#[test]
fn an_intact_index_answers_queries() {
    assert!(INDEX.files.len() > 6, "the index has several files of each kind: {:?}", INDEX.files.keys());
    for query in QUERIES {
        let mut engine = Engine::open(&INDEX.header).unwrap();
        answer_query(&mut engine, query, |_, file| file.to_vec());
        let reply = engine.search(query, &Languages);
        assert!(reply.missing_files.is_empty() && !reply.answer.unwrap().matches.is_empty(), "{query}");
    }
}

proptest! {
    #[test]
    fn a_changed_header_is_harmless(changes in byte_changes(), query in 0..QUERIES.len()) {
        if let Ok(mut engine) = Engine::open(&apply_changes(&INDEX.header, &changes)) {
            answer_query(&mut engine, QUERIES[query], |_, file| file.to_vec());
        }
    }

    #[test]
    fn changed_files_are_harmless(changes in byte_changes(), query in 0..QUERIES.len()) {
        let mut engine = Engine::open(&INDEX.header).unwrap();
        answer_query(&mut engine, QUERIES[query], |_, file| apply_changes(file, &changes));
    }

    #[test]
    fn truncated_files_are_harmless(at in any::<prop::sample::Index>(), query in 0..QUERIES.len()) {
        let mut engine = Engine::open(&INDEX.header).unwrap();
        answer_query(&mut engine, QUERIES[query], |_, file| file[..at.index(file.len().max(1)).min(file.len())].to_vec());
    }

    #[test]
    fn swapped_files_are_harmless(other in any::<prop::sample::Index>(), query in 0..QUERIES.len()) {
        let other = other.get(&INDEX.files.values().collect::<Vec<_>>()).to_vec();
        let mut engine = Engine::open(&INDEX.header).unwrap();
        answer_query(&mut engine, QUERIES[query], |_, _| other.clone());
    }

    #[test]
    fn random_bytes_are_refused_or_read(bytes in proptest::collection::vec(any::<u8>(), 0..400), path in "[a-z]{0,7}-[0-9]{0,3}(-[0-9a-f]{8})?(\\.bin)?") {
        _ = IndexHeader::read(&bytes);
        _ = read_tail(&bytes, 100);
        _ = SpellingBlock::read(&bytes).map(|block| block.iter().count());
        _ = ByteReader::new(&bytes).read_words();
        _ = kind_of(&path).map(|kind| strip_header(&bytes, kind).is_ok());
        if let Ok(block) = TermBlock::read(&bytes, 100) {
            (0..block.terms.len() as u32).for_each(|term| drop(block.postings(term)));
            (0..block.words.len()).for_each(|word| drop(block.form_targets(word)));
        }
        if let Ok(positions) = Positions::read(&bytes) {
            (0..40).for_each(|term| positions.for_each_posting(term, |_, _| {}));
        }
    }

    #[test]
    fn any_query_is_answered(typed in "\\PC{0,60}") {
        let mut engine = Engine::open(&INDEX.header).unwrap();
        answer_query(&mut engine, &typed, |_, file| file.to_vec());
    }
}
