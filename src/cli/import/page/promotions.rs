//! Removes promotions of other articles from the text of a page: a label such as "You may also like" with the links and teasers behind
//! it, and lists of headlines between two paragraphs. They are told by words of any site, and by how much of them is links.

use super::labels::is_mostly_links;
use crate::article::visit::{NodeRef, visit};
use crate::article::{Block, Inline, Text, href, text};
use crate::cli::import::comparison_key::comparison_key;
use std::collections::HashMap;

/// How labels of promotions begin, letters only.
const PROMOTION_LABELS: [&str; 77] = [
    "youmayalsolike",
    "youmightalsolike",
    "youmayalsobeinterested",
    "youmightalsobeinterested",
    "youmightbeinterested",
    "youmaybeinterested",
    "recommendedforyou",
    "recommendedreading",
    "recommendedstories",
    "morelikethis",
    "relatedarticle",
    "relatedpost",
    "relatedstor",
    "relatedcontent",
    "relatednews",
    "relatedreading",
    "alsoread",
    "readalso",
    "moretoread",
    "morestories",
    "mostread",
    "mostpopular",
    "trendingnow",
    "daskönntesieauchinteressieren",
    "daskönntedichauchinteressieren",
    "daskönntesieinteressieren",
    "daskönntedichinteressieren",
    "auchinteressant",
    "dasinteressiertsieauch",
    "auchlesen",
    "auchlesenswert",
    "lesensieauch",
    "lesetipp",
    "mehrzumthema",
    "weitereartikel",
    "weiterebeiträge",
    "ähnlicheartikel",
    "ähnlichebeiträge",
    "verwandteartikel",
    "verwandtebeiträge",
    "meistgelesen",
    "passendzumthema",
    "àlireaussi",
    "àlireégalement",
    "lireaussi",
    "articlessimilaires",
    "articlesliés",
    "surlemêmethème",
    "surlemêmesujet",
    "vousaimerezaussi",
    "celapourraitvousintéresser",
    "tepuedeinteresar",
    "tambiéntepuedeinteresar",
    "tepodríainteresar",
    "quizáteinterese",
    "artículosrelacionados",
    "noticiasrelacionadas",
    "noticiarelacionada",
    "leetambién",
    "leiatambém",
    "vejatambém",
    "artigosrelacionados",
    "notíciasrelacionadas",
    "leggianche",
    "potrebbeinteressartianche",
    "tipotrebbeinteressare",
    "articolicorrelati",
    "leesook",
    "gerelateerdeartikelen",
    "lesogså",
    "læsogså",
    "läsockså",
    "czytajtakże",
    "zobacztakże",
    "читайтетакже",
    "相关阅读",
    "推荐阅读",
];

/// The maximum length of a label, in characters.
const MAX_LABEL_CHARS: usize = 60;
/// The maximum length of a line of a teaser that is no link, as its date, in characters.
const MAX_TEASER_LINE_CHARS: usize = 60;
/// The minimum length of a paragraph that is text, in characters.
const MIN_TEXT_CHARS: usize = 140;
/// The minimum length of a link that may be a headline, in characters.
const MIN_HEADLINE_CHARS: usize = 28;
/// The number of tenths of a teaser that are in links.
const LINKED_TENTHS: usize = 7;

/// Removes promotions from a body.
pub(super) fn remove_promotions(body: &mut Vec<Block>) {
    let host = common_host(body);
    let host = host.as_deref();
    let mut at = 0;
    while at < body.len() {
        let behind = body.get(at..).map(|rest| promotion_length(rest, at.checked_sub(1).and_then(|before| body.get(before)), host));
        match behind.unwrap_or_default() {
            0 => at += 1,
            length => drop(body.drain(at..at + length)),
        }
    }
}

/// The host of most links of a body: its own, since the address that a page declares may be that of a sister.
fn common_host(body: &[Block]) -> Option<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    visit(body, &mut |node| {
        if let NodeRef::Inline(Inline::Link(link)) = node {
            href::host(&link.href).into_iter().for_each(|host| *counts.entry(host).or_default() += 1);
        }
    });
    counts.into_iter().max_by_key(|(host, count)| (*count, *host)).map(|(host, _)| host.to_owned())
}

