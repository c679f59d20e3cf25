//! What was saved.

use super::alerts;
use crate::corpus::Card;
use crate::reader::app::App;
use crate::reader::library::Library;
use crate::view::list::Entry;
use crate::view::{Element, el, saved};
use leptos::prelude::*;
use std::sync::Arc;

/// The page.
pub(super) fn page(app: App) -> Element {
    saved::page(&app.room(), (move || inside(app)).into_any())
}

fn inside(app: App) -> Element {
    let room = app.room();
    let kept = app.kept.with(|kept| kept.saved.clone());
    let alerts = alerts(app);
    if !kept.is_empty() && !app.library.with(Library::has_all_cards) {
        return if alerts.is_empty() { saved::waiting(&room) } else { el("div").children(alerts) };
    }
    let found: Vec<(Option<Arc<Card>>, (String, String))> =
        kept.into_iter().map(|s| (app.library.with(|l| l.card(l.ordinal(&s.id)?)), (s.id, s.title))).collect();
    let entries: Vec<Entry> = found.iter().filter_map(|(card, _)| card.as_deref()).map(|card| Entry::of(card, true)).collect();
    let gone: Vec<(String, String)> = found.iter().filter(|(card, _)| card.is_none()).map(|(_, name)| name.clone()).collect();
    saved::entries(&room, &entries, &gone)
}
