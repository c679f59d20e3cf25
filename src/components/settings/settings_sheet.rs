//! The sheet of settings, over an article.

use super::PreferenceChoices;
use crate::components::ui::Show;
use crate::stores::{use_preference_store, use_render_context};
use leptos::prelude::*;

/// The choices in a dialog while it is open, and a button that closes it.
#[component]
pub(crate) fn SettingsSheet() -> impl IntoView {
    let messages = use_render_context().messages;
    let preferences = use_preference_store();
    view! {
        <Show when=move || preferences.is_sheet_open.get()>
            <section role="dialog" aria-label=messages.settings tabindex="-1" class="sheet">
                <PreferenceChoices/>
                <div class="buttons">
                    <button type="button" class="button" on:click=move |_| preferences.close_sheet()>{messages.close}</button>
                </div>
            </section>
        </Show>
    }
}
