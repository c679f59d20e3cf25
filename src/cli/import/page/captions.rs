//! Finds the captions of pictures that stand in no figure, and makes figures of them.

use super::class_words::{class_words, holds_any, words_of_names};
use dom_query::{Document, NodeRef};

/// Words of class names for captions, and those that are one beside a word for a picture: `photo-legend`, `image__description`.
const CAPTION_WORDS: [&str; 5] = ["caption", "captions", "bildunterschrift", "legende", "imagecaption"];
const PICTURE_WORDS: [&str; 8] = ["image", "img", "picture", "photo", "foto", "bild", "figure", "imagen"];
const PICTURE_TEXT_WORDS: [&str; 5] = ["description", "info", "legend", "desc", "pie"];

/// True for a `figcaption`, and for an element whose class names it the caption of a picture.
fn is_caption(node: &NodeRef) -> bool {
    let is_caption_class = |class: &str| {
        let words = class_words(class);
        holds_any(&words, &CAPTION_WORDS) || holds_any(&words, &PICTURE_WORDS) && holds_any(&words, &PICTURE_TEXT_WORDS)
    };
    node.has_name("figcaption") || node.class().is_some_and(|classes| classes.split_whitespace().any(is_caption_class))
}

/// The number of ancestors of a caption among which its picture is looked for.
const MAX_CAPTION_DISTANCE: usize = 4;

/// Turns a caption outside a figure, with the nearest ancestor that holds its pictures and hardly another word, into a figure.
pub(super) fn normalize_captions(document: &Document) {
    for node in document.select("figcaption, [class]").nodes().iter().filter(|node| is_caption(node)) {
        let figure = node.ancestors_it(Some(8)).find(|a| a.has_name("figure"));
        let has_picture = node.descendants_it().any(|n| is_picture(&n));
        if let Some(figure) = &figure
            && !has_picture
            && !figure.descendants_it().any(|inner| inner.has_name("figcaption"))
        {
            node.rename("figcaption");
        }
        let in_figure = node.has_name("figure") || figure.is_some();
        let words = node.normalized_char_count();
        if in_figure || !(3..700).contains(&words) {
            continue;
        }
        if has_picture {
            make_figure(node, true);
            continue;
        }
        let ancestors = node.ancestors_it(Some(MAX_CAPTION_DISTANCE)).take_while(|a| {
            !["body", "html", "main", "article", "ul", "ol", "table"].iter().any(|name| a.has_name(name))
                && a.normalized_char_count() <= words + 160
        });
        let pictures = |a: &NodeRef| a.descendants_it().filter(is_picture).count();
        let around = ancestors.into_iter().find(|a| (1..=4).contains(&pictures(a)));
        match around {
            Some(figure) => {
                figure.rename("figure");
                node.rename("figcaption");
            }
            None => make_figure(node, false),
        }
    }
    join_bare_captions(document);
}

fn is_picture(node: &NodeRef) -> bool {
    node.has_name("img") || node.has_name("picture") && !node.descendants_it().any(|inner| inner.has_name("img"))
}

/// Makes a figure of a caption that stands beside its picture, or around it.
fn make_figure(caption: &NodeRef, has_picture: bool) {
    if has_picture {
        let is_heading = |inner: NodeRef| ["h1", "h2", "h3", "h4", "h5", "h6"].iter().any(|name| inner.has_name(name));
        if caption.descendants_it().any(is_heading) {
            return;
        }
        let holds_words = |part: &NodeRef| part.normalized_char_count() > 2 && !part.descendants_it().any(|inner| is_picture(&inner));
        if let Some(words) = caption.element_children().into_iter().rev().find(holds_words) {
            caption.rename("figure");
            words.rename("figcaption");
        }
    } else if let Some(picture) = caption.prev_element_sibling().filter(holds_picture_alone) {
        join_in_figure(&picture, &[*caption]);
    }
}

/// Whether an element is a picture, or holds one and hardly a word.
fn holds_picture_alone(node: &NodeRef) -> bool {
    (is_picture(node) || node.descendants_it().any(|inner| is_picture(&inner)))
        && node.normalized_char_count() <= MAX_PICTURE_WORDS
        && !node.has_name("figure")
}

/// Puts a picture and the lines behind it into a figure.
fn join_in_figure(picture: &NodeRef, lines: &[NodeRef]) {
    picture.wrap_html("<figure></figure>");
    let Some(figure) = picture.parent() else { return };
    figure.append_html("<figcaption></figcaption>");
    let Some(caption) = figure.element_children().pop() else { return };
    lines.iter().for_each(|line| caption.append_child(line));
}

