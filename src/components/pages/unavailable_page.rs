//! A page that is not kept on this device, while there is no connection.

use super::missing_page::page;
use crate::messages::offline;
use crate::stores::use_render_context;
use leptos::prelude::*;

/// Stands in for a page that is not kept: says so, leads to the list, and lets one search.
#[component]
pub fn UnavailablePage() -> impl IntoView {
    let messages = offline::of(&use_render_context().lang);
    page(messages.unkept, messages.unkept_why)
}
