//! Conditional views.

use crate::components::built_view::{BuiltChildrenFn, dynamic};
use leptos::prelude::*;

/// Shows its children while a condition holds, else the fallback: Leptos's own `Show` with one type of children and condition. With
/// a `Show` for every type, its code would be in the program a dozen times.
#[component]
pub(crate) fn Show(
    /// The condition.
    #[prop(into)]
    when: Signal<bool>,
    /// Shown if the condition is false; nothing by default.
    #[prop(optional, into)]
    fallback: Option<BuiltChildrenFn>,
    /// Shown if the condition is true.
    children: BuiltChildrenFn,
) -> impl IntoView {
    let is_shown = Memo::new(move |_| when.get());
    dynamic(move || if is_shown.get() { Some(children.render()) } else { fallback.as_ref().map(BuiltChildrenFn::render) })
}
