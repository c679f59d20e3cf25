//! Renders components to HTML, for the build.

use crate::corpus::Route;
use crate::state::{LocalData, Preferences};
use crate::stores::{RenderContext, provide_stores};
use leptos::prelude::*;

/// Renders a view as the page of a route, with stores of its own, in which nothing is loaded or stored yet.
pub(crate) fn render_to_html<V: IntoView>(context: &RenderContext, route: &Route, view: impl FnOnce() -> V) -> String {
    render_with(context, route, LocalData::default(), view)
}

/// Like [`render_to_html`], with data stored on the device.
pub(super) fn render_with<V: IntoView>(context: &RenderContext, route: &Route, data: LocalData, view: impl FnOnce() -> V) -> String {
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_stores(context.clone(), route, Preferences::default(), data);
        view().into_view().to_html()
    });
    owner.cleanup();
    remove_markers(&html)
}

/// Removes the comments that Leptos writes between texts and around dynamic parts: `<!>`, and `<!--<() />-->` for nothing. Texts
/// and attributes hold no `<!`: their `<` is escaped.
fn remove_markers(html: &str) -> String {
    let mut parts = html.split("<!");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = if part.starts_with("--") { "-->" } else { ">" };
        out.push_str(part.split_once(end).map_or("", |(_, behind)| behind));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::test_support::html;
    use crate::stores::{use_render_context, use_route_store};

    #[test]
    fn view_gets_its_stores_and_leaves_no_marker() {
        let view = || {
            let name = use_render_context().site_name.clone();
            let query = use_route_store().query;
            view! { <p title="a <!> \"b\"">{name}{" 1 < 2 "}{move || query.get().rows > 0}{None::<String>}{().into_any()}{"."}</p> }
        };
        assert_eq!(html("en", view), "<p title=\"a &lt;!&gt; &quot;b&quot;\">Room 1 &lt; 2 true.</p>");
    }
}
