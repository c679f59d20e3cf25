//! What is shown while something holds.

use crate::components::built_view::{BuiltChildrenFn, dynamic};
use leptos::prelude::*;

/// Shows its children while a condition holds, else the fallback: Leptos's own `Show` with children and condition of one type each.
/// The code of a `Show` of every type of its own would stand in the program a dozen times.
#[component]
pub fn Show(
    /// The condition.
    #[prop(into)]
    when: Signal<bool>,
    /// What is shown where it does not hold; nothing where there is none.
    #[prop(optional, into)]
    fallback: Option<BuiltChildrenFn>,
    /// What is shown where it holds.
    children: BuiltChildrenFn,
) -> impl IntoView {
    let is_shown = Memo::new(move |_| when.get());
    dynamic(move || if is_shown.get() { Some(children.draw()) } else { fallback.as_ref().map(BuiltChildrenFn::draw) })
}
