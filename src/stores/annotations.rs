//! The reader's annotations: highlights, notes, the notebook. They belong to a program of their own, see `app::annotations`.

use super::render_context::{RenderContext, use_render_context};
use crate::annotation::notebook::{ArticleReference, Notebook, ReadMark};
use crate::annotation::text_fragment::text_fragment;
use crate::annotation::{Annotation, HighlightColour, PassageSelector};
use crate::citation::{CslItem, citation_fields};
use crate::corpus::Route;
use crate::messages::AnnotationMessages;
use crate::state::annotation_view::{AnnotationStorage, NoteDraft, PlacedAnnotation, SelectedPassage};
use crate::state::local_data::SavedArticle;
use crate::web::annotation_db::{self, AnnotationDb, StorageError, Store};
use crate::web::js::{self, Task};
use crate::web::shown_text::{ShownText, article_lang};
use crate::web::{dom, events, history, selection, storage};
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

/// An article, or a passage of it, that is cited.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CitedPassage {
    /// The metadata of the article.
    pub item: CslItem,
    /// The words of the passage, and its address; absent for the whole article.
    pub passage: Option<(String, String)>,
}

/// The reader's annotations.
#[derive(Clone, Copy)]
pub(crate) struct AnnotationStore {
    /// The notebook.
    pub notebook: RwSignal<Notebook>,
    /// The id of the open article.
    pub article: RwSignal<Option<String>>,
    /// The passage that is selected.
    pub selected: RwSignal<Option<SelectedPassage>>,
    /// The note that is being written.
    pub draft: RwSignal<Option<NoteDraft>>,
    /// The annotations beside the text of the open article, in its order.
    pub placed: RwSignal<Vec<PlacedAnnotation>>,
    /// The ids of the annotations of the open article whose passage is gone.
    pub unplaced: RwSignal<Vec<String>>,
    /// The article or passage whose citations are shown.
    pub cited: RwSignal<Option<CitedPassage>>,
    /// The annotation that was deleted last, while that can be undone.
    pub deleted: RwSignal<Option<Annotation>>,
    /// Whether the database has been read, or cannot be: changes wait for it.
    pub is_open: RwSignal<bool>,
    /// Whether annotations are stored.
    pub storage: RwSignal<AnnotationStorage>,
    /// Whether the browser may delete what is stored.
    pub is_temporary: RwSignal<bool>,
    /// The colour of the next highlight of a note.
    last_colour: RwSignal<HighlightColour>,
    messages: StoredValue<Arc<AnnotationMessages>>,
    database: StoredValue<Option<Rc<AnnotationDb>>, LocalStorage>,
    context: StoredValue<Arc<RenderContext>>,
}

/// Milliseconds between two looks at whether the database is open.
const OPENING_POLL_MS: f64 = 25.0;

/// Provides the store with its messages, empty.
pub(crate) fn provide_annotation_store(messages: AnnotationMessages) -> AnnotationStore {
    let store = AnnotationStore {
        notebook: RwSignal::new(Notebook::default()),
        article: RwSignal::new(None),
        selected: RwSignal::new(None),
        draft: RwSignal::new(None),
        placed: RwSignal::new(Vec::new()),
        unplaced: RwSignal::new(Vec::new()),
        cited: RwSignal::new(None),
        deleted: RwSignal::new(None),
        is_open: RwSignal::new(false),
        storage: RwSignal::new(AnnotationStorage::Ready),
        is_temporary: RwSignal::new(false),
        last_colour: RwSignal::new(HighlightColour::default()),
        messages: StoredValue::new(Arc::new(messages)),
        database: StoredValue::new_local(None),
        context: StoredValue::new(use_render_context()),
    };
    provide_context(store);
    store
}

/// Returns the store from context.
pub(crate) fn use_annotation_store() -> AnnotationStore {
    expect_context()
}

// What components read.
impl AnnotationStore {
    /// The messages.
    pub(crate) fn messages(&self) -> Arc<AnnotationMessages> {
        self.messages.get_value()
    }

