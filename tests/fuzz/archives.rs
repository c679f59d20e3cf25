//! Documents and archives of real programs with bytes changed: their importers never panic, and finish.

use lectern::cli::import::importer::{self, ReadOptions};
use lectern::cli::import::source::Source;
use proptest::prelude::*;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::sync::LazyLock;
use zip::write::{SimpleFileOptions, ZipWriter};

const FIXTURES: [&str; 7] =
    ["night-ferry.mhtml", "bells.epub", "bells-2.epub", "handbook.docx", "lotsenbuch.docx", "harbour.warc.gz", "meldungen.csv"];

static FILES: LazyLock<Vec<(&str, Vec<u8>)>> =
    LazyLock::new(|| FIXTURES.iter().map(|name| (*name, std::fs::read(Path::new("tests/import").join(name)).unwrap())).collect());

fn import(name: &str, bytes: &[u8]) {
    let source = Source { path: name.into(), name: name.into(), root: ".".into() };
    let Ok(importer) = importer::select_importer(name, bytes) else { return };
    let _ = importer.import(&source, bytes, &ReadOptions::for_language("en"));
}

/// The entries of a ZIP archive.
fn unpack(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let entry = |at: usize| {
        let mut entry = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        (entry.name().unwrap().into_owned(), content)
    };
    (0..count).map(entry).collect()
}

fn pack(entries: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_files_are_read_or_refused(file in 0..FIXTURES.len(), changes in crate::byte_changes(), cut in any::<prop::sample::Index>()) {
        let (name, bytes) = &FILES[file];
        let changed = crate::apply_changes(bytes, &changes);
        import(name, &changed);
        import(name, &changed[..cut.index(changed.len())]);
    }

    #[test]
    fn changed_entries_are_read_or_refused(file in 1..5_usize, entry in any::<prop::sample::Index>(), changes in crate::byte_changes(), piece in "[<>/&a-z\"= ]{0,12}", at in any::<prop::sample::Index>()) {
        let (name, bytes) = &FILES[file];
        let mut entries = unpack(bytes);
        let entry = entry.index(entries.len());
        let content = &mut entries[entry].1;
        *content = crate::apply_changes(content, &changes);
        let at = at.index(content.len() + 1);
        content.splice(at..at, piece.into_bytes());
        import(name, &pack(&entries));
    }

    #[test]
    fn any_bytes_are_read_or_refused(file in 0..FIXTURES.len(), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        import(FIXTURES[file], &bytes);
    }
}
