//! The page of the current route.

use crate::components::article::OpenArticle;
use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::components::list::{ListPage, ListView};
use crate::components::saved::OpenSaved;
use crate::components::settings::SettingsPage;
use crate::components::ui::{KeyedView, keyed};
use crate::corpus::CurrentRoute;
use crate::stores::use_route_store;
use leptos::prelude::*;

/// The page of the current route. Another article is another page, so that no open, scroll or selection state carries over.
#[component]
pub(crate) fn CurrentPage() -> impl IntoView {
    let route = use_route_store();
    let pages = move || {
        let current = route.current.get();
        vec![KeyedView::new(&current.clone(), move || page(current))]
    };
    view! { <For each=keyed(pages) key=KeyedView::key children=KeyedView::render/> }
}

fn page(current: CurrentRoute) -> BuiltView {
    match current {
        CurrentRoute::List | CurrentRoute::Other => view! { <ListPage view=ListView::from_stores()/> }.into_built(),
        CurrentRoute::Article(id) => view! { <OpenArticle id/> }.into_built(),
        CurrentRoute::Saved => view! { <OpenSaved/> }.into_built(),
        CurrentRoute::Settings => view! { <SettingsPage/> }.into_built(),
    }
}
