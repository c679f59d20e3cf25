//! Notes that other notes embed, as Obsidian's `![[Note#Part]]` does: the part stands in an aside, with a link to its note.
//!
//! A reader leaves a link with an [`EMBED_PREFIX`] address alone in its paragraph. Once all links are resolved, [`expand_embeds`]
//! puts the part there. What a part embeds itself stays a link, so that there are no cycles; so does a second embed of the same part.

use super::cross_links::rewrite_links;
use crate::article::{Article, Block, Inline, Text, anchor};
use crate::cli::folder::Folder;
use std::collections::{HashMap, HashSet};

/// Prefix of the address of an embed whose article is known; used inside the importer only.
pub(super) const EMBED_PREFIX: &str = "lectern-embed:";

/// Maximum nesting of an embed in lists, quotations and asides: JSON is read to a depth of 128.
const MAX_EMBED_DEPTH: usize = 2;

/// Articles that others embed, by id.
pub(super) type EmbeddedArticles = HashMap<String, Article>;

/// The articles that some articles embed: of these, else of the corpus.
pub(super) fn read_embedded<'a>(waiting: impl Iterator<Item = &'a mut Article>, folder: &Folder) -> EmbeddedArticles {
    let mut waiting: Vec<&mut Article> = waiting.collect();
    let ids: HashSet<String> = waiting.iter_mut().flat_map(|article| embedded_ids(article)).collect();
    let known = waiting.iter().filter(|article| ids.contains(&article.id));
    let mut articles: EmbeddedArticles = known.map(|article| (article.id.clone(), (**article).clone())).collect();
    for id in ids {
        if let (false, Ok(article)) = (articles.contains_key(&id), folder.read_article(&format!("articles/{id}.json"))) {
            articles.insert(id, article);
        }
    }
    articles
}

/// The ids of the articles that an article embeds.
fn embedded_ids(article: &mut Article) -> HashSet<String> {
    let mut ids = HashSet::new();
    for_each_embed(&mut article.body, 0, &mut |block| {
        ids.extend(embed_target(block).map(|target| target.id.to_owned()));
        None
    });
    ids
}

/// Puts the parts that an article embeds into it; what cannot be embedded becomes a link.
pub(super) fn expand_embeds(article: &mut Article, articles: &EmbeddedArticles) {
    let (own_id, is_draft) = (article.id.clone(), article.draft);
    let mut seen = HashSet::new();
    for_each_embed(&mut article.body, 0, &mut |block| {
        let target = embed_target(block)?;
        let embedded = articles.get(target.id).filter(|embedded| embedded.id != own_id && (is_draft || !embedded.draft))?;
        seen.insert(target.address.to_owned()).then(|| embed(embedded, &target)).flatten()
    });
    make_plain_links(&mut article.body);
}

/// An embed, with the article and the place that it names.
struct EmbedTarget<'a> {
    address: &'a str,
    id: &'a str,
    anchor: Option<&'a str>,
    words: &'a Text,
}

/// The target of a paragraph that is an embed alone.
fn embed_target(block: &Block) -> Option<EmbedTarget<'_>> {
    let Block::Paragraph(text) = block else { return None };
    let [Inline::Link(link)] = text.as_slice() else { return None };
    let address = link.href.strip_prefix(EMBED_PREFIX)?;
    let (path, anchor) = address.split_once('#').map_or((address, None), |(path, anchor)| (path, Some(anchor)));
    let id = path.strip_prefix("/article/")?.trim_end_matches('/');
    Some(EmbedTarget { address, id, anchor, words: &link.text })
}

/// Calls `replace` for the blocks in which an embed may stand, and puts what it returns in their place.
fn for_each_embed(blocks: &mut [Block], depth: usize, replace: &mut dyn FnMut(&Block) -> Option<Block>) {
    for block in blocks {
        if let Some(new) = replace(block) {
            *block = new;
            continue;
        }
        if depth >= MAX_EMBED_DEPTH {
            continue;
        }
        match block {
            Block::Aside(inner) => for_each_embed(inner, depth + 1, replace),
            Block::Quote(quote) => for_each_embed(&mut quote.blocks, depth + 1, replace),
            Block::Details(details) => for_each_embed(&mut details.blocks, depth + 1, replace),
            Block::List(list) => list.items.iter_mut().for_each(|item| for_each_embed(item, depth + 1, replace)),
            Block::Heading(_)
            | Block::Paragraph(_)
            | Block::Figure(_)
            | Block::Table(_)
            | Block::Code(_)
            | Block::Math(_)
            | Block::Embed(_)
            | Block::Media(_)
            | Block::Foreign(_)
            | Block::Rule
            | Block::Unknown(..) => {}
        }
    }
}

