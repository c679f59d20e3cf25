//! What happens first: the page as it came is adopted or taken over.

use super::app::{App, Here, here_of};
use super::{actions, asking, excerpts, loading, navigation, pages, reading, takeover, typing, watched, years};
use crate::browser::events::{after, next_frame};
use crate::browser::locale::Intl;
use crate::browser::{dom, history};
use crate::corpus::{Addressing, Form, Place};
use crate::view::Room;
use leptos::mount::mount_to;
use leptos::prelude::*;
use std::sync::Arc;

/// Milliseconds after which what is not needed for reading is fetched.
const AFTER_READING_BEGINS: i32 = 300;

/// Starts the program. A panic afterwards shows the notice that stands hidden in every page.
pub fn start() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
        dom::reveal("[data-notice=stopped]");
    }));
    // Leptos's executor; a second one is refused, which is as good.
    _ = any_spawner::Executor::init_wasm_bindgen();
    let owner = Owner::new();
    owner.with(run);
    std::mem::forget(owner);
}

fn run() {
    let attribute = |name: &str| dom::root_attribute(name).unwrap_or_default();
    let addressing = Addressing::of(Form::of_key(&attribute("data-form")), &attribute("data-base"));
    let single = addressing.form() == Form::Single;
    let (path, search, hash) = history::address();
    let place = addressing.place(&path, &search, &hash).unwrap_or(Place::File(path));
    let app = App::new(room(addressing), &place);
    listen(app);
    match attribute("data-page").as_str() {
        "article" => adopt(app, &place),
        // The one page that a single file has.
        "list" if single && !matches!(place, Place::List(_)) => open(app, &place),
        "list" => take_over_list(app),
        "saved" | "settings" => takeover::take_over(app),
        "missing" => look_up(app, &place),
        // The site's own pages are whole as they came; no list is behind them.
        _ => app.here.set(Here::Other),
    }
    history::take_over_scrolling();
}

/// Words and language of the interface, which may differ from those of the article on the page.
fn room(addressing: Addressing) -> Room {
    let lang = dom::find("#app").and_then(|app| app.get_attribute("lang")).unwrap_or_default();
    let name = dom::find("meta[property='og:site_name']").and_then(|meta| meta.get_attribute("content")).unwrap_or_default();
    Room::new(&name, &lang, addressing, Arc::new(Intl))
}

fn listen(app: App) {
    actions::listen(app);
    typing::listen(app);
    years::listen(app);
    reading::listen(app);
    navigation::listen(app);
    excerpts::follow(app);
    asking::follow(app);
    if let Some(place) = dom::find("#app").and_then(|_| dom::create("div")) {
        if let Some(body) = dom::document().and_then(|d| d.body()) {
            _ = body.append_child(&place);
        }
        mount_to(place, move || pages::sheet(app)).forget();
    }
}

/// An article is kept as it stands. What its slots need comes after the page has been drawn.
fn adopt(app: App, place: &Place) {
    reading::open(app, place, history::remembered_scroll().is_none());
    pages::adopt(app);
    restore_scroll();
    // The list is fetched once the article has been drawn: the neighbours need it, and the way back is then short.
    after(AFTER_READING_BEGINS, move || loading::follow_needs(app));
}

/// The list is taken over once everything that it shows is there; until then what failed is said above the rows that came.
fn take_over_list(app: App) {
    if app.here.get_untracked() != Here::List {
        takeover::open_as_list(app);
    }
    app.rested.set(app.list.with_untracked(|list| list.query.trim().is_empty()));
    loading::follow_needs(app);
    takeover::alerts_meanwhile(app);
    let mut done = false;
    watched::follow(move || {
        if !done && loading::is_list_ready(app) {
            done = true;
            takeover::swap(app);
            restore_scroll();
            after(AFTER_READING_BEGINS, move || app.rested.set(true));
        }
    });
}

/// An address without a page of its own may still be an article of the collection, or a page of the list.
fn look_up(app: App, place: &Place) {
    match place {
        Place::Article { .. } => {
            reading::open(app, place, true);
            takeover::take_over(app);
        }
        _ => app.here.set(Here::Other),
    }
}

/// A place that the program draws is drawn at once; any other stands in the page as it came.
fn open(app: App, place: &Place) {
    if here_of(place) == Here::Other {
        return app.here.set(Here::Other);
    }
    navigation::arrive(app, place, history::remembered_scroll());
}

fn restore_scroll() {
    if let Some(y) = history::remembered_scroll() {
        dom::scroll_to(y);
        // Rows below the window are measured only when they are drawn.
        next_frame(move || dom::scroll_to(y));
    }
}
