//! What a person presses: one listener at the root, which goes by `data-do`.

use super::app::{App, Here};
use super::{hits, loading, navigation, reading, typing};
use crate::browser::{dom, events, history, worker};
use crate::corpus::state::ROWS;
use crate::corpus::{Facet, ListState, Place};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent};

/// Listens to every press of the page.
pub fn listen(app: App) {
    let Some(document) = dom::document() else { return };
    events::listen(&document, "click", move |event| pressed(app, &event));
    events::listen(&document, "change", move |event| changed(app, &event));
}

fn pressed(app: App, event: &Event) {
    let plain =
        event.dyn_ref::<MouseEvent>().is_none_or(|e| e.button() == 0 && !e.ctrl_key() && !e.meta_key() && !e.shift_key() && !e.alt_key());
    if !plain || event.default_prevented() {
        return;
    }
    if let Some(control) = events::nearest(event, "[data-do]") {
        act(app, &control, event);
    } else if let Some(link) = events::nearest(event, "a[href]")
        && !link.has_attribute("target")
        && !link.has_attribute("download")
        && navigation::follow(app, &link.get_attribute("href").unwrap_or_default())
    {
        event.prevent_default();
    }
}

fn data(element: &Element, name: &str) -> String {
    element.get_attribute(name).unwrap_or_default()
}

fn act(app: App, control: &Element, event: &Event) {
    match data(control, "data-do").as_str() {
        "save" => save(app, control),
        "back" => navigation::back(app, event),
        "filters" => app.filters.update(|open| *open = !*open),
        "chip" => take_off(app, &data(control, "data-facet"), &data(control, "data-value")),
        "clear" => clear(app, ListState { sort: app.list.with_untracked(|l| l.sort), ..ListState::new() }),
        "everywhere" => clear(app, ListState { query: app.list.with_untracked(|l| l.query.clone()), ..ListState::new() }),
        "look-for" => clear(app, ListState { query: data(control, "data-q"), ..app.list.get_untracked() }),
        "more" => more(app),
        "retry" if data(control, "data-id") == "program" => {}
        "retry" => retry(app),
        "reload" => dom::reload(),
        "copy" => copy(app, data(control, "data-text")),
        "copy-link" => copy(app, history::href()),
        "print" => dom::print(),
        "settings" => open_sheet(app, event),
        "settings-close" => close_sheet(app),
        "erase" => erase(app),
        "consent-accept" => consent(app, true),
        "consent-change" => consent(app, false),
        "place-go" => reading::go_on(app),
        "hit-next" => hits::step(app, 1),
        "hit-previous" => hits::step(app, -1),
        "place-stay" => app.offer.set(None),
        "keep" => worker::keep(&app.found().order),
        _ => {}
    }
}

/// Tries everything again that failed. What waited for an article may have given up meanwhile: it waits anew.
fn retry(app: App) {
    loading::retry(app);
    let (path, search, hash) = history::address();
    let place = app.room().addressing.place(&path, &search, &hash);
    if let Some(place @ Place::Article { .. }) = place.filter(|_| dom::find("main article .text").is_none()) {
        reading::open(app, &place, true);
    }
}

/// Says something to those who do not see it.
pub fn say(words: &str) {
    if let Some(said) = dom::find("[data-slot=said]") {
        said.set_text_content(Some(words));
    }
}

fn kept(app: App, well: bool, words: &'static str) {
    say(if well { words } else { app.room().words.said_not_stored });
}

fn save(app: App, control: &Element) {
    let id = data(control, "data-id");
    let by_card = app.library.with_untracked(|l| l.card(l.ordinal(&id)?)).map(|card| card.title.clone());
    // Before its card is there, its row names it, or the article itself.
    let row = || dom::find(&["main article[data-id='", &id, "'] .headline"].concat()).or_else(|| dom::find("main h1"));
    let title = by_card.or_else(|| row()?.text_content()).unwrap_or_default();
    let mut well = false;
    app.kept.update(|kept| well = kept.toggle(&id, &title));
    let words = app.room().words;
    let saved = app.kept.with_untracked(|kept| kept.is_saved(&id));
    kept(app, well, if saved { words.said_saved } else { words.said_unsaved });
}

