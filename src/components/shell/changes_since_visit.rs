//! The changes since the last visit.

use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::corpus::Route;
use crate::messages::offline::OfflineMessages;
use crate::messages::stored::Message;
use crate::messages::template::fill_placeholders;
use crate::state::offline_copies::{ChangeGroup, ChangeKind, plural_form};
use crate::stores::{RenderContext, use_render_context};
use leptos::prelude::*;
use std::sync::Arc;

/// How many articles are new, corrected and withdrawn; below, folded, the first of each.
#[component]
pub(crate) fn ChangesSinceVisit(
    /// The changed articles.
    changes: Vec<ChangeGroup>,
    /// The messages of offline reading.
    messages: Arc<OfflineMessages>,
) -> impl IntoView {
    let context = use_render_context();
    let counts: Vec<String> = changes.iter().map(|group| change_count(group, &messages, &context)).collect();
    let summary = [&*messages.changes_since_visit, &counts.join(&messages.change_separator)].concat();
    let lists: Vec<BuiltView> =
        changes.into_iter().zip(counts).map(|(group, count)| change_list(group, count, &messages, &context)).collect();
    view! {
        <div class="changes">
            <details>
                <summary>{summary}</summary>
                {lists}
            </details>
        </div>
    }
}

fn change_count(group: &ChangeGroup, messages: &OfflineMessages, context: &RenderContext) -> String {
    let forms: &[Message; 2] = match group.kind {
        ChangeKind::New => &messages.new,
        ChangeKind::Corrected => &messages.corrected,
        ChangeKind::Withdrawn => &messages.withdrawn,
    };
    fill_placeholders(plural_form::<Message>(forms, group.count), &[("n", &context.number(group.count))])
}

fn change_list(group: ChangeGroup, count: String, messages: &OfflineMessages, context: &RenderContext) -> BuiltView {
    let more = group.count.saturating_sub(group.named.len() as u32);
    let item = |(id, title): (String, Option<String>)| {
        let href = context.href(&Route::article(&id));
        view! { <li><a href=href dir="auto">{title.unwrap_or(id)}</a></li> }.into_built()
    };
    let mut items: Vec<BuiltView> = group.named.into_iter().map(item).collect();
    if more > 0 {
        items.push(view! { <li>{fill_placeholders(&messages.more_changes, &[("n", &context.number(more))])}</li> }.into_built());
    }
    view! {
        <p>{count}</p>
        <ul>{items}</ul>
    }
    .into_built()
}
