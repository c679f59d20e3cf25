//! Renders every kind of block as an element.

use super::block_renderer::{BlockRenderer, element, text_children};
use super::inline::{new_tab_link, text};
use super::{figure, table};
use crate::article::block::{Code, Details, Embed, Foreign, Heading, List, Media, Quote};
use crate::article::text::push_unknown_text;
use crate::article::{Block, Text, href, typography};
use crate::components::built_view::{BuiltView, IntoBuilt};
use leptos::prelude::*;

/// Renders blocks in order.
pub(super) fn blocks<'a>(renderer: &mut BlockRenderer<'a>, items: &'a [Block]) -> Vec<BuiltView> {
    items.iter().map(|item| block(renderer, item, None)).collect()
}

/// Renders one block; `id` is its anchor.
pub(super) fn block<'a>(renderer: &mut BlockRenderer<'a>, item: &'a Block, id: Option<String>) -> BuiltView {
    renderer.previous_char = None;
    match item {
        Block::Heading(b) => heading(renderer, b, id),
        Block::Paragraph(words) => paragraph(renderer, words, id),
        Block::Quote(b) => quote(renderer, b, id),
        Block::Figure(b) => figure::figure(renderer, b, id),
        Block::List(b) => list(renderer, b, id),
        Block::Table(b) => table::table(renderer, b, id),
        Block::Code(b) => code(b, id),
        Block::Math(b) => element("p", id, Some("formula"), vec![formula(renderer, &b.tex)]),
        Block::Aside(items) => element("aside", id, Some("aside"), blocks(renderer, items)),
        Block::Details(b) => details(renderer, b, id),
        Block::Embed(b) => embed(renderer, b, id),
        Block::Media(b) => media(renderer, b, id),
        Block::Foreign(b) => foreign(renderer, b, id),
        Block::Rule => view! { <hr id=id/> }.into_built(),
        Block::Unknown(_, value) => {
            let mut content = String::new();
            push_unknown_text(value, &mut content);
            element("p", id, None, text_children(content))
        }
    }
}

/// A heading at its own level, but never more than one below the last.
fn heading<'a>(renderer: &mut BlockRenderer<'a>, heading: &'a Heading, id: Option<String>) -> BuiltView {
    renderer.level = heading.level.clamp(2, 6).min(renderer.level + 1);
    let tag = ["h2", "h3", "h4", "h5", "h6"][usize::from(renderer.level.clamp(2, 6)) - 2];
    let content = text(renderer, &heading.text);
    element(if content.is_empty() { "p" } else { tag }, id, None, content)
}

/// A paragraph; the first one begins with the dateline.
fn paragraph<'a>(renderer: &mut BlockRenderer<'a>, words: &'a Text, id: Option<String>) -> BuiltView {
    let mut content = Vec::new();
    if let Some(place) = renderer.dateline.take() {
        content.push(view! { <span class="dateline">{[&place, " —"].concat()}</span> }.into_built());
        content.push(" ".into_built());
    }
    content.extend(text(renderer, words));
    element("p", id, None, content)
}

fn quote<'a>(renderer: &mut BlockRenderer<'a>, quote: &'a Quote, id: Option<String>) -> BuiltView {
    let mut content = blocks(renderer, &quote.blocks);
    if let Some(cite) = quote.cite.as_deref().filter(|cite| !cite.is_empty()) {
        let cite = element("cite", None, None, text_children(typography::smarten_punctuation(cite, &renderer.lang)));
        content.push(element("p", None, Some("cite"), vec![cite]));
    }
    element("blockquote", id, Some(if quote.pull { "pull-quote" } else { "quoted" }), content)
}

fn list<'a>(renderer: &mut BlockRenderer<'a>, list: &'a List, id: Option<String>) -> BuiltView {
    let items: Vec<BuiltView> = list.items.iter().map(|item| list_item(renderer, item)).collect();
    if !list.ordered {
        return element("ul", id, None, items);
    }
    let start = list.start.filter(|start| *start != 1).map(|start| start.to_string());
    view! { <ol id=id start=start>{items}</ol> }.into_built()
}

/// A list item; one of a single paragraph is rendered without the paragraph's element.
fn list_item<'a>(renderer: &mut BlockRenderer<'a>, item: &'a [Block]) -> BuiltView {
    let content = match item {
        [Block::Paragraph(words)] => {
            renderer.previous_char = None;
            text(renderer, words)
        }
        _ => blocks(renderer, item),
    };
    element("li", None, None, content)
}

/// Program text; it can be scrolled with the keyboard.
fn code(code: &Code, id: Option<String>) -> BuiltView {
    view! {
        <pre id=id dir="ltr" translate="no" tabindex="0" class="code">
            <code data-language=code.language.clone()>{text_children(code.text.clone())}</code>
        </pre>
    }
    .into_built()
}

/// A formula, in TeX.
pub(super) fn formula(renderer: &BlockRenderer, tex: &str) -> BuiltView {
    view! {
        <code dir="ltr" translate="no" title=renderer.messages().formula class="math">
            {text_children(tex)}
        </code>
    }
    .into_built()
}

fn details<'a>(renderer: &mut BlockRenderer<'a>, details: &'a Details, id: Option<String>) -> BuiltView {
    let mut content = vec![element("summary", None, None, text(renderer, &details.summary))];
    content.extend(blocks(renderer, &details.blocks));
    element("details", id, Some("folded"), content)
}

fn embed(renderer: &BlockRenderer, embed: &Embed, id: Option<String>) -> BuiltView {
    let label = embed.provider.as_deref().unwrap_or(renderer.messages().embed);
    embed_card(renderer, label, embed.title.as_deref(), &embed.url, id)
}

fn media(renderer: &BlockRenderer, media: &Media, id: Option<String>) -> BuiltView {
    let messages = renderer.messages();
    let label = if media.kind == "audio" { messages.audio } else { messages.video };
    // A file of the corpus is linked by its path in the site, which gets the base like every other.
    let src = if media.src.starts_with("images/") { ["/", &media.src].concat() } else { media.src.clone() };
    embed_card(renderer, label, media.title.as_deref(), &src, id)
}

/// An embed of another site: a card that names the site, never a frame. Nothing is loaded before it is opened.
fn embed_card(renderer: &BlockRenderer, label: &str, title: Option<&str>, href: &str, id: Option<String>) -> BuiltView {
    let name = title
        .filter(|title| !title.is_empty())
        .map_or_else(|| href.to_owned(), |title| typography::smarten_punctuation(title, &renderer.lang));
    let label = match href::host(href.trim()) {
        Some(host) => [label, " · ", &renderer.messages().opens_host.fill([host])].concat(),
        None => label.to_owned(),
    };
    view! {
        <p id=id class="embed">
            <span class="embed-label">{text_children(label)}</span>
            " "
            {new_tab_link(renderer.context, href, text_children(name))}
        </p>
    }
    .into_built()
}

fn foreign<'a>(renderer: &mut BlockRenderer<'a>, foreign: &'a Foreign, id: Option<String>) -> BuiltView {
    let outer_lang = std::mem::replace(&mut renderer.lang, foreign.lang.clone());
    let content = blocks(renderer, &foreign.blocks);
    renderer.lang = outer_lang;
    view! {
        <div id=id lang=foreign.lang.clone() dir=foreign.direction().as_str() class="foreign">
            {content}
        </div>
    }
    .into_built()
}
