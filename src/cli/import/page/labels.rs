//! Removes boilerplate lines from among the text of a page.

use super::meta::Meta;
use crate::article::{Block, text};
use crate::cli::import::comparison_key::comparison_key;
use crate::cli::import::dates::parse_date;

/// Labels of advertisements and buttons, letters only.
const BOILERPLATE_LABELS: [&str; 34] = [
    "advertisement",
    "advertisements",
    "advertisementstorycontinuesbelow",
    "storycontinuesbelow",
    "storycontinuesbelowadvertisement",
    "articlecontinuesbelow",
    "articlecontinuesbelowadvertisement",
    "thisadvertisementhasnotloadedyetbutyourarticlecontinuesbelow",
    "continuereading",
    "readmore",
    "readalso",
    "sharethisarticle",
    "share",
    "shareon",
    "sponsored",
    "recommended",
    "related",
    "relatedarticles",
    "relatedtopics",
    "loading",
    "print",
    "email",
    "anzeige",
    "werbung",
    "mehrzumthema",
    "auchinteressant",
    "lesensieauch",
    "publicité",
    "lireaussi",
    "publicidad",
    "pubblicità",
    "advertentie",
    "реклама",
    "广告",
];

/// Removes label lines, and a byline or date before the text.
pub(super) fn remove_labels(body: &mut Vec<Block>, meta: &Meta) {
    body.retain(|block| !is_label(block));
    let begins =
        body.iter().position(|b| matches!(b, Block::Paragraph(_)) && text::block_text(b).chars().count() > 120).unwrap_or(0).min(6);
    let mut at = 0;
    body.retain(|block| {
        at += 1;
        at > begins || !repeats_byline(block, meta)
    });
}

fn is_label(block: &Block) -> bool {
    let words = match block {
        Block::Paragraph(text) | Block::Heading(crate::article::Heading { text, .. }) => text::plain_text(text),
        _ => return false,
    };
    let plain = comparison_key(&words);
    words.len() < 120 && BOILERPLATE_LABELS.contains(&plain.trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// True for a short line that repeats the byline or the date.
fn repeats_byline(block: &Block, meta: &Meta) -> bool {
    let Block::Paragraph(text) = block else { return false };
    let words = text::plain_text(text);
    if words.chars().count() > 80 {
        return false;
    }
    let mut plain = comparison_key(&words);
    for author in meta.authors.iter().map(|a| comparison_key(a)) {
        plain = plain.replacen(&author, "", 1);
    }
    let byline = plain.len() < 8 && plain.len() < comparison_key(&words).len();
    let day = |date: &str| date.get(..10).map(str::to_owned);
    let date = parse_date(&words, &meta.lang.clone().unwrap_or_default()).and_then(|d| day(&d));
    byline || (date.is_some() && (date == meta.published.as_deref().and_then(day) || date == meta.modified.as_deref().and_then(day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removes_labels_bylines_and_dates() {
        let meta = Meta { authors: vec!["Ada Norrland".into()], published: Some("2024-07-01".into()), ..Meta::default() };
        let long = "A sentence that is long enough to be the beginning of the text, with all that a reader needs to know of it. ".repeat(2);
        let mut body: Vec<Block> =
            ["By Ada Norrland", "1 July 2024", &long, "Advertisement 2", "Ada Norrland"].map(Block::paragraph).into();
        remove_labels(&mut body, &meta);
        assert_eq!(body, [Block::paragraph(long.as_str()), Block::paragraph("Ada Norrland")]);
    }
}