    /// The annotations of the open article; tracked.
    pub(crate) fn of_article(&self) -> Vec<Annotation> {
        let Some(id) = self.article.get() else { return Vec::new() };
        self.notebook.with(|notebook| notebook.annotations.iter().filter(|annotation| annotation.article == id).cloned().collect())
    }

    /// Whether an article was marked as read; tracked.
    pub(crate) fn is_read(&self, id: &str) -> bool {
        self.notebook.with(|notebook| notebook.is_read(id))
    }

    fn base(&self) -> String {
        self.context.with_value(|context| context.urls.base().to_owned())
    }
}

// The database.
impl AnnotationStore {
    /// Opens the database, and reads it. Where the browser refuses, the notebook lasts as long as the page, which says so.
    pub(crate) fn open(&self) -> Task<()> {
        let store = *self;
        store.is_open.set(false);
        Box::pin(async move {
            match AnnotationDb::open(&store.base()).await {
                Ok(database) => {
                    database.on_change(move || events::spawn(store.read()));
                    store.database.set_value(Some(Rc::new(database)));
                    store.read().await;
                }
                Err(_) => {
                    store.read_saved();
                    store.storage.set(AnnotationStorage::Blocked);
                }
            }
            store.is_open.set(true);
        })
    }

    /// Reads everything again.
    fn read(&self) -> Task<()> {
        let store = *self;
        Box::pin(async move {
            let Some(database) = store.database() else { return };
            if let Ok(notebook) = database.read().await {
                store.notebook.update(|known| *known = Notebook { saved: std::mem::take(&mut known.saved), ..notebook });
                store.count();
            }
            store.read_saved();
            let has_annotations = store.notebook.with_untracked(|notebook| !notebook.annotations.is_empty());
            store.is_temporary.set(has_annotations && !annotation_db::is_persistent().await);
        })
    }

    /// Reads the saved articles, which the main program stores.
    pub(crate) fn read_saved(&self) {
        let saved: Vec<SavedArticle> = storage::read(&self.base(), storage::SAVED_KEY).unwrap_or_default();
        let saved: Vec<ArticleReference> = saved.into_iter().map(|SavedArticle { id, title, .. }| ArticleReference { id, title }).collect();
        if self.notebook.with_untracked(|notebook| notebook.saved != saved) {
            self.notebook.update(|notebook| notebook.saved = saved);
        }
    }

    fn database(&self) -> Option<Rc<AnnotationDb>> {
        self.database.get_value().filter(|database| !database.is_closed())
    }

    /// Forgets everything, after it was erased, and opens a new database.
    pub(crate) fn on_erased(&self) {
        self.notebook.set(Notebook::default());
        self.draft.set(None);
        self.deleted.set(None);
        self.database.set_value(None);
        events::spawn(self.open());
    }

    /// Runs a change of the database, and says where it is not stored.
    fn store<F: Future<Output = Result<(), StorageError>> + 'static>(&self, change: impl FnOnce(Rc<AnnotationDb>) -> F + 'static) {
        let store = *self;
        store.count();
        events::spawn(async move {
            let is_early = !store.is_open.get_untracked();
            while !store.is_open.get_untracked() && js::sleep(OPENING_POLL_MS).await.is_ok() {}
            let Some(database) = store.database() else { return store.on_storage_error(StorageError::Blocked) };
            let result = change(database).await;
            if is_early && result.is_ok() {
                // Reading the database has replaced what was shown.
                store.read().await;
            }
            match result {
                Ok(()) if store.storage.get_untracked() == AnnotationStorage::Full => store.storage.set(AnnotationStorage::Ready),
                Ok(()) => {}
                Err(error) => store.on_storage_error(error),
            }
        });
    }

    fn on_storage_error(&self, error: StorageError) {
        let messages = self.messages();
        let (storage, message) = match error {
            StorageError::Blocked => (AnnotationStorage::Blocked, &messages.storage_blocked),
            StorageError::Full => (AnnotationStorage::Full, &messages.storage_full),
        };
        self.storage.set(storage);
        dom::announce(message);
    }

    /// Stores records of a notebook.
    pub(super) fn store_all(&self, notebook: Notebook) {
        self.store(move |database| async move { database.put_all(&notebook).await });
    }

    /// Deletes a record.
    pub(super) fn delete_record(&self, store: Store, id: &str) {
        let id = id.to_owned();
        self.store(move |database| async move { database.delete(store, &id).await });
    }

    /// Stores the article of each annotation: pages of other articles do not open the database.
    fn count(&self) {
        let article = |annotation: &Annotation| annotation.article.clone();
        let articles: Vec<String> = self.notebook.with_untracked(|notebook| notebook.annotations.iter().map(article).collect());
        storage::write_unless_default(&self.base(), storage::ANNOTATED_KEY, &articles);
    }
}