/// The part of an article in an aside, with a link to it.
fn embed(article: &Article, target: &EmbedTarget) -> Option<Block> {
    let mut blocks = part(&article.body, target.anchor)?.to_vec();
    make_plain_links(&mut blocks);
    rewrite_links(&mut blocks, &mut |href| {
        Some(if href.starts_with('#') { format!("/article/{}/{href}", article.id) } else { href.to_owned() })
    });
    let link = crate::article::Link { href: target.address.to_owned(), text: target.words.clone(), ..Default::default() };
    blocks.push(Block::Paragraph(Text(vec![Inline::Link(link)])));
    Some(Block::Aside(blocks))
}

/// The blocks at an anchor: a section with all below it, or one block; without an anchor all of them.
fn part<'a>(body: &'a [Block], anchor: Option<&str>) -> Option<&'a [Block]> {
    let Some(anchor) = anchor else { return Some(body).filter(|body| !body.is_empty()) };
    let start = anchor::anchors(body).iter().position(|known| known == anchor)?;
    let Some(Block::Heading(heading)) = body.get(start) else { return body.get(start..=start) };
    let ends = |block: &Block| matches!(block, Block::Heading(next) if next.level <= heading.level);
    let length = body.iter().skip(start + 1).position(ends).map_or(body.len() - start, |offset| offset + 1);
    body.get(start..start + length)
}

fn make_plain_links(blocks: &mut [Block]) {
    rewrite_links(blocks, &mut |href| Some(href.strip_prefix(EMBED_PREFIX).unwrap_or(href).to_owned()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Link, text};

    fn embed_paragraph(address: &str) -> Block {
        let link = Link { href: format!("{EMBED_PREFIX}{address}"), text: "Pier".into(), ..Link::default() };
        Block::Paragraph(Text(vec![Inline::Link(link)]))
    }

    fn pier() -> Article {
        let body = vec![
            Block::paragraph("Begin."),
            Block::heading(2, "Planks"),
            Block::paragraph("Oak."),
            Block::heading(3, "Nails"),
            Block::heading(2, "End"),
            embed_paragraph("/article/a/"),
        ];
        Article { id: "pier".into(), body, ..Article::default() }
    }

    fn expanded(blocks: Vec<Block>, embedded: Article) -> Vec<Block> {
        let mut article = Article { id: "a".into(), body: blocks, ..Article::default() };
        assert!(embedded_ids(&mut article).contains("pier"));
        expand_embeds(&mut article, &HashMap::from([("pier".to_owned(), embedded)]));
        article.body
    }

    #[test]
    fn embeds_a_note_or_its_section_once() {
        let address = format!("/article/pier/#{}", anchor::anchors(&pier().body)[1]);
        let body = expanded(vec![embed_paragraph(&address), embed_paragraph(&address), embed_paragraph("/article/pier/")], pier());
        let words: Vec<String> = body.iter().map(text::block_text).collect();
        assert_eq!(words, ["Planks\nOak.\nNails\nPier", "Pier", "Begin.\nPlanks\nOak.\nNails\nEnd\nPier\nPier"]);
        assert!(matches!(body[0], Block::Aside(_)) && matches!(body[1], Block::Paragraph(_)));
        assert!(!serde_json::to_string(&body).unwrap().contains(EMBED_PREFIX));
    }

    #[test]
    fn a_draft_is_never_embedded_in_what_is_published() {
        let body = expanded(vec![embed_paragraph("/article/pier/")], Article { draft: true, ..pier() });
        assert!(matches!(body[0], Block::Paragraph(_)));
    }
}
