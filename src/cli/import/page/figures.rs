//! Converts pictures, media and embeds to blocks.

use super::blocks::{convert_children, convert_element, inline_text};
use super::document_context::DocumentContext;
use super::tidy;
use crate::article::{Block, Embed, Figure, Image, Inline, Media, Text, text};
use crate::cli::whitespace::collapse_whitespace;
use dom_query::{Document, NodeRef};
use url::Url;

/// True for a small inline picture: a smiley, an icon, a visit counter.
pub(super) fn is_icon(node: &NodeRef) -> bool {
    if !node.has_name("img") {
        return false;
    }
    let size = |name: &str| node.attr(name).and_then(|v| v.trim().trim_end_matches("px").parse::<u32>().ok());
    let small = matches!((size("width"), size("height")), (Some(w), Some(h)) if w <= 32 && h <= 32);
    let class = node.class().map(|c| c.to_ascii_lowercase()).unwrap_or_default();
    small || ["emoji", "smiley", "icon"].iter().any(|mark| class.split([' ', '-', '_']).any(|word| word == *mark))
}

/// Converts a figure: pictures with their caption, or other content with the caption attached.
pub(super) fn convert_figure(node: &NodeRef, context: &DocumentContext, depth: usize) -> Vec<Block> {
    let caption_node = node.descendants_it().find(|n| n.has_name("figcaption"));
    let (caption, credit) = caption_node.as_ref().map(|c| convert_caption(c, context)).unwrap_or_default();
    if let Some(node) = &caption_node {
        context.skip(node);
    }
    let has = |names: &[&str]| node.descendants_it().any(|n| n.node_name().is_some_and(|name| names.contains(&&*name)));
    if has(&["table", "pre", "blockquote", "video", "audio", "iframe"]) {
        return convert_captioned_block(node, context, depth, caption);
    }
    let images = images_in(node);
    if images.is_empty() && caption.is_empty() {
        return convert_children(node, context, depth);
    }
    vec![Block::Figure(Figure { images, caption, credit, ..Figure::default() })]
}

/// Gives a block the caption of its figure; false where it has no place for one. `words` is the caption as plain text.
fn set_caption(block: &mut Block, caption: &Text, words: String) -> bool {
    match block {
        Block::Table(table) if table.caption.is_empty() => table.caption = caption.clone(),
        Block::Media(media) => media.title = Some(words),
        Block::Embed(embed) => embed.title = Some(words),
        Block::Quote(quote) if quote.cite.is_none() => quote.cite = Some(words),
        Block::Table(_)
        | Block::Quote(_)
        | Block::Heading(_)
        | Block::Paragraph(_)
        | Block::Figure(_)
        | Block::List(_)
        | Block::Code(_)
        | Block::Math(_)
        | Block::Aside(_)
        | Block::Details(_)
        | Block::Foreign(_)
        | Block::Rule
        | Block::Unknown(..) => return false,
    }
    true
}

fn convert_captioned_block(node: &NodeRef, context: &DocumentContext, depth: usize, caption: Text) -> Vec<Block> {
    let mut blocks = convert_children(node, context, depth);
    let words = text::plain_text(&caption);
    if !words.is_empty() && !blocks.first_mut().is_some_and(|block| set_caption(block, &caption, words)) {
        blocks.push(Block::Paragraph(caption));
    }
    blocks
}

/// Converts a picture outside a figure.
pub(super) fn convert_picture(node: &NodeRef, context: &DocumentContext) -> Vec<Block> {
    let images = if node.has_name("img") { read_image(node).into_iter().collect() } else { images_in(node) };
    let title = node.attr("title").filter(|_| context.titles_are_captions).map(|t| t.to_string()).unwrap_or_default();
    if images.is_empty() {
        Vec::new()
    } else {
        vec![Block::Figure(Figure { images, caption: Text::new(title.trim()), ..Figure::default() })]
    }
}

/// The pictures inside an element that becomes another kind of block.
pub(super) fn figure_from_images(node: &NodeRef) -> Vec<Block> {
    let images = images_in(node);
    if images.is_empty() { Vec::new() } else { vec![Block::Figure(Figure { images, ..Figure::default() })] }
}

