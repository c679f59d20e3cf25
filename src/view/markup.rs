//! Elements as HTML: what a page is before its program comes.

use super::element::{Child, Element};
use leptos::prelude::*;
use leptos::tachys::view::Position;

/// Writes an element and all that it holds. No marker comments: a page is adopted without, see [`super::adopt`].
pub(super) fn write(element: Element, out: &mut String) {
    let element = *element.0;
    out.push('<');
    out.push_str(element.tag);
    for (name, value) in &element.attributes {
        out.push(' ');
        out.push_str(name);
        if !value.is_empty() || !is_flag(name) {
            out.push_str("=\"");
            escape(value, out);
            out.push('"');
        }
    }
    out.push('>');
    if is_void(element.tag) {
        return;
    }
    for child in element.children {
        match child {
            Child::Element(inner) => write(inner, out),
            Child::Text(words) => escape(&words, out),
            Child::View(view) => view.to_html_with_buf(out, &mut Position::FirstChild, true, false, Vec::new()),
        }
    }
    out.push_str("</");
    out.push_str(element.tag);
    out.push('>');
}

fn is_void(tag: &str) -> bool {
    matches!(tag, "br" | "hr" | "img" | "input" | "meta" | "link" | "wbr" | "col" | "source")
}

/// Attributes that mean something by standing there.
fn is_flag(name: &str) -> bool {
    matches!(name, "hidden" | "checked" | "selected" | "disabled" | "open" | "reversed" | "controls" | "autofocus")
}

fn escape(words: &str, out: &mut String) {
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::element::el;
    use leptos::prelude::*;

    #[test]
    fn words_and_values_are_escaped_and_nothing_is_added() {
        let view = el("p").attr("title", "a \"b\" & c").child("1 < 2").child(el("br")).child(" more").child("");
        assert_eq!(view.to_html(), "<p title=\"a &quot;b&quot; &amp; c\">1 &lt; 2<br> more</p>");
    }

    #[test]
    fn flags_stand_alone_and_empty_values_do_not() {
        let view = el("img").attr("alt", "").flag("hidden", true).flag("open", false);
        assert_eq!(view.to_html(), "<img alt=\"\" hidden>");
    }
}
