//! The settings, as a page and as a sheet.

use crate::reader::app::App;
use crate::view::{Element, settings};
use leptos::prelude::*;

/// The page.
pub(super) fn page(app: App) -> Element {
    let choices = move || settings::choices(&app.room(), &app.kept.with(|kept| kept.settings()));
    let kept = move || settings::kept(&app.room(), &app.kept.with(|kept| kept.stored()), app.sure.get());
    settings::page(&app.room(), choices.into_any(), kept.into_any())
}

/// The sheet, while it is open.
pub(super) fn sheet(app: App) -> impl IntoView {
    move || app.sheet.get().then(|| settings::sheet(&app.room(), &app.kept.with(|kept| kept.settings())))
}
