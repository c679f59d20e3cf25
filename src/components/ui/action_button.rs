//! A button that does one thing.

use leptos::prelude::*;

/// A button with words on it.
#[component]
pub fn ActionButton(
    /// Its id, where something else has to find it.
    #[prop(optional)]
    id: Option<&'static str>,
    /// The words.
    label: String,
    /// What it does.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! { <button id=id type="button" class="button" on:click=move |_| on_press.run(())>{label}</button> }
}
