//! The link back to the list.

use crate::corpus::Route;
use crate::stores::{use_render_context, use_route_store};
use crate::web::events::is_plain_click;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// A link back to the list that the reader came from.
#[component]
pub(crate) fn BackLink(
    /// Whether it is surrounded by text in another language than the interface, and needs a `lang` attribute.
    #[prop(optional)]
    needs_lang: bool,
) -> impl IntoView {
    let context = use_render_context();
    let route = use_route_store();
    let label = context.messages.back_to_list;
    let lang = needs_lang.then(|| context.lang.clone());
    let dir = needs_lang.then(|| context.direction().as_str());
    let href = Signal::derive(move || context.href(&Route::List(route.query.get())));
    let go_back = move |event: MouseEvent| {
        if is_plain_click(&event) {
            event.prevent_default();
            route.back();
        }
    };
    view! { <a href=href lang=lang dir=dir class="back" on:click=go_back>{label}</a> }
}
