//! `/settings/`: theme, type, and the data stored on this device.

use super::{PreferenceChoices, StoredOnDevice};
use crate::components::built_view::IntoBuilt;
use crate::components::ui::UnscriptedNotice;
use crate::stores::use_render_context;
use leptos::prelude::*;

/// The page of the settings.
#[component]
pub(crate) fn SettingsPage() -> impl IntoView {
    let messages = use_render_context().messages;
    view! {
        <main id="main" tabindex="-1" class="frame page settings">
            <h1>{messages.settings}</h1>
            <UnscriptedNotice/>
            <PreferenceChoices/>
            <StoredOnDevice/>
        </main>
    }
    .into_built()
}
