//! The offer to resume reading.

use crate::components::ui::Show;
use crate::stores::{use_article_store, use_render_context};
use leptos::prelude::*;

/// Offers to resume at the stored reading position of this article, if there is one.
#[component]
pub(crate) fn ResumeReading() -> impl IntoView {
    let messages = use_render_context().messages;
    let article = use_article_store();
    view! {
        <Show when=move || article.resume_anchor.with(Option::is_some)>
            <div role="status" class="resume-row">
                <p>{messages.resume_offer}</p>
                <button type="button" class="button" on:click=move |_| article.resume()>
                    {messages.resume_accept}
                </button>
                <button type="button" class="link" on:click=move |_| article.dismiss_resume()>
                    {messages.resume_dismiss}
                </button>
            </div>
        </Show>
    }
}
