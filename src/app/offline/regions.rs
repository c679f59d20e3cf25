//! The regions above and under the page, hidden until something stands in them.

use crate::components::built_view::{BuiltView, IntoBuilt, dynamic};
use crate::components::list::DownloadResults;
use crate::components::settings::OfflineSettings;
use crate::components::shell::{ChangesSinceVisit, OfflineNotice};
use crate::corpus::CurrentRoute;
use crate::state::offline_copies::Copies;
use crate::stores::{OfflineStore, follow, use_shown_page_store};
use crate::web::dom;
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// What stands in a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Nothing,
    Notice,
    Changes,
    Settings,
    Results,
}

/// Mounts what is drawn into the regions; false where the page has none.
pub fn mount(offline: OfflineStore, offers_results: RwSignal<bool>) -> bool {
    let current = use_shown_page_store().current;
    let above = Memo::new(move |_| match () {
        () if offline.is_cut.get() && offline.copies.with(|copies| matches!(copies, Some(Copies::Kept(_)))) => Shown::Notice,
        () if offline.changes.with(|changes| !changes.is_empty()) => Shown::Changes,
        () => Shown::Nothing,
    });
    let below = Memo::new(move |_| match current.get() {
        CurrentRoute::Settings if offline.copies.with(Option::is_some) => Shown::Settings,
        CurrentRoute::List if offers_results.get() => Shown::Results,
        _ => Shown::Nothing,
    });
    [("[data-slot=since]", above), ("[data-slot=offline]", below)].into_iter().all(|(selector, shown)| {
        let region = dom::find(selector).and_then(|region| region.dyn_into().ok());
        region.map(|region| mount_region(region, offline, shown)).is_some()
    })
}

fn mount_region(region: HtmlElement, offline: OfflineStore, shown: Memo<Shown>) {
    let parent = region.clone();
    follow(move || {
        let shown = shown.get();
        if let Some(messages) = offline.messages() {
            let name = if matches!(shown, Shown::Notice | Shown::Changes) { &messages.news } else { &messages.title };
            _ = region.set_attribute("aria-label", name);
        }
        region.set_hidden(shown == Shown::Nothing);
    });
    mount_to(parent, move || dynamic(move || draw(offline, shown.get()))).forget();
}

/// The messages are there before anything is shown.
fn draw(offline: OfflineStore, shown: Shown) -> Option<BuiltView> {
    let messages = offline.messages()?;
    let copies = || offline.copies.get();
    Some(match shown {
        Shown::Nothing => return None,
        Shown::Notice => match copies()? {
            Copies::Kept(kept) => view! { <OfflineNotice kept messages/> }.into_built(),
            _ => return None,
        },
        Shown::Changes => view! { <ChangesSinceVisit changes=offline.changes.get() messages/> }.into_built(),
        Shown::Settings => view! { <OfflineSettings copies=copies()? messages/> }.into_built(),
        Shown::Results => view! { <DownloadResults messages/> }.into_built(),
    })
}
