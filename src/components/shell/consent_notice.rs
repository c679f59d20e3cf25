//! The consent notice: in the flow above the footer, never over the text.
//!
//! It is part of every page. `theme.js` sets `data-consent="accepted"` on the root before the first paint if it was accepted, and
//! the style sheet hides it; without scripts it is a plain notice, and the button is hidden.

use super::page_shell::Frame;
use crate::components::article::inline;
use crate::corpus::Route;
use crate::corpus::site::Consent;
use crate::stores::{RenderContext, use_render_context};
use leptos::prelude::*;

/// The notice with its links and its button.
#[component]
pub(crate) fn ConsentNotice(
    /// The data of the frame.
    frame: Frame,
    /// The text of the notice.
    notice: Consent,
) -> impl IntoView {
    let context = use_render_context();
    let messages = context.messages;
    let label = notice.accept.clone().unwrap_or_else(|| messages.build.consent_accept.to_owned());
    view! {
        <section data-slot="consent" aria-label=messages.build.consent_label class="consent">
            <div class="frame consent-row">
                <div class="consent-text">
                    <p>{inline::text_without_notes(&context, &notice.text, frame.site.language())}</p>
                    {links(&context, &frame, &notice)}
                </div>
                <button type="button" id="consent-accept" class="button scripted">{label}</button>
            </div>
        </section>
    }
}

fn links(context: &RenderContext, frame: &Frame, notice: &Consent) -> Option<impl IntoView + use<>> {
    let item = |id: &String| {
        let href = context.href(&Route::SitePage(id.clone()));
        view! { <li><a href=href>{frame.page_title(id).to_owned()}</a></li> }
    };
    let items = notice.pages.iter().map(item).collect_view();
    (!items.is_empty()).then(|| view! { <ul class="consent-pages">{items}</ul> })
}
