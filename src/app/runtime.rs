//! What every program in the page begins with.

use crate::corpus::{Form, UrlBuilder};
use crate::stores::RenderContext;
use crate::web::dom;
use crate::web::locale::Intl;
use leptos::prelude::*;
use std::sync::Arc;

/// Runs a program below an owner that lives as long as the page. A panic from now on shows the notice that stands hidden in every
/// page.
pub fn run(program: impl FnOnce(Owner)) {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
        dom::reveal("[data-notice=stopped]");
    }));
    // Leptos's executor; a second one is refused, which is as good.
    _ = any_spawner::Executor::init_wasm_bindgen();
    let owner = Owner::new();
    owner.with(|| program(owner.clone()));
    std::mem::forget(owner);
}

/// How addresses of this site are written, as its pages say.
pub fn urls() -> UrlBuilder {
    let attribute = |name: &str| dom::root_attribute(name).unwrap_or_default();
    UrlBuilder::of(Form::of_key(&attribute("data-form")), &attribute("data-base"))
}

/// Messages and language of the interface, which may differ from those of the article on the page.
pub fn render_context(urls: UrlBuilder) -> RenderContext {
    let lang = dom::find("#app").and_then(|app| app.get_attribute("lang")).unwrap_or_default();
    let name = dom::find("meta[property='og:site_name']").and_then(|meta| meta.get_attribute("content")).unwrap_or_default();
    RenderContext::new(&name, &lang, urls, Arc::new(Intl))
}
