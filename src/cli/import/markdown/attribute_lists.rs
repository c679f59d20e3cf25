//! Attribute lists of kramdown and of Hugo, Pandoc and Quarto: `{: .class #id}`, `{.class}`; tables of contents that a generator fills in.
//!
//! An id becomes an id of the block; the rest is left out, since it says how a block looks.

use super::code_ranges::{CodeRanges, lines_with_places, replace_ranges, window};
use pulldown_cmark::Options;
use std::ops::Range;

/// The longest list that is looked for, in bytes.
const MAX_LIST_BYTES: usize = 400;

/// Removes attribute lists, and what marks the place of a table of contents.
pub(super) fn strip_attribute_lists(text: &str, options: Options) -> String {
    if !text.contains('{') && !has_contents_mark(text) {
        return text.to_owned();
    }
    let code = CodeRanges::find(text, options);
    let mut replacements: Vec<(Range<usize>, String)> = Vec::new();
    let mut previous: Option<(usize, &str)> = None;
    for (at, line) in lines_with_places(text) {
        let indent = line.len() - line.trim_start().len();
        if !code.contains(at + indent) {
            match line_mark(line) {
                Some(LineMark::Contents) => remove_contents(at, line, previous, &mut replacements),
                Some(LineMark::List(list)) => replace_list(at, line, list, previous, &mut replacements),
                None => replacements.extend(span_lists(at, line, &code)),
            }
        }
        previous = Some((at, line));
    }
    replace_ranges(text, &replacements)
}

/// A line that holds nothing else.
enum LineMark<'t> {
    /// The place of a table of contents.
    Contents,
    /// The attributes of the block above.
    List(&'t str),
}

fn has_contents_mark(text: &str) -> bool {
    text.lines().any(|line| is_contents_mark(line.trim()))
}

fn is_contents_mark(line: &str) -> bool {
    ["[toc]", "[[toc]]", "[[_toc_]]", "{{toc}}", "${toc}"].iter().any(|mark| line.eq_ignore_ascii_case(mark))
}

fn line_mark(line: &str) -> Option<LineMark<'_>> {
    let line = line.trim();
    if is_contents_mark(line) {
        return Some(LineMark::Contents);
    }
    let inside = line.strip_prefix('{')?.strip_suffix('}')?;
    let list = attributes(inside)?;
    Some(if list.split_whitespace().any(|word| word == "toc") { LineMark::Contents } else { LineMark::List(list) })
}

/// The inside of braces, if it is a list of attributes.
fn attributes(inside: &str) -> Option<&str> {
    // `{::options /}` and `{:/}` speak to kramdown alone.
    if inside.starts_with("::") || inside.starts_with(":/") {
        return Some("");
    }
    let (list, is_kramdown) = match inside.strip_prefix(':') {
        Some(list) => (list.trim(), true),
        None => (inside.trim(), false),
    };
    if list.contains(['{', '}']) {
        return None;
    }
    let is_attribute = |word: &str| {
        let marked = word.strip_prefix(['.', '#']).is_some_and(|name| name.starts_with(|c: char| c.is_alphanumeric() || c == '_'));
        marked || word.split_once('=').is_some_and(|(key, _)| !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '-'))
    };
    let first = list.split_whitespace().next();
    (is_kramdown || first.is_some_and(is_attribute)).then_some(list)
}

/// Removes the mark of a table of contents and, where kramdown replaces it, the list before it.
fn remove_contents(at: usize, line: &str, previous: Option<(usize, &str)>, replacements: &mut Vec<(Range<usize>, String)>) {
    let is_item = |line: &str| {
        let line = line.trim_start();
        line.starts_with(['*', '-', '+']) || line.starts_with(|c: char| c.is_ascii_digit()) && line.contains(". ")
    };
    match previous.filter(|(_, before)| is_item(before) && line.trim_start().starts_with("{:")) {
        Some((start, _)) => {
            while replacements.last().is_some_and(|(range, _)| range.end > start) {
                replacements.pop();
            }
            replacements.push((start..at + line.len(), "\n".to_owned()));
        }
        None => replacements.push((at..at + line.len(), "\n".to_owned())),
    }
}

/// Removes the attributes of the block above; an id goes to the block.
fn replace_list(at: usize, line: &str, list: &str, previous: Option<(usize, &str)>, replacements: &mut Vec<(Range<usize>, String)>) {
    let id = list.split_whitespace().find_map(|word| word.strip_prefix('#'));
    let above = previous.filter(|(_, above)| !above.trim().is_empty()).map(|(start, above)| (start + above.trim_end().len(), above));
    if let (Some(id), Some((end, above))) = (id, above) {
        let is_heading = above.trim_start().starts_with('#');
        let is_table = above.trim_start().starts_with('|');
        if is_heading {
            replacements.push((end..end, format!(" {{#{id}}}")));
        } else if !is_table && !above.trim_start().starts_with(['`', '~']) {
            replacements.push((end..end, format!("<a id=\"{}\"></a>", crate::cli::build::html::markup::escape(id))));
        }
    }
    replacements.push((at..at + line.len(), if line.ends_with('\n') { "\n".to_owned() } else { String::new() }));
}

/// Attribute lists behind a link, a picture, emphasis or code.
fn span_lists(at: usize, line: &str, code: &CodeRanges) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let is_heading = line.trim_start().starts_with('#');
    for (start, _) in line.match_indices('{') {
        let before = line.get(..start).unwrap_or_default();
        let Some((inside, _)) = line.get(start + 1..).and_then(|rest| window(rest, MAX_LIST_BYTES).split_once('}')) else { continue };
        let follows_span = before.ends_with([')', ']', '*', '_', '`', '>']);
        let is_list = attributes(inside).is_some() && (follows_span || inside.starts_with(':') && before.ends_with(' '));
        let is_inside_code = code.around(at + start).is_some();
        if is_list && !is_heading && !is_inside_code {
            found.push((at + start..at + start + inside.len() + 2, String::new()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strip(text: &str) -> String {
        strip_attribute_lists(text, Options::empty())
    }

    #[test]
    fn removes_lists_of_blocks_and_spans() {
        assert_eq!(strip("Words.\n{: .lead}\n\nMore.\n"), "Words.\n\n\nMore.\n");
        assert_eq!(strip("[a](b){:target=\"_blank\"} ![c](d.png){width=300 .x} *e*{: .f}"), "[a](b) ![c](d.png) *e*");
        assert_eq!(strip("{::options toc_levels=\"2\" /}\n\nx"), "\n\nx");
        assert_eq!(strip("* TOC\n{:toc}\n\nx"), "\n\nx");
        assert_eq!(strip("[TOC]\n\nx"), "\n\nx");
    }

    #[test]
    fn ids_go_to_their_blocks() {
        assert_eq!(strip("## Part\n{: #part}\n"), "## Part {#part}\n\n");
        assert_eq!(strip("Words.\n{: #w .x}\n"), "Words.<a id=\"w\"></a>\n\n");
    }

    #[test]
    fn other_braces_stay() {
        for text in ["`a`{b}", "```\n{: .x}\n```\n", "## T {#id .x}\n", "f(x){ return }", "{a}", "a {b} c", "`x{.y}`", "{\n"] {
            assert_eq!(strip(text), text);
        }
    }
}