fn take_off(app: App, facet: &str, value: &str) {
    navigation::change_list(app, |list| match Facet::of_key(facet) {
        Some(facet) => list.remove(facet, value),
        None => (list.from, list.to, list.rows) = (None, None, ROWS),
    });
}

fn clear(app: App, state: ListState) {
    typing::fill(&state.query);
    navigation::change_list(app, |list| *list = ListState { rows: ROWS, ..state });
    // The button that was pressed is gone.
    if let Some(input) = dom::find("#q") {
        dom::focus(&input);
    }
}

fn more(app: App) {
    let drawn = app.list.with_untracked(|list| list.rows);
    app.list.update(|list| list.rows = drawn + ROWS);
    navigation::write_address(app);
    events::next_frame(move || {
        events::next_frame(move || {
            if let Some(next) = dom::root().and_then(|root| dom::all(&root, "main article .headline a").into_iter().nth(drawn)) {
                dom::focus(&next);
            }
        });
    });
}

fn copy(app: App, words: String) {
    events::spawn(async move {
        let table = app.room().words;
        say(if dom::copy(&words).await { table.said_copied } else { table.said_not_copied });
    });
}

fn open_sheet(app: App, event: &Event) {
    if app.here.get_untracked() == Here::Settings {
        return;
    }
    event.prevent_default();
    app.sheet.update(|open| *open = !*open);
    events::next_frame(move || {
        events::next_frame(move || {
            if let Some(sheet) = dom::find(".sheet") {
                dom::focus_place(&sheet);
            }
        });
    });
}

/// Closes the sheet of settings; the focus returns to what opened it.
pub fn close_sheet(app: App) {
    app.sheet.set(false);
    if let Some(opener) = dom::find("[data-do=settings]") {
        dom::focus(&opener);
    }
}

fn erase(app: App) {
    if app.sure.get_untracked() {
        app.kept.update(|kept| kept.erase());
        worker::forget();
        say(app.room().words.said_erased);
    }
    app.sure.update(|sure| *sure = !*sure);
}

fn consent(app: App, accepted: bool) {
    let mut well = false;
    app.kept.update(|kept| well = kept.set("consent", if accepted { "accepted" } else { "" }));
    if !well {
        say(app.room().words.said_not_stored);
    }
    let to = if accepted { dom::find("footer [data-do=consent-change]") } else { dom::find("[data-do=consent-accept]") };
    if let Some(element) = to {
        element.scroll_into_view();
        dom::focus(&element);
    }
}

fn changed(app: App, event: &Event) {
    let Some(control) = events::nearest(event, "input, select") else { return };
    let name = data(&control, "name");
    let value = dom::value(&control);
    match (name.as_str(), Facet::of_key(&name)) {
        (_, Some(facet)) => {
            if app.list.with_untracked(|list| list.has(facet, &value)) != dom::is_checked(&control) {
                navigation::change_list(app, |list| list.toggle(facet, &value));
            }
        }
        ("sort", _) => navigation::change_list(app, |list| list.sort = crate::corpus::Sort::of_key(&value)),
        ("from" | "to", _) => super::years::choose(app, &name, &value),
        ("theme" | "size" | "width" | "links" | "searches", _) => {
            let mut well = false;
            app.kept.update(|kept| well = kept.set(&name, &value));
            if !well {
                say(app.room().words.said_not_stored);
            }
        }
        _ => {}
    }
}

/// Opens the list with what was typed on another page.
pub fn search_list(app: App, typed: String) {
    navigation::go(app, &Place::List(ListState { query: typed, ..ListState::new() }));
}
