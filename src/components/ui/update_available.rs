//! A new site version was published while the page was open.

use super::alert::Alert;
use crate::stores::use_render_context;
use crate::web::dom;
use leptos::prelude::*;

/// Offers to reload the page.
#[component]
pub(crate) fn UpdateAvailable() -> impl IntoView {
    let messages = use_render_context().messages;
    view! { <Alert heading=messages.update_heading message=messages.update_advice.to_owned() action=messages.reload on_press=|()| dom::reload()/> }
}
