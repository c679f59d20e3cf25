//! The masthead: the site's name, its tagline, navigation links.

use super::page_shell::Frame;
use crate::components::article::inline;
use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::corpus::site::NavigationItem;
use crate::corpus::{ListQuery, Route};
use crate::stores::{RenderContext, use_render_context};
use leptos::prelude::*;

/// One line at the top of every page.
#[component]
pub(crate) fn Masthead(
    /// The data of the frame.
    frame: Frame,
) -> impl IntoView {
    let context = use_render_context();
    let site = frame.site.clone();
    let list = Route::List(ListQuery::new());
    let tagline = site.tagline.clone().filter(|words| !words.is_empty());
    view! {
        <header class="masthead">
            <div class="frame masthead-row">
                <a href=context.href(&list) aria-current=frame.aria_current(&list) class="masthead-name">
                    {logo(&context, site.logo.as_deref())}
                    <span>{frame.site_name()}</span>
                </a>
                {tagline.map(|words| view! { <p class="masthead-tagline">{words}</p> })}
                {navigation(&context, &frame)}
            </div>
        </header>
    }
    .into_built()
}

fn logo(context: &RenderContext, path: Option<&str>) -> Option<impl IntoView + use<>> {
    let path = path.filter(|path| !path.is_empty())?;
    Some(view! { <img src=context.file(path) alt="" width="28" height="28" class="masthead-logo"/> })
}

fn navigation(context: &RenderContext, frame: &Frame) -> impl IntoView + use<> {
    let messages = context.messages;
    let items: Vec<BuiltView> = frame.site.navigation.iter().map(|item| entry(context, frame, item)).collect();
    view! {
        <nav aria-label=messages.build.navigation class="masthead-links">
            {items}
            <a href=context.href(&Route::Saved) aria-current=frame.aria_current(&Route::Saved)>{messages.saved}</a>
            <a href=context.href(&Route::Notebook) aria-current=frame.aria_current(&Route::Notebook)>{messages.notebook}</a>
            <a
                href=context.href(&Route::Settings)
                aria-current=frame.aria_current(&Route::Settings)
                aria-haspopup="dialog"
                aria-label=messages.settings
                title=messages.settings
                class="settings-link"
            >
                <span aria-hidden="true">{"Aa"}</span>
            </a>
        </nav>
    }
}

fn entry(context: &RenderContext, frame: &Frame, item: &NavigationItem) -> BuiltView {
    let label = item.label.clone();
    match (&item.page, &item.href) {
        (Some(id), _) => {
            let route = Route::SitePage(id.clone());
            view! { <a href=context.href(&route) aria-current=frame.aria_current(&route) class="masthead-page">{label}</a> }.into_built()
        }
        (None, href) => inline::link(context, href.as_deref().unwrap_or("/"), Some("masthead-page"), vec![label.into_built()]),
    }
}
