//! `/message/`: leaving a message without a server.

use crate::components::built_view::IntoBuilt;
use crate::corpus::Site;
use crate::corpus::list_query::percent_encode;
use crate::stores::use_render_context;
use leptos::prelude::*;
use std::sync::Arc;

/// The e-mail address in plain text, a button that copies it, a link to a prepared e-mail.
#[component]
pub(crate) fn MessagePage(
    /// The site's settings.
    site: Arc<Site>,
) -> impl IntoView {
    let messages = &use_render_context().messages.build;
    let label = site.message.as_ref().and_then(|message| message.label.clone()).unwrap_or_else(|| messages.leave_message.to_owned());
    let content = match site.contact.as_ref().filter(|contact| !contact.email.is_empty()) {
        None => view! { <p class="page-text">{messages.message_no_address}</p> }.into_built(),
        Some(contact) => {
            let email = contact.email.clone();
            view! {
                <p class="page-text">{messages.message_explanation}</p>
                <p class="page-address"><bdi translate="no">{email.clone()}</bdi></p>
                <div class="buttons">
                    <button type="button" data-text=email.clone() class="button copy-address scripted">{messages.copy_address}</button>
                    <a href=mail_href(&site, &email) class="button">{messages.write_mail}</a>
                </div>
            }
            .into_built()
        }
    };
    view! {
        <main id="main" tabindex="-1" class="frame page">
            <h1>{label}</h1>
            {content}
        </main>
    }
}

/// The `mailto:` URL of a prepared e-mail.
fn mail_href(site: &Site, email: &str) -> String {
    let subject = site.message.as_ref().and_then(|message| message.subject.as_deref()).unwrap_or(&site.name);
    ["mailto:", email, "?subject=", &percent_encode(subject).replace('+', "%20")].concat()
}
