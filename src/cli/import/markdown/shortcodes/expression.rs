//! Values of template expressions that need no template: addresses of the site, fields of the front matter, literal words.

use crate::cli::import::values::scalar_text;
use serde_json::{Map, Value};

/// Filters that leave an address or words as they are.
const PLAIN_FILTERS: [&str; 15] = [
    "relative_url",
    "absolute_url",
    "relURL",
    "absURL",
    "url",
    "prepend",
    "safe",
    "escape",
    "markdownify",
    "markdown",
    "strip",
    "xml_escape",
    "htmlBaseUrl",
    "default",
    "string",
];

/// Names of the address at which a site stands; import resolves addresses from its root.
const SITE_ADDRESSES: [&str; 10] = [
    "site.baseurl",
    "site.url",
    "site.BaseURL",
    "site.github.url",
    "baseurl",
    "base_url",
    "config.base_url",
    "site.base_url",
    "url_root",
    "pathPrefix",
];

/// Names before a field of the front matter.
const PAGE_PREFIXES: [&str; 5] = ["page.", "frontmatter.", "$frontmatter.", "post.", ".Params."];

/// The value of an expression; `None` if it needs the site's templates.
pub(super) fn evaluate(expression: &str, fields: &Map<String, Value>) -> Option<String> {
    let mut parts = split_filters(expression).into_iter();
    let operand = parts.next()?;
    let is_plain = |filter: &str| PLAIN_FILTERS.contains(&filter.split([':', '(']).next().unwrap_or(filter).trim());
    parts.all(|filter| is_plain(filter.trim())).then(|| operand_value(operand.trim(), fields))?
}

/// Whether an expression is surely one of a template, not two braces around a word.
pub(super) fn is_template(expression: &str) -> bool {
    let parts = split_filters(expression);
    let operand = parts.first().map_or("", |first| first.trim());
    let is_path = operand.contains('.') && operand.split('.').all(|part| part.chars().all(|c| c.is_alphanumeric() || c == '_'));
    parts.len() > 1 || is_path || operand.starts_with(['"', '\'']) && unquoted(operand).is_some()
}

fn operand_value(operand: &str, fields: &Map<String, Value>) -> Option<String> {
    if let Some(words) = unquoted(operand) {
        return Some(words.to_owned());
    }
    if SITE_ADDRESSES.iter().any(|name| name.eq_ignore_ascii_case(operand)) {
        return Some(String::new());
    }
    let key = PAGE_PREFIXES.iter().find_map(|prefix| operand.strip_prefix(prefix)).unwrap_or(operand);
    fields.get(&key.to_lowercase()).and_then(scalar_text)
}

fn unquoted(operand: &str) -> Option<&str> {
    let quote = operand.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    operand.strip_prefix(quote)?.strip_suffix(quote).filter(|inside| !inside.contains(quote))
}

/// The operand and its filters; a bar in quotes parts nothing.
fn split_filters(expression: &str) -> Vec<&str> {
    let mut quote = None;
    expression
        .split(move |c: char| {
            match (quote, c) {
                (None, '"' | '\'') => quote = Some(c),
                (Some(open), c) if open == c => quote = None,
                _ => return quote.is_none() && c == '|',
            }
            false
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evaluates_addresses_fields_and_words() {
        let fields = Map::from_iter([("title".to_owned(), Value::from("Tides"))]);
        let value = |expression: &str| evaluate(expression, &fields);
        assert_eq!(value("site.baseurl").as_deref(), Some(""));
        assert_eq!(value("'/a|b.png' | relative_url").as_deref(), Some("/a|b.png"));
        assert_eq!(value("\"/a.png\" | prepend: site.baseurl").as_deref(), Some("/a.png"));
        assert_eq!((value("page.Title").as_deref(), value("title").as_deref()), (Some("Tides"), Some("Tides")));
        assert_eq!((value("page.none"), value("page.title | size"), value("a + 'b'")), (None, None, None));
    }

    #[test]
    fn braces_around_a_word_are_no_template() {
        assert!(is_template("page.x") && is_template("x | upper") && is_template("'a'"));
        assert!(!is_template("x") && !is_template("a. b") && !is_template("3"));
    }
}
