//! What happens first: the page as it came is adopted or taken over.

use super::app::{App, Here, here_of};
use super::{actions, asking, excerpts, loading, navigation, pages, reading, takeover, typing, watched, years};
use crate::browser::events::{after, listen, nearest, next_frame};
use crate::browser::locale::{Intl, warm_up};
use crate::browser::{dom, history};
use crate::corpus::{Addressing, Form, Place};
use crate::view::Room;
use leptos::mount::mount_to;
use leptos::prelude::*;
use std::sync::Arc;

/// Milliseconds after which what is not needed for reading is fetched.
const AFTER_READING_BEGINS: i32 = 300;

/// What shows that somebody has typed or ticked something before the program came.
const TOUCHED: &str = "main :is(input:checked:not([checked]), [type=search]:not(:placeholder-shown))";

/// Starts the program, in a task of its own: that which has made it from its bytes has been long enough.
pub fn start() {
    after(0, begin);
}

/// A panic from now on shows the notice that stands hidden in every page.
fn begin() {
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
    listen_to_all(app);
    match attribute("data-page").as_str() {
        "article" => adopt(app, &place),
        // The one page that a single file has.
        "list" if single && !matches!(place, Place::List(_)) => open(app, &place),
        // A page with another before it is a further one: the program's own list begins with the first row.
        "list" if dom::find(".pager [rel=prev]").is_some() => stay(app),
        "list" => take_over_list(app),
        "saved" | "settings" => when_unselected(app, takeover::adopt),
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

fn listen_to_all(app: App) {
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
    takeover::in_place(app, || pages::adopt(app));
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
    // Rows hold dates and counts; other pages mostly hold none that the program would write.
    warm_up(&app.room().lang);
    loading::follow_needs(app);
    takeover::alerts_meanwhile(app);
    watched::follow(move || adopt_list(app));
    when_unselected(app, adopt_list);
}

fn adopt_list(app: App) {
    if !app.alive.get_untracked() && loading::is_list_ready(app) && !dom::is_selecting() {
        takeover::adopt(app);
        restore_scroll();
        after(AFTER_READING_BEGINS, move || app.rested.set(true));
    }
}

/// What is drawn anew loses what was selected in it: that waits until nothing is.
fn when_unselected(app: App, draw: fn(App)) {
    let Some(document) = dom::document() else { return };
    let draw = move || {
        if !app.alive.get_untracked() && !dom::is_selecting() {
            draw(app);
        }
    };
    draw();
    listen(&document, "selectionchange", move |_| draw());
}

/// A further page stays as it came, and one stays where one is in it. It becomes the list once somebody types or ticks there.
fn stay(app: App) {
    app.here.set(Here::Other);
    let Some(main) = dom::find("#main") else { return };
    if dom::find(TOUCHED).is_some() {
        return take_over_list(app);
    }
    for name in ["input", "click"] {
        listen(&main, name, move |event| {
            let asked = name == "input" || nearest(&event, "[data-do=filters]").is_some();
            if asked && app.here.get_untracked() == Here::Other {
                dom::set_title(&app.room().name);
                take_over_list(app);
            }
        });
    }
}

/// An address without a page of its own may still be an article of the collection, or a page of the list.
fn look_up(app: App, place: &Place) {
    match place {
        Place::Article { .. } => {
            reading::open(app, place, true);
            takeover::replace(app);
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
