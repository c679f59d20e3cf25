//! Definitions of abbreviations, `*[TLA]: words`, of Markdown Extra and kramdown: they show in no article.

use super::code_ranges::{CodeRanges, lines_with_places, replace_ranges};
use pulldown_cmark::Options;

/// Removes the definitions; returns the text and the definitions.
pub(super) fn strip_abbreviations(text: &str, options: Options) -> (String, Vec<String>) {
    if !text.contains("*[") {
        return (text.to_owned(), Vec::new());
    }
    let code = CodeRanges::find(text, options);
    let is_definition = |line: &str| {
        line.starts_with("*[") && line.split_once("]:").is_some_and(|(name, words)| name.len() > 2 && !words.trim().is_empty())
    };
    let lines: Vec<(usize, &str)> = lines_with_places(text).filter(|(at, line)| is_definition(line) && !code.contains(*at)).collect();
    let replacements: Vec<_> = lines.iter().map(|(at, line)| (*at..at + line.len(), String::new())).collect();
    (replace_ranges(text, &replacements), lines.into_iter().map(|(_, line)| line.trim().to_owned()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removes_definitions_outside_code() {
        let (text, cut) = strip_abbreviations("The RNLI.\n\n*[RNLI]: A lifeboat institution\n\n```\n*[A]: b\n```\n", Options::empty());
        assert_eq!(text, "The RNLI.\n\n\n```\n*[A]: b\n```\n");
        assert_eq!(cut, ["*[RNLI]: A lifeboat institution"]);
    }
}
