//! The markup of XHTML documents as HTML: an HTML parser takes `<title/>` and `<a id="x"/>` for elements that stay open.

use crate::cli::import::page::parse_html;
use dom_query::Document;
use quick_xml::events::{BytesEnd, BytesText, Event};
use quick_xml::{Reader, Writer};

/// Parses an XHTML document, or one that is nearly so.
pub(super) fn parse(xhtml: &str) -> Document {
    let document = parse_html(&close_empty_elements(xhtml).unwrap_or_else(|| xhtml.to_owned()));
    show_drawn_pictures(&document);
    name_figures(&document);
    document
}

/// HTML elements that have no end tag.
const VOID_ELEMENTS: [&str; 13] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Gives elements without content an end tag; `None` if the document is not well-formed.
fn close_empty_elements(xhtml: &str) -> Option<String> {
    let mut reader = Reader::from_str(xhtml);
    let mut writer = Writer::new(Vec::with_capacity(xhtml.len()));
    loop {
        match reader.read_event().ok()? {
            Event::Eof => return String::from_utf8(writer.into_inner()).ok(),
            Event::Empty(tag) if !VOID_ELEMENTS.contains(&tag.local_name().as_ref()) => {
                let name = tag.name().as_ref().to_owned();
                writer.write_event(Event::Start(tag)).ok()?;
                writer.write_event(Event::End(BytesEnd::new(name))).ok()?;
            }
            Event::CData(data) => writer.write_event(Event::Text(BytesText::new(&data))).ok()?,
            Event::Decl(_) | Event::PI(_) => {}
            event => writer.write_event(event).ok()?,
        }
    }
}

/// Makes pictures of drawings that only show a picture, as covers and plates do.
fn show_drawn_pictures(document: &Document) {
    for drawing in document.select("svg").nodes() {
        let image = drawing.descendants_it().find(|inner| inner.has_name("image"));
        let address = image.and_then(|image| image.attr("xlink:href").or_else(|| image.attr("href")));
        if let Some(address) = address {
            drawing.replace_with_html("<img>");
            document.select("img:not([src])").set_attr("src", &address);
        }
    }
}

/// Makes figures of boxes that EPUB 2, which has no such element, names by a class.
fn name_figures(document: &Document) {
    for figure in document.select("div.figure").nodes().iter().filter(|figure| figure.descendants_it().any(|inner| inner.has_name("img"))) {
        figure.rename("figure");
    }
    document.select("figure > .caption").rename("figcaption");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_elements_are_closed() {
        let document = parse(
            "<?xml version='1.0'?><html><head><title/></head><body><p><a id='x'/>A&nbsp;<b>b</b><br/>c</p><div/><p><![CDATA[<d>]]></p></body></html>",
        );
        let body = document.body().map(|body| body.html().to_string()).unwrap_or_default();
        assert_eq!(body, "<body><p><a id=\"x\"></a>A&nbsp;<b>b</b><br>c</p><div></div><p>&lt;d&gt;</p></body>");
        assert!(parse("<p>Not <b>well-formed").body().is_some_and(|body| body.html().contains("<b>well-formed</b>")));
    }

    #[test]
    fn a_drawing_that_shows_a_picture_is_that_picture() {
        let document = parse("<body><svg xmlns:xlink='x'><image xlink:href='../a.jpg'/></svg></body>");
        assert_eq!(document.select("img").attr("src").as_deref(), Some("../a.jpg"));
    }
}
