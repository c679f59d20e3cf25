//! The text of an article as a feed carries it: plain HTML that every feed reader shows, its addresses absolute.
//!
//! Classes, marks and slots of the page become plain elements here; notes stand at the end.

use super::super::head::SiteContext;
use super::super::markup::escape;
use super::item::strip_non_xml_chars;
use crate::article::block::{Details, Figure, Image, List, Quote};
use crate::article::language::Direction;
use crate::article::text::push_unknown_text;
use crate::article::{Article, Block, Cell, Inline, Table, Text, href};
use url::Url;

/// The text of an article whose page has this address.
pub(super) fn html(site_context: &SiteContext, article: &Article, address: &str) -> String {
    let mut writer = Writer { site_context, page: Url::parse(address).ok(), notes: Vec::new() };
    let body = writer.blocks(&article.body);
    let html = [body, writer.notes()].concat();
    match article.direction() {
        Direction::Ltr => html,
        Direction::Rtl => element("div", &[("dir", Some("rtl"))], &html),
    }
}

/// The start tag of an element; an attribute without a value is left out.
fn start_tag(tag: &str, attributes: &[(&str, Option<&str>)]) -> String {
    let written = attributes.iter().filter_map(|(name, value)| Some([" ", name, "=\"", &escape_text(value.as_ref()?), "\""].concat()));
    ["<", tag, &written.collect::<String>(), ">"].concat()
}

/// Wraps HTML in an element.
fn element(tag: &str, attributes: &[(&str, Option<&str>)], inner: &str) -> String {
    [&start_tag(tag, attributes), inner, "</", tag, ">"].concat()
}

/// Wraps HTML in an element without attributes.
fn wrap(tag: &str, inner: &str) -> String {
    element(tag, &[], inner)
}

/// Escapes text as HTML, without characters that XML does not allow.
fn escape_text(text: &str) -> String {
    escape(&strip_non_xml_chars(text))
}

fn code_element(text: &str) -> String {
    wrap("code", &escape_text(text))
}

