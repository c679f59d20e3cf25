//! Recent searches.

use crate::components::built_view::IntoBuilt;
use crate::components::ui::Show;
use crate::components::ui::{KeyedView, keyed};
use crate::stores::{ListStore, use_list_store, use_local_store, use_render_context, use_route_store};
use leptos::prelude::*;

/// The last searches, a button each, while the empty search form has the focus; only if the reader has searches stored.
#[component]
pub(crate) fn RecentSearches() -> impl IntoView {
    let messages = use_render_context().messages;
    let (list, local, route) = (use_list_store(), use_local_store(), use_route_store());
    let is_shown = move || {
        list.is_search_focused.get()
            && route.query.with(|query| query.query.is_empty())
            && local.data.with(|data| !data.searches.is_empty())
    };
    view! {
        <Show when=is_shown>
            // A press on a button keeps the focus in the form.
            <div class="recent" on:mousedown=|event| event.prevent_default()>
                <p id="recent-name">{messages.recent_searches}</p>
                <ul aria-labelledby="recent-name">
                    <For
                        each=keyed(move || local.data.with(|data| data.searches.iter().map(|search| item(list, search)).collect()))
                        key=KeyedView::key
                        children=KeyedView::render
                    />
                </ul>
            </div>
        </Show>
    }
}

fn item(list: ListStore, search: &str) -> KeyedView {
    let search = search.to_owned();
    KeyedView::new(&search.clone(), move || {
        let label = search.clone();
        view! {
            <li>
                <button type="button" class="link" on:click=move |_| list.search_for(&search)>{label}</button>
            </li>
        }
        .into_built()
    })
}
