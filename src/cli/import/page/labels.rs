//! Removes boilerplate lines from among the text of a page.

use super::meta::Meta;
use crate::article::visit::{NodeRef, visit};
use crate::article::{Block, Inline, text};
use crate::cli::import::comparison_key::comparison_key;
use crate::cli::import::dates::parse_date;
use std::collections::HashMap;

/// Labels of advertisements and buttons, letters only.
const BOILERPLATE_LABELS: [&str; 117] = [
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
    "articlecontent",
    "placeholderimage",
    "readinapp",
    "readnext",
    "readalsothis",
    "seealso",
    "moreabout",
    "clicktounmute",
    "jointheconversation",
    "followus",
    "sharethis",
    "sharevia",
    "savearticle",
    "copylink",
    "facebook",
    "twitter",
    "whatsapp",
    "linkedin",
    "telegram",
    "pinterest",
    "teilen",
    "drucken",
    "kommentare",
    "mehr",
    "merken",
    "weiterlesen",
    "leesmeer",
    "leesook",
    "czytajwięcej",
    "læsogså",
    "lesogså",
    "читайтетакже",
    "annonce",
    "annons",
    "iklan",
    "mainos",
    "comments",
    "youmayalsolike",
    "relatedcontent",
    "relatedstories",
    "editorspicks",
    "trending",
    "noposts",
    "loadingcontent",
    "continuereadingbelow",
    "peoplearealsoreading",
    "bethefirsttoknow",
    "leetambién",
    "lesensiemehrzumthema",
    "kommentaredrucken",
    "发表评论",
    "相关报道",
    "相关新闻",
    "返回目录",
    "返目录",
    "previouspost",
    "nextpost",
    "previousarticle",
    "nextarticle",
    "vorherigerbeitrag",
    "nächsterbeitrag",
    "articleprécédent",
    "articlesuivant",
    "feedback",
    "fehlermelden",
    "breakingnews",
    "latestnews",
    "printversion",
    "druckversion",
    "versionimprimable",
    "версиядляпечати",
    "نسخةللطباعة",
    "googleplay",
    "appstore",
    "appgallery",
    "printfriendly",
    "seguir",
    "reportarerror",
    "contenidoexclusivo",
    "reporterror",
    "suivre",
    "folgen",
    "watch",
];

/// How labels begin that say where the text goes on, letters only.
const LABEL_STARTS: [&str; 3] = ["storycontinuesbelow", "articlecontinuesbelow", "advertisementpagecontinues"];

/// Removes label lines, and a byline or date before the text.
pub(super) fn remove_labels(body: &mut Vec<Block>, meta: &Meta) {
    body.retain(|block| !is_label(block));
    remove_repeated_lines(body);
    trim_links_at_end(body);
    remove_leading(body, |block| repeats_byline(block, meta));
}

/// The number of blocks before the first longer paragraph among which lines are looked for that are no part of the text.
const MAX_LEADING: usize = 6;

/// The minimum length of a longer paragraph, in characters.
const MIN_LONG_CHARS: usize = 120;

/// Removes blocks before the first longer paragraph.
pub(super) fn remove_leading(body: &mut Vec<Block>, is_other: impl Fn(&Block) -> bool) {
    let is_long = |block: &Block| matches!(block, Block::Paragraph(_)) && text::block_text(block).chars().count() > MIN_LONG_CHARS;
    let begins = body.iter().position(is_long).unwrap_or(0).min(MAX_LEADING);
    let rest = body.split_off(begins);
    body.retain(|block| !is_other(block));
    body.extend(rest);
}

/// The number of times from which on a short line is a label that the page repeats.
const MIN_REPETITIONS: usize = 3;

/// The maximum length of such a line, in characters.
const MAX_REPEATED_CHARS: usize = 45;

/// Removes short lines that stand in the text again and again.
fn remove_repeated_lines(body: &mut Vec<Block>) {
    let line = |block: &Block| {
        let Block::Paragraph(text) = block else { return None };
        Some(comparison_key(&text::plain_text(text))).filter(|line| (1..=MAX_REPEATED_CHARS).contains(&line.len()))
    };
    let mut counts: HashMap<String, usize> = HashMap::new();
    body.iter().filter_map(line).for_each(|line| *counts.entry(line).or_default() += 1);
    body.retain(|block| line(block).is_none_or(|line| counts.get(&line).is_none_or(|count| *count < MIN_REPETITIONS)));
}

/// The minimum length of a paragraph that is text, in characters.
const MIN_TEXT_CHARS: usize = 80;

/// Removes lines and lists of links behind the text, with the headings above them.
fn trim_links_at_end(body: &mut Vec<Block>) {
    let is_text = |block: &Block| {
        if matches!(block, Block::Paragraph(_) | Block::List(_) | Block::Table(_)) {
            text::block_text(block).chars().count() >= MIN_TEXT_CHARS && !is_mostly_links(block, 8)
        } else {
            !matches!(block, Block::Heading(_))
        }
    };
    let Some(last) = body.iter().rposition(is_text) else { return };
    let mut at = 0;
    let has_links = body.iter().skip(last + 1).any(|block| is_mostly_links(block, 8));
    body.retain(|block| {
        at += 1;
        at <= last + 1 || !(is_mostly_links(block, 8) || has_links && matches!(block, Block::Heading(_)))
    });
}