fn images_in(node: &NodeRef) -> Vec<Image> {
    let mut images: Vec<Image> = Vec::new();
    for inner in node.descendants_it().filter(|n| n.has_name("img") && !is_icon(n)) {
        let found = read_image(&inner).or_else(|| image_from_picture(&inner));
        images.extend(found.filter(|i| !images.iter().any(|known| known.src == i.src)));
    }
    if images.is_empty() {
        images.extend(node.descendants_it().filter(|n| n.has_name("noscript")).find_map(|n| image_in_noscript(&n)));
    }
    images
}

/// The picture in a `noscript`, which is often the only plain one.
fn image_in_noscript(node: &NodeRef) -> Option<Image> {
    let inner = Document::fragment(node.text());
    inner.select("img").nodes().iter().find_map(read_image)
}

fn image_from_picture(node: &NodeRef) -> Option<Image> {
    let picture = node.parent().filter(|p| p.has_name("picture"))?;
    let sources = picture.element_children().into_iter().filter(|c| c.has_name("source"));
    let src = sources.filter_map(|s| s.attr("srcset").or_else(|| s.attr("data-srcset"))).find_map(|set| largest_candidate(&set))?;
    Some(Image { src, alt: alt_text(node), ..Image::default() })
}

fn alt_text(node: &NodeRef) -> String {
    node.attr("alt").map(|a| collapse_whitespace(&a)).unwrap_or_default()
}

/// Attributes with the address of a lazily loaded picture.
const LAZY_SRC_ATTRIBUTES: [&str; 9] = [
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-hi-res-src",
    "data-src-large",
    "data-original-src",
    "data-url",
    "data-image",
];

/// Reads one picture: a file saved beside the page wins over the web, and both over a placeholder.
fn read_image(node: &NodeRef) -> Option<Image> {
    let size = |name: &str| node.attr(name).and_then(|v| v.trim().parse::<u32>().ok());
    if matches!((size("width"), size("height")), (Some(0..=2), _) | (_, Some(0..=2))) {
        return None;
    }
    let attr = |name: &str| node.attr(name).map(|a| a.trim().to_owned()).filter(|a| !a.is_empty());
    let src = attr("src");
    let mut found: Vec<String> = src.clone().filter(|s| !is_placeholder(s)).into_iter().collect();
    found.extend(LAZY_SRC_ATTRIBUTES.iter().filter_map(|name| attr(name)).filter(|a| is_address(a)));
    found.extend(["srcset", "data-srcset"].iter().filter_map(|name| attr(name)).filter_map(|set| largest_candidate(&set)));
    let local = found.iter().position(|a| is_local_address(a));
    let chosen = local.map(|at| found.swap_remove(at)).or_else(|| found.into_iter().next()).or(src)?;
    Some(Image { src: chosen, alt: alt_text(node), ..Image::default() })
}

fn is_local_address(address: &str) -> bool {
    !address.contains("://") && !address.starts_with("//") && !address.starts_with("data:")
}

fn is_address(value: &str) -> bool {
    !value.starts_with('{') && !value.contains(char::is_whitespace) && (value.contains('/') || value.contains('.'))
}

/// True for a placeholder that a script replaces when it scrolls into view.
fn is_placeholder(address: &str) -> bool {
    if address.starts_with("data:") {
        return address.len() < 2000;
    }
    let name = address.split(['?', '#']).next().unwrap_or(address).rsplit('/').next().unwrap_or(address).to_ascii_lowercase();
    address == "about:blank"
        || ["blank.", "spacer", "placeholder", "loading", "1x1", "pixel.", "transparent", "lazy"].iter().any(|mark| name.contains(mark))
}

