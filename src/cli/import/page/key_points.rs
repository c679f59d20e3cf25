//! Boxes of key points beside or above a text: a label such as "Key points" and a list. The extractor takes them for boilerplate.

use super::class_words::words_of_names;
use crate::cli::import::comparison_key::comparison_key;
use dom_query::{Document, NodeRef};

/// Attribute of a box of key points.
pub(super) const KEY_POINTS_ATTRIBUTE: &str = "data-lectern-key-points";

/// Labels of such boxes, letters only.
const KEY_POINT_LABELS: [&str; 74] = [
    "keypoints",
    "keytakeaways",
    "keyfacts",
    "keyfindings",
    "takeaways",
    "thetakeaways",
    "highlights",
    "storyhighlights",
    "ataglance",
    "inbrief",
    "inshort",
    "insummary",
    "summary",
    "quicksummary",
    "tldr",
    "whattoknow",
    "whatyouneedtoknow",
    "thebigpicture",
    "theessentials",
    "thefacts",
    "bulletpoints",
    "daswichtigsteinkürze",
    "daswichtigste",
    "daswichtigsteimüberblick",
    "daswichtigsteaufeinenblick",
    "inkürze",
    "kurzgefasst",
    "kurzundknapp",
    "zusammengefasst",
    "zusammenfassung",
    "aufeinenblick",
    "darumgehts",
    "darumgehtes",
    "lessentiel",
    "enbref",
    "àretenir",
    "cequilfautretenir",
    "cequilfautsavoir",
    "lespointsclés",
    "pointsclés",
    "enrésumé",
    "puntosclave",
    "lasclaves",
    "claves",
    "enresumen",
    "loesencial",
    "loquedebessaber",
    "pontosprincipais",
    "emresumo",
    "destaques",
    "puntichiave",
    "inbreve",
    "insintesi",
    "ipuntichiave",
    "inhetkort",
    "samenvatting",
    "belangrijkstepunten",
    "kortfortalt",
    "kortom",
    "detviktigaste",
    "sammanfattning",
    "oppsummert",
    "lyhyesti",
    "wskrócie",
    "najważniejszeinformacje",
    "vkostce",
    "коротко",
    "главное",
    "кратко",
    "özetle",
    "要点",
    "要點",
    "ポイント",
    "핵심요약",
];

/// Words that together name such a box in its class: `key-points`, `KeyTakeaways`.
const KEY_WORDS: [&str; 5] = ["points", "takeaways", "facts", "findings", "takeaway"];

/// The number of ancestors of a label among which its box is looked for.
const MAX_BOX_DISTANCE: usize = 4;

/// The maximum length of a box, and of what it holds beside its label and its list, in characters.
const MAX_BOX_CHARS: usize = 2000;
const MAX_OTHER_CHARS: usize = 80;

/// Makes each box of key points an aside, and marks it, so that it is found again after the extraction.
pub(super) fn mark_key_points(document: &Document) {
    let labels = document.select("h2, h3, h4, h5, h6, p, div, span, strong, b, summary, legend, dt, header");
    let boxes: Vec<NodeRef> = labels.nodes().iter().filter(|node| is_label(node)).filter_map(box_of_label).collect();
    let by_class = document.select("body div[class], body section[class], body aside").nodes().to_vec();
    for node in boxes.into_iter().chain(by_class.into_iter().filter(|node| is_named_key_points(node) && is_box(node))) {
        if !node.ancestors_it(None).any(|ancestor| ancestor.has_attr(KEY_POINTS_ATTRIBUTE)) && !is_outside_text(&node) {
            node.rename("aside");
            node.set_attr(KEY_POINTS_ATTRIBUTE, "");
        }
    }
}

fn is_label(node: &NodeRef) -> bool {
    let chars = node.normalized_char_count();
    (2..40).contains(&chars) && KEY_POINT_LABELS.contains(&comparison_key(&node.text()).as_str())
}

fn is_named_key_points(node: &NodeRef) -> bool {
    let words = words_of_names(node);
    let pair = words.windows(2).any(|pair| matches!(pair, [key, what] if key == "key" && KEY_WORDS.contains(&what.as_str())));
    pair || words.iter().any(|word| ["keypoints", "keytakeaways", "keyfacts", "takeaways", "tldr"].contains(&word.as_str()))
}

/// The nearest ancestor of a label that holds a list of points and hardly another word.
fn box_of_label<'a>(label: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    label.ancestors_it(Some(MAX_BOX_DISTANCE)).find(|ancestor| lists(ancestor).next().is_some()).filter(is_box)
}

fn lists<'a>(node: &NodeRef<'a>) -> impl Iterator<Item = NodeRef<'a>> {
    node.descendants_it().filter(|inner| inner.has_name("ul") || inner.has_name("ol"))
}

/// Whether an element is a box of a list of points, which are no links.
fn is_box(node: &NodeRef) -> bool {
    let kind = ["div", "section", "aside"].iter().any(|name| node.has_name(name));
    let Some(list) = lists(node).next() else { return false };
    let (whole, points) = (node.normalized_char_count(), list.normalized_char_count());
    let items = list.element_children().iter().filter(|item| item.has_name("li")).count();
    let linked: usize = list.descendants_it().filter(|inner| inner.has_name("a")).map(|link| link.normalized_char_count()).sum();
    // Lists of other articles have headlines and pictures.
    let is_teaser = |inner: NodeRef| ["h2", "h3", "h4", "figure", "img"].iter().any(|name| inner.has_name(name));
    let holds_teasers = list.descendants_it().any(is_teaser);
    kind && !holds_teasers && items > 1 && whole <= MAX_BOX_CHARS && whole <= points + MAX_OTHER_CHARS && linked * 2 < points
}

/// Whether a box stands in what is around the page's text.
fn is_outside_text(node: &NodeRef) -> bool {
    node.ancestors_it(None)
        .any(|ancestor| ["nav", "footer", "header", "form"].iter().any(|name| ancestor.has_name(name)) && !ancestor.has_name("article"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_marked(html: &str) -> bool {
        let page = Document::from(format!("<body><main>{html}</main></body>"));
        mark_key_points(&page);
        page.select(&format!("aside[{KEY_POINTS_ATTRIBUTE}]")).exists()
    }

    #[test]
    fn boxes_of_points_are_told_by_label_or_class() {
        let list = "<ul><li>Half of the water comes through one canal</li><li>Its keepers retire</li></ul>";
        assert!(is_marked(&format!("<div><p><b>Das Wichtigste in Kürze</b></p>{list}</div>")));
        assert!(is_marked(&format!("<section><div>要点</div>{list}</section>")));
        assert!(is_marked(&format!("<div class=key-points>{list}</div>")));
    }

    #[test]
    fn lists_of_links_and_parts_of_a_text_are_no_boxes() {
        let links = "<ul><li><a href=/a>The weir that would not hold</a></li><li><a href=/b>Six chairs</a></li></ul>";
        let text = "The canal was dug by men who were paid by the metre. ".repeat(4);
        assert!(!is_marked(&format!("<div><p>Highlights</p>{links}</div>")));
        let teasers = "<ul><li><h3>The weir</h3><p>It would not hold.</p></li><li><h3>Chairs</h3><p>There are six.</p></li></ul>";
        assert!(!is_marked(&format!("<div><p>Highlights</p>{teasers}</div>")));
        assert!(!is_marked(&format!("<div><h2>In short</h2><p>{text}</p><ul><li>A point</li><li>Another</li></ul></div>")));
    }
}
