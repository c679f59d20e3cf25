//! Views with a space between each two.

use crate::components::built_view::{BuiltView, IntoBuilt};

/// Puts a space between each two views, for screen readers and for copied text.
pub(crate) fn join_with_spaces(views: impl IntoIterator<Item = BuiltView>) -> Vec<BuiltView> {
    let mut out = Vec::new();
    for view in views {
        if !out.is_empty() {
            out.push(" ".into_built());
        }
        out.push(view);
    }
    out
}
