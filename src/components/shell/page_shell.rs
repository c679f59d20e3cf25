//! The page around a `main`.

use super::{ConsentNotice, Masthead, SiteFooter};
use crate::components::built_view::{BuiltChildren, IntoBuilt};
use crate::corpus::{Route, Site};
use crate::stores::use_render_context;
use leptos::prelude::*;
use std::sync::Arc;

/// What the frame of a page is made of.
#[derive(Clone)]
pub struct Frame {
    /// The site's settings.
    pub site: Arc<Site>,
    /// Id and title of every page of the site, in the order of the footer.
    pub pages: Arc<Vec<(String, String)>>,
    /// The page that is shown.
    pub here: Route,
    /// Whether the collection is offered as data.
    pub has_data: bool,
    /// The address of the messages for reading offline; empty where nothing is kept for that.
    pub offline_messages: String,
}

impl Frame {
    /// The title of a page of the site; its id where there is no such page.
    pub(super) fn page_title<'a>(&'a self, id: &'a str) -> &'a str {
        self.pages.iter().find(|(page, _)| page == id).map_or(id, |(_, title)| title)
    }

    /// The site's name, where it has one.
    pub(super) fn site_name(&self) -> Option<String> {
        Some(self.site.name.clone()).filter(|name| !name.is_empty())
    }

    /// The value of `aria-current` of a link to a route.
    pub(super) fn current(&self, route: &Route) -> Option<&'static str> {
        (self.here == *route).then_some("page")
    }
}

/// A whole page: skip link, masthead, the page's own `main`, consent notice, footer.
#[component]
pub fn PageShell(
    /// What the frame is made of.
    frame: Frame,
    /// An element `main#main`.
    children: BuiltChildren,
) -> impl IntoView {
    let messages = use_render_context().messages;
    let keeps_copies = !frame.offline_messages.is_empty();
    // What has changed and whether there is a connection stands above the page, what can be kept below.
    let since = keeps_copies.then(|| offline_region("since", Some(frame.offline_messages.clone())));
    let offline = keeps_copies.then(|| offline_region("offline", None));
    let consent = frame.site.consent.clone().map(|notice| view! { <ConsentNotice frame=frame.clone() notice/> });
    view! {
        <div class="shell">
            <a href="#main" class="skip">{messages.skip}</a>
            <Masthead frame=frame.clone()/>
            {since}
            {children.draw()}
            {offline}
            <p role="status" data-slot={"said"} class="said"></p>
            {consent}
            <SiteFooter frame/>
        </div>
    }
    .into_built()
}

/// A region for reading offline, hidden until something stands in it.
fn offline_region(slot: &'static str, messages: Option<String>) -> impl IntoView {
    view! { <aside data-slot=slot hidden=true data-messages=messages class="frame offline"></aside> }
}
