//! One block of the article, with the buttons that change it.

use super::article_review::{ArticleReview, SourceState};
use super::form_fields::{hidden_fields, line_count, textarea_content};
use crate::article::Block;
use crate::cli::review::edit::BlockKind;
use crate::cli::review::edit::retype::is_retypable;
use crate::cli::review::edit::texts::plain_texts;
use crate::cli::review::inert_page::block_id;
use crate::components::built_view::{BuiltView, IntoBuilt};
use leptos::prelude::*;
use std::sync::Arc;

/// A block as readers see it, and a form with its buttons and texts.
#[component]
pub(super) fn BlockEditor(
    /// The article.
    shown: Arc<ArticleReview>,
    /// The number of the block, from 0.
    at: usize,
    /// The block as it is rendered.
    content: Vec<BuiltView>,
) -> impl IntoView {
    let article = &shown.open.article;
    let block = article.body.get(at)?;
    let number = (at + 1).to_string();
    let kind = shown.messages.block_kind(block);
    let label = shown.messages.block.fill([&kind, &number]);
    let view = view! {
        <div id=["block-", &at.to_string()].concat() tabindex="-1" role="group" aria-label=label class="block">
            <div lang=article.lang.clone() dir=article.direction().as_str() class="text">{content}</div>
            <form method="post" action=shown.address() class="block-form">
                {hidden_fields(&shown)}
                <input type="hidden" name="block" value=at.to_string()/>
                <div class="tools">
                    <span class="kind">{kind}</span>
                    {buttons(&shown, at, &number)}
                    {source_link(&shown, at, &number)}
                </div>
                {details(&shown, block, at, &number)}
            </form>
        </div>
    };
    Some(view)
}

/// A button whose name says which block it is of.
fn button(action: &'static str, shown: &'static str, label: &str, number: &str, class: &'static str) -> BuiltView {
    let label = [label, " ", number].concat();
    view! { <button name="action" value=action aria-label=label class=class>{shown}</button> }.into_built()
}

fn buttons(shown: &ArticleReview, at: usize, number: &str) -> Vec<BuiltView> {
    let (messages, last) = (shown.messages, shown.open.article.body.len().saturating_sub(1));
    let remove = button("remove", messages.remove, messages.remove, number, "tool remove");
    let up = (at > 0).then(|| button("up", "↑", messages.move_up, number, "tool arrow"));
    let down = (at < last).then(|| button("down", "↓", messages.move_down, number, "tool arrow"));
    [Some(remove), up, down].into_iter().flatten().collect()
}

/// Leads to the same words in the source, where they are a paragraph of their own.
fn source_link(shown: &ArticleReview, at: usize, number: &str) -> Option<BuiltView> {
    let is_page = matches!(shown.source, SourceState::Page { .. });
    let href = [&shown.source_address(), "#", &block_id(at)].concat();
    let label = [shown.messages.find_in_source, " ", number].concat();
    let link =
        || view! { <a href=href target="source" aria-label=label class="tool find">{shown.messages.find_in_source}</a> }.into_built();
    is_page.then(link)
}

/// The texts of the block, and the kinds that it can be made.
fn details(shown: &ArticleReview, block: &Block, at: usize, number: &str) -> Option<BuiltView> {
    let texts = plain_texts(block);
    let view = || {
        let summary = [shown.messages.change, " ", number].concat();
        view! {
            <details class="edit">
                <summary aria-label=summary class="tool">{shown.messages.change}</summary>
                <div class="edit-texts">
                    {texts.iter().enumerate().map(|(part, text)| text_field(shown, text, (at, part), texts.len())).collect::<Vec<_>>()}
                    <button name="action" value="text" class="button primary">{shown.messages.save_text}</button>
                </div>
                {is_retypable(block).then(|| kinds(shown, block))}
            </details>
        }
        .into_built()
    };
    (!texts.is_empty()).then(view)
}

fn text_field(shown: &ArticleReview, text: &str, (at, part): (usize, usize), parts: usize) -> BuiltView {
    let id = format!("text-{at}-{part}");
    let label = if parts > 1 {
        shown.messages.text_of.fill([shown.messages.text, &(part + 1).to_string()])
    } else {
        shown.messages.text.to_owned()
    };
    let article = &shown.open.article;
    view! {
        <label for=id.clone()>{label}</label>
        <textarea id=id name="text" rows=line_count(text) lang=article.lang.clone() dir=article.direction().as_str()>
            {textarea_content(text)}
        </textarea>
    }
    .into_built()
}

fn kinds(shown: &ArticleReview, block: &Block) -> BuiltView {
    let own = BlockKind::of(block);
    let others = BlockKind::ALL.into_iter().filter(|kind| Some(*kind) != own);
    let buttons: Vec<BuiltView> = others
        .map(|kind| {
            let action = ["make:", kind.name()].concat();
            view! { <button name="action" value=action class="chip-button">{shown.messages.kind(kind)}</button> }.into_built()
        })
        .collect();
    view! {
        <fieldset class="kinds">
            <legend>{shown.messages.make_it}</legend>
            {buttons}
        </fieldset>
    }
    .into_built()
}