/// The number of rows from which on a table of links is a list of other articles.
const MIN_LINK_ROWS: usize = 4;

/// Whether so many tenths of the letters of a paragraph or a list are in links.
pub(super) fn is_mostly_links(block: &Block, tenths: usize) -> bool {
    let is_list =
        matches!(block, Block::Paragraph(_) | Block::List(_)) || matches!(block, Block::Table(table) if table.rows.len() >= MIN_LINK_ROWS);
    if !is_list {
        return false;
    }
    let mut linked = 0;
    visit(std::slice::from_ref(block), &mut |node| {
        if let NodeRef::Inline(Inline::Link(link)) = node {
            linked += text::plain_text(&link.text).chars().count();
        }
    });
    let all = text::block_text(block).chars().count();
    all > 0 && linked * 10 >= all * tenths
}

fn is_label(block: &Block) -> bool {
    let words = if let Block::Paragraph(text) = block {
        text::plain_text(text)
    } else if let Block::Heading(heading) = block {
        text::plain_text(&heading.text)
    } else {
        return is_label_list(block) || is_badge(block);
    };
    is_label_text(&words) || is_stray_sign(&words)
}

/// Whether half of the items of a list are labels, as of buttons to share.
fn is_label_list(block: &Block) -> bool {
    let Block::List(list) = block else { return false };
    let labels = list.items.iter().filter(|item| item.first().is_some_and(is_label)).count();
    labels * 2 >= list.items.len() && labels > 0
}

/// Whether a figure is a picture of a label, as of a store of programs.
fn is_badge(block: &Block) -> bool {
    let Block::Figure(figure) = block else { return false };
    figure.caption.is_empty() && !figure.images.is_empty() && figure.images.iter().all(|image| is_label_text(&image.alt))
}

/// Whether a line is one sign, as between two buttons.
fn is_stray_sign(words: &str) -> bool {
    let words = words.trim();
    words.chars().count() == 1 && matches!(words, "/" | "|" | "." | "," | "·" | "•" | "-" | "–" | "\u{200c}" | ">" | "»")
}

/// Whether a text is a label of advertisements or buttons.
pub(super) fn is_label_text(words: &str) -> bool {
    let plain = comparison_key(words);
    let continues = || LABEL_STARTS.iter().any(|start| plain.starts_with(start));
    words.len() < 120 && (BOILERPLATE_LABELS.contains(&plain.trim_end_matches(|c: char| c.is_ascii_digit())) || continues())
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
    use crate::article::{Heading, Link, Text};

    #[test]
    fn removes_labels_bylines_and_dates() {
        let meta = Meta { authors: vec!["Ada Norrland".into()], published: Some("2024-07-01".into()), ..Meta::default() };
        let long = "A sentence that is long enough to be the beginning of the text, with all that a reader needs to know of it. ".repeat(2);
        let mut body: Vec<Block> =
            ["By Ada Norrland", "1 July 2024", &long, "Advertisement 2", "Ada Norrland"].map(Block::paragraph).into();
        remove_labels(&mut body, &meta);
        assert_eq!(body, [Block::paragraph(long.as_str()), Block::paragraph("Ada Norrland")]);
    }

    #[test]
    fn lists_of_labels_and_lone_signs_are_no_text() {
        let list = |items: &[&str]| {
            Block::List(crate::article::List {
                items: items.iter().map(|words| vec![Block::paragraph(*words)]).collect(),
                ..Default::default()
            })
        };
        let mut body = vec![
            list(&["E-Mail", "Teilen", "Drucken", "Fehler melden", "Zur Startseite"]),
            Block::paragraph("/"),
            list(&["Print", "is", "dead"]),
        ];
        let images = vec![crate::article::Image { src: "a.png".into(), alt: "App Store".into(), ..Default::default() }];
        body.push(Block::Figure(crate::article::Figure { images, ..Default::default() }));
        body.push(Block::paragraph("Story continues below gallery"));
        remove_labels(&mut body, &Meta::default());
        assert_eq!(body, [list(&["Print", "is", "dead"])]);
    }

    #[test]
    fn repeated_lines_and_links_at_the_end_are_no_text() {
        let long = "A sentence that is long enough to be a part of the text, with all that a reader needs to know of it.";
        let link = |words: &str| {
            Block::Paragraph(Text(vec![Inline::Link(Link {
                href: "https://example.org/".into(),
                text: Text::new(words),
                ..Link::default()
            })]))
        };
        let heading = |words: &str| Block::Heading(Heading { level: 2, text: Text::new(words), ..Heading::default() });
        let line = || Block::paragraph("Story goes on");
        let mut body = vec![
            line(),
            Block::paragraph(long),
            line(),
            link("A link in the text"),
            Block::paragraph(long),
            line(),
            heading("Also here"),
            link("Another article"),
        ];
        remove_labels(&mut body, &Meta::default());
        assert_eq!(body, [Block::paragraph(long), link("A link in the text"), Block::paragraph(long)]);
    }
}
