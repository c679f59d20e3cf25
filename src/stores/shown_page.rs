//! The shown page, in the offline program: another program renders it.

use crate::corpus::CurrentRoute;
use crate::state::ShownPage;
use leptos::prelude::*;

/// The shown page.
#[derive(Clone, Copy)]
pub(crate) struct ShownPageStore {
    /// The page as last reported. It is reported again whenever more of it is rendered.
    pub page: RwSignal<ShownPage>,
    /// The current route.
    pub current: Memo<CurrentRoute>,
    /// Number of times that all data on this device was erased.
    pub erasures: Memo<u32>,
}

/// Provides the store, before the first report.
pub(crate) fn provide_shown_page_store() -> ShownPageStore {
    let page = RwSignal::new(ShownPage::default());
    let store = ShownPageStore {
        page,
        current: Memo::new(move |_| page.with(|page| page.current.clone())),
        erasures: Memo::new(move |_| page.with(|page| page.erasures)),
    };
    provide_context(store);
    store
}

/// Returns the store from context.
pub(crate) fn use_shown_page_store() -> ShownPageStore {
    expect_context()
}

impl ShownPageStore {
    /// Whether a page is the current one.
    pub(crate) fn is_at(&self, current: &CurrentRoute) -> bool {
        self.current.with_untracked(|now| now == current)
    }

    /// Whether the page is a list that shows matching articles.
    pub(crate) fn shows_results(&self) -> bool {
        self.page.with_untracked(|page| page.current == CurrentRoute::List && page.match_count > 0)
    }
}