/// The maximum length of what a picture's element holds beside it, in characters.
const MAX_PICTURE_WORDS: usize = 20;
/// The lengths of a line below a picture that is its caption without saying so, in characters.
const MIN_BARE_CAPTION_CHARS: usize = 12;
const MAX_BARE_CAPTION_CHARS: usize = 250;

/// Words in the class or id of boxes whose pictures have no captions: portraits of authors, logos, teasers, products.
const OTHER_WORDS: [&str; 22] = [
    "author",
    "authors",
    "autor",
    "avatar",
    "bio",
    "byline",
    "profile",
    "logo",
    "icon",
    "card",
    "teaser",
    "related",
    "recommended",
    "comment",
    "comments",
    "product",
    "nav",
    "menu",
    "header",
    "footer",
    "sidebar",
    "share",
];

/// Makes figures of the boxes inside an article that hold a picture and one or two short lines, which are no links.
fn join_bare_captions(document: &Document) {
    for picture in document.select("div > picture, div > img").nodes() {
        let Some(around) = picture.parent().filter(|around| is_captioned_box(around, picture)) else { continue };
        let lines: Vec<NodeRef> =
            around.element_children().into_iter().filter(|part| part.id != picture.id && part.normalized_char_count() > 0).collect();
        if (1..=2).contains(&lines.len()) && lines.iter().all(is_line) {
            join_in_figure(picture, &lines);
        }
    }
}

fn is_line(node: &NodeRef) -> bool {
    ["div", "p", "span", "i", "em", "small"].iter().any(|name| node.has_name(name))
}

fn is_captioned_box(around: &NodeRef, picture: &NodeRef) -> bool {
    let others = ["a", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "button", "form", "input", "figure", "time"];
    let is_other = |node: &NodeRef| node.node_name().is_some_and(|name| others.contains(&&*name));
    let is_outside = |node: &NodeRef| {
        ["figure", "a", "aside", "nav", "header", "footer", "li", "table"].iter().any(|name| node.has_name(name))
            || holds_any(&words_of_names(node), &OTHER_WORDS)
    };
    let pictures = around.descendants_it().filter(is_picture).count();
    (MIN_BARE_CAPTION_CHARS..=MAX_BARE_CAPTION_CHARS).contains(&around.normalized_char_count())
        && pictures == usize::from(is_picture(picture) || picture.has_name("picture"))
        && !around.descendants_it().any(|node| is_other(&node))
        && !is_outside(around)
        && !around.ancestors_it(Some(6)).take_while(|a| !a.has_name("article") && !a.has_name("main")).any(|a| is_outside(&a))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_told_by_the_words_of_their_class() {
        let is_caption_class = |class: &str| {
            let page = Document::from(format!("<div class='{class}'>A bridge</div>"));
            page.select("div").nodes().first().is_some_and(is_caption)
        };
        assert!(["wp-caption", "article-image__description", "PhotoLegend"].iter().all(|class| is_caption_class(class)));
        assert!(!["description", "image", "info-box"].iter().any(|class| is_caption_class(class)));
    }

    fn captions(html: &str) -> Vec<String> {
        let page = Document::from(format!("<article><p>{}</p>{html}</article>", "Words of a text. ".repeat(20)));
        normalize_captions(&page);
        page.select("figure:has(img) figcaption").nodes().iter().map(|caption| caption.text().trim().to_owned()).collect()
    }

    #[test]
    fn captions_beside_and_around_their_picture_make_a_figure() {
        assert_eq!(
            captions("<a class=picture href=b.jpg><img src=a.jpg></a><p class=caption>The bridge in May</p>"),
            ["The bridge in May"]
        );
        assert_eq!(captions("<p class=caption><span><img src=a.jpg></span><span>The bridge in May</span></p>"), ["The bridge in May"]);
    }

    #[test]
    fn lines_below_a_picture_are_its_caption() {
        assert_eq!(captions("<div><img src=a.jpg><div>The bridge in May</div><div>Agency</div></div>"), ["The bridge in MayAgency"]);
        assert!(captions("<div><img src=a.jpg><div><a href=b>The bridge in May</a></div></div>").is_empty());
        assert!(captions("<div class=author-box><img src=a.jpg><div>Ada Norrland, editor</div></div>").is_empty());
    }
}
