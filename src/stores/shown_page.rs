//! The page that is shown, in the program of reading offline: another program draws it.

use crate::corpus::CurrentRoute;
use crate::state::ShownPage;
use leptos::prelude::*;

/// The page that is shown.
#[derive(Clone, Copy)]
pub struct ShownPageStore {
    /// The page, as it was told last. It is told anew as well whenever more of it is drawn.
    pub page: RwSignal<ShownPage>,
    /// Which page it is.
    pub current: Memo<CurrentRoute>,
    /// How often everything that is stored on this device was erased.
    pub erasures: Memo<u32>,
}

/// Provides the store: nothing was told.
pub fn provide_shown_page_store() -> ShownPageStore {
    let page = RwSignal::new(ShownPage::default());
    let store = ShownPageStore {
        page,
        current: Memo::new(move |_| page.with(|page| page.current.clone())),
        erasures: Memo::new(move |_| page.with(|page| page.erasures)),
    };
    provide_context(store);
    store
}

/// The store that was provided.
pub fn use_shown_page_store() -> ShownPageStore {
    expect_context()
}

impl ShownPageStore {
    /// Whether a page is the one that is shown.
    pub fn is_at(&self, current: &CurrentRoute) -> bool {
        self.current.with_untracked(|now| now == current)
    }

    /// Whether the page is a list that shows articles that match.
    pub fn shows_results(&self) -> bool {
        self.page.with_untracked(|page| page.current == CurrentRoute::List && page.found > 0)
    }
}
