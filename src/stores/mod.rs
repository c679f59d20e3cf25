//! Stores: state shared by components, as signals, grouped by concern. Each is provided by context through one function, and event
//! handlers call its methods.
//!
//! - [`render_context`]: messages, locale and URLs; it never changes.
//! - [`route`]: the current route and the list's query, which the URL holds.
//! - [`list`]: the actions of a reader on the list. [`search`]: the search response. [`corpus`]: the loaded data.
//! - [`results`]: the results of the list's query.
//! - [`article`]: the open article.
//! - [`local`]: the data stored on this device; [`preferences`]: the reader's preferences.
//! - [`offline`]: offline reading; [`shown_page`]: the page shown meanwhile. These two belong to a program of their own, see
//!   `app::offline`.
//! - [`annotations`]: highlights and notes; [`notebook`]: what a reader does in the notebook. These belong to a program of their own,
//!   see `app::annotations`.
//!
//! The build provides the same stores, so that the same components render natively; no store uses the browser before a handler is
//! called.
//!
//! Deliberately absent: views (see `components`), fetching and effects (see `app`).

pub(crate) mod annotations;
pub(crate) mod article;
pub(crate) mod corpus;
pub(crate) mod effect;
pub(crate) mod list;
pub(crate) mod local;
pub(crate) mod notebook;
pub(crate) mod offline;
pub(crate) mod preferences;
pub(crate) mod render_context;
pub(crate) mod results;
pub(crate) mod route;
pub(crate) mod search;
pub(crate) mod shown_page;

pub(crate) use annotations::{AnnotationStore, use_annotation_store};
pub(crate) use article::{ArticleStore, use_article_store};
pub(crate) use corpus::{CorpusStore, use_corpus_store};
pub(crate) use effect::{new_effect, watch_counter};
pub(crate) use list::{ListStore, use_list_store};
pub(crate) use local::{LocalStore, use_local_store};
pub(crate) use notebook::{NotebookStore, use_notebook_store};
pub(crate) use offline::{OfflineStore, use_offline_store};
pub(crate) use preferences::{PreferenceStore, use_preference_store};
pub(crate) use render_context::{RenderContext, use_render_context};
pub(crate) use results::{ResultsStore, use_results_store};
pub(crate) use route::{RouteStore, use_route_store};
pub(crate) use search::{SearchStore, use_search_store};
pub(crate) use shown_page::{ShownPageStore, use_shown_page_store};

use crate::corpus::Route;
use crate::messages::AnnotationMessages;
use crate::state::{LocalData, Preferences};

/// Provides every store to the components below the current owner, with the given stored data and nothing loaded yet.
pub(crate) fn provide_stores(context: RenderContext, route: &Route, preferences: Preferences, data: LocalData) {
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

/// Provides the stores of annotations to the components below the current owner, with nothing loaded yet.
pub(crate) fn provide_annotation_stores(context: RenderContext, messages: AnnotationMessages) -> AnnotationStore {
    render_context::provide_render_context(context);
    shown_page::provide_shown_page_store();
    let store = annotations::provide_annotation_store(messages);
    notebook::provide_notebook_store(store);
    store
}

/// Provides the stores of offline reading to the components below the current owner, with nothing loaded yet.
pub(crate) fn provide_offline_stores(context: RenderContext) {
    render_context::provide_render_context(context);
    shown_page::provide_shown_page_store();
    offline::provide_offline_store();
}
