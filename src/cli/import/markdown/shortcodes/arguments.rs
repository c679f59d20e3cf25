//! The arguments of a template tag, as every generator writes them: `"words" 300 key="value" key=value`, with or without commas.

/// The arguments of a template tag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct TagArguments {
    /// The arguments with a name, in lower case.
    named: Vec<(String, String)>,
    /// The arguments without one, in order.
    positional: Vec<String>,
}

impl TagArguments {
    /// Reads the text behind a tag's name.
    pub(super) fn parse(text: &str) -> TagArguments {
        let mut arguments = TagArguments::default();
        let mut rest = skip_separators(text);
        while !rest.is_empty() {
            let (key, behind) = split_key(rest);
            let (value, behind) = split_value(behind);
            match key {
                Some(key) => arguments.named.push((key.to_ascii_lowercase(), value)),
                None => arguments.positional.push(value),
            }
            rest = skip_separators(behind);
        }
        arguments
    }

    /// The first of some named arguments that is there and not empty.
    pub(super) fn named(&self, keys: &[&str]) -> Option<&str> {
        let of = |key: &&str| self.named.iter().find(|(name, value)| name == key && !value.is_empty());
        keys.iter().find_map(of).map(|(_, value)| value.as_str())
    }

    /// An argument by its place among those without a name.
    pub(super) fn at(&self, place: usize) -> Option<&str> {
        self.positional.get(place).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// An argument by one of its names, else by its place.
    pub(super) fn get(&self, keys: &[&str], place: usize) -> Option<&str> {
        self.named(keys).or_else(|| self.at(place))
    }

    /// The same arguments without the first one that has no name.
    pub(super) fn without_first(mut self) -> TagArguments {
        self.positional = self.positional.split_off(self.positional.len().min(1));
        self
    }

    /// The arguments without a name, from a place on.
    pub(super) fn from(&self, place: usize) -> &[String] {
        self.positional.get(place..).unwrap_or_default()
    }
}

fn skip_separators(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
}

/// Splits `key=` off; a colon parts too, where a value follows at once, as in `lang:rust`.
fn split_key(text: &str) -> (Option<&str>, &str) {
    let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))).unwrap_or(text.len());
    let (key, behind) = text.split_at_checked(end).unwrap_or((text, ""));
    let value = match behind.trim_start().strip_prefix('=') {
        Some(value) => Some(value.trim_start()),
        None => behind.strip_prefix(':').filter(|value| !value.starts_with(|c: char| c.is_whitespace() || c == '/')),
    };
    match value {
        Some(value) if !key.is_empty() => (Some(key), value),
        _ => (None, text),
    }
}

/// Splits a value off, quoted or up to white space or a comma.
fn split_value(text: &str) -> (String, &str) {
    let close = match text.chars().next() {
        Some(quote @ ('"' | '\'' | '`')) => Some(quote),
        Some('“') => Some('”'),
        _ => None,
    };
    match close {
        Some(close) => split_quoted(text, close),
        None => {
            let end = text.find(|c: char| c.is_whitespace() || c == ',').unwrap_or(text.len());
            let (value, behind) = text.split_at_checked(end).unwrap_or((text, ""));
            (value.to_owned(), behind)
        }
    }
}

fn split_quoted(text: &str, close: char) -> (String, &str) {
    let (mut value, mut is_escaped) = (String::new(), false);
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '\\' if !is_escaped && close != '`' => is_escaped = true,
            c if c == close && !is_escaped => return (value, text.get(at + c.len_utf8()..).unwrap_or_default()),
            c => {
                if is_escaped && c != close && c != '\\' {
                    value.push('\\');
                }
                value.push(c);
                is_escaped = false;
            }
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_form_of_arguments() {
        let arguments =
            TagArguments::parse(r#"src="a b.png" Alt='it\'s' width=300 "one, two", three lang:rust https://example.org/x `raw "q"`"#);
        assert_eq!(arguments.named(&["none", "src"]), Some("a b.png"));
        assert_eq!(
            (arguments.named(&["alt"]), arguments.named(&["width"]), arguments.named(&["lang"])),
            (Some("it's"), Some("300"), Some("rust"))
        );
        assert_eq!(arguments.from(0), ["one, two", "three", "https://example.org/x", "raw \"q\""]);
        assert_eq!(arguments.get(&["title"], 1), Some("three"));
    }

    #[test]
    fn open_quotes_and_loose_signs_end_nowhere() {
        for text in ["\"open", "=", "= =", "key=", ",,,", "“open", "\\", "é=ü"] {
            TagArguments::parse(text);
        }
        assert_eq!(TagArguments::parse("key=").from(0), [] as [String; 0]);
    }
}