/// Writes a text from its start to its end.
struct Writer<'a> {
    site_context: &'a SiteContext<'a>,
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
            Block::Heading(heading) => wrap(&format!("h{}", heading.level.clamp(2, 6)), &self.text(&heading.text)),
            Block::Paragraph(text) => wrap("p", &self.text(text)),
            Block::Quote(quote) => self.quote(quote),
            Block::Figure(figure) => self.figure(figure),
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            Block::Code(listing) => wrap("pre", &code_element(&listing.text)),
            Block::Math(math) => wrap("p", &code_element(&math.tex)),
            Block::Aside(blocks) => wrap("aside", &self.blocks(blocks)),
            Block::Details(details) => self.details(details),
            Block::Embed(embed) => self.external_link(&embed.url, embed.title.as_deref().or(embed.provider.as_deref())),
            Block::Media(media) => self.external_link(&media.src, media.title.as_deref()),
            Block::Foreign(foreign) => {
                let attributes = [("lang", Some(foreign.lang.as_str())), ("dir", Some(foreign.direction().as_str()))];
                element("div", &attributes, &self.blocks(&foreign.blocks))
            }
            Block::Rule => start_tag("hr", &[]),
            Block::Unknown(_, value) => wrap("p", &unknown_node(value)),
        }
    }

    fn quote(&mut self, quote: &'a Quote) -> String {
        let blocks = self.blocks(&quote.blocks);
        let cite = quote.cite.as_deref().filter(|cite| !cite.trim().is_empty());
        let cite = cite.map(|cite| wrap("p", &wrap("cite", &escape_text(cite)))).unwrap_or_default();
        wrap("blockquote", &[blocks, cite].concat())
    }

    fn figure(&mut self, figure: &'a Figure) -> String {
        let images: String = figure.images.iter().filter_map(|image| self.image(image)).collect();
        let credit = figure.credit.as_deref().map(|credit| wrap("cite", &escape_text(credit)));
        let lines = [(!figure.caption.is_empty()).then(|| self.text(&figure.caption)), credit];
        let lines: Vec<String> = lines.into_iter().flatten().collect();
        let has_caption = !figure.caption.is_empty() || figure.credit.as_deref().is_some_and(|credit| !credit.is_empty());
        let caption = if has_caption { wrap("figcaption", &lines.join(&start_tag("br", &[]))) } else { String::new() };
        wrap("figure", &[images, caption].concat())
    }

    fn image(&self, image: &Image) -> Option<String> {
        let size = |pixels: u32| (pixels > 0).then(|| pixels.to_string());
        let src = self.site_context.absolute_file_url(&image.src)?;
        let (width, height) = (size(image.width), size(image.height));
        let attributes = [("src", Some(&*src)), ("alt", Some(&*image.alt)), ("width", width.as_deref()), ("height", height.as_deref())];
        Some(start_tag("img", &attributes))
    }

    fn list(&mut self, list: &'a List) -> String {
        let first = list.start.filter(|start| list.ordered && *start != 1).map(|start| start.to_string());
        let items: String = list.items.iter().map(|item| wrap("li", &self.item_content(item))).collect();
        element(if list.ordered { "ol" } else { "ul" }, &[("start", first.as_deref())], &items)
    }

    /// Blocks inside an item; a single paragraph is written without its element.
    fn item_content(&mut self, blocks: &'a [Block]) -> String {
        match blocks {
            [Block::Paragraph(text)] => self.text(text),
            _ => self.blocks(blocks),
        }
    }

    fn table(&mut self, table: &'a Table) -> String {
        let mut inner = String::new();
        if !table.caption.is_empty() {
            inner.push_str(&wrap("caption", &self.text(&table.caption)));
        }
        if !table.head.is_empty() {
            inner.push_str(&wrap("thead", &self.row(&table.head, true)));
        }
        let rows: String = table.rows.iter().map(|row| self.row(row, false)).collect();
        inner.push_str(&wrap("tbody", &rows));
        wrap("table", &inner)
    }

    fn row(&mut self, cells: &'a [Cell], heads: bool) -> String {
        let span = |count: Option<u32>| count.filter(|count| *count > 1).map(|count| count.min(1000).to_string());
        let cell = |Cell(cell): &'a Cell| {
            let tag = if heads || cell.head { "th" } else { "td" };
            let (columns, rows) = (span(cell.colspan), span(cell.rowspan));
            element(tag, &[("colspan", columns.as_deref()), ("rowspan", rows.as_deref())], &self.text(&cell.text))
        };
        wrap("tr", &cells.iter().map(cell).collect::<String>())
    }

    fn details(&mut self, details: &'a Details) -> String {
        let summary = wrap("summary", &self.text(&details.summary));
        wrap("details", &[summary, self.blocks(&details.blocks)].concat())
    }

    /// External content: a link.
    fn external_link(&self, address: &str, title: Option<&str>) -> String {
        let name = title.filter(|title| !title.trim().is_empty()).unwrap_or(address);
        let address = if address.starts_with("images/") {
            self.site_context.absolute_file_url(address).unwrap_or_default()
        } else {
            address.to_owned()
        };
        wrap("p", &self.link(&address, &escape_text(name)))
    }

    fn text(&mut self, text: &'a Text) -> String {
        text.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&mut self, inline: &'a Inline) -> String {
        match inline {
            Inline::Words(text) => escape_text(text),
            Inline::Em(inner) => wrap("em", &self.text(inner)),
            Inline::Strong(inner) => wrap("strong", &self.text(inner)),
            Inline::Sup(inner) => wrap("sup", &self.text(inner)),
            Inline::Sub(inner) => wrap("sub", &self.text(inner)),
            Inline::Mark(inner) => wrap("mark", &self.text(inner)),
            Inline::Del(inner) => wrap("del", &self.text(inner)),
            Inline::Code(text) => code_element(text),
            Inline::Math(math) => code_element(&math.tex),
            Inline::Link(link) => {
                let inner = self.text(&link.text);
                self.link(&link.href, &inner)
            }
            Inline::Ruby(ruby) => {
                let reading = [wrap("rp", "("), wrap("rt", &escape_text(&ruby.text)), wrap("rp", ")")].concat();
                wrap("ruby", &[escape_text(&ruby.base), reading].concat())
            }
            Inline::Note(blocks) => {
                self.notes.push(blocks);
                wrap("sup", &self.notes.len().to_string())
            }
            Inline::Break => start_tag("br", &[]),
            Inline::Unknown(_, value) => unknown_node(value),
        }
    }

    /// A link to an absolute address; an unsafe link becomes its text.
    fn link(&self, address: &str, inner: &str) -> String {
        match self.resolve_url(address.trim()) {
            Some(address) => element("a", &[("href", Some(&address))], inner),
            None => wrap("span", inner),
        }
    }

    fn resolve_url(&self, address: &str) -> Option<String> {
        let page = self.page.as_ref().filter(|_| href::is_safe(address))?;
        page.join(&self.site_context.urls.resolve_link(address)).ok().map(String::from)
    }

    /// The notes, numbered in the order of their references; a note may reference another.
    fn notes(&mut self) -> String {
        let (mut items, mut at) = (String::new(), 0);
        while let Some(note) = self.notes.get(at).copied() {
            items.push_str(&wrap("li", &self.item_content(note)));
            at += 1;
        }
        if items.is_empty() { items } else { wrap("ol", &items) }
    }
}

/// The text of an unknown node, as HTML.
fn unknown_node(value: &serde_json::Value) -> String {
    let mut text = String::new();
    push_unknown_text(value, &mut text);
    escape_text(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::build::SiteTarget;
    use crate::corpus::{Site, UrlBuilder};

    fn render(article: &str) -> String {
        let (site, urls) = (Site::default(), UrlBuilder::for_site("/room/"));
        let origin = Some("https://a.example".to_owned());
        let target = SiteTarget::default();
        let site_context = SiteContext {
            target: &target,
            site: &site,
            urls: &urls,
            origin,
            policies: None,
            icons: Default::default(),
            tab_icon_href: String::new(),
            offline_messages: None,
            preview: None,
            listing_digest: String::new(),
        };
        html(&site_context, &serde_json::from_str(article).unwrap(), "https://a.example/room/article/x/")
    }

    #[test]
    fn text_is_escaped_and_urls_are_absolute() {
        let html = render(
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
    fn notes_are_collected_at_the_end() {
        let note = r#"{"note":[{"paragraph":["one",{"note":[{"paragraph":["two"]},"rule"]}]}]}"#;
        let html = render(&format!(r#"{{"id":"x","lang":"ar","title":"T","body":[{{"paragraph":["a",{note}]}}]}}"#));
        let notes = "<ol><li>one<sup>2</sup></li><li><p>two</p><hr></li></ol>";
        assert_eq!(html, format!("<div dir=\"rtl\"><p>a<sup>1</sup></p>{notes}</div>"));
    }
}
