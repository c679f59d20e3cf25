//! Components as HTML, for the build.

use crate::corpus::Route;
use crate::state::{LocalData, Preferences};
use crate::stores::{RenderContext, provide_stores};
use leptos::prelude::*;

/// Renders a view as the page of a route, with stores of its own, in which nothing is loaded or stored yet.
pub fn render_to_html<V: IntoView>(context: &RenderContext, route: &Route, view: impl FnOnce() -> V) -> String {
    render_with(context, route, LocalData::default(), view)
}

fn render_with<V: IntoView>(context: &RenderContext, route: &Route, data: LocalData, view: impl FnOnce() -> V) -> String {
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_stores(context.clone(), route, Preferences::default(), data);
        view().into_view().to_html()
    });
    owner.cleanup();
    without_markers(&html)
}

/// HTML without the comments that Leptos writes between texts and around dynamic parts: `<!>`, and `<!--<() />-->` for nothing.
/// Texts and attributes hold no `<!`: their `<` is escaped.
fn without_markers(html: &str) -> String {
    let mut parts = html.split("<!");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = if part.starts_with("--") { "-->" } else { ">" };
        out.push_str(part.split_once(end).map_or("", |(_, behind)| behind));
    }
    out
}

/// What tests of components share.
#[cfg(test)]
pub(crate) mod testing {
    use super::*;
    use crate::article::date::Date;
    use crate::corpus::{ListQuery, UrlBuilder};
    use crate::messages::Locale;
    use std::sync::Arc;

    /// A locale that writes everything plainly.
    pub(crate) struct Plain;

    impl Locale for Plain {
        fn date(&self, date: &Date, lang: &str) -> String {
            [lang, ":", &date.day()].concat()
        }
        fn month(&self, year: u16, month: u8, _: &str) -> String {
            format!("{year}/{month}")
        }
        fn number(&self, number: u32, _: &str) -> String {
            number.to_string()
        }
        fn language(&self, code: &str) -> String {
            code.to_owned()
        }
    }

    /// The context of a site in a language.
    pub(crate) fn context(lang: &str) -> RenderContext {
        RenderContext::new("Room", lang, UrlBuilder::site("/room/"), Arc::new(Plain))
    }

    /// A view as HTML, on the page of the list.
    pub(crate) fn html<V: IntoView>(lang: &str, view: impl FnOnce() -> V) -> String {
        html_with(lang, LocalData::default(), view)
    }

    /// A view as HTML, where something is stored on the device.
    pub(crate) fn html_with<V: IntoView>(lang: &str, data: LocalData, view: impl FnOnce() -> V) -> String {
        render_with(&context(lang), &Route::List(ListQuery::new()), data, view)
    }

    /// The text of a piece of HTML, as a browser would give it.
    pub(crate) fn text(html: &str) -> String {
        let mut out = String::new();
        let mut inside = false;
        for c in html.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                c if !inside => out.push(c),
                _ => {}
            }
        }
        out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
    }

    /// Checks what every page keeps: no style attribute, one `h1`, no level of headings left out, a name for every button.
    pub(crate) fn check_page(html: &str) {
        assert!(!html.contains(" style=") && !html.contains("<!"), "{html}");
        let levels: Vec<u8> =
            html.split("<h").skip(1).filter_map(|rest| rest.bytes().next()).filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "one h1: {levels:?}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
        for level in 1..=6 {
            assert!(!html.contains(&format!("<h{level}></h{level}>")), "an empty heading");
        }
        assert!(html.matches("<main").count() == 1, "{html}");
        for rest in html.split("<button").skip(1) {
            let control = rest.split("</button>").next().unwrap();
            assert!(control.contains("aria-label=") || !text(&["<button", control].concat()).trim().is_empty(), "{control}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::testing::html;
    use super::*;
    use crate::stores::{use_render_context, use_route_store};

    #[test]
    fn a_view_finds_its_stores_and_leaves_no_marker() {
        let view = || {
            let name = use_render_context().site_name.clone();
            let query = use_route_store().query;
            view! { <p title="a <!> \"b\"">{name}{" 1 < 2 "}{move || query.get().rows > 0}{None::<String>}{().into_any()}{"."}</p> }
        };
        assert_eq!(html("en", view), "<p title=\"a &lt;!&gt; &quot;b&quot;\">Room 1 &lt; 2 true.</p>");
    }
}