// Changes of annotations.
impl AnnotationStore {
    /// Shows an annotation at once, and stores it. `known` is the time of the change that is replaced; empty for a new one.
    fn put(&self, annotation: Annotation, known: String) {
        let store = *self;
        let is_first = store.notebook.with_untracked(|notebook| notebook.annotations.is_empty());
        store.show(annotation.clone());
        store.store(move |database| async move {
            let stored = database.put_annotation(annotation, &known).await?;
            // Another text, where another tab has changed the note; or what was shown before the database was read.
            store.show(stored);
            store.count();
            if is_first && !annotation_db::request_persistence().await {
                store.is_temporary.set(true);
            }
            Ok(())
        });
    }

    fn show(&self, annotation: Annotation) {
        if self.notebook.with_untracked(|notebook| notebook.annotations.contains(&annotation)) {
            return;
        }
        self.notebook.update(|notebook| match notebook.annotation_mut(&annotation.id) {
            Some(known) => *known = annotation,
            None => notebook.annotations.push(annotation),
        });
    }

    /// A new annotation of the open article.
    fn new_annotation(&self, passage: Option<PassageSelector>) -> Option<Annotation> {
        let article = self.article.get_untracked()?;
        let now = annotation_db::now();
        let heading = dom::find("main article h1").and_then(|heading| heading.text_content()).unwrap_or_default();
        Some(Annotation {
            id: annotation_db::new_id(),
            source: self.article_url(&article, None),
            title: heading.trim().to_owned(),
            article,
            lang: article_lang(),
            created: now.clone(),
            modified: now,
            colour: self.last_colour.get_untracked(),
            passage,
            ..Annotation::default()
        })
    }

    /// Highlights the selected passage.
    pub(crate) fn highlight(&self, colour: HighlightColour) {
        let Some(passage) = self.take_selection() else { return };
        self.last_colour.set(colour);
        if let Some(annotation) = self.new_annotation(Some(passage.selector)) {
            self.put(annotation, String::new());
            dom::announce(&self.messages().highlighted);
        }
    }

    /// Highlights the selected passage in the colour that was used last.
    pub(crate) fn highlight_again(&self) {
        self.highlight(self.last_colour.get_untracked());
    }

    /// Returns the selected passage, and selects nothing.
    fn take_selection(&self) -> Option<SelectedPassage> {
        let passage = self.selected.get_untracked()?;
        self.clear_selection();
        Some(passage)
    }

    /// Selects nothing.
    pub(crate) fn clear_selection(&self) {
        self.selected.set(None);
        selection::clear();
    }

    /// Opens a note on the selected passage.
    pub(crate) fn begin_note(&self) {
        let Some(passage) = self.take_selection() else { return };
        if let Some(annotation) = self.new_annotation(Some(passage.selector)) {
            self.open_draft(NoteDraft { annotation, is_stored: false, place: Some(passage.place), link: passage.link });
        }
    }

