//! An article: drawn whole, or alive in the slots of a page that came drawn.

use super::{alerts, nothing, region};
use crate::article::Article;
use crate::browser::dom;
use crate::corpus::{Card, ListState, Place};
use crate::reader::app::App;
use crate::reader::library::{Part, Progress};
use crate::view::article::{self, Neighbour, Slots};
use crate::view::list::row;
use crate::view::{Element, el, missing, state};
use leptos::mount::mount_to;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// The page of an article: waiting, failed, not known, or the article.
pub(super) fn page(app: App, id: &str) -> Element {
    let ordinal = app.library.with(|library| library.ordinal(id));
    match ordinal.and_then(|ordinal| app.library.with(|library| library.article(ordinal))) {
        Some(article) => drawn(app, &article),
        None if is_unknown(app, ordinal) => missing::page(&app.room()),
        None => coming(app),
    }
}

/// The page of an article that is on its way, or did not come.
fn coming(app: App) -> Element {
    let room = app.room();
    let alerts = alerts(app);
    // A page that came saying that there is nothing at its address says so until there is.
    if alerts.is_empty() && dom::root_attribute("data-page").as_deref() == Some("missing") {
        return missing::page(&room);
    }
    let waiting = alerts.is_empty().then(|| state::waiting(&room));
    el("main").attr("id", "main").attr("tabindex", "-1").class("frame page").children(alerts).option(waiting)
}

fn drawn(app: App, article: &Arc<Article>) -> Element {
    let slots = Slots {
        back: Place::List(app.list.get_untracked()),
        save: slot(app, &article.title, save_of).into(),
        bar: slot(app, &article.title, bar_of).into(),
        place: slot(app, "", offer_of).into(),
        end: end(app, article.clone()).into(),
    };
    article::page(&app.room(), article, None, slots)
}

/// True where the ids are all there and this one is not among them.
fn is_unknown(app: App, ordinal: Option<u32>) -> bool {
    ordinal.is_none() && app.library.with(|library| library.progress(Part::Ids) == Some(Progress::Ready) || library.has_all_cards())
}

fn slot(app: App, title: &str, draw: fn(App, &str) -> Option<Element>) -> AnyView {
    let title = title.to_owned();
    region(move || draw(app, &title).unwrap_or_else(nothing))
}

fn end(app: App, article: Arc<Article>) -> AnyView {
    region(move || with_neighbours(app, |previous, next| article::end(&app.room(), &article, previous, next)))
}

/// The bar of the article that is open: back to the list one came from, save, settings.
fn bar_of(app: App, title: &str) -> Option<Element> {
    let id = open_id(app)?;
    let back = Place::List(app.list.get());
    let hits = app.hits.get();
    let found = (hits.count > 0).then(|| article::Found { at: hits.at.map_or(0, |at| at as u32 + 1), count: hits.count as u32 });
    Some(article::bar(&app.room(), &back, &id, title, app.kept.with(|kept| kept.is_saved(&id)), found))
}

/// The button in the byline that saves the article that is open.
fn save_of(app: App, title: &str) -> Option<Element> {
    let id = open_id(app)?;
    let saved = app.kept.with(|kept| kept.is_saved(&id));
    Some(row::save(&app.room(), &id, title, saved))
}

/// The offer to go on where one stopped, while it stands.
fn offer_of(app: App, _: &str) -> Option<Element> {
    app.offer.with(Option::is_some).then(|| article::place(&app.room()))
}

/// The links to the neighbours in the list one came from.
fn neighbours_of(app: App, _: &str) -> Option<Element> {
    with_neighbours(app, |previous, next| article::neighbours(&app.room(), previous, next))
}

fn open_id(app: App) -> Option<String> {
    match app.here.get() {
        crate::reader::app::Here::Article(id) => Some(id),
        _ => None,
    }
}

fn with_neighbours<T>(app: App, draw: impl FnOnce(Option<&Neighbour>, Option<&Neighbour>) -> T) -> T {
    let (previous, next) = cards_beside(app);
    let from: ListState = app.list.get();
    let previous = previous.as_ref().map(|card| Neighbour { card, from: &from });
    let next = next.as_ref().map(|card| Neighbour { card, from: &from });
    draw(previous.as_ref(), next.as_ref())
}

/// The cards before and after the open article in what the list's state means.
fn cards_beside(app: App) -> (Option<Arc<Card>>, Option<Arc<Card>>) {
    let found = app.found();
    let place =
        open_id(app).and_then(|id| app.library.with(|l| l.ordinal(&id))).and_then(|o| found.order.iter().position(|other| *other == o));
    let card = |at: Option<usize>| at.and_then(|at| found.order.get(at)).and_then(|ordinal| app.library.with(|l| l.card(*ordinal)));
    match place {
        Some(at) => (card(at.checked_sub(1)), card(Some(at + 1))),
        None => (None, None),
    }
}

/// Brings the slots of a page to life that came drawn; the article itself is left as it stands.
pub fn adopt(app: App) {
    let title = dom::find("main h1").and_then(|h| h.text_content()).unwrap_or_default();
    mount(app, "[data-slot=save]", title.clone(), save_of);
    mount(app, "[data-slot=bar]", title.clone(), bar_of);
    mount(app, "[data-slot=place]", String::new(), offer_of);
    // What stands at the end already is right, but the neighbours are those of the whole list.
    if app.list.with_untracked(|list| *list != ListState::new()) {
        if let (Some(slot), Some(place)) = (dom::find("[data-slot=end]"), dom::create("div")) {
            dom::all(&slot, ".neighbours").iter().for_each(|nav| nav.remove());
            _ = place.set_attribute("data-slot", "neighbours");
            _ = slot.append_child(&place);
        }
        mount(app, "[data-slot=neighbours]", title, neighbours_of);
    }
}

fn mount(app: App, slot: &str, title: String, draw: fn(App, &str) -> Option<Element>) {
    if let Some(slot) = dom::find(slot).and_then(|s| s.dyn_into().ok()) {
        let slot: web_sys::HtmlElement = slot;
        slot.set_text_content(None);
        let view = self::slot(app, &title, draw);
        mount_to(slot, move || view).forget();
    }
}
