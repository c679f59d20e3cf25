//! The terms of each text in a list of texts, in the form of `terms.txt`; shared by the native tests and those in wasm.

use lectern::search::analysis::stem::{Stem, add_stems};
use lectern::search::analysis::{Languages, TokenKind, Variants, tokenize};
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

/// Returns a line for each token: its position, kind, form, and stems if they differ from the form.
fn listing(text: &str, language: &str, variants: &Variants, stemmer: &dyn Stem) -> String {
    let mut out = String::new();
    tokenize(text, variants, 0, &mut |token| {
        let kind = match token.kind {
            TokenKind::Word => "word",
            TokenKind::NGram => "gram",
            TokenKind::Compound => "joined",
        };
        let mut stems = Vec::new();
        add_stems(stemmer, language, token.kind, token.written, token.form, &mut stems);
        stems.retain(|stem| stem != token.form);
        let line = format!("{} {kind} {} {}", token.position, token.form, stems.join(" "));
        writeln!(out, "{}", line.trim_end()).unwrap();
    });
    out
}
