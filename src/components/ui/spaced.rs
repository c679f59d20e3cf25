//! Views with a space between each two.

use leptos::prelude::*;

/// Puts a space between each two views, for those who hear or copy them.
pub fn spaced(views: impl IntoIterator<Item = AnyView>) -> Vec<AnyView> {
    let mut out = Vec::new();
    for view in views {
        if !out.is_empty() {
            out.push(" ".into_any());
        }
        out.push(view);
    }
    out
}
