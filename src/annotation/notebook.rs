//! Everything that a reader's notebook holds, as one file, and merging an imported one.

use super::model::Annotation;
use super::web_annotation::{from_web_annotation, to_web_annotation};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The version of the file that this program writes.
const FORMAT: u64 = 1;

/// The kind of the file, in its field `type`.
const KIND: &str = "LecternNotebook";

/// An article that is saved or stands in a reading list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ArticleReference {
    /// Its id.
    pub id: String,
    /// Its headline, shown if the article is withdrawn.
    pub title: String,
}

/// A reading list: articles in the order in which they are to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ReadingList {
    /// A URN with a UUID.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its articles.
    pub articles: Vec<ArticleReference>,
}

/// An article that has been read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ReadMark {
    /// The id of the article.
    pub id: String,
    /// RFC 3339 time at which it was marked.
    pub at: String,
}

/// A reader's notebook.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Notebook {
    /// The annotations, the oldest first.
    pub annotations: Vec<Annotation>,
    /// The saved articles, in their order.
    pub saved: Vec<ArticleReference>,
    /// The reading lists, in their order.
    pub lists: Vec<ReadingList>,
    /// The articles that have been read.
    pub read: Vec<ReadMark>,
}

/// Why a file is no notebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotebookError {
    /// It is no JSON.
    NotJson {
        /// The line of the error.
        line: usize,
    },
    /// It holds neither a notebook nor Web Annotations.
    UnknownKind,
    /// A later version of Lectern wrote it.
    LaterFormat,
}

impl Notebook {
    /// Whether it holds nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.annotations.is_empty() && self.saved.is_empty() && self.lists.is_empty() && self.read.is_empty()
    }

    /// The annotation of an id.
    pub(crate) fn annotation(&self, id: &str) -> Option<&Annotation> {
        self.annotations.iter().find(|annotation| annotation.id == id)
    }

    /// The annotation of an id, to be changed.
    pub(crate) fn annotation_mut(&mut self, id: &str) -> Option<&mut Annotation> {
        self.annotations.iter_mut().find(|annotation| annotation.id == id)
    }

    /// Whether an article is marked as read.
    pub(crate) fn is_read(&self, id: &str) -> bool {
        self.read.iter().any(|mark| mark.id == id)
    }

    /// Writes it as a file.
    pub(crate) fn to_json(&self) -> Value {
        json!({
            "type": KIND,
            "format": FORMAT,
            "annotations": self.annotations.iter().map(to_web_annotation).collect::<Vec<_>>(),
            "saved": self.saved,
            "lists": self.lists,
            "read": self.read,
        })
    }

    /// Reads a notebook's file, or Web Annotations: one, a list, a page or a collection. Of these what is no annotation of an article
    /// is left out.
    ///
    /// # Errors
    /// See [`NotebookError`].
    pub(crate) fn parse(text: &str) -> Result<Notebook, NotebookError> {
        let value: Value =
            serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| NotebookError::NotJson { line: error.line() })?;
        if value.get("type").and_then(Value::as_str) == Some(KIND) {
            return Notebook::from_file(&value);
        }
        let annotations: Vec<Annotation> = web_annotations(&value).iter().filter_map(from_web_annotation).collect();
        if annotations.is_empty() {
            return Err(NotebookError::UnknownKind);
        }
        Ok(Notebook { annotations, ..Notebook::default() })
    }

    fn from_file(value: &Value) -> Result<Notebook, NotebookError> {
        if value.get("format").and_then(Value::as_u64).is_none_or(|format| format > FORMAT) {
            return Err(NotebookError::LaterFormat);
        }
        Ok(Notebook {
            annotations: web_annotations(value.get("annotations").unwrap_or(&Value::Null)).iter().filter_map(from_web_annotation).collect(),
            saved: read_items(value, "saved"),
            lists: read_items(value, "lists"),
            read: read_items(value, "read"),
        })
    }
}

/// The items of a field that can be read; a damaged one takes no other with it.
fn read_items<T: for<'de> Deserialize<'de>>(value: &Value, name: &str) -> Vec<T> {
    let items = value.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    items.iter().filter_map(|item| T::deserialize(item).ok()).collect()
}

/// The annotations of a collection, of a page, of a list, or the one that stands alone.
fn web_annotations(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        Value::Object(fields) => {
            let inside =
                ["first", "items"].into_iter().find_map(|name| fields.get(name).filter(|inside| inside.is_object() || inside.is_array()));
            inside.map_or(std::slice::from_ref(value), web_annotations)
        }
        _ => &[],
    }
}

/// The numbers of imported items.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct MergeCounts {
    /// Annotations that were added, copies of changed ones among them.
    pub annotations: usize,
    /// Articles added to the saved ones and to reading lists.
    pub articles: usize,
    /// Items that were there before.
    pub unchanged: usize,
}

/// Merges an imported notebook into one. Nothing in it is overwritten: an annotation whose text differs from the one with its id is
/// added as another one, whose id `new_id` makes.
pub(crate) fn merge(notebook: &mut Notebook, imported: Notebook, new_id: &mut dyn FnMut() -> String) -> MergeCounts {
    let mut counts = MergeCounts::default();
    for annotation in imported.annotations {
        match merge_annotation(&mut notebook.annotations, annotation, new_id) {
            true => counts.annotations += 1,
            false => counts.unchanged += 1,
        }
    }
    counts.add_articles(merge_references(&mut notebook.saved, imported.saved));
    for list in imported.lists {
        match notebook.lists.iter_mut().find(|known| known.id == list.id || known.name == list.name) {
            Some(known) => counts.add_articles(merge_references(&mut known.articles, list.articles)),
            None => {
                counts.articles += list.articles.len();
                notebook.lists.push(list);
            }
        }
    }
    let new_marks = imported.read.into_iter().filter(|mark| !mark.id.is_empty());
    for mark in new_marks {
        if !notebook.is_read(&mark.id) {
            notebook.read.push(mark);
        }
    }
    counts
}

