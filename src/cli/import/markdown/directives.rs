//! Containers between lines of colons, `:::note Title`, as Docusaurus, VuePress, Pandoc and Quarto write them.

use super::code_ranges::{CodeRanges, lines_with_places};
use super::shortcodes;
use pulldown_cmark::Options;

/// A line of at least three colons.
#[derive(Debug, PartialEq, Eq)]
enum Fence<'t> {
    Open { name: &'t str, arguments: String },
    Close,
}

/// An open container, with the lines in it so far.
struct Container<'t> {
    name: &'t str,
    arguments: String,
    indent: &'t str,
    inner: String,
}

/// Maximum nesting of containers.
const MAX_DEPTH: usize = 12;

/// Replaces containers by the Markdown and HTML that they stand for. One that is never closed ends with the text.
pub(super) fn convert_directives(text: &str, options: Options) -> String {
    if !text.contains(":::") {
        return text.to_owned();
    }
    let code = CodeRanges::find(text, options);
    let (mut out, mut open): (String, Vec<Container>) = (String::new(), Vec::new());
    for (at, line) in lines_with_places(text) {
        let indent = line.split(|c: char| !c.is_whitespace()).next().unwrap_or_default();
        match parse_fence(line).filter(|_| !code.contains(at + indent.len())) {
            Some(Fence::Open { name, arguments }) if open.len() < MAX_DEPTH => {
                open.push(Container { name, arguments, indent, inner: String::new() });
            }
            Some(Fence::Close) if !open.is_empty() => close(&mut open, &mut out),
            _ => current(&mut open, &mut out).push_str(line),
        }
    }
    while !open.is_empty() {
        close(&mut open, &mut out);
    }
    out
}

fn current<'a>(open: &'a mut [Container], out: &'a mut String) -> &'a mut String {
    open.last_mut().map_or(out, |container| &mut container.inner)
}

fn close(open: &mut Vec<Container>, out: &mut String) {
    let Some(container) = open.pop() else { return };
    let inner = shortcodes::dedent(&container.inner);
    let rendered = shortcodes::render_container(container.name, &container.arguments, &inner);
    let target = current(open, out);
    target.push('\n');
    for line in rendered.lines() {
        target.push_str(if line.is_empty() { "" } else { container.indent });
        target.push_str(line);
        target.push('\n');
    }
    target.push('\n');
}

/// Reads `:::name[Title]`, `::: name Title`, `::: {.callout-name title="Title"}` and `:::`.
fn parse_fence(line: &str) -> Option<Fence<'_>> {
    let rest = line.trim().strip_prefix(":::")?.trim_start_matches(':').trim();
    if rest.is_empty() {
        return Some(Fence::Close);
    }
    if let Some(attributes) = rest.strip_prefix('{') {
        let attributes = attributes.trim_end_matches('}');
        let name = attributes.split_whitespace().find_map(|word| word.strip_prefix('.')).unwrap_or_default();
        let arguments = attributes.split_whitespace().filter(|word| !word.starts_with(['.', '#'])).collect::<Vec<_>>().join(" ");
        return Some(Fence::Open { name: name.strip_prefix("callout-").unwrap_or(name), arguments });
    }
    let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(rest.len());
    let (name, title) = rest.split_at_checked(end)?;
    let title = title.split(" {").next().unwrap_or(title).trim().trim_end_matches(':').trim();
    let title = title.strip_prefix('[').map_or(title, |inside| inside.split(']').next().unwrap_or(inside));
    let arguments =
        if title.is_empty() { String::new() } else { format!("title=\"{}\"", title.replace('\\', "\\\\").replace('"', "\\\"")) };
    (!name.is_empty()).then_some(Fence::Open { name, arguments })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn convert(text: &str) -> String {
        convert_directives(text, Options::empty())
    }

    #[test]
    fn containers_become_what_they_stand_for() {
        assert_eq!(convert(":::note[Low *tide*]\nx\n:::\n"), "\n<aside>\n\n<strong>Low *tide*</strong>\n\nx\n\n</aside>\n\n");
        assert_eq!(convert("::: details More\nx\n:::\n"), "\n<details><summary>\n\nMore\n\n</summary>\n\nx\n\n</details>\n\n");
        assert_eq!(convert("::: {.callout-tip title=\"T\"}\nx\n:::\n"), convert(":::tip T\nx\n:::\n"));
        assert_eq!(convert("::: unheard\nx\n:::\n"), "\nx\n\n");
    }

    #[test]
    fn containers_nest_and_end_with_the_text() {
        let nested = convert("::::note\n:::tip\nx\n:::\n::::\ny\n");
        assert_eq!(nested.matches("<aside>").count(), 2);
        assert!(nested.ends_with("</aside>\n\ny\n"));
        assert!(convert(":::note\nx").contains("</aside>"));
    }

    #[test]
    fn code_and_other_colons_stay() {
        for text in ["```\n:::note\n```\n", "a ::: b\n", ":::\n", "    :::note\n"] {
            assert_eq!(convert(text), text);
        }
    }
}
