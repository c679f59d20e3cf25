//! The views of each page, run again when what they read has changed.

mod article;
mod list;
mod saved;
mod settings;

use super::app::{App, Here};
use super::library::{Library, Part};
use crate::view::wording::Missing;
use crate::view::{Element, el, state};
use leptos::prelude::*;

pub use article::adopt;

/// The page at which the reader is, drawn anew when that changes.
pub fn root(app: App) -> AnyView {
    region(move || match app.here.get() {
        Here::List | Here::Other => list::page(app).key("list"),
        Here::Article(id) => article::page(app, &id),
        Here::Saved => saved::page(app).key("saved"),
        Here::Settings => settings::page(app).key("settings"),
    })
}

/// The sheet of settings, while it is open.
pub fn sheet(app: App) -> AnyView {
    region(move || settings::sheet(app))
}

/// What failed, above what can still be read.
pub fn alerts_alone(app: App) -> AnyView {
    region(move || el("div").children(alerts(app)))
}

/// What is drawn, again whenever something that it read has changed.
type Draw = Box<dyn Fn() -> Element + Send>;

/// A region of a page that is drawn anew when what it read has changed.
fn region(draw: impl Fn() -> Element + Send + 'static) -> AnyView {
    boxed(Box::new(draw))
}

/// Every region is of one type: for each type of closure the program would hold Leptos's code once more.
fn boxed(draw: Draw) -> AnyView {
    (move || draw()).into_any()
}

/// Nothing, where a region has nothing to draw.
fn nothing() -> Element {
    el("span").flag("hidden", true)
}

/// What could not be loaded of what the list shows: an alert each, the same said once.
pub fn alerts(app: App) -> Vec<Element> {
    let room = app.room();
    if app.library.with(|library| library.newer) {
        return vec![state::edition(&room)];
    }
    let mut missing: Vec<Missing> = Vec::new();
    missing.extend(app.silent.get().then_some(Missing::Search));
    for part in app.library.with(Library::failures) {
        let what = app.library.with(|library| missing_of(library, &app.here.get(), part));
        if !missing.contains(&what) {
            missing.push(what);
        }
    }
    missing.into_iter().map(|what| state::failed(&room, what, "corpus")).collect()
}

fn missing_of(library: &Library, here: &Here, part: Part) -> Missing {
    match part {
        Part::Manifest => Missing::Collection,
        Part::Ids => Missing::Article,
        Part::Articles(_) if matches!(here, Here::Article(_)) => Missing::Article,
        Part::Column(_) | Part::Days => Missing::Facets,
        Part::Articles(_) => Missing::Texts,
        Part::Cards(pack) => {
            let size = library.manifest.as_ref().map_or(0, |manifest| manifest.cards.each);
            let first = pack as u32 * size + 1;
            Missing::Cards { first, last: (first + size).saturating_sub(1).min(library.count()) }
        }
    }
}
