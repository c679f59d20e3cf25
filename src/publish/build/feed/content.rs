//! The text of an article as a feed carries it: plain HTML that every feed reader shows, its addresses absolute.
//!
//! What the page draws with classes, marks and slots stands here in the elements alone; notes stand at the end.

use super::super::head::Common;
use super::item::clean;
use crate::article::block::{Details, Figure, Image, List, Quote};
use crate::article::language::Direction;
use crate::article::text::unknown_words;
use crate::article::{Article, Block, Cell, Inline, Table, Text, href};
use crate::view::{Child, Element, el};
use leptos::prelude::RenderHtml;
use url::Url;

/// The text of an article whose page stands at an address.
pub(super) fn html(common: &Common, article: &Article, address: &str) -> String {
    let mut writer = Writer { common, page: Url::parse(address).ok(), notes: Vec::new() };
    let mut body = writer.blocks(&article.body);
    body.extend(writer.notes());
    let html: String = match article.direction() {
        Direction::Ltr => body.into_iter().map(|element| element.to_html()).collect(),
        Direction::Rtl => el("div").attr("dir", "rtl").children(body).to_html(),
    };
    clean(&html)
}

/// Writes a text from its start to its end.
struct Writer<'a> {
    common: &'a Common<'a>,
    /// The address of the page, which others are relative to.
    page: Option<Url>,
    /// The notes whose marks are written.
    notes: Vec<&'a [Block]>,
}

impl<'a> Writer<'a> {
    fn blocks(&mut self, blocks: &'a [Block]) -> Vec<Element> {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &'a Block) -> Element {
        match block {
            Block::Heading(heading) => {
                let tag = ["h2", "h3", "h4", "h5", "h6"].get(usize::from(heading.level.clamp(2, 6)) - 2).copied().unwrap_or("h2");
                el(tag).children(self.text(&heading.text))
            }
            Block::Paragraph(words) => el("p").children(self.text(words)),
            Block::Quote(quote) => self.quote(quote),
            Block::Figure(figure) => self.figure(figure),
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            Block::Code(code) => el("pre").child(el("code").child(code.text.clone())),
            Block::Math(math) => el("p").child(el("code").child(math.tex.clone())),
            Block::Aside(blocks) => el("aside").children(self.blocks(blocks)),
            Block::Details(details) => self.details(details),
            Block::Embed(embed) => self.outside(&embed.url, embed.title.as_deref().or(embed.provider.as_deref())),
            Block::Media(media) => self.outside(&media.src, media.title.as_deref()),
            Block::In(foreign) => {
                let inside = self.blocks(&foreign.blocks);
                el("div").attr("lang", foreign.lang.clone()).attr("dir", foreign.direction().as_str()).children(inside)
            }
            Block::Rule => el("hr"),
            Block::Unknown(_, value) => el("p").child(words_of(value)),
        }
    }

    fn quote(&mut self, quote: &'a Quote) -> Element {
        let cite = quote.cite.clone().filter(|cite| !cite.trim().is_empty()).map(|cite| el("p").child(el("cite").child(cite)));
        el("blockquote").children(self.blocks(&quote.blocks)).option(cite)
    }

    fn figure(&mut self, figure: &'a Figure) -> Element {
        let images: Vec<Element> = figure.images.iter().filter_map(|image| self.image(image)).collect();
        let mut lines: Vec<Vec<Child>> = vec![self.text(&figure.caption)];
        lines.extend(figure.credit.clone().map(|credit| vec![el("cite").child(credit).into()]));
        let lines = lines.into_iter().filter(|line| !line.is_empty());
        let caption = lines.enumerate().fold(el("figcaption"), |caption, (at, line)| {
            let caption = if at > 0 { caption.child(el("br")) } else { caption };
            caption.children(line)
        });
        let said = !figure.caption.is_empty() || figure.credit.as_deref().is_some_and(|credit| !credit.is_empty());
        el("figure").children(images).option(said.then_some(caption))
    }

    fn image(&self, image: &Image) -> Option<Element> {
        let size = |pixels: u32| (pixels > 0).then(|| pixels.to_string());
        let src = self.common.absolute_file(&image.src)?;
        let element = el("img").attr("src", src).attr("alt", image.alt.clone());
        Some(element.maybe("width", size(image.width)).maybe("height", size(image.height)))
    }

    fn list(&mut self, list: &'a List) -> Element {
        let start = list.start.filter(|start| list.ordered && *start != 1).map(|start| start.to_string());
        let items: Vec<Element> = list.items.iter().map(|item| el("li").children(self.inside(item))).collect();
        el(if list.ordered { "ol" } else { "ul" }).maybe("start", start).children(items)
    }