/// The number of blocks of a promotion at the start of `rest`.
fn promotion_length(rest: &[Block], before: Option<&Block>, host: Option<&str>) -> usize {
    match rest {
        [label, behind @ ..] if is_promotion_label(label) => labelled_length(label, behind).map_or(0, |length| 1 + length),
        [teaser, ..] if is_labelled_list(teaser) || is_open_teaser(teaser) => 1,
        [list, _, ..] if is_headline_list(list, host) && before.is_some_and(|before| !announces(before)) => 1,
        _ => 0,
    }
}

/// Whether the first item of a list is a label of promotions.
fn is_labelled_list(block: &Block) -> bool {
    let Block::List(list) = block else { return false };
    list.items.len() > 1 && list.items.first().and_then(|item| item.first()).is_some_and(is_promotion_label)
}

/// Links behind the beginning of another article.
const MORE_LABELS: [&str; 11] =
    ["mehr", "more", "readmore", "weiterlesen", "mehrlesen", "lirelasuite", "leermás", "leggitutto", "leesmeer", "читатьдалее", "阅读全文"];
/// The maximum length of such a beginning, in characters.
const MAX_OPEN_TEASER_CHARS: usize = 300;

/// Whether a paragraph is the beginning of another article, with a link that says no more than "more".
fn is_open_teaser(block: &Block) -> bool {
    let Block::Paragraph(text) = block else { return false };
    let Some(Inline::Link(link)) = text.iter().next_back() else { return false };
    text::plain_text(text).chars().count() <= MAX_OPEN_TEASER_CHARS
        && MORE_LABELS.contains(&comparison_key(&text::plain_text(&link.text)).as_str())
}

/// The number of blocks that a label promotes: teasers, or all up to the end where no text is among it.
fn labelled_length(label: &Block, behind: &[Block]) -> Option<usize> {
    let teasers = behind.iter().take_while(|block| is_teaser(block)).count();
    let holds_link = behind.iter().take(teasers).any(is_link_block);
    let is_end = linked_chars(label) == 0 && !behind.iter().any(is_text);
    match (is_end, holds_link) {
        (true, _) => Some(behind.len()),
        (false, true) => Some(last_link(behind, teasers)),
        (false, false) => None,
    }
}

/// The number of teasers up to the last one with a link: what stands behind it may be the heading of the text that goes on.
fn last_link(behind: &[Block], teasers: usize) -> usize {
    behind.iter().take(teasers).rposition(is_link_block).map_or(0, |at| at + 1)
}

fn is_promotion_label(block: &Block) -> bool {
    let Some(text) = line_text(block) else { return false };
    let line = text::plain_text(text);
    let key = comparison_key(&line);
    let is_named = || PROMOTION_LABELS.iter().any(|label| key.starts_with(label)) || key.ends_with("zumthema");
    line.chars().count() <= MAX_LABEL_CHARS && !line.ends_with('.') && is_named()
}

/// The text of a paragraph or a heading.
fn line_text(block: &Block) -> Option<&Text> {
    if let Block::Paragraph(text) = block {
        Some(text)
    } else if let Block::Heading(heading) = block {
        Some(&heading.text)
    } else {
        None
    }
}

/// Whether most of a block's words are links.
fn is_link_block(block: &Block) -> bool {
    if let Block::Heading(heading) = block {
        let all = text::plain_text(&heading.text).chars().count();
        return all > 0 && linked_chars(block) * 10 >= all * LINKED_TENTHS;
    }
    is_mostly_links(block, LINKED_TENTHS)
}

/// Whether a block may be a part of a teaser: a link, its picture, or a short line beside it.
fn is_teaser(block: &Block) -> bool {
    let is_line = || {
        matches!(block, Block::Paragraph(_))
            && text::block_text(block).chars().count() <= MAX_TEASER_LINE_CHARS
            && text::block_text(block).contains(|c: char| c.is_ascii_digit())
    };
    is_link_block(block) || matches!(block, Block::Figure(figure) if figure.caption.is_empty()) || is_line()
}

/// Whether a block is text of the article.
fn is_text(block: &Block) -> bool {
    !matches!(block, Block::Figure(_)) && text::block_text(block).chars().count() >= MIN_TEXT_CHARS && !is_link_block(block)
}

