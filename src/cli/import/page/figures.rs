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
    let (caption, mut credit) = caption_node.as_ref().map(|c| convert_caption(c, context)).unwrap_or_default();
    if let Some(node) = &caption_node {
        context.skip(node);
    }
    if credit.is_none() {
        credit = credit_beside_caption(node, context);
    }
    let credit = credit.map(|credit| without_caption(credit, &caption)).filter(|credit| !credit.is_empty());
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

/// A credit without the caption, which some pages repeat in the same element.
fn without_caption(credit: String, caption: &Text) -> String {
    let words = text::plain_text(caption);
    let rest = if words.trim().is_empty() { None } else { credit.strip_suffix(words.trim()).or_else(|| credit.strip_prefix(words.trim())) };
    rest.map(|rest| rest.trim().to_owned()).unwrap_or(credit)
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
pub(super) const LAZY_SRC_ATTRIBUTES: [&str; 9] = [
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
    if found.is_empty() {
        found.extend(image_from_picture(node).map(|image| image.src));
    }
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
    let mut best: Option<(f64, String)> = None;
    for (pixels, address) in srcset_candidates(set) {
        if best.as_ref().is_none_or(|(most, _)| pixels > *most) {
            best = Some((pixels, address));
        }
    }
    best.map(|(_, address)| address).filter(|a| !a.starts_with("data:"))
}

/// The addresses in a `srcset` with their width or density: HTML, "Parsing a srcset attribute".
pub(super) fn srcset_candidates(set: &str) -> Vec<(f64, String)> {
    let mut candidates = Vec::new();
    let mut rest = set.trim_start_matches([' ', '\t', '\n', '\r', ',']);
    while !rest.is_empty() {
        // An address ends at white space; a comma at its end ends the candidate, one inside belongs to it.
        let (address, behind) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let (descriptor, next) = if address.ends_with(',') { ("", behind) } else { behind.split_once(',').unwrap_or((behind, "")) };
        let pixels = descriptor.trim().trim_end_matches(['w', 'x', 'h']).parse().unwrap_or(1.0);
        let address = address.trim_end_matches(',');
        if !address.is_empty() {
            candidates.push((pixels, address.to_owned()));
        }
        rest = next.trim_start_matches([' ', '\t', '\n', '\r', ',']);
    }
    candidates
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

/// The credit that stands in a figure, but not in its caption.
fn credit_beside_caption(figure: &NodeRef, context: &DocumentContext) -> Option<String> {
    let is_marked =
        |n: &NodeRef| is_credit(n) || n.normalized_char_count() <= MAX_CREDIT_CHARS && begins_with_label(&collapse_whitespace(&n.text()));
    let marked = figure.descendants_it().filter(|n| n.is_element() && !context.is_skipped(n) && is_marked(n));
    let outside =
        marked.into_iter().find(|n| !n.ancestors_it(Some(4)).any(|a| a.has_name("figcaption")) && n.normalized_char_count() > 1)?;
    context.skip(&outside);
    Some(strip_credit_label(&collapse_whitespace(&outside.text())))
        .filter(|credit| (1..=MAX_CREDIT_CHARS).contains(&credit.chars().count()))
}

/// A caption's words and the picture's credit.
pub(super) fn convert_caption(node: &NodeRef, context: &DocumentContext) -> (Text, Option<String>) {
    let is_marked = |n: &NodeRef| is_credit(n) && (1..node.normalized_char_count()).contains(&n.normalized_char_count());
    let marked = node.descendants_it().filter(|n| n.is_element()).find(is_marked);
    let credit = marked.or_else(|| last_part(node)).map(|n| {
        context.skip(&n);
        strip_credit_label(&collapse_whitespace(&n.text()))
    });
    let words = caption_text(node, context);
    match credit.filter(|c| !c.is_empty()) {
        Some(credit) => move_agency(words, credit),
        None => split_credit(words),
    }
}

/// Moves what follows a credit behind a slash from the end of the caption to the credit: `Photo by Ada Norrland / Agency`.
fn move_agency(mut caption: Text, credit: String) -> (Text, Option<String>) {
    let Some(Inline::Words(last)) = caption.0.last_mut() else { return (caption, Some(credit)) };
    let at =
        last.rfind(['.', '!', '?', '”', '"']).and_then(|end| Some(end + last.get(end..)?.chars().next()?.len_utf8())).unwrap_or_default();
    let agency = last.get(at..).and_then(|tail| tail.trim().strip_prefix('/')).map(|tail| tail.trim().to_owned());
    match agency.filter(|agency| (1..=MAX_LAST_PART_CHARS).contains(&agency.chars().count())) {
        Some(agency) => {
            last.truncate(at);
            (tidy::normalize_inlines(caption.0), Some(format!("{credit} / {agency}")))
        }
        None => (caption, Some(credit)),
    }
}

/// Whether words begin with a label of a credit and a colon.
fn begins_with_label(words: &str) -> bool {
    let lower = words.to_lowercase();
    CREDIT_LABELS.iter().any(|label| lower.strip_prefix(label).is_some_and(|rest| rest.trim_start().starts_with(':')))
}

/// The last element of a caption of several parts, if it reads like a credit: a short part behind a sentence that ended, itself none.
fn last_part<'n>(caption: &NodeRef<'n>) -> Option<NodeRef<'n>> {
    let holder = std::iter::successors(Some(*caption), |node| match node.element_children().as_slice() {
        [only] if collapse_whitespace(&only.text()) == collapse_whitespace(&node.text()) => Some(*only),
        _ => None,
    });
    let holder = holder.last()?;
    let last = holder.element_children().pop().filter(|last| !last.has_name("a") && !last.has_name("br"))?;
    let (all, words) = (collapse_whitespace(&holder.text()), collapse_whitespace(&last.text()));
    let before = all.strip_suffix(words.as_str())?.trim_end();
    let is_short = (1..=MAX_LAST_PART_CHARS).contains(&words.chars().count()) && words.split(' ').count() <= 8;
    let is_sentence = words.ends_with(['.', '!', '?', '。']) || words.starts_with(char::is_lowercase);
    (is_short && !is_sentence && before.chars().count() > words.chars().count() && before.ends_with(['.', '!', '?', '。', '”', '"', '»']))
        .then_some(last)
}

