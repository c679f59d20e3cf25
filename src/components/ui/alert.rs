//! A notice that is announced at once.

use leptos::prelude::*;

/// A framed notice: a heading, a sentence, and a button that fixes the problem.
#[component]
pub(crate) fn Alert(
    /// The heading.
    heading: &'static str,
    /// The sentence.
    message: String,
    /// The label of the button.
    action: &'static str,
    /// Called on a press; unused if `start.js` handles the button.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <section role="alert" class="alert">
            <h2>{heading}</h2>
            <p>{message}</p>
            <div class="buttons">
                <button type="button" class="button" on:click=move |_| on_press.run(())>{action}</button>
            </div>
        </section>
    }
}