/// Whether a block announces what follows: a heading, or words with a colon.
fn announces(block: &Block) -> bool {
    matches!(block, Block::Heading(_)) || text::block_text(block).trim_end().ends_with([':', '：'])
}

/// Whether each item of a list is a headline that links to another page of the same host.
fn is_headline_list(block: &Block, host: Option<&str>) -> bool {
    let Block::List(list) = block else { return false };
    !list.items.is_empty() && list.items.iter().all(|item| item.len() == 1 && item.iter().all(|block| is_headline(block, host)))
}

/// Whether a paragraph is one link with a kicker at most before it.
fn is_headline(block: &Block, host: Option<&str>) -> bool {
    let Block::Paragraph(text) = block else { return false };
    let Some(Inline::Link(link)) = text.iter().next_back() else { return false };
    let is_kicker =
        |inline: &Inline| matches!(inline, Inline::Strong(_)) || matches!(inline, Inline::Words(words) if words.trim().is_empty());
    let before = text.len().saturating_sub(1);
    host.is_some()
        && href::host(&link.href) == host
        && text::plain_text(text).chars().count() >= MIN_HEADLINE_CHARS
        && text.iter().take(before).all(is_kicker)
}

/// The number of characters of a block in links.
fn linked_chars(block: &Block) -> usize {
    let mut linked = 0;
    visit(std::slice::from_ref(block), &mut |node| {
        if let NodeRef::Inline(Inline::Link(link)) = node {
            linked += text::plain_text(&link.text).chars().count();
        }
    });
    linked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Heading, Link, List};

    const LONG: &str = "The ferry crossed the strait four times a day, in summer five times, until the bridge was opened and its owners sold it to the islands, where it still runs.";

    fn link(words: &str) -> Text {
        Text(vec![Inline::Link(Link { href: "https://example.org/a".into(), text: Text::new(words), ..Link::default() })])
    }

    fn left(mut body: Vec<Block>) -> Vec<Block> {
        remove_promotions(&mut body);
        body
    }

    #[test]
    fn a_label_goes_with_the_teasers_behind_it() {
        let teaser = Block::Heading(Heading { level: 3, text: link("How the bridge was built"), ..Heading::default() });
        let text = || Block::paragraph(LONG);
        let body = vec![
            text(),
            Block::heading(3, "Das könnte Sie auch interessieren!"),
            Block::paragraph("6. Aug 2020 // Tipps"),
            teaser.clone(),
            Block::heading(3, "The bridge"),
            text(),
        ];
        assert_eq!(left(body), [text(), Block::heading(3, "The bridge"), text()]);
        let end = vec![text(), Block::paragraph("You may also like"), teaser, Block::paragraph("It took ten years, and a queen came.")];
        assert_eq!(left(end), [text()]);
    }

    #[test]
    fn beginnings_of_other_articles_are_no_text() {
        let mut teaser = Text::new("The bridge took ten years to build. ");
        teaser.extend(link("mehr").0);
        let list =
            List { items: vec![vec![Block::paragraph("Videos zum Thema")], vec![Block::Paragraph(link("The ferry"))]], ..List::default() };
        assert!(left(vec![Block::Paragraph(teaser), Block::List(list)]).is_empty());
    }

    #[test]
    fn a_label_without_links_stays() {
        let body = vec![Block::heading(2, "Most popular dishes"), Block::paragraph(LONG)];
        assert_eq!(left(body.clone()), body);
    }

    #[test]
    fn headlines_between_paragraphs_are_no_text() {
        let kicker = |words: &str| {
            let mut text = vec![Inline::Strong(Text::new("Harbours:")), Inline::Words(" ".into())];
            text.extend(link(words).0);
            vec![Block::Paragraph(Text(text))]
        };
        let list = || {
            Block::List(List { items: vec![kicker("Why ferries return to them"), kicker("What a bridge costs in May")], ..List::default() })
        };
        let text = || Block::paragraph(LONG);
        assert_eq!(left(vec![text(), list(), text()]), [text(), text()]);
        let announced = vec![Block::paragraph("We asked these harbours:"), list(), text()];
        assert_eq!(left(announced.clone()), announced);
        let last = vec![text(), list()];
        assert_eq!(left(last.clone()), last);
    }
}
