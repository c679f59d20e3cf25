//! What a page that needs the program says where scripts are off.

use leptos::prelude::*;

/// Says that the page needs the program. The program itself draws nothing here.
#[component]
pub fn UnscriptedNotice() -> impl IntoView {
    #[cfg(not(target_arch = "wasm32"))]
    {
        let messages = crate::stores::use_render_context().messages;
        view! { <p class="alert unscripted">{messages.needs_program}</p> }
    }
}
