//! Puts what a template tag becomes into the lines around it.

use super::render::Rendered;

/// Appends what a tag becomes; returns the place behind the tag from which the text goes on.
pub(super) fn place(out: &mut String, rendered: Rendered, text: &str, end: usize) -> usize {
    match rendered {
        Rendered::Inline(words) => out.push_str(&words),
        Rendered::Address(address) if is_in_address(out) => out.push_str(&address),
        Rendered::Address(address) => out.push_str(&format!("<{address}>")),
        Rendered::Block(block) => place_block(out, &block, text.get(end..).unwrap_or_default()),
        // A link whose address is not known becomes its words.
        Rendered::Unknown if is_in_address(out) => out.push('#'),
        Rendered::Cut | Rendered::Unknown => return end + blank_rest(out, text.get(end..).unwrap_or_default()),
    }
    end
}

/// Whether the text so far ends where an address begins: in a link, a definition or an attribute.
fn is_in_address(before: &str) -> bool {
    before.ends_with(['(', '"', '\'', '=', '<']) || before.ends_with("]: ")
}

/// The length of the rest of a line that holds nothing once its tag is gone.
fn blank_rest(before: &str, rest: &str) -> usize {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let behind = rest.split_inclusive('\n').next().unwrap_or_default();
    if line.trim().is_empty() && behind.trim().is_empty() { behind.len() } else { 0 }
}

/// Appends lines of their own, indented like the line in which the tag stands; in a row of a table and in the words of a link they stay
/// in its line.
fn place_block(out: &mut String, block: &str, rest: &str) {
    let line = out.rsplit('\n').next().unwrap_or_default();
    let is_link_text = line.ends_with('[') && rest.starts_with("](");
    if is_link_text || line.trim_start().starts_with('|') {
        return out.push_str(&block.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    let (indent, is_at_start) = indentation(line);
    if !is_at_start {
        out.push_str(&format!("\n\n{indent}"));
    }
    let mut lines = block.lines();
    out.push_str(lines.next().unwrap_or_default());
    for line in lines {
        out.push('\n');
        if !line.trim().is_empty() || indent.contains('>') {
            out.push_str(&indent);
        }
        out.push_str(line);
    }
    let behind = rest.split('\n').next().unwrap_or_default();
    if behind.trim().is_empty() { out.push('\n') } else { out.push_str(&format!("\n\n{indent}")) }
}

/// The indentation of lines that go on with a line, and whether the line holds nothing else yet.
fn indentation(line: &str) -> (String, bool) {
    let text = line.trim_start();
    let blank: String = line.chars().take_while(|c| c.is_whitespace()).collect();
    let marker = text.trim_end();
    let is_list_marker = matches!(marker, "-" | "*" | "+") || marker.strip_suffix(['.', ')']).is_some_and(is_number);
    let is_quote_marker = !marker.is_empty() && marker.chars().all(|c| matches!(c, '>' | ' '));
    match (text.is_empty(), is_list_marker, is_quote_marker) {
        (true, ..) => (blank, true),
        (_, true, _) => (" ".repeat(line.chars().count()), true),
        (_, _, true) => (line.to_owned(), true),
        _ => (blank, false),
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() < 10 && text.bytes().all(|b| b.is_ascii_digit())
}

/// A text without the indentation that all of its lines share.
pub(in crate::cli::import::markdown) fn dedent(text: &str) -> String {
    let width = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let common = text.lines().skip(1).chain(text.lines().take(1).filter(|first| first.starts_with([' ', '\t'])));
    let common = common.filter(|line| !line.trim().is_empty()).map(width).min().unwrap_or(0);
    if common == 0 {
        return text.to_owned();
    }
    outdent(text, common)
}

/// A text whose lines begin so many blanks later.
pub(super) fn outdent(text: &str, width: usize) -> String {
    let blanks = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let cut = |line: &str| line.get(width.min(blanks(line))..).unwrap_or_default().to_owned();
    text.split('\n').map(cut).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(before: &str, rendered: Rendered, behind: &str) -> String {
        let mut out = before.to_owned();
        let at = place(&mut out, rendered, behind, 0);
        out + behind.get(at..).unwrap_or_default()
    }

    #[test]
    fn lines_are_indented_like_the_tag() {
        let block = || Rendered::Block("<a>\n\nb".into());
        assert_eq!(placed("x\n", block(), "\ny"), "x\n<a>\n\nb\n\ny");
        assert_eq!(placed("- ", block(), ""), "- <a>\n\n  b\n");
        assert_eq!(placed("  ", block(), " y"), "  <a>\n\n  b\n\n   y");
        assert_eq!(placed("> ", block(), ""), "> <a>\n> \n> b\n");
        assert_eq!(placed("words ", block(), "."), "words \n\n<a>\n\nb\n\n.");
        assert_eq!(placed("| x | ", block(), " |"), "| x | <a> b |");
        assert_eq!(placed("[", block(), "](/x)"), "[<a> b](/x)");
    }

    #[test]
    fn an_address_alone_becomes_a_link_and_a_cut_tag_leaves_no_line() {
        assert_eq!(placed("[a](", Rendered::Address("b".into()), ")"), "[a](b)");
        assert_eq!(placed("see ", Rendered::Address("b".into()), "."), "see <b>.");
        assert_eq!(placed("x\n  ", Rendered::Cut, " \ny"), "x\n  y");
        assert_eq!(placed("x", Rendered::Cut, " y"), "x y");
    }

    #[test]
    fn removes_shared_indentation() {
        assert_eq!(dedent("\n  a\n\n    b\n"), "\na\n\n  b\n");
        assert_eq!(dedent("a\n  b"), "a\nb");
        assert_eq!(dedent("a"), "a");
    }
}
