//! The notice of a page that needs scripts.

use leptos::prelude::*;

/// Says that the page needs scripts. The program itself renders nothing here.
#[component]
pub(crate) fn UnscriptedNotice() -> impl IntoView {
    #[cfg(not(target_arch = "wasm32"))]
    {
        let messages = crate::stores::use_render_context().messages;
        view! { <p class="alert unscripted">{messages.build.needs_javascript}</p> }
    }
}
