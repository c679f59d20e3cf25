//! The parts of MDX that no reader sees: `import` and `export` lines, and comments in braces.

use super::code_ranges::{CodeRanges, lines_with_places, replace_ranges};
use pulldown_cmark::Options;
use std::ops::Range;

/// Removes import and export lines and comments; returns the text and the lines.
pub(super) fn strip_mdx(text: &str, options: Options) -> (String, Vec<String>) {
    if !["import ", "export ", "{/*"].iter().any(|mark| text.contains(mark)) {
        return (text.to_owned(), Vec::new());
    }
    let code = CodeRanges::find(text, options);
    let mut statements = statement_ranges(text, &code);
    let cut = statements.iter().filter_map(|range| text.get(range.clone())).map(|lines| lines.trim().to_owned()).collect();
    let is_outside = |comment: &Range<usize>| {
        let next = statements.partition_point(|range| range.end <= comment.start);
        statements.get(next).is_none_or(|range| !range.contains(&comment.start))
    };
    let outside: Vec<Range<usize>> = comment_ranges(text, &code).into_iter().filter(is_outside).collect();
    statements.extend(outside);
    statements.sort_by_key(|range| range.start);
    let replacements: Vec<_> = statements.into_iter().map(|range| (range, String::new())).collect();
    (replace_ranges(text, &replacements), cut)
}

/// Statements, each from its first line to the next blank one.
fn statement_ranges(text: &str, code: &CodeRanges) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut is_inside = false;
    for (at, line) in lines_with_places(text) {
        let begins = is_statement(line) && !code.contains(at);
        is_inside = begins || is_inside && !line.trim().is_empty();
        match ranges.last_mut() {
            Some(last) if is_inside && !begins => last.end = at + line.len(),
            _ if begins => ranges.push(at..at + line.len()),
            _ => {}
        }
        // Markdown may follow an import at once.
        is_inside = is_inside && !ends_statement(line);
    }
    ranges
}

fn is_statement(line: &str) -> bool {
    let is_import = line.strip_prefix("import ").is_some_and(|rest| {
        let names_file = rest.trim_end().trim_end_matches(';').ends_with(['"', '\'']);
        names_file && (rest.starts_with(['"', '\'']) || rest.contains(" from ")) || rest.starts_with('{') && !rest.contains('}')
    });
    let export = |rest: &str| ["const ", "default ", "function ", "let ", "async ", "{"].iter().any(|word| rest.starts_with(word));
    is_import || line.strip_prefix("export ").is_some_and(export)
}

fn ends_statement(line: &str) -> bool {
    let line = line.trim_end();
    line.ends_with(';') || line.starts_with("import ") && line.ends_with(['"', '\'']) || line == "}" || line.starts_with("} from ")
}

fn comment_ranges(text: &str, code: &CodeRanges) -> Vec<Range<usize>> {
    let (mut ranges, mut at) = (Vec::new(), 0);
    while let Some(start) = text.get(at..).and_then(|rest| rest.find("{/*")).map(|offset| at + offset) {
        let Some(end) = text.get(start..).and_then(|rest| rest.find("*/}")).map(|offset| start + offset + 3) else { break };
        if !code.contains(start) {
            ranges.push(start..end);
        }
        at = end;
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removes_statements_and_comments() {
        let text =
            "import Tabs from '@theme/Tabs';\nimport {\n  A,\n} from 'a'\n\nexport const x = {\n  y: 1,\n}\n\nWords {/* no */}stay.\n";
        let (kept, cut) = strip_mdx(text, Options::empty());
        assert_eq!(kept, "\n\nWords stay.\n");
        assert_eq!((cut.len(), cut[0].as_str()), (3, "import Tabs from '@theme/Tabs';"));
    }

    #[test]
    fn prose_and_code_stay() {
        for text in ["import duties rose\nexport fell\n", "```js\nimport a from 'b'\n```\n", "export of goods\n", "`{/* a */}`"] {
            assert_eq!(strip_mdx(text, Options::empty()).0, text);
        }
    }
}