/// The maximum length of a credit, in characters.
const MAX_CREDIT_CHARS: usize = 120;

/// The minimum length of a caption before a source without a label, in characters.
const MIN_CAPTION_CHARS: usize = 20;

/// The maximum length of such a source, in characters.
const MAX_SOURCE_CHARS: usize = 30;

/// The maximum length of a part of a caption that is a credit without saying so, in characters.
const MAX_LAST_PART_CHARS: usize = 60;

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
const CREDIT_LABELS: [&str; 32] = [
    "사진 출처",
    "사진",
    "bildquelle",
    "photographer",
    "photo illustration by",
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
    let credit = credit.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '|' | '—' | '–' | '-' | '（'));
    let lower = credit.to_lowercase();
    let label = CREDIT_LABELS.iter().find(|label| lower.starts_with(**label));
    let rest = label.and_then(|label| credit.get(label.len()..)).unwrap_or(credit);
    // The notice behind a name is no part of it.
    let rest = rest.find("Copyright").filter(|at| *at > 0).and_then(|at| rest.get(..at)).unwrap_or(rest);
    rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '=' | '|' | '/' | ',' | '(' | ')' | '[' | ']' | '©' | '：'))
        .to_owned()
}

/// Splits `… (Photo: X)`, `… Foto: X` and `… © X` off the end of a caption.
fn split_credit(mut caption: Text) -> (Text, Option<String>) {
    if let Some(Inline::Em(last) | Inline::Strong(last)) = caption.0.last()
        && caption.0.len() > 1
    {
        let words = text::plain_text(last);
        let bare = words.trim_start_matches(['(', '[', ' ']);
        if begins_with_label(bare) && words.chars().count() <= MAX_CREDIT_CHARS {
            caption.0.pop();
            return (tidy::normalize_inlines(caption.0), Some(strip_credit_label(&words)));
        }
    }
    let Some(Inline::Words(last)) = caption.0.last_mut() else { return (caption, None) };
    let Some(at) = credit_start(last).or_else(|| bracketed_source(last)).or_else(|| source_behind_sentence(last)) else {
        return (caption, None);
    };
    let credit = strip_credit_label(last.get(at..).unwrap_or_default().trim_matches(['(', ')', '[', ']', '.', ' ']));
    if credit.is_empty() || credit.chars().count() > MAX_CREDIT_CHARS {
        return (caption, None);
    }
    last.truncate(at);
    let kept = last.trim_end().trim_end_matches(['|', '—', '–']).trim_end().len();
    last.truncate(kept);
    (tidy::normalize_inlines(caption.0), Some(credit))
}

