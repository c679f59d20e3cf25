//! A body: its blocks with their anchors, and after each block its notes.

use super::block::{block, blocks};
use super::block_renderer::BlockRenderer;
use super::figure;
use crate::article::{Article, Block, Figure, anchor};
use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::stores::RenderContext;
use leptos::prelude::*;

/// A rendered body.
pub(super) struct Body {
    /// The figure that opens it, rendered wide and apart from the text.
    pub(super) lead: Option<BuiltView>,
    /// All other blocks.
    pub(super) blocks: Vec<BuiltView>,
}

/// Renders the body of an article. `separates_lead` says that a figure at its start is rendered apart.
pub(super) fn render_body(context: &RenderContext, article: &Article, separates_lead: bool) -> Body {
    let mut renderer = body_renderer(context, article);
    let mut rendered = Body { lead: None, blocks: Vec::new() };
    let anchors = anchor::anchors(&article.body);
    for (at, (item, anchor)) in article.body.iter().zip(anchors).enumerate() {
        match lead_figure(&article.body).filter(|_| separates_lead && at == 0) {
            Some(lead) => rendered.lead = Some(figure::wide_figure(&mut renderer, lead, anchor)),
            None => rendered.blocks.push(block(&mut renderer, item, Some(anchor))),
        }
        rendered.blocks.extend(notes(&mut renderer));
    }
    rendered
}

/// Renders the body of an article to be read outside its page: without anchors, its notes at the end.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn standalone_body(context: &RenderContext, article: &Article) -> Vec<BuiltView> {
    let mut renderer = body_renderer(context, article);
    let (mut rendered, mut at_end) = (Vec::new(), Vec::new());
    for item in &article.body {
        rendered.push(block(&mut renderer, item, None));
        // Rendered here, notes have the numbers that they have on the page.
        at_end.extend(notes(&mut renderer));
    }
    rendered.extend(at_end);
    rendered
}

/// Renders the body of an article block by block, each with its notes, without anchors: for an editor that puts controls between them.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn body_by_block(context: &RenderContext, article: &Article) -> Vec<Vec<BuiltView>> {
    let mut renderer = body_renderer(context, article);
    let render = |item| {
        let mut rendered = vec![block(&mut renderer, item, None)];
        rendered.extend(notes(&mut renderer));
        rendered
    };
    article.body.iter().map(render).collect()
}

fn body_renderer<'a>(context: &'a RenderContext, article: &Article) -> BlockRenderer<'a> {
    let dateline = article.dateline.clone().filter(|dateline| !dateline.trim().is_empty());
    BlockRenderer { dateline, ..BlockRenderer::new(context, &article.lang) }
}

/// The figure that opens an article.
fn lead_figure(body: &[Block]) -> Option<&Figure> {
    match body.first() {
        Some(Block::Figure(figure)) if !figure.images.is_empty() => Some(figure),
        _ => None,
    }
}

/// Renders the pending notes, each with a link back to its reference; a note may refer to another.
fn notes(renderer: &mut BlockRenderer) -> Vec<BuiltView> {
    let mut rendered = Vec::new();
    while !renderer.notes.is_empty() {
        let (number, text) = renderer.notes.remove(0);
        rendered.push(note(renderer, number, text));
    }
    rendered
}

fn note<'a>(renderer: &mut BlockRenderer<'a>, number: u32, text: &'a [Block]) -> BuiltView {
    let messages = renderer.messages();
    let shown = renderer.note_number(number);
    let number = number.to_string();
    view! {
        <aside id=["note-", &number].concat() role="doc-footnote" aria-label=messages.note.fill([&shown]) class="note">
            <a href=["#mark-", &number].concat() role="doc-backlink" aria-label=messages.back_to_note.fill([&shown]) class="note-back">
                {shown.clone()}
            </a>
            {blocks(renderer, text)}
        </aside>
    }
    .into_built()
}
