//! The views of each page, run again when what they read has changed.

mod article;
mod list;
mod saved;
mod settings;

use super::app::{App, Here};
use super::library::{Library, Part};
use crate::view::wording::Missing;
use crate::view::{Element, state};
use leptos::prelude::*;

pub use article::adopt;

/// The page at which the reader is, drawn anew when that changes.
pub fn root(app: App) -> impl IntoView {
    move || match app.here.get() {
        Here::List | Here::Other => list::page(app).into_any(),
        Here::Article(id) => article::page(app, id),
        Here::Saved => saved::page(app).into_any(),
        Here::Settings => settings::page(app).into_any(),
    }
}

/// The sheet of settings, while it is open.
pub fn sheet(app: App) -> impl IntoView {
    settings::sheet(app)
}

/// What could not be loaded of what the list shows: an alert each, the same said once.
pub fn alerts(app: App) -> Vec<Element> {
    let room = app.room();
    if app.library.with(|library| library.newer) {
        return vec![state::edition(&room)];
    }
    let mut missing: Vec<Missing> = Vec::new();
    for part in app.library.with(Library::failures) {
        let what = app.library.with(|library| missing_of(library, part));
        if !missing.contains(&what) {
            missing.push(what);
        }
    }
    missing.into_iter().map(|what| state::failed(&room, what, "corpus")).collect()
}

fn missing_of(library: &Library, part: Part) -> Missing {
    match part {
        Part::Manifest => Missing::Collection,
        Part::Ids => Missing::Article,
        Part::Column(_) => Missing::Facets,
        Part::Articles(_) => Missing::Texts,
        Part::Cards(pack) => {
            let size = crate::corpus::card::PACK as u32;
            let first = pack as u32 * size + 1;
            Missing::Cards { first, last: (first + size - 1).min(library.count()) }
        }
    }
}
