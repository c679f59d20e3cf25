//! The regions above and below the page, hidden while empty.

use crate::components::built_view::{BuiltView, IntoBuilt, dynamic};
use crate::components::list::DownloadResults;
use crate::components::settings::OfflineSettings;
use crate::components::shell::{ChangesSinceVisit, OfflineNotice};
use crate::corpus::CurrentRoute;
use crate::state::offline_copies::Copies;
use crate::stores::{OfflineStore, new_effect, use_shown_page_store};
use crate::web::dom;
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The content of a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RegionContent {
    Nothing,
    Notice,
    Changes,
    Settings,
    Results,
}

/// Mounts the content of the regions; returns false if the page has none.
pub fn mount(offline: OfflineStore, offers_results: RwSignal<bool>) -> bool {
    let current = use_shown_page_store().current;
    let above = Memo::new(move |_| match () {
        () if offline.is_offline.get() && offline.copies.with(|copies| matches!(copies, Some(Copies::Kept(_)))) => RegionContent::Notice,
        () if offline.changes.with(|changes| !changes.is_empty()) => RegionContent::Changes,
        () => RegionContent::Nothing,
    });
    let below = Memo::new(move |_| match current.get() {
        CurrentRoute::Settings if offline.copies.with(Option::is_some) => RegionContent::Settings,
        CurrentRoute::List if offers_results.get() => RegionContent::Results,
        _ => RegionContent::Nothing,
    });
    [("[data-slot=offline-notices]", above), ("[data-slot=offline]", below)].into_iter().all(|(selector, shown)| {
        let region = dom::find(selector).and_then(|region| region.dyn_into().ok());
        region.map(|region| mount_region(region, offline, shown)).is_some()
    })
}

fn mount_region(region: HtmlElement, offline: OfflineStore, shown: Memo<RegionContent>) {
    let parent = region.clone();
    new_effect(move || {
        let shown = shown.get();
        if let Some(messages) = offline.messages() {
            let name =
                if matches!(shown, RegionContent::Notice | RegionContent::Changes) { &messages.status_title } else { &messages.title };
            _ = region.set_attribute("aria-label", name);
        }
        region.set_hidden(shown == RegionContent::Nothing);
    });
    mount_to(parent, move || dynamic(move || render_region(offline, shown.get()))).forget();
}

/// Renders a region's content; `None` until the messages are loaded.
fn render_region(offline: OfflineStore, shown: RegionContent) -> Option<BuiltView> {
    let messages = offline.messages()?;
    let copies = || offline.copies.get();
    Some(match shown {
        RegionContent::Nothing => return None,
        RegionContent::Notice => match copies()? {
            Copies::Kept(kept) => view! { <OfflineNotice kept messages/> }.into_built(),
            _ => return None,
        },
        RegionContent::Changes => view! { <ChangesSinceVisit changes=offline.changes.get() messages/> }.into_built(),
        RegionContent::Settings => view! { <OfflineSettings copies=copies()? messages/> }.into_built(),
        RegionContent::Results => view! { <DownloadResults messages/> }.into_built(),
    })
}
