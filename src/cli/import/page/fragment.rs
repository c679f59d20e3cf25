//! Reads a fragment of HTML that is all article: the content of a feed's item, a text in the data of a page.

use super::blocks::convert_children;
use super::document_context::DocumentContext;
use super::links::Base;
use super::nesting::parse_fragment;
use super::normalize;
use crate::article::Block;
use crate::cli::import::cross_links;
use dom_query::Document;
use url::Url;

/// The blocks of a fragment; addresses of pictures stay as they are, since they may lie beside the page.
pub(super) fn read_fragment(html: &str, base: Base) -> Vec<Block> {
    convert_document(&fragment_document(html), base)
}

/// The blocks of a fragment that stands alone: `base` resolves the addresses of its pictures and media, too.
pub(in crate::cli::import) fn read_lone_fragment(html: &str, base: Option<&Url>) -> Vec<Block> {
    let document = fragment_document(html);
    if let Some(base) = base {
        resolve_sources(&document, base);
    }
    convert_document(&document, Base { url: base.cloned(), keep_relative: false })
}

fn fragment_document(html: &str) -> Document {
    let document = parse_fragment(html);
    normalize::normalize_markup(&document);
    document
}

fn convert_document(document: &Document, base: Base) -> Vec<Block> {
    let mut context = DocumentContext::new(document, base);
    context.keeps_ids = true;
    let mut blocks = document.body().map(|body| convert_children(&body, &context, 0)).unwrap_or_default();
    cross_links::resolve_fragment_links(&mut blocks, &context.take_ids());
    blocks
}

/// Makes the addresses of pictures and media absolute.
fn resolve_sources(document: &Document, base: &Url) {
    for node in document.select("[src]").nodes() {
        if let Some(url) = node.attr("src").and_then(|src| base.join(src.trim()).ok()) {
            node.set_attr("src", url.as_str());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Figure, Image};

    #[test]
    fn a_lone_fragment_is_read_with_absolute_addresses() {
        let base = Url::parse("https://example.org/a/b").ok();
        let blocks = read_lone_fragment("<p>See <a href='#n'>below</a></p><img src='c.png' alt=x><h2 id=n>Notes</h2>", base.as_ref());
        let image = Image { src: "https://example.org/a/c.png".into(), alt: "x".into(), ..Image::default() };
        assert_eq!(blocks[1], Block::Figure(Figure { images: vec![image], ..Figure::default() }));
        assert_eq!((blocks.len(), &blocks[2]), (3, &Block::heading(2, "Notes")));
    }
}
