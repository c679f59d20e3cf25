//! The text of an article as a feed carries it: plain HTML that every feed reader shows, its addresses absolute.
//!
//! Classes, marks and slots of the page become plain elements here; notes stand at the end.

use super::super::head::SiteContext;
use super::super::markup::escape;
use super::item::clean;
use crate::article::block::{Details, Figure, Image, List, Quote};
use crate::article::language::Direction;
use crate::article::text::unknown_words;
use crate::article::{Article, Block, Cell, Inline, Table, Text, href};
use url::Url;

/// The text of an article whose page has this address.
pub(super) fn html(common: &SiteContext, article: &Article, address: &str) -> String {
    let mut writer = Writer { common, page: Url::parse(address).ok(), notes: Vec::new() };
    let body = writer.blocks(&article.body);
    let html = [body, writer.notes()].concat();
    match article.direction() {
        Direction::Ltr => html,
        Direction::Rtl => element("div", &[("dir", Some("rtl"))], &html),
    }
}

/// The start tag of an element; an attribute without a value is left out.
fn start(tag: &str, attributes: &[(&str, Option<&str>)]) -> String {
    let written = attributes.iter().filter_map(|(name, value)| Some([" ", name, "=\"", &words(value.as_ref()?), "\""].concat()));
    ["<", tag, &written.collect::<String>(), ">"].concat()
}

/// Wraps HTML in an element.
fn element(tag: &str, attributes: &[(&str, Option<&str>)], inner: &str) -> String {
    [&start(tag, attributes), inner, "</", tag, ">"].concat()
}

/// Wraps HTML in an element without attributes.
fn around(tag: &str, inner: &str) -> String {
    element(tag, &[], inner)
}

/// Escapes text as HTML, without characters that XML does not allow.
fn words(words: &str) -> String {
    escape(&clean(words))
}

fn code(text: &str) -> String {
    around("code", &words(text))
}

/// Writes a text from its start to its end.
struct Writer<'a> {
    common: &'a SiteContext<'a>,
    /// The page's address, the base of relative addresses.
    page: Option<Url>,
    /// The notes whose references are written.
    notes: Vec<&'a [Block]>,
}

impl<'a> Writer<'a> {
    fn blocks(&mut self, blocks: &'a [Block]) -> String {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &'a Block) -> String {
        match block {
            Block::Heading(heading) => around(&format!("h{}", heading.level.clamp(2, 6)), &self.text(&heading.text)),
            Block::Paragraph(text) => around("p", &self.text(text)),
            Block::Quote(quote) => self.quote(quote),
            Block::Figure(figure) => self.figure(figure),
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            Block::Code(listing) => around("pre", &code(&listing.text)),
            Block::Math(math) => around("p", &code(&math.tex)),
            Block::Aside(blocks) => around("aside", &self.blocks(blocks)),
            Block::Details(details) => self.details(details),
            Block::Embed(embed) => self.outside(&embed.url, embed.title.as_deref().or(embed.provider.as_deref())),
            Block::Media(media) => self.outside(&media.src, media.title.as_deref()),
            Block::In(foreign) => {
                let attributes = [("lang", Some(foreign.lang.as_str())), ("dir", Some(foreign.direction().as_str()))];
                element("div", &attributes, &self.blocks(&foreign.blocks))
            }
            Block::Rule => start("hr", &[]),
            Block::Unknown(_, value) => around("p", &unknown(value)),
        }
    }

    fn quote(&mut self, quote: &'a Quote) -> String {
        let blocks = self.blocks(&quote.blocks);
        let cite = quote.cite.as_deref().filter(|cite| !cite.trim().is_empty());
        let cite = cite.map(|cite| around("p", &around("cite", &words(cite)))).unwrap_or_default();
        around("blockquote", &[blocks, cite].concat())
    }

    fn figure(&mut self, figure: &'a Figure) -> String {
        let images: String = figure.images.iter().filter_map(|image| self.image(image)).collect();
        let credit = figure.credit.as_deref().map(|credit| around("cite", &words(credit)));
        let lines = [(!figure.caption.is_empty()).then(|| self.text(&figure.caption)), credit];
        let lines: Vec<String> = lines.into_iter().flatten().collect();
        let is_said = !figure.caption.is_empty() || figure.credit.as_deref().is_some_and(|credit| !credit.is_empty());
        let caption = if is_said { around("figcaption", &lines.join(&start("br", &[]))) } else { String::new() };
        around("figure", &[images, caption].concat())
    }

    fn image(&self, image: &Image) -> Option<String> {
        let size = |pixels: u32| (pixels > 0).then(|| pixels.to_string());
        let src = self.common.absolute_file(&image.src)?;
        let (width, height) = (size(image.width), size(image.height));
        let attributes = [("src", Some(&*src)), ("alt", Some(&*image.alt)), ("width", width.as_deref()), ("height", height.as_deref())];
        Some(start("img", &attributes))
    }

    fn list(&mut self, list: &'a List) -> String {
        let first = list.start.filter(|start| list.ordered && *start != 1).map(|start| start.to_string());
        let items: String = list.items.iter().map(|item| around("li", &self.inside(item))).collect();
        element(if list.ordered { "ol" } else { "ul" }, &[("start", first.as_deref())], &items)
    }

    /// Blocks inside an item; a single paragraph is written without its element.
    fn inside(&mut self, blocks: &'a [Block]) -> String {
        match blocks {
            [Block::Paragraph(text)] => self.text(text),
            _ => self.blocks(blocks),
        }
    }