impl MergeCounts {
    fn add_articles(&mut self, (added, unchanged): (usize, usize)) {
        self.articles += added;
        self.unchanged += unchanged;
    }
}

/// Adds an annotation unless one says the same; returns whether it was added.
fn merge_annotation(annotations: &mut Vec<Annotation>, mut annotation: Annotation, new_id: &mut dyn FnMut() -> String) -> bool {
    if annotations.iter().any(|known| known.says_the_same(&annotation)) {
        return false;
    }
    if annotations.iter().any(|known| known.id == annotation.id) {
        annotation.id = new_id();
    }
    let at = annotations.partition_point(|known| known.created <= annotation.created);
    annotations.insert(at, annotation);
    true
}

/// Appends articles that are not there; returns how many were added, and how many were there.
fn merge_references(articles: &mut Vec<ArticleReference>, imported: Vec<ArticleReference>) -> (usize, usize) {
    let (before, count) = (articles.len(), imported.len());
    for article in imported.into_iter().filter(|article| !article.id.is_empty()) {
        if !articles.iter().any(|known| known.id == article.id) {
            articles.push(article);
        }
    }
    let added = articles.len() - before;
    (added, count - added)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn annotation(id: &str, note: &str) -> Annotation {
        Annotation {
            id: id.into(),
            article: "a".into(),
            source: "https://a.example/article/a/".into(),
            created: "2026-01-01T00:00:00Z".into(),
            modified: "2026-01-01T00:00:00Z".into(),
            note: note.into(),
            ..Annotation::default()
        }
    }

    fn notebook() -> Notebook {
        let article = |id: &str| ArticleReference { id: id.into(), title: id.to_uppercase() };
        Notebook {
            annotations: vec![annotation("1", "one"), annotation("2", "two #x")],
            saved: vec![article("a"), article("b")],
            lists: vec![ReadingList { id: "l".into(), name: "Later".into(), articles: vec![article("b")] }],
            read: vec![ReadMark { id: "a".into(), at: "2026-01-02T00:00:00Z".into() }],
        }
    }

    #[test]
    fn file_round_trips() {
        let text = notebook().to_json().to_string();
        assert_eq!(Notebook::parse(&text), Ok(notebook()));
        assert_eq!(Notebook::parse(&["\u{feff}", &text].concat()), Ok(notebook()), "an editor may have added a byte order mark");
    }

    #[test]
    fn web_annotations_are_read_in_every_form() {
        let one = to_web_annotation(&annotation("1", "one"));
        let page = json!({"type": "AnnotationPage", "items": [one, {"type": "Other"}]});
        for value in [one.clone(), json!([one]), page.clone(), json!({"type": "AnnotationCollection", "first": page})] {
            assert_eq!(Notebook::parse(&value.to_string()).unwrap().annotations, [annotation("1", "one")], "{value}");
        }
    }

    #[test]
    fn other_files_are_refused_with_their_reason() {
        assert_eq!(Notebook::parse("{\n\"a\": 1,}"), Err(NotebookError::NotJson { line: 2 }));
        assert_eq!(Notebook::parse("{\"articles\": []}"), Err(NotebookError::UnknownKind));
        assert_eq!(Notebook::parse("{\"type\": \"LecternNotebook\", \"format\": 9}"), Err(NotebookError::LaterFormat));
    }

    #[test]
    fn damaged_items_take_no_other_with_them() {
        let mut file = notebook().to_json();
        file["saved"][0] = json!(7);
        file["annotations"][0] = json!({"id": 7});
        let read = Notebook::parse(&file.to_string()).unwrap();
        assert_eq!((read.saved.len(), read.annotations.len(), read.lists.len()), (1, 1, 1));
    }

    #[test]
    fn importing_the_same_again_changes_nothing() {
        let mut merged = notebook();
        let counts = merge(&mut merged, notebook(), &mut || unreachable!("no id is taken"));
        assert_eq!(merged, notebook());
        assert_eq!(counts, MergeCounts { annotations: 0, articles: 0, unchanged: 5 });
    }

    #[test]
    fn nothing_is_overwritten() {
        let mut merged = notebook();
        let mut imported = notebook();
        imported.annotations[0].note = "one, changed elsewhere".into();
        imported.annotations[1].id = "other".into();
        imported.saved.insert(0, ArticleReference { id: "c".into(), title: "C".into() });
        imported.lists[0].articles.insert(0, ArticleReference { id: "c".into(), title: "C".into() });
        let counts = merge(&mut merged, imported, &mut || "new".into());
        assert_eq!(counts, MergeCounts { annotations: 1, articles: 2, unchanged: 4 });
        let notes: Vec<_> = merged.annotations.iter().map(|annotation| (annotation.id.as_str(), annotation.note.as_str())).collect();
        assert_eq!(notes, [("1", "one"), ("2", "two #x"), ("new", "one, changed elsewhere")]);
        assert_eq!(merged.saved.iter().map(|article| article.id.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
        assert_eq!(merged.lists[0].articles.len(), 2);
    }
}