    /// Opens a note on the whole article; the one that there is, if there is one.
    pub(crate) fn begin_article_note(&self) {
        let known = self.article.get_untracked().and_then(|id| {
            let is_it = |annotation: &&Annotation| annotation.article == id && annotation.passage.is_none();
            self.notebook.with_untracked(|notebook| notebook.annotations.iter().find(is_it).cloned())
        });
        let is_stored = known.is_some();
        if let Some(annotation) = known.or_else(|| self.new_annotation(None)) {
            self.open_draft(NoteDraft { annotation, is_stored, place: None, link: String::new() });
        }
    }

    /// Opens an annotation, beside its passage if that is placed.
    pub(crate) fn open_annotation(&self, id: &str) {
        let placed = self.placed.with_untracked(|placed| placed.iter().find(|placed| placed.annotation.id == id).cloned());
        let (place, link) = placed.map_or((None, String::new()), |placed| (Some(placed.place), placed.link));
        if let Some(annotation) = self.annotation(id) {
            self.open_draft(NoteDraft { annotation, is_stored: true, place, link });
        }
    }

    fn open_draft(&self, draft: NoteDraft) {
        self.close_draft();
        self.draft.set(Some(draft));
        dom::after_paint(|| _ = dom::find(".note-editor textarea").map(|text| dom::focus(&text)));
    }

    /// Closes the open note. What was typed is stored.
    pub(crate) fn close_draft(&self) {
        if self.draft.with_untracked(Option::is_some)
            && let Some(text) = dom::find(".note-editor textarea")
        {
            self.save_note(&dom::value(&text));
        }
    }

    /// Stores the text of the open note, and closes it. A new note without text is dropped.
    pub(crate) fn save_note(&self, text: &str) {
        let Some(NoteDraft { annotation, is_stored, .. }) = self.draft.get_untracked() else { return };
        let note = text.trim();
        let is_changed = note != annotation.note.trim();
        let id = annotation.id.clone();
        self.draft.set(None);
        if is_changed || (!is_stored && !note.is_empty()) {
            let known = if is_stored { annotation.modified.clone() } else { String::new() };
            self.put_note(annotation, note, known);
        }
        focus_mark(id);
    }

    /// Stores another text of a note.
    pub(crate) fn change_note(&self, id: &str, text: &str) {
        let Some(annotation) = self.annotation(id).filter(|annotation| annotation.note.trim() != text.trim()) else { return };
        let known = annotation.modified.clone();
        self.put_note(annotation, text, known);
    }

    /// Stores an annotation with a note; `known` as in [`AnnotationStore::put`].
    fn put_note(&self, annotation: Annotation, text: &str, known: String) {
        self.put(Annotation { note: text.trim().to_owned(), modified: annotation_db::now(), ..annotation }, known);
        dom::announce(&self.messages().note_saved);
    }

    fn annotation(&self, id: &str) -> Option<Annotation> {
        self.notebook.with_untracked(|notebook| notebook.annotation(id).cloned())
    }

    /// Changes the colour of the annotation whose note is open.
    pub(crate) fn set_colour(&self, colour: HighlightColour) {
        self.last_colour.set(colour);
        let Some(mut draft) = self.draft.get_untracked() else { return };
        let known = draft.annotation.modified.clone();
        draft.annotation.colour = colour;
        if draft.is_stored {
            draft.annotation.modified = annotation_db::now();
            self.put(draft.annotation.clone(), known);
        }
        self.draft.set(Some(draft));
    }

    /// Deletes an annotation; it can be brought back until the next one is deleted.
    pub(crate) fn delete(&self, id: &str) {
        self.draft.set(None);
        let mut deleted = None;
        self.notebook.update(|notebook| {
            deleted = notebook.annotations.iter().position(|known| known.id == id).map(|at| notebook.annotations.remove(at));
        });
        self.deleted.set(deleted);
        self.delete_record(Store::Annotations, id);
        dom::announce(&self.messages().deleted);
        dom::after_paint(|| _ = dom::find(".undo button").map(|button| dom::focus(&button)));
    }

