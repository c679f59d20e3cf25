//! The terms of each text in a list of texts, in the form of `terms.txt`; shared by the native tests and those in wasm.

use lectern::search::analysis::{Languages, Variants, listing};
use std::fmt::Write;

/// The list anew: of each block the first line, `LANGUAGE: TEXT`, and below it the terms that analysis gives now.
pub(crate) fn list_terms(before: &str) -> String {
    let variants = Variants::new([('鐵', '铁'), ('灣', '湾')]);
    let mut now = String::new();
    for block in before.trim().split("\n\n") {
        let (language, text) = block.lines().next().unwrap().split_once(": ").unwrap();
        write!(now, "{language}: {text}\n{}\n", listing(text, language, &variants, &Languages)).unwrap();
    }
    now
}
