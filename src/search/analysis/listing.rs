//! The analyzer's output as text, to compare programs.

use super::stem::{Stem, keys};
use super::tokens::{TokenKind, tokens};
use super::variants::Variants;
use std::fmt::Write;

/// Returns a line for each token: its position, kind, form, and stems if they differ from the form.
pub fn listing(text: &str, language: &str, variants: &Variants, stem: &dyn Stem) -> String {
    let mut out = String::new();
    tokens(text, variants, 0, &mut |token| {
        let kind = match token.kind {
            TokenKind::Word => "word",
            TokenKind::Gram => "gram",
            TokenKind::Joined => "joined",
        };
        let mut found = Vec::new();
        keys(stem, language, token.kind, token.written, token.form, &mut found);
        found.retain(|key| key != token.form);
        let line = format!("{} {kind} {} {}", token.position, token.form, found.join(" "));
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}", line.trim_end());
    });
    out
}
