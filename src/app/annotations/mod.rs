//! The program of the reader's own: highlights and notes in articles, the notebook, citations. It renders outside of the main program's
//! views; that program tells it which page is shown ([`crate::web::shown_page`]). `src/app/start.js` starts it when text is selected or
//! something is asked for, and at once on pages with highlights and on the notebook.
//!
//! - [`drawing`]: finds the passages of annotations in the text, and draws them.
//! - [`selecting`]: what is selected, and presses on highlights. [`block_cursor`]: selecting with the arrow keys.
//!
//! Deliberately absent: what is stored, and how (see [`crate::stores::annotations`]).

pub(crate) mod block_cursor;
pub(crate) mod drawing;
pub(crate) mod selecting;

use super::runtime;
use crate::components::annotations::{AnnotationPanel, NotebookContent};
use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::corpus::CurrentRoute;
use crate::messages::AnnotationMessages;
use crate::state::ShownPage;
use crate::stores::{AnnotationStore, provide_annotation_stores};
use crate::web::annotation_db::ERASED_EVENT;
use crate::web::annotation_requests::{self, CITE, NOTE, SELECT};
use crate::web::{dom, events, fetch, shown_page, storage};
use block_cursor::BlockCursor;
use leptos::mount::mount_to;
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, RequestCache};

/// The region of every page that holds what this program draws over and after an article.
const PANEL_SLOT: &str = "[data-slot=annotations]";
/// The content of the page of the notebook.
const NOTEBOOK_SLOT: &str = "[data-slot=notebook]";

/// Starts the program. Pages without its region are left alone.
pub fn start() {
    events::set_timeout(0, || {
        runtime::run(|owner| {
            events::spawn(async move {
                if let Some(messages) = load_messages().await {
                    owner.with(|| begin(&owner, messages));
                }
            });
        });
    });
}

/// Fetches the messages; the page contains their URL.
async fn load_messages() -> Option<AnnotationMessages> {
    let url = dom::find(PANEL_SLOT)?.get_attribute("data-annotation-messages")?;
    fetch::json(&url, None, RequestCache::Default).await.ok()
}

fn begin(owner: &Owner, messages: AnnotationMessages) {
    let title = messages.title.to_string();
    let store = provide_annotation_stores(runtime::render_context(runtime::url_builder()), messages);
    show_page(store, &shown_page::read());
    if let Some(region) = dom::find(PANEL_SLOT) {
        _ = region.set_attribute("aria-label", &title);
        mount(region, || view! { <AnnotationPanel/> }.into_built());
        dom::reveal(PANEL_SLOT);
    }
    mount_notebook();
    drawing::watch(store);
    selecting::watch(store);
    add_listeners(owner, store);
    let cursor = Rc::new(BlockCursor::new(store));
    cursor.listen();
    annotation_requests::answer(move |name| answer(store, &cursor, &name));
    events::spawn(store.open());
}

/// Mounts a view in an element, in place of what is there.
fn mount(element: web_sys::Element, view: fn() -> BuiltView) {
    element.set_text_content(None);
    if let Ok(element) = element.dyn_into::<HtmlElement>() {
        mount_to(element, view).forget();
    }
}

/// Fills the page of the notebook, if it is shown and empty.
fn mount_notebook() {
    if let Some(slot) = dom::find(NOTEBOOK_SLOT).filter(|slot| !slot.has_attribute("data-mounted")) {
        _ = slot.set_attribute("data-mounted", "");
        mount(slot, || view! { <NotebookContent/> }.into_built());
    }
}

fn show_page(store: AnnotationStore, page: &ShownPage) {
    let article = match &page.current {
        CurrentRoute::Article(id) => Some(id.clone()),
        _ => None,
    };
    if store.article.with_untracked(|known| *known != article) {
        store.close_draft();
        store.selected.set(None);
        store.deleted.set(None);
        store.article.set(article);
    }
}

fn add_listeners(owner: &Owner, store: AnnotationStore) {
    shown_page::on_change(move |page| show_page(store, &page));
    let Some(window) = dom::window() else { return };
    events::add_listener(&window, storage::CHANGE_EVENT, move |_| store.read_saved());
    events::add_listener(&window, ERASED_EVENT, move |_| store.on_erased());
    // What was typed is stored before the page goes away.
    events::add_listener(&window, "pagehide", move |_| store.close_draft());
    // In a single file the page of the notebook is another part of the document.
    let owner = owner.clone();
    events::add_listener(&window, "hashchange", move |_| {
        let owner = owner.clone();
        events::set_timeout(0, move || owner.with(mount_notebook));
    });
}

/// Answers a request of a control of the page, or of a key.
fn answer(store: AnnotationStore, cursor: &BlockCursor, name: &str) {
    match name {
        CITE => store.cite(None),
        NOTE => store.begin_article_note(),
        SELECT if store.selected.with_untracked(Option::is_some) => store.highlight_again(),
        SELECT => cursor.begin(),
        _ => {}
    }
}
