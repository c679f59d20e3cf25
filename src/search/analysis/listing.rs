//! The analyzer's output as text, to compare programs.

use super::stem::{Stem, add_stems};
use super::tokens::{TokenKind, tokenize};
use super::variants::Variants;
use std::fmt::Write;

/// Returns a line for each token: its position, kind, form, and stems if they differ from the form.
pub fn listing(text: &str, language: &str, variants: &Variants, stemmer: &dyn Stem) -> String {
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
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}", line.trim_end());
    });
    out
}
