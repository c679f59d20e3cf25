//! Brings a text in any dialect to CommonMark with HTML.

use super::code_ranges::CodeRanges;
use super::front_matter::FrontMatter;
use super::{abbreviations, attribute_lists, comments, directives, mdx, shortcodes, tex, wikilinks};
use crate::cli::diagnostic::{Diagnostic, Severity};
use pulldown_cmark::Options;
use std::collections::HashSet;

/// The extensions of CommonMark that are read.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_MATH);

/// Maximum number of template tags that a diagnostic names; the rest are counted.
const MAX_NAMED_TAGS: usize = 3;

/// A text in CommonMark, and what is no longer in it.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    pub(super) text: String,
    /// Passages that are left out: template tags, definitions, statements.
    pub(super) cut: Vec<String>,
    /// The template tags among them.
    unknown_tags: Vec<String>,
    /// Loops and variables of templates that stay in the text.
    programs: Vec<String>,
    has_unclosed_comment: bool,
}

/// Brings the text of a source to CommonMark.
pub(super) fn prepare(front: &FrontMatter) -> Prepared {
    let (text, has_unclosed_comment) = comments::strip_comments(&front.rest, OPTIONS);
    let (text, mut cut) = mdx::strip_mdx(&text, OPTIONS);
    let expanded = shortcodes::expand(&text, OPTIONS, &front.fields, !front.is_toml);
    let text = attribute_lists::strip_attribute_lists(&expanded.text, OPTIONS);
    let (text, definitions) = abbreviations::strip_abbreviations(&text, OPTIONS);
    let text = tex::convert_delimiters(&directives::convert_directives(&text, OPTIONS), OPTIONS);
    cut.extend(definitions);
    cut.extend(expanded.unknown.iter().cloned());
    Prepared { text: escape_brackets(text), cut, unknown_tags: expanded.unknown, programs: expanded.programs, has_unclosed_comment }
}

fn escape_brackets(text: String) -> String {
    match text.contains("]](") || text.contains("]][") {
        true => wikilinks::escape_brackets(&text, &CodeRanges::find(&text, OPTIONS)),
        false => text,
    }
}

impl Prepared {
    /// The diagnostics of the text.
    pub(super) fn diagnostics(&self, file: &str) -> Vec<Diagnostic> {
        let comment = self.has_unclosed_comment.then(|| {
            let text = "unclosed %% comment; the text after it is omitted. Close the comment with %%";
            Diagnostic::new(Severity::Warning, file, text)
        });
        let tags = listed(&self.unknown_tags).map(|tags| {
            format!("template tags that Lectern does not know are left out, and the text between them kept: {tags}. Check the article")
        });
        let programs = listed(&self.programs)
            .map(|tags| format!("loops and variables of templates are left as written: {tags}. Write the text that they make"));
        let warnings = tags.into_iter().chain(programs).map(|text| Diagnostic::new(Severity::Warning, file, text));
        comment.into_iter().chain(warnings).collect()
    }
}

/// Tags for a message, each once; `None` if there are none.
fn listed(tags: &[String]) -> Option<String> {
    let mut seen = HashSet::new();
    let distinct: Vec<&str> = tags.iter().map(String::as_str).filter(|tag| seen.insert(*tag)).collect();
    let named = distinct.iter().take(MAX_NAMED_TAGS).copied().collect::<Vec<_>>().join(", ");
    match distinct.len().saturating_sub(MAX_NAMED_TAGS) {
        _ if distinct.is_empty() => None,
        0 => Some(named),
        n => Some(format!("{named} and {n} more")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::front_matter::split_front_matter;
    use super::*;

    #[test]
    fn unknown_tags_are_cut_and_reported_once() {
        let prepared = prepare(&split_front_matter("A {{< unheard 1 >}}kept{{< /unheard >}} {% odd %} {% odd %} and `{{< code >}}`."));
        assert_eq!(prepared.text, "A kept   and `{{< code >}}`.");
        assert_eq!(prepared.cut, ["{{< unheard 1 >}}", "{% odd %}", "{% odd %}"]);
        let messages = prepared.diagnostics("a.md");
        assert!(messages.len() == 1 && messages[0].text.contains("{{< unheard 1 >}}, {% odd %}. "), "{messages:?}");
    }
}
