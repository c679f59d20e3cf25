//! Small labels above lists in boxes, such as "Pros" and "Ingredients": headings, though few pages mark them as such.

use crate::article::{Block, Heading, Inline, Text, text};
use crate::cli::import::comparison_key::comparison_key;

/// The maximum length of a label, in characters.
const MAX_LABEL_CHARS: usize = 40;

/// Labels that are headings above any list, letters only.
const LIST_HEADINGS: [&str; 62] = [
    "pros",
    "cons",
    "thegood",
    "thebad",
    "advantages",
    "disadvantages",
    "strengths",
    "weaknesses",
    "ingredients",
    "method",
    "directions",
    "instructions",
    "preparation",
    "steps",
    "materials",
    "tools",
    "equipment",
    "specifications",
    "specs",
    "vorteile",
    "nachteile",
    "zutaten",
    "zubereitung",
    "anleitung",
    "material",
    "avantages",
    "inconvénients",
    "pointsforts",
    "pointsfaibles",
    "ingrédients",
    "préparation",
    "ventajas",
    "desventajas",
    "inconvenientes",
    "ingredientes",
    "preparación",
    "elaboración",
    "vantagens",
    "desvantagens",
    "preparo",
    "mododepreparo",
    "vantaggi",
    "svantaggi",
    "pro",
    "contro",
    "ingredienti",
    "preparazione",
    "voordelen",
    "nadelen",
    "ingrediënten",
    "bereiding",
    "ingredienser",
    "fördelar",
    "nackdelar",
    "składniki",
    "przygotowanie",
    "ингредиенты",
    "приготовление",
    "优点",
    "缺点",
    "材料",
    "作り方",
];

/// Makes such labels headings, in the text and in its boxes.
pub(super) fn make_labels_headings(body: &mut [Block]) {
    let level = 1 + body.iter().filter_map(heading_level).max().unwrap_or(1).min(3);
    let labels: Vec<usize> = (0..body.len()).filter(|at| is_label_above_list(body, *at)).collect();
    // Lists that follow one another, each under a label, are parts of one box.
    let is_paired = |at: usize| labels.contains(&(at + 2)) || at.checked_sub(2).is_some_and(|before| labels.contains(&before));
    let is_heading = |at: &usize| is_paired(*at) || body.get(*at).is_some_and(is_known);
    let headings: Vec<usize> = labels.iter().copied().filter(is_heading).collect();
    for at in headings {
        let Some(block) = body.get_mut(at) else { continue };
        if let Block::Paragraph(words) = block {
            *block = Block::Heading(Heading { level, text: without_emphasis(std::mem::take(words)), ..Heading::default() });
        }
    }
    for block in body {
        if let Block::Aside(inner) = block {
            make_labels_headings(inner);
        }
    }
}

fn heading_level(block: &Block) -> Option<u8> {
    if let Block::Heading(heading) = block { Some(heading.level) } else { None }
}

/// Whether a block is a short line without a full stop or a colon, and a list follows it.
fn is_label_above_list(body: &[Block], at: usize) -> bool {
    let (Some(Block::Paragraph(words)), Some(Block::List(list))) = (body.get(at), body.get(at + 1)) else { return false };
    let line = text::plain_text(words);
    let line = line.trim();
    let is_link = words.iter().any(|inline| matches!(inline, Inline::Link(_)));
    let is_open = line.ends_with(['.', '!', '?', ',', ';', '…', '。']) || line.ends_with([':', '：']) && !is_known_label(line);
    !list.items.is_empty() && !is_link && !is_open && (2..=MAX_LABEL_CHARS).contains(&line.chars().count())
}

fn is_known(block: &Block) -> bool {
    is_known_label(&text::block_text(block))
}

fn is_known_label(line: &str) -> bool {
    LIST_HEADINGS.contains(&comparison_key(line).as_str())
}

/// The words of a text that is emphasized as a whole.
fn without_emphasis(text: Text) -> Text {
    match <[Inline; 1]>::try_from(text.0) {
        Ok([Inline::Strong(inner) | Inline::Em(inner)]) => without_emphasis(inner),
        Ok([other]) => Text(vec![other]),
        Err(inlines) => Text(inlines),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::List;

    fn list() -> Block {
        Block::List(List { items: vec![vec![Block::paragraph("Cheap")], vec![Block::paragraph("Works at night")]], ..List::default() })
    }

    #[test]
    fn labels_above_lists_become_headings() {
        let strong = Block::Paragraph(Text(vec![Inline::Strong("Ingredients".into())]));
        let mut body = vec![Block::paragraph("A text."), strong, list(), Block::paragraph("It needs"), Block::paragraph("More text.")];
        make_labels_headings(&mut body);
        assert_eq!(body.get(1), Some(&Block::heading(2, "Ingredients")));
        let mut pair = vec![Block::heading(2, "Verdict"), Block::paragraph("We like"), list(), Block::paragraph("We miss"), list()];
        make_labels_headings(&mut pair);
        assert_eq!((pair.get(1), pair.get(3)), (Some(&Block::heading(3, "We like")), Some(&Block::heading(3, "We miss"))));
    }

    #[test]
    fn words_that_announce_a_list_stay() {
        let mut body = vec![Block::paragraph("A keeper needs to know:"), list(), Block::paragraph("Not these"), list()];
        make_labels_headings(&mut body);
        assert_eq!((body.first(), body.get(2)), (Some(&Block::paragraph("A keeper needs to know:")), Some(&Block::paragraph("Not these"))));
    }
}