    fn table(&mut self, table: &'a Table) -> String {
        let mut inner = String::new();
        if !table.caption.is_empty() {
            inner.push_str(&around("caption", &self.text(&table.caption)));
        }
        if !table.head.is_empty() {
            inner.push_str(&around("thead", &self.row(&table.head, true)));
        }
        let rows: String = table.rows.iter().map(|row| self.row(row, false)).collect();
        inner.push_str(&around("tbody", &rows));
        around("table", &inner)
    }

    fn row(&mut self, cells: &'a [Cell], heads: bool) -> String {
        let span = |count: Option<u32>| count.filter(|count| *count > 1).map(|count| count.min(1000).to_string());
        let cell = |Cell(cell): &'a Cell| {
            let tag = if heads || cell.head { "th" } else { "td" };
            let (columns, rows) = (span(cell.colspan), span(cell.rowspan));
            element(tag, &[("colspan", columns.as_deref()), ("rowspan", rows.as_deref())], &self.text(&cell.text))
        };
        around("tr", &cells.iter().map(cell).collect::<String>())
    }

    fn details(&mut self, details: &'a Details) -> String {
        let summary = around("summary", &self.text(&details.summary));
        around("details", &[summary, self.blocks(&details.blocks)].concat())
    }

    /// External content: a link.
    fn outside(&self, address: &str, title: Option<&str>) -> String {
        let name = title.filter(|title| !title.trim().is_empty()).unwrap_or(address);
        let address =
            if address.starts_with("images/") { self.common.absolute_file(address).unwrap_or_default() } else { address.to_owned() };
        around("p", &self.link(&address, &words(name)))
    }

    fn text(&mut self, text: &'a Text) -> String {
        text.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&mut self, inline: &'a Inline) -> String {
        match inline {
            Inline::Words(text) => words(text),
            Inline::Em(inner) => around("em", &self.text(inner)),
            Inline::Strong(inner) => around("strong", &self.text(inner)),
            Inline::Sup(inner) => around("sup", &self.text(inner)),
            Inline::Sub(inner) => around("sub", &self.text(inner)),
            Inline::Mark(inner) => around("mark", &self.text(inner)),
            Inline::Del(inner) => around("del", &self.text(inner)),
            Inline::Code(text) => code(text),
            Inline::Math(math) => code(&math.tex),
            Inline::Link(link) => {
                let inner = self.text(&link.text);
                self.link(&link.href, &inner)
            }
            Inline::Ruby(ruby) => {
                let reading = [around("rp", "("), around("rt", &words(&ruby.text)), around("rp", ")")].concat();
                around("ruby", &[words(&ruby.base), reading].concat())
            }
            Inline::Note(blocks) => {
                self.notes.push(blocks);
                around("sup", &self.notes.len().to_string())
            }
            Inline::Break => start("br", &[]),
            Inline::Unknown(_, value) => unknown(value),
        }
    }

    /// A link to an absolute address; an unsafe link becomes its text.
    fn link(&self, address: &str, inner: &str) -> String {
        match self.absolute(address.trim()) {
            Some(address) => element("a", &[("href", Some(&address))], inner),
            None => around("span", inner),
        }
    }

    fn absolute(&self, address: &str) -> Option<String> {
        let page = self.page.as_ref().filter(|_| href::is_safe(address))?;
        page.join(&self.common.addressing.link(address)).ok().map(String::from)
    }

    /// The notes, numbered in the order of their references; a note may reference another.
    fn notes(&mut self) -> String {
        let (mut items, mut at) = (String::new(), 0);
        while let Some(note) = self.notes.get(at).copied() {
            items.push_str(&around("li", &self.inside(note)));
            at += 1;
        }
        if items.is_empty() { items } else { around("ol", &items) }
    }
}

/// The text of an unknown node, as HTML.
fn unknown(value: &serde_json::Value) -> String {
    let mut text = String::new();
    unknown_words(value, &mut text);
    words(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Site, UrlBuilder};

    fn written(article: &str) -> String {
        let (site, addressing) = (Site::default(), UrlBuilder::site("/room/"));
        let origin = Some("https://a.example".to_owned());
        let (icons, offline) = (Default::default(), String::new());
        let common = SiteContext {
            site: &site,
            addressing: &addressing,
            origin,
            policies: None,
            icons,
            offline,
            preview: None,
            mark: String::new(),
        };
        html(&common, &serde_json::from_str(article).unwrap(), "https://a.example/room/article/x/")
    }

    #[test]
    fn words_are_escaped_and_addresses_absolute() {
        let html = written(
            r#"{"id":"x","lang":"en","title":"T","body":[{"paragraph":["1 < 2 \u0007\"",{"break":null},{"link":{"href":"/b/","text":["in"]}},
            {"link":{"href":"javascript:x","text":["bad"]}}]},{"figure":{"images":[{"src":"images/a.svg","alt":"\"a\""}],"credit":"C"}}]}"#,
        );
        assert_eq!(
            html,
            "<p>1 &lt; 2 &quot;<br><a href=\"https://a.example/room/b/\">in</a><span>bad</span></p>\
            <figure><img src=\"https://a.example/room/images/a.svg\" alt=\"&quot;a&quot;\"><figcaption><cite>C</cite></figcaption></figure>"
        );
    }

    #[test]
    fn notes_stand_at_the_end_and_may_mark_another() {
        let note = r#"{"note":[{"paragraph":["one",{"note":[{"paragraph":["two"]},"rule"]}]}]}"#;
        let html = written(&format!(r#"{{"id":"x","lang":"ar","title":"T","body":[{{"paragraph":["a",{note}]}}]}}"#));
        let notes = "<ol><li>one<sup>2</sup></li><li><p>two</p><hr></li></ol>";
        assert_eq!(html, format!("<div dir=\"rtl\"><p>a<sup>1</sup></p>{notes}</div>"));
    }
}
