//! The data stored on this device.

use crate::components::built_view::{IntoBuilt, dynamic};
use crate::components::ui::Show;
use crate::state::StoredCounts;
use crate::stores::{RenderContext, use_local_store, use_render_context};
use leptos::prelude::*;

/// Lists the data stored on this device, with a button that erases it when pressed twice.
#[component]
pub(crate) fn StoredOnDevice() -> impl IntoView {
    let context = use_render_context();
    let messages = context.messages;
    let local = use_local_store();
    let stored = Signal::derive(move || descriptions(&context, &local.counts()));
    let is_any = move || stored.with(|stored| !stored.is_empty());
    let label = Signal::derive(move || if local.confirms_erase.get() { messages.erase_confirm } else { messages.erase_all });
    view! {
        <section class="settings-section scripted">
            <h2>{messages.stored_heading}</h2>
            <Show when=is_any fallback=move || view! { <p>{messages.stored_nothing}</p> }>
                <ul>{dynamic(move || stored.get().into_iter().map(|words| view! { <li>{words}</li> }.into_built()).collect::<Vec<_>>())}</ul>
                <div class="buttons">
                    <button type="button" id="erase" class="button" on:click=move |_| local.erase()>{label}</button>
                </div>
            </Show>
        </section>
    }
    .into_built()
}

/// Describes the stored data.
fn descriptions(context: &RenderContext, counts: &StoredCounts) -> Vec<String> {
    let messages = context.messages;
    let counted = |count: u32, say: fn(u32, &str) -> String| (count > 0).then(|| say(count, &context.number(count)));
    [
        counted(counts.saved, messages.stored_articles),
        counted(counts.annotations, messages.stored_annotations),
        counted(counts.positions, messages.stored_positions),
        counted(counts.searches, messages.stored_searches),
        counts.preferences.then(|| messages.stored_settings.to_owned()),
        counts.consent.then(|| messages.stored_consent.to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect()
}
