//! Going from place to place inside the program: the address, the title, the focus, and where a page was scrolled to.

use super::app::{App, Here, here_of, list_of};
use super::{reading, takeover, typing};
use crate::article::language::Direction;
use crate::browser::events::{self, next_frame};
use crate::browser::{dom, history};
use crate::corpus::{Form, Place};
use crate::view::room::document_title;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::atomic::Ordering::Relaxed;
use web_sys::Event;

/// Milliseconds without scrolling or typing after which the address is written: browsers allow it only so often.
const QUIET: i32 = 250;

/// Milliseconds after which it is looked again for the heading of an article that is on its way, and how often.
const COMING: (i32, u32) = (50, 400);

/// Milliseconds after which WebKit has emptied the box of a page that it puts back.
const BOX_EMPTIED: i32 = 50;

/// Follows the browser's Back and Forward, and remembers where each step was scrolled to.
pub fn listen(app: App) {
    let Some(window) = dom::window() else { return };
    events::listen(&window, "popstate", move |_| {
        let (path, search, hash) = history::address();
        let y = history::remembered_scroll();
        app.steps.store(app.steps.load(Relaxed).saturating_sub(1), Relaxed);
        let addressing = &app.room().addressing;
        match addressing.place(&path, &search, &hash) {
            // A page that the program does not draw comes as it came before.
            Some(place) if app.alive.get_untracked() && here_of(&place) == Here::Other && addressing.form() != Form::Single => {
                dom::reload()
            }
            Some(place) if app.alive.get_untracked() || here_of(&place) != app.here.get_untracked() => arrive(app, &place, y),
            _ => {}
        }
    });
    // WebKit empties the box of a page that it puts back as it was left.
    events::listen(&window, "pageshow", move |_| {
        events::after(BOX_EMPTIED, move || {
            if app.alive.get_untracked() {
                app.list.with_untracked(|list| typing::fill(&list.query));
            }
        });
    });
    let waiting = Rc::new(Cell::new(0_u32));
    events::listen_passive(&window, "scroll", move |_| {
        let turn = waiting.get() + 1;
        waiting.set(turn);
        let waiting = waiting.clone();
        events::after(QUIET, move || {
            if waiting.get() == turn {
                history::remember_scroll(dom::scroll_y());
            }
        });
    });
}

/// Follows a link where its place is one that the program draws; whether it did.
pub fn follow(app: App, href: &str) -> bool {
    let Some((origin, path, search, hash)) = parts(href) else { return false };
    // In one file every place stands behind the `#`, and nothing else is one.
    let single = app.room().addressing.form() == Form::Single;
    if single && !href.starts_with("#/") {
        return false;
    }
    if !single && Some(origin) != dom::window().and_then(|w| w.location().origin().ok()) {
        return false;
    }
    let Some(place) = app.room().addressing.place(&path, &search, &hash) else { return false };
    if matches!(here_of(&place), Here::Other | Here::Settings) || (!single && is_same_page(&path, &search)) {
        return false;
    }
    go(app, &place);
    true
}

/// A link to another part of the page that is open is the browser's affair.
fn is_same_page(path: &str, search: &str) -> bool {
    let here = history::address();
    here.0 == path && here.1 == search
}

fn parts(href: &str) -> Option<(String, String, String, String)> {
    let url = web_sys::Url::new_with_base(href, &history::href()).ok()?;
    Some((url.origin(), url.pathname(), url.search(), url.hash()))
}

/// Goes to a place, as a new step.
pub fn go(app: App, place: &Place) {
    history::remember_scroll(dom::scroll_y());
    let href = app.room().href(place);
    if !history::push(&href) {
        return history::leave(&href);
    }
    app.steps.fetch_add(1, Relaxed);
    arrive(app, place, None);
}

/// Draws a place. `y` is where it was scrolled to when it was left, if it was.
pub fn arrive(app: App, place: &Place, y: Option<f64>) {
    let left = app.here.get_untracked();
    // An article keeps the list that it was opened from, so that its neighbours are those of that list.
    let keep_list = matches!(place, Place::Article { from, .. } if from.is_everything() && left == Here::List)
        && app.list.with_untracked(|list| list.is_everything());
    if !keep_list && !matches!(place, Place::Saved | Place::Settings) {
        app.list.set(list_of(place));
    }
    app.filters.set(false);
    app.here.set(here_of(place));
    app.window.set((0, 8));
    reading::open(app, place, y.is_none());
    if !app.alive.get_untracked() {
        takeover::replace(app);
    }
    describe(app);
    let place = place.clone();
    next_frame(move || next_frame(move || land_once_found(app, place, left, y, 30)));
}

