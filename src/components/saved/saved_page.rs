//! `/saved/`: the articles saved on this device.

use crate::components::built_view::{BuiltChildren, IntoBuilt};
use crate::components::ui::UnscriptedNotice;
use crate::stores::use_render_context;
use leptos::prelude::*;

/// The page of the saved articles.
#[component]
pub(crate) fn SavedPage(
    /// The articles, or the waiting state.
    children: BuiltChildren,
) -> impl IntoView {
    let messages = use_render_context().messages;
    view! {
        <main id="main" tabindex="-1" class="frame page saved">
            <h1>{messages.saved}</h1>
            <p class="page-text">{messages.saved_storage_notice}</p>
            <UnscriptedNotice/>
            {children.render()}
        </main>
    }
    .into_built()
}
