//! Files of an index that are not what they should be: nothing panics, nothing grows without bound, nothing runs on for ever.
//!
//! The files are those of a real index, changed at random, cut, or made up. `PROPTEST_CASES` says how often.

#![allow(clippy::unwrap_used, clippy::string_slice, reason = "a test fails where it stands")]

mod readers;

use lectern::article::{Article, Block};
use lectern::cli::language_data::LanguageData;
use lectern::search::analysis::Languages;
use lectern::search::index::Engine;
use lectern::search::index::build::{Collector, LanguageResources, Others, SegmentSink, lay_out};
use lectern::search::index::codec::ByteReader;
use lectern::search::index::file::{FileKind, Hash, body, kind_of, path};
use lectern::search::index::index_header::IndexHeader;
use lectern::search::index::positions::Positions;
use lectern::search::index::spelling::SpellingBlock;
use lectern::search::index::term_block::{ResultCard, TermBlock, read_rest};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The contents of the files of an index, by path, and its root.
struct Index {
    root: Vec<u8>,
    files: BTreeMap<String, Vec<u8>>,
}

impl SegmentSink for Index {
    fn press(&mut self, files: Vec<(FileKind, usize, Vec<u8>)>) -> Vec<Hash> {
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
    let knowing = LanguageData::default();
    let mut collector = Collector::default();
    for at in 0..400_usize {
        let words: Vec<String> = (0..90).map(|word| format!("word{:x}q{}", (at * 31 + word * 7) % 4_096, word % 5)).collect();
        let body = vec![Block::paragraph(format!("{} 铁路连接内陆城市与海港 the harbour", words.join(" ")))];
        collector.add(&Article { lang: "en".into(), title: format!("Title {at}"), body, ..Article::default() }, &knowing);
    }
    let row = |ordinal: u32| ResultCard { id: format!("a{ordinal}"), title: format!("Title {ordinal}"), rest: "{}".into() };
    let mut index = Index { root: Vec::new(), files: BTreeMap::new() };
    index.root = lay_out(collector, knowing.variants(), Others::default(), &row, &mut index);
    index
});

/// Asks until nothing is wanted, answering with what `content` makes of each file; a file that is refused is not brought again.
fn ask(engine: &mut Engine, typed: &str, content: impl Fn(&str, &[u8]) -> Vec<u8>) {
    for _ in 0..8 {
        let reply = engine.ask(typed, &Languages);
        let mut taken = 0;
        for path in &reply.needs {
            let file = INDEX.files.get(path).map(Vec::as_slice).unwrap_or_default();
            taken += usize::from(engine.supply(path, &content(path, file)).is_ok());
        }
        if taken == 0 {
            return;
        }
    }
    panic!("{typed:?} goes on wanting files that it was given");
}

const QUERIES: [&str; 7] = ["word1fq0 harbour", "\"the harbour\"", "海港", "harbuor", "title:title", "wor*3", "harbour -absent"];

/// A change: where, and to what.
fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, u8)>> {
    proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)
}

fn changed(bytes: &[u8], changes: &[(prop::sample::Index, u8)]) -> Vec<u8> {
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
fn the_whole_index_is_read() {
    assert!(INDEX.files.len() > 6, "the index has several files of each kind: {:?}", INDEX.files.keys());
    for query in QUERIES {
        let mut engine = Engine::open(&INDEX.root).unwrap();
        ask(&mut engine, query, |_, file| file.to_vec());
        let reply = engine.ask(query, &Languages);
        assert!(reply.needs.is_empty() && !reply.answer.unwrap().matches.is_empty(), "{query}");
    }
}

proptest! {
    #[test]
    fn a_root_that_was_changed_harms_nothing(changes in changes(), query in 0..QUERIES.len()) {
        if let Ok(mut engine) = Engine::open(&changed(&INDEX.root, &changes)) {
            ask(&mut engine, QUERIES[query], |_, file| file.to_vec());
        }
    }

    #[test]
    fn files_that_were_changed_harm_nothing(changes in changes(), query in 0..QUERIES.len()) {
        let mut engine = Engine::open(&INDEX.root).unwrap();
        ask(&mut engine, QUERIES[query], |_, file| changed(file, &changes));
    }

    #[test]
    fn files_that_were_cut_harm_nothing(at in any::<prop::sample::Index>(), query in 0..QUERIES.len()) {
        let mut engine = Engine::open(&INDEX.root).unwrap();
        ask(&mut engine, QUERIES[query], |_, file| file[..at.index(file.len().max(1)).min(file.len())].to_vec());
    }

    #[test]
    fn a_file_in_place_of_another_harms_nothing(other in any::<prop::sample::Index>(), query in 0..QUERIES.len()) {
        let other = other.get(&INDEX.files.values().collect::<Vec<_>>()).to_vec();
        let mut engine = Engine::open(&INDEX.root).unwrap();
        ask(&mut engine, QUERIES[query], |_, _| other.clone());
    }

    #[test]
    fn bytes_made_up_are_refused_or_read(bytes in proptest::collection::vec(any::<u8>(), 0..400), path in "[a-z]{0,7}-[0-9]{0,3}(-[0-9a-f]{8})?(\\.bin)?") {
        _ = IndexHeader::read(&bytes);
        _ = read_rest(&bytes, 100);
        _ = SpellingBlock::read(&bytes).map(|block| block.iter().count());
        _ = ByteReader::new(&bytes).words();
        _ = kind_of(&path).map(|kind| body(&bytes, kind).is_ok());
        if let Ok(terms) = TermBlock::read(&bytes, 100) {
            (0..terms.groups.len() as u32).for_each(|group| drop(terms.postings(group)));
            (0..terms.words.len()).for_each(|word| drop(terms.belongs(word)));
        }
        if let Ok(places) = Positions::read(&bytes) {
            (0..40).for_each(|group| places.each(group, |_, _| {}));
        }
    }

    #[test]
    fn whatever_is_typed_is_answered(typed in "\\PC{0,60}") {
        let mut engine = Engine::open(&INDEX.root).unwrap();
        ask(&mut engine, &typed, |_, file| file.to_vec());
    }
}