/// What a list looks for may still be on its way: it is looked at again for a second.
fn land_once_found(app: App, place: Place, left: Here, y: Option<f64>, tries: u32) {
    let settled = untrack(|| super::asking::is_settled(app));
    if tries == 0 || settled || app.here.get_untracked() != Here::List {
        return land(app, &place, &left, y);
    }
    events::after(30, move || land_once_found(app, place, left, y, tries - 1));
}

/// Puts the page where it belongs, and the focus with it.
fn land(app: App, place: &Place, left: &Here, y: Option<f64>) {
    if let Some(input) = dom::find("#q").filter(|_| app.here.get_untracked() == Here::List) {
        app.list.with_untracked(|list| dom::set_value(&input, &list.query));
    }
    if let Some(y) = y {
        dom::scroll_to(y);
        next_frame(move || dom::scroll_to(y));
    } else if !matches!(place, Place::Article { anchor: Some(_), .. }) {
        dom::scroll_to(0.0);
    }
    if app.to_search.swap(false, Relaxed) {
        return typing::focus_box(20);
    }
    let link = match left {
        Here::Article(id) => dom::find(&["main article[data-id='", id, "'] a"].concat()),
        _ => None,
    };
    match link.filter(|_| !matches!(here_of(place), Here::Article(_))).or_else(|| dom::find("main h1")) {
        Some(element) => dom::focus_place(&element),
        None => {
            _ = dom::find("#main").map(|main| dom::focus_place(&main));
            focus_heading(app, here_of(place), COMING.1);
        }
    }
}

/// The heading of what is still on its way gets the focus once it is there, unless the reader has turned to something else.
fn focus_heading(app: App, here: Here, tries: u32) {
    events::after(COMING.0, move || {
        let waits = dom::focused().is_none_or(|focused| focused.id() == "main");
        match dom::find("main h1") {
            _ if !waits || app.here.get_untracked() != here => {}
            Some(heading) => dom::focus_place(&heading),
            None if tries > 0 => focus_heading(app, here, tries - 1),
            None => {}
        }
    });
}

/// Title and language of the document follow what is shown. Waits for a card that is still on its way.
fn describe(app: App) {
    let room = app.room();
    let here = app.here.get_untracked();
    let (title, lang, direction, page) = match &here {
        Here::Article(id) => match app.library.with_untracked(|l| l.card(l.ordinal(id)?)) {
            Some(card) => (card.title.clone(), card.lang.clone(), card.direction(), "article"),
            None => {
                return events::after(QUIET, move || {
                    if app.here.get_untracked() == here {
                        describe(app)
                    }
                });
            }
        },
        Here::Saved => (room.words.saved.to_owned(), room.lang.clone(), room.direction(), "saved"),
        Here::Settings => (room.words.settings.to_owned(), room.lang.clone(), room.direction(), "settings"),
        Here::List | Here::Other => (String::new(), room.lang.clone(), room.direction(), "list"),
    };
    dom::set_title(&document_title(&title, &room.name));
    dom::set_root_attribute("lang", Some(&lang));
    dom::set_root_attribute("dir", Some(if direction == Direction::Rtl { "rtl" } else { "ltr" }));
    dom::set_root_attribute("data-page", Some(page));
}

/// Back to the list: the browser's own step back where the reader came from there, so that the list is exactly where it was.
pub fn back(app: App, event: &Event) {
    event.prevent_default();
    if app.steps.load(Relaxed) > 0 {
        history::back();
    } else {
        go(app, &Place::List(app.list.get_untracked()));
    }
}

/// Changes the list's state as a new step, so that Back undoes it.
pub fn change_list(app: App, change: impl FnOnce(&mut crate::corpus::ListState)) {
    app.list.update(change);
    if app.here.get_untracked() == Here::List {
        history::remember_scroll(dom::scroll_y());
        history::push(&app.room().href(&app.place()));
        app.steps.fetch_add(1, Relaxed);
    }
}

/// Writes the list's state into the address of this step.
pub fn write_address(app: App) {
    if app.here.get_untracked() == Here::List {
        history::replace(&app.room().href(&app.place()));
    }
}

/// Writes it once typing has paused, and draws what waited for that.
pub fn write_address_soon(app: App) {
    let letter = app.letter.fetch_add(1, Relaxed) + 1;
    events::after(QUIET, move || {
        if app.letter.load(Relaxed) == letter {
            write_address(app);
            app.typing.put(false);
        }
    });
}