/// Splits a line that ends with a labelled credit into caption and credit.
pub(super) fn split_labelled_credit(line: &Text) -> Option<(Text, String)> {
    let Some(Inline::Words(last)) = line.0.last() else { return None };
    let at = credit_start(last)?;
    let length = last.get(at..)?.chars().count();
    let (caption, credit) = split_credit(line.clone());
    credit.filter(|_| length <= MAX_LAST_PART_CHARS).map(|credit| (caption, credit))
}

/// Splits a line that ends with names in brackets, parted by a slash, into caption and credit.
pub(super) fn split_bracketed_credit(line: &Text) -> Option<(Text, String)> {
    let inner = if let [Inline::Em(inner)] = line.as_slice() { inner } else { line };
    let Some(Inline::Words(last)) = inner.0.last() else { return None };
    last.get(bracketed_source(last)?..).filter(|source| source.contains('/'))?;
    let (caption, credit) = split_credit(inner.clone());
    Some((caption, credit?))
}

fn credit_start(words: &str) -> Option<usize> {
    let lower = words.to_lowercase();
    if lower.len() != words.len() {
        return None;
    }
    let marked = |label: &&str| [format!("{label}:"), format!("{label} :"), format!("{label} =")];
    let labels = CREDIT_LABELS.iter().filter(|l| **l != "©").flat_map(marked).chain([
        "©".into(),
        "photo by ".into(),
        "picture by ".into(),
        "(photo/".into(),
    ]);
    let at = labels.filter_map(|label| lower.rfind(&label)).filter(|&at| is_word_start(words, at)).min_by_key(|&at| words.len() - at)?;
    // The bracket before the label is dropped with it.
    let before = words.get(..at)?.trim_end();
    Some(if before.ends_with(['(', '[', '（']) { before.len() - before.chars().next_back().map_or(0, char::len_utf8) } else { at })
}

/// The place of a bracket at the end of a caption that holds names: `… (Ada Norrland/Agency)`, `… (Agency)`.
fn bracketed_source(words: &str) -> Option<usize> {
    let inside = words.trim_end().strip_suffix(')')?;
    let at = inside.rfind('(')?;
    let (before, inside) = (inside.get(..at)?.trim_end(), inside.get(at + 1..)?);
    let is_name = |part: &str| part.starts_with(char::is_uppercase) && part.chars().filter(|c| c.is_ascii_digit()).count() == 0;
    let parts = inside.split(['/', ',', ' ']).filter(|part| !part.is_empty());
    let has_only_names =
        parts.clone().count() <= 6 && parts.clone().all(|part| is_name(part) || matches!(part, "via" | "de" | "for" | "von" | "van" | "-"));
    let is_source = inside.contains('/') || parts.count() == 1;
    (before.ends_with(['.', '!', '?', '”', '"', '»']) && has_only_names && is_source).then_some(at)
}

/// Whether a word begins at a place; a capital behind a small letter begins one, as pages glue their parts.
fn is_word_start(words: &str, at: usize) -> bool {
    let is_glued = || words.get(at..).is_some_and(|rest| rest.starts_with(char::is_uppercase));
    words.get(..at).is_some_and(|before| !before.ends_with(char::is_alphanumeric) || before.ends_with(char::is_lowercase) && is_glued())
}

