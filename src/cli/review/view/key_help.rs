//! The line that says which keys there are.

use crate::cli::review::messages::ReviewMessages;
use crate::components::built_view::{BuiltView, IntoBuilt};
use leptos::prelude::*;

/// The keys and what they do. They need scripts, as the line does.
#[component]
pub(super) fn KeyHelp(
    /// The messages.
    messages: &'static ReviewMessages,
) -> impl IntoView {
    let items: Vec<BuiltView> = messages.key_help.iter().map(|(keys, action)| key_item(keys, action)).collect();
    view! {
        <footer class="key-help" aria-label=messages.keys>
            <dl>{items}</dl>
        </footer>
    }
}

fn key_item(keys: &'static [&'static str], action: &'static str) -> BuiltView {
    let keys: Vec<BuiltView> = keys.iter().map(|key| view! { <kbd>{*key}</kbd> }.into_built()).collect();
    view! {
        <div>
            <dt>{keys}</dt>
            <dd>{action}</dd>
        </div>
    }
    .into_built()
}
