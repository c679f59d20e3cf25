//! The footer: name and slogan, then pages, contact and notices.

use super::page_shell::Frame;
use crate::article::language::Direction;
use crate::components::article::inline;
use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::corpus::Route;
use crate::corpus::site::Notice;
use crate::stores::{RenderContext, use_render_context};
use leptos::prelude::*;

/// The footer of every page.
#[component]
pub(crate) fn SiteFooter(
    /// The data of the frame.
    frame: Frame,
) -> impl IntoView {
    let context = use_render_context();
    let slogan = frame.site.slogan.clone().filter(|words| !words.is_empty());
    view! {
        <footer class="site-footer">
            <div class="frame">
                <p class="site-footer-name">{frame.site_name()}</p>
                {slogan.map(|words| view! { <p class="site-footer-slogan">{words}</p> })}
                <div class="site-footer-columns">
                    {pages(&context, &frame)}
                    {contact(&context, &frame)}
                    {notices(&context, &frame)}
                </div>
            </div>
        </footer>
    }
    .into_built()
}

fn item(href: String, label: String) -> BuiltView {
    view! { <li><a href=href>{label}</a></li> }.into_built()
}

fn pages(context: &RenderContext, frame: &Frame) -> Option<impl IntoView + use<>> {
    let page = |(id, title): &(String, String)| item(context.href(&Route::SitePage(id.clone())), title.clone());
    let data = frame.has_data.then(|| item(context.file("data/"), context.messages.data.title.to_owned()));
    let items: Vec<BuiltView> = frame.pages.iter().map(page).chain(data).collect();
    let label = context.messages.build.pages;
    (!items.is_empty()).then(|| view! { <nav aria-label=label><ul>{items}</ul></nav> })
}

fn contact(context: &RenderContext, frame: &Frame) -> Option<impl IntoView + use<>> {
    let (site, messages) = (&frame.site, context.messages);
    let mail = site.contact.as_ref().filter(|contact| !contact.email.is_empty()).map(|contact| {
        let label = contact.label.clone().map(|label| view! { <span class="site-footer-label">{label}</span> });
        let href = ["mailto:", &contact.email].concat();
        view! { <li>{label}<a href=href>{contact.email.clone()}</a></li> }.into_built()
    });
    let message = site.message.as_ref().map(|message| {
        let label = message.label.clone().unwrap_or_else(|| messages.build.leave_message.to_owned());
        item(context.href(&Route::Message), label)
    });
    let choice = site.consent.as_ref().map(|_| {
        let button = view! { <button type="button" id="consent-change" class="link">{messages.build.change_consent}</button> };
        view! { <li class="scripted">{button}</li> }.into_built()
    });
    let items: Vec<BuiltView> = [mail, message, choice].into_iter().flatten().collect();
    (!items.is_empty()).then(|| view! { <ul aria-label=messages.build.contact>{items}</ul> })
}

fn notices(context: &RenderContext, frame: &Frame) -> Option<impl IntoView + use<>> {
    let notice = |notice: &Notice| {
        let lang = notice.lang.as_deref().unwrap_or(frame.site.language()).to_owned();
        let words = inline::text_without_notes(context, &notice.text, &lang);
        view! { <li dir=Direction::from_lang(&lang).as_str() lang=lang>{words}</li> }
    };
    let items = frame.site.notices.iter().map(notice).collect_view();
    let label = context.messages.build.notices;
    (!items.is_empty()).then(|| view! { <ul aria-label=label>{items}</ul> })
}
