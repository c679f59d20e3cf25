//! What was saved.

use super::{alerts, region};
use crate::corpus::Card;
use crate::reader::app::App;
use crate::reader::library::Library;
use crate::view::list::Entry;
use crate::view::{Element, el, saved};
use leptos::prelude::*;
use std::sync::Arc;

/// The page.
pub(super) fn page(app: App) -> Element {
    saved::page(&app.room(), region(move || inside(app)))
}

fn inside(app: App) -> Element {
    let room = app.room();
    let kept = app.kept.with(|kept| kept.saved.clone());
    let alerts = alerts(app);
    if !kept.is_empty() && !app.library.with(Library::has_all_cards) {
        return if alerts.is_empty() { saved::waiting(&room) } else { el("div").children(alerts) };
    }
    let card = |id: &str| app.library.with(|l| l.card(l.ordinal(id)?));
    let gone: Vec<(String, String)> = kept.iter().filter(|s| card(&s.id).is_none()).map(|s| (s.id.clone(), s.title.clone())).collect();
    let cards: Vec<Arc<Card>> = kept.iter().filter_map(|s| card(&s.id)).collect();
    let entries: Vec<Entry> = cards.iter().map(|card| Entry::of(card, true)).collect();
    saved::entries(&room, &entries, &gone)
}
