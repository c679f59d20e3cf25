//! The page around a `main`.

use super::{ConsentNotice, Masthead, SiteFooter};
use crate::components::built_view::{BuiltChildren, IntoBuilt};
use crate::corpus::{Route, Site};
use crate::stores::use_render_context;
use crate::web::annotation_requests;
use leptos::prelude::*;
use std::sync::Arc;

/// The data that the frame of a page is rendered from.
#[derive(Clone)]
pub(crate) struct Frame {
    /// The site's settings.
    pub site: Arc<Site>,
    /// Id and title of every page of the site, in the order of the footer.
    pub pages: Arc<Vec<(String, String)>>,
    /// The current route.
    pub current_route: Route,
    /// Whether the collection is offered as data.
    pub has_data: bool,
    /// The URL of the messages for offline reading; empty if the site does not offer it.
    pub offline_messages: String,
    /// The URL of the messages of annotations.
    pub annotation_messages: String,
}

impl Frame {
    /// The title of a page of the site; its id if there is no such page.
    pub(super) fn page_title<'a>(&'a self, id: &'a str) -> &'a str {
        self.pages.iter().find(|(page, _)| page == id).map_or(id, |(_, title)| title)
    }

    /// The site's name, if it has one.
    pub(super) fn site_name(&self) -> Option<String> {
        Some(self.site.name.clone()).filter(|name| !name.is_empty())
    }

    /// The value of `aria-current` of a link to a route.
    pub(super) fn aria_current(&self, route: &Route) -> Option<&'static str> {
        (self.current_route == *route).then_some("page")
    }
}

/// A whole page: skip link, masthead, the page's own `main`, consent notice, footer.
#[component]
pub(crate) fn PageShell(
    /// The data of the frame.
    frame: Frame,
    /// The element `main#main`.
    children: BuiltChildren,
) -> impl IntoView {
    let messages = use_render_context().messages;
    let has_offline_reading = !frame.offline_messages.is_empty();
    // Changes and the offline notice are above the page, downloads below.
    let offline_notices = has_offline_reading.then(|| offline_region("offline-notices", Some(frame.offline_messages.clone())));
    let offline = has_offline_reading.then(|| offline_region("offline", None));
    let consent = frame.site.consent.clone().map(|notice| view! { <ConsentNotice frame=frame.clone() notice/> });
    view! {
        <div class="shell">
            <a href="#main" class="skip">{messages.build.skip_to_content}</a>
            <button type="button" data-request=annotation_requests::SELECT class="skip scripted article-only">
                {messages.build.select_by_keyboard}
            </button>
            <Masthead frame=frame.clone()/>
            {offline_notices}
            {children.render()}
            {offline}
            <aside
                data-slot={"annotations"}
                hidden=true
                data-annotation-messages=frame.annotation_messages.clone()
                data-failed=messages.build.program_unavailable
                class="frame annotations"
            ></aside>
            <p role="status" data-slot={"toast"} class="toast"></p>
            {consent}
            <SiteFooter frame/>
        </div>
    }
    .into_built()
}

/// A region for offline reading, hidden while empty.
fn offline_region(slot: &'static str, messages: Option<String>) -> impl IntoView {
    view! { <aside data-slot=slot hidden=true data-messages=messages class="frame offline"></aside> }
}
