//! What was saved.

use super::{alerts, region};
use crate::corpus::Card;
use crate::reader::app::App;
use crate::reader::library::{Library, Part};
use crate::view::list::Entry;
use crate::view::{Element, el, saved};
use std::sync::Arc;

/// The page.
pub(super) fn page(app: App) -> Element {
    saved::page(&app.room(), region(move || inside(app)))
}

fn inside(app: App) -> Element {
    let room = app.room();
    let kept = app.kept.with(|kept| kept.saved.clone());
    let alerts = alerts(app);
    if !app.library.with(|library| kept.iter().all(|saved| is_settled(library, &saved.id))) {
        return if alerts.is_empty() { saved::waiting(&room) } else { el("div").children(alerts) };
    }
    let card = |id: &str| app.library.with(|l| l.card(l.ordinal(id)?));
    let gone: Vec<(String, String)> = kept.iter().filter(|s| card(&s.id).is_none()).map(|s| (s.id.clone(), s.title.clone())).collect();
    let cards: Vec<Arc<Card>> = kept.iter().filter_map(|s| card(&s.id)).collect();
    let entries: Vec<Entry> = cards.iter().map(|card| Entry::of(card, true)).collect();
    saved::entries(&room, &entries, &gone)
}

/// True where the card of an id is there or will not come.
fn is_settled(library: &Library, id: &str) -> bool {
    match library.ordinal(id) {
        Some(ordinal) => library.card(ordinal).is_some() || library.is_card_settled(ordinal),
        None => library.has_all_cards() || library.is_settled(Part::Ids),
    }
}
