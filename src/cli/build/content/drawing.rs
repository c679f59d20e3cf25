//! Drawings (SVG) without scripts. A page shows a drawing through `img`, where no script runs; opened by its own address it is a
//! document of the site like any other, and its scripts would run.
//!
//! A drawing that contains nothing like a script is published unchanged. Any other is filtered by an allow list (svg-hush), which
//! removes scripts, handlers, links, foreign elements and external resources.

use crate::cli::build::content::picture::svg;
use resvg::usvg::{ImageHrefResolver, Options};
use svg_hush::{Filter, data_url_filter};

/// The publishable form of a drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Drawing {
    /// Unchanged.
    Plain,
    /// Sanitized, without active content.
    Filtered(Vec<u8>),
    /// Not publishable: the drawing is damaged or malicious.
    Rejected,
}

/// Substrings that indicate active content, or content that cannot be inspected here.
const ACTIVE_CONTENT_SIGNS: [&str; 9] =
    ["script", "foreignobject", "iframe", "<embed", "<object", "handler", "<!entity", "<?xml-stylesheet", "data:image/svg"];

/// Classifies a drawing.
pub(crate) fn classify(bytes: &[u8]) -> Drawing {
    if std::str::from_utf8(bytes).is_ok_and(is_plain) {
        return Drawing::Plain;
    }
    let mut filter = Filter::new();
    filter.set_data_url_filter(data_url_filter::allow_standard_images);
    let mut out = Vec::new();
    match filter.filter(bytes, &mut out) {
        Ok(()) => Drawing::Filtered(out),
        Err(_) => Drawing::Rejected,
    }
}

/// The options for rendering a drawing: it loads no files of this machine, or the result would differ between machines.
pub(crate) fn isolated_svg_options() -> Options<'static> {
    let image_href_resolver = ImageHrefResolver { resolve_string: Box::new(|_, _| None), ..ImageHrefResolver::default() };
    Options { image_href_resolver, ..Options::default() }
}

/// Returns the bytes of a drawing to publish, and whether active content was removed; `None` if nothing of it can be shown.
pub(crate) fn sanitize(bytes: &[u8]) -> Option<(Vec<u8>, bool)> {
    let (bytes, filtered) = match classify(bytes) {
        Drawing::Plain => (bytes.to_vec(), false),
        Drawing::Filtered(filtered) => (filtered, true),
        Drawing::Rejected => return None,
    };
    let text = String::from_utf8(bytes).ok()?;
    let (cleaned, metadata) = svg::clean(&text)?;
    Some((if metadata.is_empty() { text } else { cleaned }.into_bytes(), filtered))
}

/// True if nothing looks like a script, however it is written. The check reads characters, not elements, so that a difference
/// between a browser's parser and one here cannot bypass it.
fn is_plain(text: &str) -> bool {
    let control = text.contains(|c: char| c.is_control() && !c.is_ascii_whitespace());
    let reference = text.contains("&#");
    let lower = text.to_ascii_lowercase();
    let other_encoding = lower.split_once("encoding=").is_some_and(|(_, rest)| !rest.trim_start_matches(['"', '\'']).starts_with("utf-8"));
    let packed: String = lower.chars().filter(|c| !c.is_whitespace()).collect();
    !(control || reference || other_encoding || ACTIVE_CONTENT_SIGNS.iter().any(|sign| packed.contains(sign)) || has_event_handler(&lower))
}

/// True if a text contains something like ` onload =`.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn has_event_handler(lower: &str) -> bool {
    let breaks = |before: Option<char>| before.is_none_or(|c| c.is_whitespace() || "\"'/:".contains(c));
    lower.match_indices("on").any(|(at, _)| {
        let name = lower[at + 2..].trim_start_matches(|c: char| c.is_alphanumeric() || c == '-' || c == '_');
        breaks(lower[..at].chars().next_back()) && name.trim_start().starts_with('=')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inside: &str) -> String {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{inside}</svg>")
    }

    #[test]
    fn inactive_drawings_are_unchanged() {
        let plain = svg("<!-- drawn --><style>text{font-size:3px}</style><text>Onward = 3, 长江 &amp; &lt;</text><path d=\"M0 0h9\"/>");
        assert_eq!(classify(plain.as_bytes()), Drawing::Plain);
        let declared = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}", svg(""));
        assert_eq!(classify(declared.as_bytes()), Drawing::Plain);
    }

    #[test]
    fn active_content_is_removed() {
        for inside in [
            "<script>window.pwned=1</script>",
            "<x:script xmlns:x=\"http://www.w3.org/2000/svg\">window.pwned=1</x:script>",
            "<rect onload=\"window.pwned=1\"/>",
            "<rect\nonload\n= 'window.pwned=1'/>",
            "<a href=\"javascript:window.pwned=1\"><rect/></a>",
            "<a href=\"java&#115;cript:window.pwned=1\"><rect/></a>",
            "<foreignObject><iframe xmlns=\"http://www.w3.org/1999/xhtml\" srcdoc=\"pwned\"/></foreignObject>",
            "<image href=\"data:image/svg+xml,pwned\"/>",
        ] {
            let Drawing::Filtered(bytes) = classify(svg(&format!("{inside}<rect id=\"kept\"/>")).as_bytes()) else { panic!("{inside}") };
            let text = String::from_utf8(bytes).unwrap();
            assert!(!text.contains("pwned") && text.contains("kept"), "{text}");
        }
    }

    #[test]
    fn animations_of_addresses_are_removed() {
        let animated = svg("<a><animate attributeName=\"href\" values=\"java\nscript:window.pwned=1\"/></a>");
        let Drawing::Filtered(bytes) = classify(animated.as_bytes()) else { panic!() };
        assert!(!String::from_utf8(bytes).unwrap().contains("attributeName"), "an animation of nothing");
    }

    #[test]
    #[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
    fn damaged_and_malicious_drawings_are_rejected() {
        let laughs: String = (1..9).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
        let bomb = format!("<!DOCTYPE svg [<!ENTITY l0 \"ha\">{laughs}]>{}", svg("<text>&l8;</text>"));
        for text in [bomb, svg("<script>"), "<script/>".to_owned(), "\u{0}".to_owned()] {
            assert_eq!(classify(text.as_bytes()), Drawing::Rejected, "{}", &text[..text.len().min(60)]);
        }
    }
}
