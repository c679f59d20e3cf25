//! Paragraphs that belong together as one element: lists, quotations, code, pictures and tables with their captions.

use super::blocks::{DocxBlock, DocxItem};
use super::styles::ParagraphRole;

/// The HTML of blocks that follow one another.
pub(super) fn assemble(blocks: Vec<DocxBlock>) -> String {
    let mut html = String::new();
    let mut rest = blocks.into_iter().peekable();
    while let Some(block) = rest.next() {
        match block {
            DocxBlock::Item(first) => {
                let mut items = vec![first];
                while let Some(DocxBlock::Item(item)) = rest.next_if(|next| matches!(next, DocxBlock::Item(_))) {
                    items.push(item);
                }
                html.push_str(&list_html(&items, 0));
            }
            DocxBlock::Table(rows) => {
                let caption = take_caption(&mut rest).map(|caption| format!("<caption>{caption}</caption>")).unwrap_or_default();
                html.push_str(&format!("<table>{caption}{rows}</table>"));
            }
            DocxBlock::Paragraph(ParagraphRole::Caption, caption) if matches!(rest.peek(), Some(DocxBlock::Table(_))) => {
                let Some(DocxBlock::Table(rows)) = rest.next() else { continue };
                html.push_str(&format!("<table><caption>{caption}</caption>{rows}</table>"));
            }
            DocxBlock::Paragraph(_, first) if is_picture(&first) => {
                let caption = take_caption(&mut rest).unwrap_or_default();
                html.push_str(&format!("<figure>{first}<figcaption>{caption}</figcaption></figure>"));
            }
            DocxBlock::Paragraph(role @ (ParagraphRole::Quote | ParagraphRole::Code), first) => {
                let mut all = vec![first];
                while let Some(DocxBlock::Paragraph(_, next)) = rest.next_if(|next| has_role(next, role)) {
                    all.push(next);
                }
                html.push_str(&joined_html(role, &all));
            }
            DocxBlock::Paragraph(role, text) => html.push_str(&paragraph_html(role, &text)),
        }
    }
    html
}

type Blocks = std::iter::Peekable<std::vec::IntoIter<DocxBlock>>;

fn has_role(block: &DocxBlock, role: ParagraphRole) -> bool {
    matches!(block, DocxBlock::Paragraph(other, _) if *other == role)
}

/// Takes the caption that follows a picture or a table.
fn take_caption(rest: &mut Blocks) -> Option<String> {
    match rest.next_if(|next| has_role(next, ParagraphRole::Caption) && !matches!(next, DocxBlock::Paragraph(_, html) if is_picture(html)))
    {
        Some(DocxBlock::Paragraph(_, caption)) => Some(caption),
        _ => None,
    }
}

/// Whether a paragraph is pictures and nothing else.
fn is_picture(html: &str) -> bool {
    let (mut has_picture, mut has_text, mut is_tag) = (false, false, false);
    for (at, c) in html.char_indices() {
        match c {
            '<' => {
                is_tag = true;
                has_picture |= html.get(at..).is_some_and(|tag| tag.starts_with("<img "));
            }
            '>' => is_tag = false,
            c => has_text |= !is_tag && !c.is_whitespace(),
        }
    }
    has_picture && !has_text
}

fn joined_html(role: ParagraphRole, paragraphs: &[String]) -> String {
    match role {
        ParagraphRole::Code => format!("<pre><code>{}</code></pre>", paragraphs.join("\n")),
        _ => format!("<blockquote>{}</blockquote>", paragraphs.iter().map(|html| format!("<p>{html}</p>")).collect::<String>()),
    }
}

fn paragraph_html(role: ParagraphRole, html: &str) -> String {
    match role {
        ParagraphRole::Heading(level) => format!("<h{0}>{html}</h{0}>", level.min(6)),
        ParagraphRole::Title => format!("<h1>{html}</h1>"),
        _ => format!("<p>{html}</p>"),
    }
}

/// A list from items of `level` and deeper ones, which are lists in the item before them.
fn list_html(items: &[DocxItem], level: usize) -> String {
    let mut html = String::new();
    let mut rest = items;
    while let Some(first) = rest.first() {
        // Items that skip a level are taken for the next one.
        let is_own = |item: &DocxItem| item.level <= level;
        let run = rest.iter().take_while(|item| !is_own(item) || item.is_ordered == first.is_ordered).count().max(1);
        let (own, behind) = rest.split_at_checked(run).unwrap_or((rest, &[]));
        html.push_str(&run_html(own, level));
        rest = behind;
    }
    html
}

fn run_html(items: &[DocxItem], level: usize) -> String {
    let Some(first) = items.first() else { return String::new() };
    let deeper = |item: &&DocxItem| item.level > level;
    let mut html = String::new();
    let mut rest = items;
    while let Some((item, behind)) = rest.split_first() {
        if deeper(&item) && rest.len() == items.len() {
            return list_html(&raised(items, level), level);
        }
        let inner = behind.iter().take_while(deeper).count();
        let (inner, behind) = behind.split_at_checked(inner).unwrap_or((behind, &[]));
        let nested = if inner.is_empty() { String::new() } else { list_html(inner, inner.first().map_or(level + 1, |first| first.level)) };
        html.push_str(&format!("<li><p>{}</p>{nested}</li>", item.html));
        rest = behind;
    }
    match first.is_ordered {
        true => format!("<ol start=\"{}\">{html}</ol>", first.number),
        false => format!("<ul>{html}</ul>"),
    }
}

/// Items with the first ones, which are too deep, raised to `level`.
fn raised(items: &[DocxItem], level: usize) -> Vec<DocxItem> {
    let count = items.iter().take_while(|item| item.level > level).count();
    let raise = |(at, item): (usize, &DocxItem)| if at < count { DocxItem { level, ..item.clone() } } else { item.clone() };
    items.iter().enumerate().map(raise).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(level: usize, is_ordered: bool, number: u64, html: &str) -> DocxBlock {
        DocxBlock::Item(DocxItem { level, is_ordered, number, html: html.into() })
    }

    #[test]
    fn items_nest_by_their_level() {
        let blocks =
            vec![item(0, true, 4, "a"), item(1, false, 1, "b"), item(2, false, 1, "c"), item(0, true, 5, "d"), item(0, false, 1, "e")];
        assert_eq!(
            assemble(blocks),
            "<ol start=\"4\"><li><p>a</p><ul><li><p>b</p><ul><li><p>c</p></li></ul></li></ul></li><li><p>d</p></li></ol><ul><li><p>e</p></li></ul>"
        );
        assert_eq!(assemble(vec![item(2, false, 1, "a"), item(0, false, 1, "b")]), "<ul><li><p>a</p></li><li><p>b</p></li></ul>");
    }

    #[test]
    fn captions_join_what_they_describe() {
        let paragraph = |role, html: &str| DocxBlock::Paragraph(role, html.into());
        let picture = "<strong><img src=\"a\" alt=\"x\"></strong>";
        let blocks = vec![
            paragraph(ParagraphRole::Text, picture),
            paragraph(ParagraphRole::Caption, "One"),
            paragraph(ParagraphRole::Caption, "Two"),
            DocxBlock::Table("<tr></tr>".into()),
            paragraph(ParagraphRole::Quote, "q"),
            paragraph(ParagraphRole::Quote, "r"),
        ];
        assert_eq!(
            assemble(blocks),
            format!(
                "<figure>{picture}<figcaption>One</figcaption></figure><table><caption>Two</caption><tr></tr></table><blockquote><p>q</p><p>r</p></blockquote>"
            )
        );
    }
}
