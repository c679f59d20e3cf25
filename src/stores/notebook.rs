//! What a reader does in the notebook: reading lists, export, import.

use super::annotations::AnnotationStore;
use super::render_context::use_render_context;
use crate::annotation::export::{ExportFormat, ExportWords, export};
use crate::annotation::notebook::{ArticleReference, MergeCounts, Notebook, NotebookError, ReadingList, merge};
use crate::article::date::Date;
use crate::messages::template::fill_placeholders;
use crate::state::local_data::SavedArticle;
use crate::state::notebook_view::{NotebookFilter, move_article};
use crate::stores::RenderContext;
use crate::web::annotation_db::{self, Store};
use crate::web::{file_transfer, storage};
use leptos::prelude::*;
use std::sync::Arc;

/// The list that an article stands in: that of the saved ones, or a reading list by its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ListId {
    /// The saved articles.
    Saved,
    /// A reading list.
    Reading(String),
}

/// The notebook.
#[derive(Clone, Copy)]
pub(crate) struct NotebookStore {
    /// The filter.
    pub filter: RwSignal<NotebookFilter>,
    /// Whether the formats of export are shown.
    pub is_export_open: RwSignal<bool>,
    /// Whether only what is shown is exported.
    pub exports_shown: RwSignal<bool>,
    /// The result of the last import, in words.
    pub import_result: RwSignal<String>,
    annotations: AnnotationStore,
    context: StoredValue<Arc<RenderContext>>,
}

/// Provides the store.
pub(crate) fn provide_notebook_store(annotations: AnnotationStore) -> NotebookStore {
    let store = NotebookStore {
        filter: RwSignal::new(NotebookFilter::default()),
        is_export_open: RwSignal::new(false),
        exports_shown: RwSignal::new(false),
        import_result: RwSignal::new(String::new()),
        annotations,
        context: StoredValue::new(use_render_context()),
    };
    provide_context(store);
    store
}

/// Returns the store from context.
pub(crate) fn use_notebook_store() -> NotebookStore {
    expect_context()
}

impl NotebookStore {
    /// The part of the notebook that is shown; tracked.
    pub(crate) fn shown(&self) -> Notebook {
        self.annotations.notebook.with(|notebook| self.filter.with(|filter| filter.apply(notebook)))
    }

    /// The notebook's words about a date, in the language of the interface.
    pub(crate) fn date(&self, at: &str) -> String {
        let date = Date::parse(at.get(..10).unwrap_or(at));
        self.context.with_value(|context| date.map(|date| context.locale.date(&date, &context.lang))).unwrap_or_default()
    }
}

// Lists of articles.
impl NotebookStore {
    /// Changes the articles of a list, and stores them.
    fn change_list(&self, list: &ListId, change: impl FnOnce(&mut Vec<ArticleReference>)) {
        match list {
            ListId::Saved => {
                self.annotations.notebook.update(|notebook| change(&mut notebook.saved));
                self.store_saved();
            }
            ListId::Reading(id) => {
                let mut changed = None;
                self.annotations.notebook.update(|notebook| {
                    if let Some(list) = notebook.lists.iter_mut().find(|list| list.id == *id) {
                        change(&mut list.articles);
                        changed = Some(list.clone());
                    }
                });
                self.store_lists(changed.into_iter().collect());
            }
        }
    }

    /// Stores the saved articles, and tells the main program.
    fn store_saved(&self) {
        let saved = self.annotations.notebook.with_untracked(|notebook| notebook.saved.clone());
        let saved: Vec<SavedArticle> =
            saved.into_iter().map(|ArticleReference { id, title }| SavedArticle { id, title, ..SavedArticle::default() }).collect();
        let base = self.context.with_value(|context| context.urls.base().to_owned());
        storage::write_unless_default(&base, storage::SAVED_KEY, &saved);
        storage::notify();
    }

    fn store_lists(&self, lists: Vec<ReadingList>) {
        if !lists.is_empty() {
            self.annotations.store_all(Notebook { lists, ..Notebook::default() });
        }
    }

