//! Renders every kind of inline.

use super::block::formula;
use super::block_renderer::{BlockRenderer, element, text_children};
use crate::article::children::{Child, Role, for_each_inline_child};
use crate::article::text::push_unknown_text;
use crate::article::{Inline, Ruby, Text, href, typography};
use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::stores::RenderContext;
use leptos::prelude::*;

/// A text of the site's settings: its words and links; notes are left out.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn text_without_notes(context: &RenderContext, words: &Text, lang: &str) -> Vec<BuiltView> {
    text(&mut BlockRenderer::new(context, lang), words)
}

/// Renders the inlines of a text in order.
pub(super) fn text<'a>(renderer: &mut BlockRenderer<'a>, text: &'a Text) -> Vec<BuiltView> {
    let outer = renderer.next_char;
    let mut out = Vec::new();
    for (at, inline) in text.iter().enumerate() {
        renderer.next_char = text.iter().skip(at + 1).find_map(first_char).or(outer);
        out.extend(render_inline(renderer, inline));
    }
    renderer.next_char = outer;
    out
}

/// The first character that an inline shows, which decides the direction of a quote before it. The reference of a note belongs to
/// the text before it.
fn first_char(inline: &Inline) -> Option<char> {
    let mut first = None;
    for_each_inline_child(inline, &mut |child| {
        first = first.or_else(|| match child {
            Child::Words(Role::Body, words) => words.chars().next(),
            Child::Text(_, text) => text.iter().find_map(first_char),
            Child::Break => Some('\n'),
            Child::Unknown(value) => {
                let mut words = String::new();
                push_unknown_text(value, &mut words);
                words.chars().next()
            }
            Child::Words(..) | Child::Blocks(_) | Child::Extra(..) => None,
        });
    });
    first
}

/// Renders one inline; `None` if it has no text.
fn render_inline<'a>(renderer: &mut BlockRenderer<'a>, inline: &'a Inline) -> Option<BuiltView> {
    Some(match inline {
        Inline::Words(words) => return plain_text(renderer, words),
        Inline::Em(t) => text_element(renderer, "em", t),
        Inline::Strong(t) => text_element(renderer, "strong", t),
        Inline::Sup(t) => text_element(renderer, "sup", t),
        Inline::Sub(t) => text_element(renderer, "sub", t),
        Inline::Mark(t) => text_element(renderer, "mark", t),
        Inline::Del(t) => text_element(renderer, "del", t),
        Inline::Code(code) => {
            renderer.set_previous_char(code);
            view! { <code dir="ltr" translate="no">{text_children(code)}</code> }.into_built()
        }
        Inline::Link(l) => {
            let content = text(renderer, &l.text);
            link(renderer.context, &l.href, None, content)
        }
        Inline::Math(m) => {
            renderer.set_previous_char(&m.tex);
            formula(renderer, &m.tex)
        }
        Inline::Ruby(r) => {
            renderer.set_previous_char(&r.base);
            ruby(r)
        }
        Inline::Note(blocks) => {
            renderer.note_count += 1;
            renderer.notes.push((renderer.note_count, blocks));
            note_reference(renderer)
        }
        Inline::Break => {
            renderer.set_previous_char("\n");
            view! { <br/> }.into_built()
        }
        Inline::Unknown(_, value) => {
            let mut words = String::new();
            push_unknown_text(value, &mut words);
            return plain_text(renderer, &words);
        }
    })
}

fn text_element<'a>(renderer: &mut BlockRenderer<'a>, tag: &'static str, content: &'a Text) -> BuiltView {
    element(tag, None, None, text(renderer, content))
}

/// Renders plain text with typographic quotes.
fn plain_text(renderer: &mut BlockRenderer, words: &str) -> Option<BuiltView> {
    if words.is_empty() {
        return None;
    }
    let shown = typography::smarten_run(words, &renderer.lang, renderer.previous_char, renderer.next_char);
    renderer.set_previous_char(words);
    Some(shown.into_built())
}

/// A link; an address that fails `href::is_safe` is rendered as text.
pub(crate) fn link(context: &RenderContext, href: &str, class: Option<&'static str>, content: Vec<BuiltView>) -> BuiltView {
    link_element(context, href, None, class, content)
}

/// A link that opens in a new tab.
pub(super) fn new_tab_link(context: &RenderContext, href: &str, content: Vec<BuiltView>) -> BuiltView {
    link_element(context, href, Some("_blank"), None, content)
}

/// The element of a link. A page that it opens gets no reference to this one.
fn link_element(
    context: &RenderContext,
    href: &str,
    target: Option<&'static str>,
    class: Option<&'static str>,
    content: Vec<BuiltView>,
) -> BuiltView {
    let href = href.trim();
    if !href::is_safe(href) {
        return element("span", None, class, content);
    }
    let rel = href::host(href).map(|_| "noopener");
    let link = view! { <a href=context.urls.resolve_link(href) rel=rel target=target>{content}</a> };
    link.attr("class", class).into_built()
}

/// Characters with their reading, in brackets where ruby is unsupported.
fn ruby(ruby: &Ruby) -> BuiltView {
    let mut content = text_children(&ruby.base);
    content.push(element("rp", None, None, text_children("(")));
    content.push(element("rt", None, None, text_children(&ruby.text)));
    content.push(element("rp", None, None, text_children(")")));
    element("ruby", None, None, content)
}

fn note_reference(renderer: &BlockRenderer) -> BuiltView {
    let number = renderer.note_count.to_string();
    let shown = renderer.note_number(renderer.note_count);
    let label = renderer.messages().note.fill([&shown]);
    view! {
        <sup class="note-mark">
            <a id=["mark-", &number].concat() href=["#note-", &number].concat() role="doc-noteref" aria-label=label>
                {shown}
            </a>
        </sup>
    }
    .into_built()
}
