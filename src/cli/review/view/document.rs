//! The HTML document around a page of the review.

use crate::cli::review::messages::ReviewMessages;
use crate::components::render::render_to_html;
use crate::corpus::{ListQuery, Route};
use crate::stores::RenderContext;
use leptos::prelude::*;

/// Renders a page as a document. `notice` is what was just done: it begins the title, which a screen reader says first.
pub(in crate::cli::review) fn document<V: IntoView>(
    context: &RenderContext,
    messages: &ReviewMessages,
    notice: Option<&str>,
    title: &str,
    page: impl FnOnce() -> V,
) -> String {
    let lang = messages.lang;
    let parts = [notice.unwrap_or_default(), title, messages.review];
    let title = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" — ");
    let html = render_to_html(context, &Route::List(ListQuery::new()), move || {
        view! {
            <html lang=lang dir="ltr" data-static="">
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <title>{title}</title>
                    <link rel="stylesheet" href="/site.css"/>
                    <link rel="stylesheet" href="/review.css"/>
                    <script src="/review.js" defer=true></script>
                </head>
                <body>{page()}</body>
            </html>
        }
    });
    ["<!doctype html>\n", &html].concat()
}