    /// Brings back what was deleted last.
    pub(crate) fn undo_delete(&self) {
        if let Some(annotation) = self.deleted.get_untracked() {
            self.deleted.set(None);
            let id = annotation.id.clone();
            self.put(annotation, String::new());
            focus_mark(id);
        }
    }

    /// Stores where an annotation stands now, after its article has changed. That is no change of the annotation.
    pub(crate) fn update_passage(&self, annotation: Annotation) {
        self.notebook.update_untracked(|notebook| {
            if let Some(known) = notebook.annotation_mut(&annotation.id) {
                *known = annotation.clone();
            }
        });
        let known = annotation.modified.clone();
        self.store(move |database| async move { database.put_annotation(annotation, &known).await.map(drop) });
    }

    /// Marks an article as read, or as unread.
    pub(crate) fn toggle_read(&self, id: &str) {
        let was_read = self.notebook.with_untracked(|notebook| notebook.is_read(id));
        let mark = ReadMark { id: id.to_owned(), at: annotation_db::now() };
        self.notebook.update(|notebook| {
            notebook.read.retain(|known| known.id != mark.id);
            if !was_read {
                notebook.read.push(mark.clone());
            }
        });
        self.store(move |database| async move {
            match was_read {
                true => database.delete(Store::Read, &mark.id).await,
                false => database.put_all(&Notebook { read: vec![mark], ..Notebook::default() }).await,
            }
        });
    }
}

/// Moves the focus to the mark of an annotation in the text or in the notebook, unless text is selected meanwhile.
fn focus_mark(id: String) {
    dom::after_paint(move || {
        // Some engines select nothing once a button has the focus.
        let mark = dom::find(&["[data-annotation='", &id, "']"].concat()).filter(|_| !dom::has_selection());
        _ = mark.map(|mark| dom::focus(&mark));
    });
}

// Links and citations.
impl AnnotationStore {
    /// The absolute address of an article, at a block.
    pub(crate) fn article_url(&self, id: &str, anchor: Option<&str>) -> String {
        let route = Route::Article { id: id.to_owned(), from: Default::default(), anchor: anchor.map(str::to_owned) };
        history::absolute_url(&self.context.with_value(|context| context.href(&route)))
    }

    /// The address of a passage of the open article: its block, and a text fragment if this browser knows them.
    pub(crate) fn passage_link(&self, text: &ShownText, selector: &PassageSelector) -> String {
        let Some(id) = self.article.get_untracked() else { return String::new() };
        let anchor = Some(selector.block.as_str()).filter(|block| !block.is_empty());
        let url = self.article_url(&id, anchor);
        if !dom::knows_text_fragments() {
            return url;
        }
        let hash = if anchor.is_some() { "" } else { "#" };
        [&url, hash, &text_fragment(&text.text, selector.start..selector.end)].concat()
    }

    /// The metadata of the open article, which its page holds.
    fn cited_item(&self) -> Option<CslItem> {
        let fields = dom::find("[data-citation]")?.get_attribute("data-citation")?;
        let address = self.article_url(&citation_fields::id(&fields)?, None);
        self.context.with_value(|context| citation_fields::decode(&fields, &context.site_name, &address))
    }

    /// Shows the citations of the open article, or of a passage of it.
    pub(crate) fn cite(&self, passage: Option<(String, String)>) {
        let Some(item) = self.cited_item() else { return };
        let today = crate::article::date::Date::parse(annotation_db::now().get(..10).unwrap_or_default());
        let item = CslItem { accessed: today.as_ref().map(Into::into), ..item };
        self.close_draft();
        self.cited.set(Some(CitedPassage { item, passage }));
        dom::after_paint(|| dom::show_modal("dialog.cite"));
    }

    /// Shows the citations of the selected passage.
    pub(crate) fn cite_selection(&self) {
        if let Some(passage) = self.selected.get_untracked() {
            self.selected.set(None);
            self.cite(Some((passage.selector.exact, passage.link)));
        }
    }

    /// Copies text, and announces whether that worked.
    pub(crate) fn copy(&self, text: String) {
        self.context.with_value(|context| context.copy(text));
    }
}
