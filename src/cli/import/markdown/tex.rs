//! Formulas in TeX between other signs than dollars: `\(…\)`, `\[…\]`, and code that says it is `math`.

use super::code_ranges::{CodeRanges, replace_ranges, window};
use super::obsidian::html_event;
use crate::cli::build::html::markup::escape;
use pulldown_cmark::{CodeBlockKind, Event, Options, Tag, TagEnd};
use std::ops::Range;

/// The longest formula that is looked for, in bytes.
const MAX_FORMULA_BYTES: usize = 4096;

/// The delimiters of TeX, and what stands for them in Markdown. MathJax wants them escaped in some dialects.
const DELIMITERS: [(&str, &str, &str); 4] = [("\\\\(", "\\\\)", "$"), ("\\\\[", "\\\\]", "$$"), ("\\(", "\\)", "$"), ("\\[", "\\]", "$$")];

/// Writes formulas between `\(` and `\)` or `\[` and `\]` between dollars. Escaped brackets around plain words stay.
pub(super) fn convert_delimiters(text: &str, options: Options) -> String {
    if !text.contains("\\(") && !text.contains("\\[") {
        return text.to_owned();
    }
    let code = CodeRanges::find(text, options);
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find('\\')).map(|offset| at + offset) {
        at = start + 1;
        if code.contains(start) {
            continue;
        }
        if let Some((end, formula)) = formula_at(text, start) {
            found.push((start..end, formula));
            at = end;
        }
    }
    replace_ranges(text, &found)
}

/// The end of the formula that begins at a place, and how Markdown writes it.
fn formula_at(text: &str, start: usize) -> Option<(usize, String)> {
    let rest = text.get(start..)?;
    let (open, close, sign) = DELIMITERS.iter().find(|(open, ..)| rest.starts_with(open))?;
    let inside = window(rest.get(open.len()..)?, MAX_FORMULA_BYTES);
    let tex = inside.split_once(close)?.0;
    let looks_like_tex = tex.contains(['\\', '^', '_', '=', '+', '<', '>']) || is_letter(tex.trim());
    let is_formula = looks_like_tex && !tex.contains('$') && !tex.trim().is_empty();
    is_formula.then(|| (start + open.len() + tex.len() + close.len(), format!("{sign}{}{sign}", tex.trim())))
}

fn is_letter(tex: &str) -> bool {
    tex.chars().count() == 1 && tex.chars().all(char::is_alphabetic)
}

/// Converts code blocks of the language `math` to formulas.
pub(super) fn convert_math_blocks(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut out = Vec::with_capacity(events.len());
    let mut formula: Option<String> = None;
    for event in events {
        match (&mut formula, event) {
            (None, Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language)))) if &*language == "math" => formula = Some(String::new()),
            (Some(tex), Event::Text(words)) => tex.push_str(&words),
            (Some(tex), Event::End(TagEnd::CodeBlock)) => {
                out.push(html_event(format!("<span class=\"math math-display\">{}</span>\n", escape(tex.trim()))));
                formula = None;
            }
            (_, other) => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn convert(text: &str) -> String {
        convert_delimiters(text, Options::ENABLE_MATH)
    }

    #[test]
    fn brackets_of_tex_become_dollars() {
        assert_eq!(convert(r"so \( a^2 \) and \(x\) and \\(b_1\\)"), "so $a^2$ and $x$ and $b_1$");
        assert_eq!(convert("\\[\na = b\n\\]\n"), "$$a = b$$\n");
    }

    #[test]
    fn escaped_brackets_of_prose_and_code_stay() {
        for text in [r"\(see above\)", r"\[1\] words", r"`\(a^2\)`", r"\(a^2", "\\(a_1\n\nb\\)", r"$\(a^2\)$"] {
            assert_eq!(convert(text), text);
        }
    }
}
