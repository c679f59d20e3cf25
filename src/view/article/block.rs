//! Every kind of block, an element each.

use super::inline::{link, text};
use super::pen::Pen;
use super::{figure, table};
use crate::article::block::{Code, Details, Foreign, Heading, List, Quote};
use crate::article::text::unknown_words;
use crate::article::{Block, Text, href, typography};
use crate::view::element::{Element, el};

/// Blocks in order.
pub(super) fn blocks<'a>(pen: &mut Pen<'a>, items: &'a [Block]) -> Vec<Element> {
    items.iter().map(|item| block(pen, item)).collect()
}

/// One block.
pub(super) fn block<'a>(pen: &mut Pen<'a>, item: &'a Block) -> Element {
    pen.before = None;
    match item {
        Block::Heading(b) => heading(pen, b),
        Block::Paragraph(words) => paragraph(pen, words),
        Block::Quote(b) => quote(pen, b),
        Block::Figure(b) => figure::figure(pen, b),
        Block::List(b) => list(pen, b),
        Block::Table(b) => table::table(pen, b),
        Block::Code(b) => code(b),
        Block::Math(b) => el("p").class("formula").child(formula(pen, &b.tex)),
        Block::Aside(items) => el("aside").class("aside").children(blocks(pen, items)),
        Block::Details(b) => details(pen, b),
        Block::Embed(b) => {
            let label = b.provider.as_deref().unwrap_or(pen.room.words_of(&pen.lang).0.embed).to_owned();
            outside(pen, label, b.title.as_deref(), &b.url)
        }
        Block::Media(b) => {
            let (words, _) = pen.room.words_of(&pen.lang);
            let label = if b.kind == "audio" { words.audio } else { words.video };
            let src = if b.src.starts_with("images/") { pen.room.file(&b.src) } else { b.src.clone() };
            outside(pen, label.to_owned(), b.title.as_deref(), &src)
        }
        Block::In(b) => foreign(pen, b),
        Block::Rule => el("hr"),
        Block::Unknown(_, value) => {
            let mut words = String::new();
            unknown_words(value, &mut words);
            el("p").child(words)
        }
    }
}

/// A heading at the level it asks for, but never more than one below the last.
fn heading<'a>(pen: &mut Pen<'a>, heading: &'a Heading) -> Element {
    pen.level = heading.level.clamp(2, 6).min(pen.level + 1);
    let tag = ["h2", "h3", "h4", "h5", "h6"][usize::from(pen.level.clamp(2, 6)) - 2];
    let words = text(pen, &heading.text);
    if words.is_empty() { el("p") } else { el(tag).children(words) }
}

/// A paragraph; the first one begins with the dateline.
fn paragraph<'a>(pen: &mut Pen<'a>, words: &'a Text) -> Element {
    let dateline = pen.dateline.take().map(|place| el("span").class("dateline").child([&place, " —"].concat()));
    let begins = dateline.is_some();
    let element = el("p").option(dateline);
    let element = if begins { element.child(" ") } else { element };
    element.children(text(pen, words))
}

fn quote<'a>(pen: &mut Pen<'a>, quote: &'a Quote) -> Element {
    let cite = quote
        .cite
        .as_deref()
        .filter(|c| !c.is_empty())
        .map(|cite| el("p").class("cite").child(el("cite").child(typography::set(cite, &pen.lang))));
    el("blockquote").class(if quote.pull { "pull" } else { "quoted" }).children(blocks(pen, &quote.blocks)).option(cite)
}

fn list<'a>(pen: &mut Pen<'a>, list: &'a List) -> Element {
    let start = list.start.filter(|start| list.ordered && *start != 1).map(|start| start.to_string());
    let items: Vec<Element> = list.items.iter().map(|item| list_item(pen, item)).collect();
    el(if list.ordered { "ol" } else { "ul" }).maybe("start", start).children(items)
}

/// An item of one paragraph stands without it.
fn list_item<'a>(pen: &mut Pen<'a>, item: &'a [Block]) -> Element {
    match item {
        [Block::Paragraph(words)] => {
            pen.before = None;
            el("li").children(text(pen, words))
        }
        _ => el("li").children(blocks(pen, item)),
    }
}

/// Program text; it can be scrolled by keyboard.
fn code(code: &Code) -> Element {
    let text = el("code").maybe("data-language", code.language.clone()).child(code.text.clone());
    el("pre").class("code").attr("dir", "ltr").attr("translate", "no").attr("tabindex", "0").child(text)
}

/// A formula, in TeX.
pub(super) fn formula(pen: &Pen, tex: &str) -> Element {
    let (words, _) = pen.room.words_of(&pen.lang);
    el("code").class("math").attr("dir", "ltr").attr("translate", "no").attr("title", words.formula).child(tex.to_owned())
}

fn details<'a>(pen: &mut Pen<'a>, details: &'a Details) -> Element {
    let summary = el("summary").children(text(pen, &details.summary));
    el("details").class("folded").child(summary).children(blocks(pen, &details.blocks))
}

/// What stands on another site: a card that says whose it is, never a frame. Nothing is loaded before it is opened.
fn outside(pen: &Pen, label: String, title: Option<&str>, href: &str) -> Element {
    let name = title.filter(|t| !t.is_empty()).map_or_else(|| href.to_owned(), |t| typography::set(t, &pen.lang));
    let label = match href::host(href.trim()) {
        Some(host) => [&label, " · ", &(pen.room.words_of(&pen.lang).0.opens)(host)].concat(),
        None => label,
    };
    let link = link(pen, href, vec![name.into()]).attr("target", "_blank");
    el("p").class("outside").child(el("span").class("outside-label").child(label)).child(" ").child(link)
}

fn foreign<'a>(pen: &mut Pen<'a>, foreign: &'a Foreign) -> Element {
    let around = std::mem::replace(&mut pen.lang, foreign.lang.clone());
    let inside = blocks(pen, &foreign.blocks);
    pen.lang = around;
    el("div").class("foreign").attr("lang", foreign.lang.clone()).attr("dir", foreign.direction().as_str()).children(inside)
}
