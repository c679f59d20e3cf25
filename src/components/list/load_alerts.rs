//! Load failures.

use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::components::ui::{KeyedView, LoadFailed, UpdateAvailable, keyed};
use crate::state::load_alerts::{LoadAlert, collect_load_alerts};
use crate::stores::{use_corpus_store, use_route_store, use_search_store};
use leptos::prelude::*;

/// An alert for each kind of missing file, above the rows that can be read.
#[component]
pub(crate) fn LoadAlerts() -> impl IntoView {
    let (corpus, route, search) = (use_corpus_store(), use_route_store(), use_search_store());
    let alerts = move || {
        let alerts = corpus.data.with(|corpus| route.current.with(|current| collect_load_alerts(corpus, current, search.has_failed.get())));
        alerts.into_iter().map(|alert| KeyedView::new(&alert, move || render_alert(alert))).collect()
    };
    view! { <For each=keyed(alerts) key=KeyedView::key children=KeyedView::render/> }
}

fn render_alert(alert: LoadAlert) -> BuiltView {
    match alert {
        LoadAlert::UpdateAvailable => view! { <UpdateAvailable/> }.into_built(),
        LoadAlert::Failed(missing) => view! { <LoadFailed missing/> }.into_built(),
    }
}
