//! Start-up code shared by the programs in the page.

use crate::corpus::{Form, UrlBuilder};
use crate::stores::RenderContext;
use crate::web::dom;
use crate::web::locale::Intl;
use leptos::prelude::*;
use std::sync::Arc;

/// Runs a program under an owner that lives as long as the page. From now on a panic shows the hidden notice that every page
/// contains.
pub(crate) fn run(program: impl FnOnce(Owner)) {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
        dom::reveal("[data-notice=stopped]");
    }));
    // Leptos's executor; a second initialization fails, which is harmless.
    _ = any_spawner::Executor::init_wasm_bindgen();
    let owner = Owner::new();
    owner.with(|| program(owner.clone()));
    std::mem::forget(owner);
}

/// Reads from the root element how this site's URLs are written.
pub(crate) fn url_builder() -> UrlBuilder {
    let attribute = |name: &str| dom::root_attribute(name).unwrap_or_default();
    UrlBuilder::new(Form::from_key(&attribute("data-form")), &attribute("data-base"))
}

/// Builds the render context: messages and language of the interface, which may differ from the article's.
pub(crate) fn render_context(urls: UrlBuilder) -> RenderContext {
    let lang = dom::find("#app").and_then(|app| app.get_attribute("lang")).unwrap_or_default();
    let name = dom::find("meta[property='og:site_name']").and_then(|meta| meta.get_attribute("content")).unwrap_or_default();
    RenderContext::new(&name, &lang, urls, Arc::new(Intl))
}