    /// Blocks inside an item; a single paragraph stands without its element.
    fn inside(&mut self, blocks: &'a [Block]) -> Vec<Child> {
        match blocks {
            [Block::Paragraph(words)] => self.text(words),
            _ => self.blocks(blocks).into_iter().map(Child::from).collect(),
        }
    }

    fn table(&mut self, table: &'a Table) -> Element {
        let caption = (!table.caption.is_empty()).then(|| el("caption").children(self.text(&table.caption)));
        let head = (!table.head.is_empty()).then(|| el("thead").child(self.row(&table.head, true)));
        let rows: Vec<Element> = table.rows.iter().map(|row| self.row(row, false)).collect();
        el("table").option(caption).option(head).child(el("tbody").children(rows))
    }

    fn row(&mut self, cells: &'a [Cell], heads: bool) -> Element {
        let span = |count: Option<u32>| count.filter(|count| *count > 1).map(|count| count.min(1000).to_string());
        let cells: Vec<Element> = cells
            .iter()
            .map(|Cell(cell)| {
                let words = self.text(&cell.text);
                let tag = if heads || cell.head { "th" } else { "td" };
                el(tag).maybe("colspan", span(cell.colspan)).maybe("rowspan", span(cell.rowspan)).children(words)
            })
            .collect();
        el("tr").children(cells)
    }

    fn details(&mut self, details: &'a Details) -> Element {
        let summary = el("summary").children(self.text(&details.summary));
        el("details").child(summary).children(self.blocks(&details.blocks))
    }

    /// What stands on another site: a link.
    fn outside(&self, address: &str, title: Option<&str>) -> Element {
        let name = title.filter(|title| !title.trim().is_empty()).unwrap_or(address).to_owned();
        let address =
            if address.starts_with("images/") { self.common.absolute_file(address).unwrap_or_default() } else { address.to_owned() };
        el("p").child(self.link(&address, vec![name.into()]))
    }

    fn text(&mut self, text: &'a Text) -> Vec<Child> {
        text.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&mut self, inline: &'a Inline) -> Child {
        let (tag, inner) = match inline {
            Inline::Words(words) => return words.clone().into(),
            Inline::Em(inner) => ("em", inner),
            Inline::Strong(inner) => ("strong", inner),
            Inline::Sup(inner) => ("sup", inner),
            Inline::Sub(inner) => ("sub", inner),
            Inline::Mark(inner) => ("mark", inner),
            Inline::Del(inner) => ("del", inner),
            Inline::Code(words) => return el("code").child(words.clone()).into(),
            Inline::Math(math) => return el("code").child(math.tex.clone()).into(),
            Inline::Link(link) => {
                let words = self.text(&link.text);
                return self.link(&link.href, words).into();
            }
            Inline::Ruby(ruby) => {
                let reading = el("rt").child(ruby.text.clone());
                let ruby = el("ruby").child(ruby.base.clone()).child(el("rp").child("("));
                return ruby.child(reading).child(el("rp").child(")")).into();
            }
            Inline::Note(blocks) => {
                self.notes.push(blocks);
                return el("sup").child(self.notes.len().to_string()).into();
            }
            Inline::Break => return el("br").into(),
            Inline::Unknown(_, value) => return words_of(value).into(),
        };
        el(tag).children(self.text(inner)).into()
    }

    /// A link to an absolute address; what leads nowhere safe stands as its words.
    fn link(&self, address: &str, words: Vec<Child>) -> Element {
        match self.absolute(address.trim()) {
            Some(address) => el("a").attr("href", address).children(words),
            None => el("span").children(words),
        }
    }

    fn absolute(&self, address: &str) -> Option<String> {
        let page = self.page.as_ref().filter(|_| href::is_safe(address))?;
        page.join(&self.common.addressing.link(address)).ok().map(String::from)
    }

    /// The notes, numbered as they are marked; a note may mark another.
    fn notes(&mut self) -> Option<Element> {
        let (mut items, mut at) = (Vec::new(), 0);
        while let Some(note) = self.notes.get(at).copied() {
            items.push(el("li").children(self.inside(note)));
            at += 1;
        }
        (!items.is_empty()).then(|| el("ol").children(items))
    }
}

fn words_of(value: &serde_json::Value) -> String {
    let mut words = String::new();
    unknown_words(value, &mut words);
    words
}
