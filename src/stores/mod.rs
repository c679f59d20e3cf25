//! Stores: what components share, as signals, grouped by concern. Each is provided by context through one function, and its
//! methods are what handlers call.
//!
//! - [`render_context`]: messages, locale and addresses; it never changes.
//! - [`route`]: where the reader is, and the list's query, which is the address.
//! - [`list`]: what a reader does to the list. [`search`]: what the worker answered. [`corpus`]: what is loaded.
//! - [`results`]: what the list's query means.
//! - [`article`]: the article that is open.
//! - [`local`]: what is stored on this device; [`preferences`]: what the reader has set.
//! - [`offline`]: what can be read without a connection; [`shown_page`]: the page that is shown meanwhile. These two belong to a program of
//!   their own, see `app::offline`.
//!
//! The build provides the same stores, so that the same components render natively; nothing in them touches the browser
//! before a handler is called.
//!
//! Deliberately absent: views (see `components`), fetching and effects (see `app`).

pub mod article;
pub mod corpus;
pub mod effect;
pub mod list;
pub mod local;
pub mod offline;
pub mod preferences;
pub mod render_context;
pub mod results;
pub mod route;
pub mod search;
pub mod shown_page;

pub use article::{ArticleStore, use_article_store};
pub use corpus::{CorpusStore, use_corpus_store};
pub use effect::{follow, on_count};
pub use list::{ListStore, use_list_store};
pub use local::{LocalStore, use_local_store};
pub use offline::{OfflineStore, use_offline_store};
pub use preferences::{PreferenceStore, use_preference_store};
pub use render_context::{RenderContext, use_render_context};
pub use results::{ResultsStore, use_results_store};
pub use route::{RouteStore, use_route_store};
pub use search::{SearchStore, use_search_store};
pub use shown_page::{ShownPageStore, use_shown_page_store};

use crate::corpus::Route;
use crate::state::{LocalData, Preferences};

/// Provides every store to the components below the current owner: what they show before anything was loaded or done.
pub fn provide_stores(context: RenderContext, route: &Route, preferences: Preferences, data: LocalData) {
    let context = render_context::provide_render_context(context);
    let routes = route::provide_route_store(context, route);
    preferences::provide_preference_store(preferences);
    local::provide_local_store(data);
    corpus::provide_corpus_store();
    search::provide_search_store();
    list::provide_list_store(routes);
    results::provide_results_store();
    article::provide_article_store();
}

/// Provides the stores of reading offline to the components below the current owner: nothing is known yet.
pub fn provide_offline_stores(context: RenderContext) {
    render_context::provide_render_context(context);
    shown_page::provide_shown_page_store();
    offline::provide_offline_store();
}