    /// Moves an article by one place.
    pub(crate) fn move_article(&self, list: &ListId, id: &str, by: isize) {
        self.change_list(list, |articles| _ = move_article(articles, id, by));
    }

    /// Removes an article from a list.
    pub(crate) fn remove_article(&self, list: &ListId, id: &str) {
        self.change_list(list, |articles| articles.retain(|article| article.id != id));
    }

    /// Adds an article to a reading list.
    pub(crate) fn add_to_list(&self, list: &str, article: &ArticleReference) {
        self.change_list(&ListId::Reading(list.to_owned()), |articles| {
            if !articles.iter().any(|known| known.id == article.id) {
                articles.push(article.clone());
            }
        });
    }

    /// Makes a reading list. One of the same name is not made again.
    pub(crate) fn create_list(&self, name: &str) {
        let name = name.trim();
        let is_known = self.annotations.notebook.with_untracked(|notebook| notebook.lists.iter().any(|list| list.name == name));
        if name.is_empty() || is_known {
            return;
        }
        let list = ReadingList { id: annotation_db::new_id(), name: name.to_owned(), articles: Vec::new() };
        self.annotations.notebook.update(|notebook| notebook.lists.push(list.clone()));
        self.store_lists(vec![list]);
    }

    /// Deletes a reading list; its articles stay saved.
    pub(crate) fn delete_list(&self, id: &str) {
        self.annotations.notebook.update(|notebook| notebook.lists.retain(|list| list.id != id));
        self.annotations.delete_record(Store::Lists, id);
    }
}

// Export and import.
impl NotebookStore {
    /// Exports the notebook, or what is shown of it, as a download.
    pub(crate) fn export(&self, format: ExportFormat) {
        let whole = self.annotations.notebook.get_untracked();
        let notebook = if self.exports_shown.get_untracked() { self.filter.with_untracked(|filter| filter.apply(&whole)) } else { whole };
        let messages = self.annotations.messages();
        let context = self.context.get_value();
        let title = [&context.site_name, context.messages.notebook].map(|part| part.to_owned()).join(" — ");
        let words = ExportWords {
            title: &title,
            saved: context.messages.saved,
            colour: &|colour| messages.colours[colour as usize].to_string(),
            date: &|at| self.date(at),
            address: &|id| self.annotations.article_url(id, None),
        };
        let (name, media_type) = format.file();
        if let Ok(files) = export(&notebook, format, &words) {
            file_transfer::download(name, media_type, files);
        }
        self.is_export_open.set(false);
    }

    /// Imports a file: what it holds is added, nothing is overwritten.
    pub(crate) fn import(&self, name: &str, text: &str) {
        let result = match Notebook::parse(text) {
            Ok(imported) => self.describe_merge(self.merge(imported)),
            Err(error) => self.describe_error(name, error),
        };
        self.import_result.set(result);
    }

    fn merge(&self, imported: Notebook) -> MergeCounts {
        let mut counts = MergeCounts::default();
        self.annotations.notebook.update(|notebook| counts = merge(notebook, imported, &mut annotation_db::new_id));
        self.store_saved();
        self.annotations.store_all(self.annotations.notebook.get_untracked());
        counts
    }

    fn describe_merge(&self, counts: MergeCounts) -> String {
        let number = |count: usize| self.context.with_value(|context| context.number(count as u32));
        let (new, known) = (number(counts.annotations + counts.articles), number(counts.unchanged));
        fill_placeholders(&self.annotations.messages().imported, &[("n", &new), ("of", &known)])
    }

    fn describe_error(&self, name: &str, error: NotebookError) -> String {
        let messages = self.annotations.messages();
        match error {
            NotebookError::NotJson { line } => {
                let line = self.context.with_value(|context| context.number(line as u32));
                fill_placeholders(&messages.import_not_json, &[("name", name), ("n", &line)])
            }
            NotebookError::UnknownKind => fill_placeholders(&messages.import_unknown, &[("name", name)]),
            NotebookError::LaterFormat => fill_placeholders(&messages.import_later, &[("name", name)]),
        }
    }
}