/// The picture with the most pixels in a `srcset`.
fn largest_candidate(set: &str) -> Option<String> {
    // An address may contain commas: candidates are separated by a comma before white space or after a descriptor.
    let mut best: Option<(f64, String)> = None;
    let mut words = set.split_whitespace().peekable();
    while let Some(address) = words.next() {
        let (address, alone) = address.strip_suffix(',').map_or((address, false), |a| (a, true));
        let descriptor = if alone { None } else { words.next_if(|w| w.trim_end_matches(',').ends_with(['w', 'x', 'h'])) };
        let pixels = descriptor.and_then(|d| d.trim_end_matches([',', 'w', 'x', 'h']).parse().ok()).unwrap_or(1.0);
        if !address.is_empty() && best.as_ref().is_none_or(|(most, _)| pixels > *most) {
            best = Some((pixels, address.to_owned()));
        }
    }
    best.map(|(_, address)| address).filter(|a| !a.starts_with("data:"))
}

/// Converts video, audio and embeds, by address.
pub(super) fn convert_media(node: &NodeRef, context: &DocumentContext) -> Vec<Block> {
    let title = ["title", "aria-label"].iter().find_map(|n| node.attr(n)).map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
    let src = ["src", "data-src"].iter().find_map(|n| node.attr(n)).filter(|s| !s.trim().is_empty());
    let src = src.or_else(|| node.element_children().iter().find(|c| c.has_name("source")).and_then(|c| c.attr("src")));
    let Some(src) = src.and_then(|src| context.base.resolve(&src)) else {
        return node
            .element_children()
            .iter()
            .filter(|c| !c.has_name("source") && !c.has_name("track"))
            .flat_map(|c| convert_element(c, context, 0))
            .collect();
    };
    if !node.has_name("iframe") {
        let kind = if node.has_name("audio") { "audio" } else { "video" };
        return vec![Block::Media(Media { kind: kind.into(), src, title, ..Media::default() })];
    }
    let hidden = ["width", "height"].iter().any(|n| node.attr(n).is_some_and(|v| matches!(&*v, "0" | "1" | "0px" | "1px")));
    let provider = Url::parse(&src).ok().and_then(|url| url.host_str().map(|h| h.trim_start_matches("www.").to_owned()));
    match provider {
        Some(provider) if !hidden && src.starts_with("http") => {
            vec![Block::Embed(Embed { provider: Some(provider), title, url: src, ..Embed::default() })]
        }
        _ => Vec::new(),
    }
}

/// A caption's words and the picture's credit.
pub(super) fn convert_caption(node: &NodeRef, context: &DocumentContext) -> (Text, Option<String>) {
    let marked = node.descendants_it().filter(|n| n.is_element()).find(is_credit);
    let credit = marked.map(|n| {
        context.skip(&n);
        strip_credit_label(&collapse_whitespace(&n.text()))
    });
    let words = caption_text(node, context);
    match credit.filter(|c| !c.is_empty()) {
        Some(credit) => (words, Some(credit)),
        None => split_credit(words),
    }
}

/// A caption as one text, its blocks joined by spaces.
fn caption_text(node: &NodeRef, context: &DocumentContext) -> Text {
    if !context.contains_blocks(node) {
        return inline_text(node, context);
    }
    let mut run: Vec<Inline> = Vec::new();
    for block in convert_children(node, context, 0) {
        run.push(Inline::Words(" ".into()));
        match block {
            Block::Paragraph(text) => run.extend(text.0),
            Block::Figure(_) => {}
            other => run.push(Inline::Words(text::block_text(&other))),
        }
    }
    tidy::normalize_inlines(run)
}

fn is_credit(node: &NodeRef) -> bool {
    let itemprop = node.attr("itemprop").map(|i| i.to_ascii_lowercase()).unwrap_or_default();
    let class = node.class().map(|c| c.to_ascii_lowercase()).unwrap_or_default();
    let marks = ["credit", "copyright", "photographer", "attribution", "quelle", "fotograf"];
    matches!(itemprop.as_str(), "copyrightholder" | "author" | "creator" | "creditText") || marks.iter().any(|mark| class.contains(mark))
}

/// Labels before a credit.
const CREDIT_LABELS: [&str; 27] = [
    "photograph by",
    "photographs by",
    "photos by",
    "photo by",
    "picture by",
    "image by",
    "photo credit",
    "image credit",
    "image source",
    "photograph",
    "photos",
    "photo",
    "picture",
    "pictures",
    "images",
    "image",
    "fotos",
    "foto",
    "bild",
    "credits",
    "credit",
    "quelle",
    "source",
    "fotó",
    "fuente",
    "crédit",
    "©",
];

