//! The page shown offline in place of one that is not stored on this device.

use super::missing_page::stand_in_page;
use crate::stores::use_render_context;
use leptos::prelude::*;

/// Says that the page is not stored, links to the list, and offers a search.
#[component]
pub(crate) fn UnavailablePage() -> impl IntoView {
    let messages = &use_render_context().messages.build;
    stand_in_page(messages.unavailable_heading, messages.unavailable_explanation)
}
