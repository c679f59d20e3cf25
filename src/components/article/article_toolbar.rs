//! The toolbar above an article.

use super::back_link::BackLink;
use super::match_stepper::MatchStepper;
use crate::components::built_view::IntoBuilt;
use crate::components::ui::SaveButton;
use crate::corpus::Route;
use crate::stores::{use_preference_store, use_render_context};
use crate::web::events::is_plain_click;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// Back link, match stepper, save button, settings.
#[component]
pub(crate) fn ArticleToolbar(
    /// The id of the article.
    id: String,
    /// Its headline.
    title: String,
) -> impl IntoView {
    let context = use_render_context();
    let messages = context.messages;
    let preferences = use_preference_store();
    let open_settings = move |event: MouseEvent| {
        if is_plain_click(&event) {
            event.prevent_default();
            preferences.toggle_sheet();
        }
    };
    view! {
        <div role="group" aria-label=messages.toolbar class="article-toolbar-row">
            <BackLink/>
            <MatchStepper/>
            <SaveButton id title/>
            <a
                href=context.href(&Route::Settings)
                aria-haspopup="dialog"
                aria-label=messages.settings
                class="article-toolbar-settings"
                on:click=open_settings
            >
                <span aria-hidden="true">{"Aa"}</span>
            </a>
        </div>
    }
    .into_built()
}
