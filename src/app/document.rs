//! Keeps the document's title and language in step with the current page.

use crate::article::language::Direction;
use crate::corpus::CurrentRoute;
use crate::stores::render_context::document_title;
use crate::stores::{new_effect, use_corpus_store, use_render_context, use_route_store};
use crate::web::dom;
use leptos::prelude::*;

/// Title, language and direction that the document takes from the current page.
struct Description {
    title: String,
    lang: String,
    direction: Direction,
    /// The kind of page, as in `data-page` of the root element.
    page: &'static str,
}

/// Keeps title, language and direction in step with every page that the program renders; with an article once its card is loaded.
pub(crate) fn sync_document() {
    let (context, route, corpus) = (use_render_context(), use_route_store(), use_corpus_store());
    let interface_page = {
        let context = context.clone();
        move |title: &str, page| Description { title: title.to_owned(), lang: context.lang.clone(), direction: context.direction(), page }
    };
    let messages = context.messages;
    let description = move || match route.current.get() {
        CurrentRoute::Article(id) => corpus.data.with(|corpus| {
            let card = corpus.card(corpus.doc_id(&id)?)?;
            Some(Description { title: card.title.clone(), lang: card.lang.clone(), direction: card.direction(), page: "article" })
        }),
        CurrentRoute::Saved => Some(interface_page(messages.saved, "saved")),
        CurrentRoute::Settings => Some(interface_page(messages.settings, "settings")),
        CurrentRoute::List | CurrentRoute::Other => Some(interface_page("", "list")),
    };
    new_effect(move || {
        if let Some(description) = description().filter(|_| route.is_mounted.get()) {
            let Description { title, lang, direction, page } = description;
            dom::set_title(&document_title(&title, &context.site_name));
            dom::set_root_attribute("lang", Some(&lang));
            dom::set_root_attribute("dir", Some(if direction == Direction::Rtl { "rtl" } else { "ltr" }));
            dom::set_root_attribute("data-page", Some(page));
        }
    });
}