/// The place of one to three words with capitals behind the last sentence of a caption: `… in the harbour. Agency`.
fn source_behind_sentence(words: &str) -> Option<usize> {
    let end = words.trim_end().rfind(['.', '。', '!', '?'])?;
    let (before, tail) = (words.get(..end)?, words.get(end..)?);
    let at = end + tail.chars().next()?.len_utf8();
    let tail = words.get(at..)?;
    let is_name = |word: &str| word.starts_with(char::is_alphabetic) && !word.starts_with(char::is_lowercase);
    let source: Vec<&str> = tail.split_whitespace().collect();
    let has_long_last_word =
        before.split_whitespace().next_back().is_some_and(|word| word.chars().count() > 2 && !word.starts_with(char::is_uppercase));
    let is_source = (1..=3).contains(&source.len()) && tail.starts_with(' ') && source.iter().all(|word| is_name(word));
    (is_source && has_long_last_word && before.chars().count() >= MIN_CAPTION_CHARS && tail.chars().count() <= MAX_SOURCE_CHARS)
        .then_some(at)
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
        assert_eq!(split("A bridge in May. (Ada Norrland/Agency)"), ("A bridge in May.".into(), Some("Ada Norrland/Agency".into())));
        assert_eq!(split("A bridge (over the Orne) in May."), ("A bridge (over the Orne) in May.".into(), None));
        assert_eq!(
            split("A bridge over the river in May. Agency"),
            ("A bridge over the river in May. Agency".into(), None),
            "a name ends it"
        );
        assert_eq!(
            split("A bridge over the river was opened. Agency"),
            ("A bridge over the river was opened.".into(), Some("Agency".into()))
        );
        assert_eq!(split("Das StudioQuelle: Ada/dpa"), ("Das Studio".into(), Some("Ada/dpa".into())));
        assert_eq!(split("다리 [사진 = 김하나 기자]"), ("다리".into(), Some("김하나 기자".into())));
        assert_eq!(strip_credit_label("Ada/Copyright 2026 The Agency. All rights reserved."), "Ada");
        assert_eq!(strip_credit_label("Image source, Getty"), "Getty");
    }

    #[test]
    fn credits_stand_in_elements_of_their_own() {
        let convert = |html: &str| {
            let page = Document::from(html);
            let context = DocumentContext::new(&page, Default::default());
            let figure = page.select("figure").nodes()[0];
            match convert_figure(&figure, &context, 0).pop() {
                Some(Block::Figure(figure)) => (text::plain_text(&figure.caption), figure.credit.unwrap_or_default()),
                other => panic!("{other:?}"),
            }
        };
        let parts = |caption: &str, credit: &str| (caption.to_owned(), credit.to_owned());
        let html = "<figure><img src=a.jpg><figcaption><span class=caption>A bridge.</span> <span class=credit>Photo by Ada</span> /<span>Agency</span></figcaption></figure>";
        assert_eq!(convert(html), parts("A bridge.", "Ada / Agency"));
        let html = "<figure><img src=a.jpg><figcaption><p>A bridge of stone.</p><p>Ada Norrland</p></figcaption></figure>";
        assert_eq!(convert(html), parts("A bridge of stone.", "Ada Norrland"));
        let html = "<figure><img src=a.jpg><span>Foto: Ada Norrland</span><figcaption>A bridge</figcaption></figure>";
        assert_eq!(convert(html), parts("A bridge", "Ada Norrland"));
    }

    #[test]
    fn credits_do_not_repeat_the_caption() {
        assert_eq!(without_caption("Ada/Agency A bridge".into(), &"A bridge".into()), "Ada/Agency");
        assert_eq!(without_caption("Ada".into(), &Text::default()), "Ada");
    }

    #[test]
    fn takes_the_largest_candidate() {
        assert_eq!(largest_candidate("a.jpg 320w, b.jpg 1280w, c.jpg 640w").as_deref(), Some("b.jpg"));
        assert_eq!(largest_candidate("a,b.jpg 1x, c.jpg 2x").as_deref(), Some("c.jpg"));
        assert_eq!(largest_candidate("only.jpg").as_deref(), Some("only.jpg"));
        assert_eq!(largest_candidate("a.jpg 480w,b.jpg 960w").as_deref(), Some("b.jpg"));
        assert_eq!(largest_candidate("a.jpg, b.jpg 2x").as_deref(), Some("b.jpg"));
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
        assert_eq!(
            src("<picture><source srcset='a.png 1x, b.png 2x'><img src='data:image/gif;base64,R0'></picture>").as_deref(),
            Some("b.png")
        );
    }
}
