//! Finds template tags in a text: Hugo's shortcodes, the tags of Liquid, Nunjucks, Tera and Hexo, calls and expressions.

use crate::cli::import::markdown::code_ranges::window;
use std::ops::Range;

/// The longest tag that is looked for, in bytes.
const MAX_TAG_BYTES: usize = 4096;

/// The way a tag is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    /// Hugo: `{{< name >}}`, `{{% name %}}`.
    Shortcode,
    /// Liquid, Nunjucks, Tera, Hexo: `{% name %}`.
    Statement,
    /// Tera, Go templates: `{{ name(arguments) }}`, `{{ name "argument" }}`.
    Call,
    /// `{{ name.field | filter }}`
    Expression,
    /// `{# words #}`
    Comment,
}

/// The role of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TagRole {
    /// It opens a pair, or stands alone.
    Open,
    /// It closes a pair.
    Close,
    /// It stands alone, and says so.
    Alone,
}

/// A template tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TemplateTag<'t> {
    pub(super) range: Range<usize>,
    pub(super) syntax: Syntax,
    pub(super) role: TagRole,
    /// Its name; for a closing tag that of the tag it closes, empty where it closes any.
    pub(super) name: &'t str,
    /// The text behind its name; the whole text of an expression.
    pub(super) arguments: &'t str,
}

/// The tags of a text, in order.
pub(super) fn find_tags(text: &str) -> Vec<TemplateTag<'_>> {
    let (mut tags, mut at, mut closing) = (Vec::new(), 0, None);
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('{')).map(|offset| at + offset) {
        // Most braces of a long text may never be closed: the next closing one is looked for once.
        closing = closing.filter(|closing| *closing > found).or_else(|| text.get(found..)?.find('}').map(|offset| found + offset));
        let Some(closing) = closing else { break };
        match Some(found).filter(|_| closing - found <= MAX_TAG_BYTES).and_then(|found| tag_at(text, found)) {
            Some(tag) => {
                at = tag.range.end;
                tags.push(tag);
            }
            None => at = found + 1,
        }
    }
    tags
}

fn tag_at(text: &str, start: usize) -> Option<TemplateTag<'_>> {
    let rest = text.get(start..)?;
    let is_literal = text.get(..start).is_some_and(|before| before.ends_with(['$', '\\']));
    if is_literal {
        return None;
    }
    let (syntax, open, close) = delimiters(rest)?;
    let inside = rest.get(open.len()..)?;
    let end = window(inside, MAX_TAG_BYTES).find(close)?;
    let inside_text = inside.get(..end)?;
    let range = start..start + open.len() + end + close.len();
    match syntax {
        Syntax::Shortcode => shortcode(inside_text, range),
        Syntax::Statement => Some(statement(inside_text, range)).filter(|tag| !tag.name.is_empty() || tag.role == TagRole::Close),
        Syntax::Comment => Some(TemplateTag { range, syntax, role: TagRole::Alone, name: "", arguments: inside_text }),
        Syntax::Call | Syntax::Expression => expression(inside_text, range),
    }
}

fn delimiters(rest: &str) -> Option<(Syntax, &'static str, &'static str)> {
    const ALL: [(Syntax, &str, &str); 5] = [
        (Syntax::Shortcode, "{{<", ">}}"),
        (Syntax::Shortcode, "{{%", "%}}"),
        (Syntax::Expression, "{{", "}}"),
        (Syntax::Statement, "{%", "%}"),
        (Syntax::Comment, "{# ", "#}"),
    ];
    ALL.into_iter().find(|(_, open, _)| rest.starts_with(open))
}

fn shortcode(inside: &str, range: Range<usize>) -> Option<TemplateTag<'_>> {
    let inside = inside.trim();
    // `{{</* name */>}}` shows a tag.
    if inside.starts_with("/*") {
        return None;
    }
    let (role, inside) = match (inside.strip_prefix('/'), inside.strip_suffix('/')) {
        (Some(closing), _) => (TagRole::Close, closing.trim()),
        (None, Some(alone)) => (TagRole::Alone, alone.trim()),
        (None, None) => (TagRole::Open, inside),
    };
    let (name, arguments) = split_name(inside);
    (!name.is_empty()).then_some(TemplateTag { range, syntax: Syntax::Shortcode, role, name, arguments })
}

fn statement(inside: &str, range: Range<usize>) -> TemplateTag<'_> {
    let inside = inside.trim_matches('-').trim();
    let (name, arguments) = split_name(inside);
    let (role, name) = match name.strip_prefix("end") {
        Some(closed) => (TagRole::Close, closed),
        None => (TagRole::Open, name),
    };
    TemplateTag { range, syntax: Syntax::Statement, role, name, arguments: without_parentheses(arguments) }
}

fn expression(inside: &str, range: Range<usize>) -> Option<TemplateTag<'_>> {
    let inside = inside.trim_matches('-').trim();
    let (name, arguments) = split_name(inside);
    let is_call = !name.is_empty() && (arguments.starts_with('(') && arguments.ends_with(')') || arguments.starts_with('"'));
    let (syntax, arguments) = if is_call { (Syntax::Call, without_parentheses(arguments)) } else { (Syntax::Expression, inside) };
    (!inside.is_empty()).then_some(TemplateTag { range, syntax, role: TagRole::Alone, name, arguments })
}

/// Splits the name off; of `namespace::name` the last part.
fn split_name(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':'))).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    (name.rsplit("::").next().unwrap_or(name), rest.trim())
}

fn without_parentheses(arguments: &str) -> &str {
    arguments.strip_prefix('(').map_or(arguments, |inside| inside.strip_suffix(')').unwrap_or(inside))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_tags_of_every_generator() {
        let text = r#"{{< figure src="a" >}} {{%/notice%}} {{<x/>}} {%- endraw -%} {% quote(author="A") %}{% end %} {{ b::youtube(id="1") }} {{image "a.png"}} {{ site.url | x }} {# no #}"#;
        let found: Vec<String> =
            find_tags(text).iter().map(|tag| format!("{:?} {:?} {} [{}]", tag.syntax, tag.role, tag.name, tag.arguments)).collect();
        let expected = [
            r#"Shortcode Open figure [src="a"]"#,
            "Shortcode Close notice []",
            "Shortcode Alone x []",
            "Statement Close raw []",
            r#"Statement Open quote [author="A"]"#,
            "Statement Close  []",
            r#"Call Alone youtube [id="1"]"#,
            r#"Call Alone image ["a.png"]"#,
            "Expression Alone site.url [site.url | x]",
            "Comment Alone  [no ]",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn leaves_what_is_no_tag() {
        for text in ["${{ secrets.X }}", "\\{{ a }}", "{{ open", "{% %}", "{{}}", "{{< a\n\nb >}}", "# T {#id}", "{a}", "{{</* ref */>}}"] {
            assert_eq!(find_tags(text), [], "{text}");
        }
    }
}
