//! A notice that is read out at once.

use leptos::prelude::*;

/// A framed notice: a heading, a sentence, and a button that mends what it says.
#[component]
pub fn Alert(
    /// The heading.
    heading: &'static str,
    /// The sentence.
    message: String,
    /// What is on the button.
    action: &'static str,
    /// What the button does; the program that starts the page, or this one.
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
