//! `/notebook/`: the page of the notebook, which its program fills.

use crate::components::built_view::IntoBuilt;
use crate::components::ui::{UnscriptedNotice, Waiting};
use crate::stores::use_render_context;
use leptos::prelude::*;

/// The heading of the notebook, where it is stored, and the slot of its content.
#[component]
pub(crate) fn NotebookPage() -> impl IntoView {
    let messages = use_render_context().messages;
    view! {
        <main id="main" tabindex="-1" class="frame page notebook">
            <h1>{messages.notebook}</h1>
            <p class="page-text">{messages.build.notebook_explanation}</p>
            <UnscriptedNotice/>
            <div data-slot="notebook" class="notebook-content">
                <div class="scripted"><Waiting/></div>
            </div>
        </main>
    }
    .into_built()
}
