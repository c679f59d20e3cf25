//! A button that does one thing.

use leptos::prelude::*;

/// A button with a text label.
#[component]
pub(crate) fn ActionButton(
    /// Its id, if other code looks it up.
    #[prop(optional)]
    id: Option<&'static str>,
    /// The label.
    label: String,
    /// Called on a press.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! { <button id=id type="button" class="button" on:click=move |_| on_press.run(())>{label}</button> }
}
