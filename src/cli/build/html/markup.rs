//! The small amount of HTML and XML that is written as text: heads and feeds. The views render the bodies.

/// Escapes text for an element or a double-quoted attribute.
pub(crate) fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if !is_xml_char(c) => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// True for a character that XML 1.0 allows: no other control characters or non-characters, not even as references.
pub(crate) fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
}

/// JSON for a script element: nothing in it can close the element.
pub(crate) fn script_json(value: &serde_json::Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_text_cannot_close_its_element() {
        assert_eq!(escape("a < b & \"c\" > d\u{0}\u{ffff}"), "a &lt; b &amp; &quot;c&quot; &gt; d  ");
        assert!(!script_json(&serde_json::json!({"t": "</script><!--"})).contains('<'));
    }
}
