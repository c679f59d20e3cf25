//! The settings, as a page and as a sheet.

use super::{nothing, region};
use crate::reader::app::App;
use crate::view::{Element, settings};

/// The page.
pub(super) fn page(app: App) -> Element {
    let choices = region(move || settings::choices(&app.room(), &app.kept.with(|kept| kept.settings())));
    let kept = region(move || settings::kept(&app.room(), &app.kept.with(|kept| kept.stored()), app.sure.get()));
    settings::page(&app.room(), choices, kept)
}

/// The sheet, while it is open.
pub(super) fn sheet(app: App) -> Element {
    if app.sheet.get() { settings::sheet(&app.room(), &app.kept.with(|kept| kept.settings())) } else { nothing() }
}
