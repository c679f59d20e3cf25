//! What the analysis gives for a text, to compare one program's with another's.

use super::stem::{Stem, keys};
use super::tokens::{Kind, tokens};
use super::variants::Variants;
use std::fmt::Write;

/// A line for each token: its position, what it is, its form, its keys where they are others.
pub fn listing(text: &str, language: &str, variants: &Variants, stem: &dyn Stem) -> String {
    let mut out = String::new();
    tokens(text, variants, 0, &mut |token| {
        let kind = match token.kind {
            Kind::Word => "word",
            Kind::Gram => "gram",
            Kind::Joined => "joined",
        };
        let mut found = Vec::new();
        keys(stem, language, token.kind, token.written, token.form, &mut found);
        found.retain(|key| key != token.form);
        let line = format!("{} {kind} {} {}", token.position, token.form, found.join(" "));
        // Writing into a text cannot fail.
        let _ = writeln!(out, "{}", line.trim_end());
    });
    out
}