fn strip_credit_label(credit: &str) -> String {
    let lower = credit.to_lowercase();
    let label = CREDIT_LABELS.iter().find(|label| lower.starts_with(**label));
    let rest = label.and_then(|label| credit.get(label.len()..)).unwrap_or(credit);
    rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '|' | ',' | '(' | ')' | '[' | ']' | '©' | '：')).to_owned()
}

/// Splits `… (Photo: X)`, `… Foto: X` and `… © X` off the end of a caption.
fn split_credit(mut caption: Text) -> (Text, Option<String>) {
    let Some(Inline::Words(last)) = caption.0.last_mut() else { return (caption, None) };
    let Some(at) = credit_start(last) else { return (caption, None) };
    let credit = strip_credit_label(last.get(at..).unwrap_or_default().trim_matches(['(', ')', '[', ']', '.', ' ']));
    if credit.is_empty() || credit.chars().count() > 80 {
        return (caption, None);
    }
    last.truncate(at);
    (tidy::normalize_inlines(caption.0), Some(credit))
}

fn credit_start(words: &str) -> Option<usize> {
    let lower = words.to_lowercase();
    if lower.len() != words.len() {
        return None;
    }
    let labels = CREDIT_LABELS.iter().filter(|l| **l != "©").map(|label| format!("{label}:")).chain([
        "©".into(),
        "photo by ".into(),
        "(photo/".into(),
    ]);
    let at = labels.filter_map(|label| lower.rfind(&label)).filter(|&at| is_word_start(words, at)).min_by_key(|&at| words.len() - at)?;
    // The bracket before the label is dropped with it.
    let before = words.get(..at)?.trim_end();
    Some(if before.ends_with(['(', '[', '（']) { before.len() - before.chars().next_back().map_or(0, char::len_utf8) } else { at })
}

fn is_word_start(words: &str, at: usize) -> bool {
    words.get(..at).is_some_and(|before| !before.ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(words: &str) -> (String, Option<String>) {
        let (caption, credit) = split_credit(Text::new(words));
        (text::plain_text(&caption), credit)
    }

    #[test]
    fn splits_a_credit_off_its_caption() {
        assert_eq!(split("A bridge. (Photo: Ada L.)"), ("A bridge.".into(), Some("Ada L".into())));
        assert_eq!(split("Eine Brücke. Foto: dpa"), ("Eine Brücke.".into(), Some("dpa".into())));
        assert_eq!(split("A bridge © Ada"), ("A bridge".into(), Some("Ada".into())));
        assert_eq!(split("A photo of a bridge"), ("A photo of a bridge".into(), None));
        assert_eq!(strip_credit_label("Image source, Getty"), "Getty");
    }

    #[test]
    fn takes_the_largest_candidate() {
        assert_eq!(largest_candidate("a.jpg 320w, b.jpg 1280w, c.jpg 640w").as_deref(), Some("b.jpg"));
        assert_eq!(largest_candidate("a,b.jpg 1x, c.jpg 2x").as_deref(), Some("c.jpg"));
        assert_eq!(largest_candidate("only.jpg").as_deref(), Some("only.jpg"));
    }

    #[test]
    fn prefers_the_saved_picture() {
        let src = |html: &str| read_image(&Document::fragment(html).select("img").nodes()[0]).map(|i| i.src);
        assert_eq!(src("<img src='blank.gif' data-src='a_files/b.jpg'>").as_deref(), Some("a_files/b.jpg"));
        assert_eq!(src("<img src='a_files/b.jpg' srcset='https://example.org/c.jpg 2x'>").as_deref(), Some("a_files/b.jpg"));
        assert_eq!(
            src("<img src='data:image/gif;base64,R0' data-original='https://example.org/c.jpg'>").as_deref(),
            Some("https://example.org/c.jpg")
        );
        assert_eq!(src("<img src='data:image/png;base64,R0'>").as_deref(), Some("data:image/png;base64,R0"));
        assert_eq!(src("<img src='t.gif' width=1 height=1>"), None);
    }
}
