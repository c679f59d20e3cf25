//! Notices for a program that cannot run. They are hidden in every page; `start.js` shows them and handles their buttons.

use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::components::ui::{Alert, LoadFailed};
use crate::messages::Missing;
use crate::stores::use_render_context;
use leptos::prelude::*;

/// The notices of a page: `[data-notice="failed"]`, `[data-notice="stopped"]`, `[data-notice="old"]`, all hidden.
#[component]
pub(crate) fn Notices() -> impl IntoView {
    let messages = use_render_context().messages;
    let stopped = view! {
        <Alert heading=messages.build.crash_heading message=messages.build.crash_advice.to_owned() action=messages.reload on_press=|()| ()/>
    };
    view! {
        <div data-slot="notices" class="frame notices">
            {hidden_notice("failed", view! { <LoadFailed missing=Missing::Program/> }.into_built())}
            {hidden_notice("stopped", stopped.into_built())}
            {hidden_notice("old", view! { <p role="alert" class="alert">{messages.build.unsupported_browser}</p> }.into_built())}
        </div>
    }
}

fn hidden_notice(name: &'static str, notice: BuiltView) -> impl IntoView {
    view! { <div data-notice=name hidden=true>{notice}</div> }
}
