//! Highlights, notes, the notebook and citations as HTML.

use super::*;
use crate::annotation::notebook::{ArticleReference, Notebook, ReadMark, ReadingList};
use crate::annotation::{Annotation, HighlightColour, PassageSelector};
use crate::citation::CslItem;
use crate::components::test_support::{check_page, context, html, interface_languages, text};
use crate::messages;
use crate::state::annotation_view::{AnnotationStorage, NoteDraft, SelectedPassage};
use crate::state::notebook_view::{EntryKind, Grouping};
use crate::stores::annotations::CitedPassage;
use crate::stores::{AnnotationStore, NotebookStore, provide_annotation_stores, use_notebook_store};
use leptos::prelude::*;

/// Renders a view with the stores of annotations, which `prepare` fills.
fn render<V: IntoView>(lang: &str, prepare: impl FnOnce(AnnotationStore, NotebookStore), view: impl FnOnce() -> V) -> String {
    html(lang, || {
        let store = provide_annotation_stores(context(lang), messages::for_lang(lang).annotations.clone());
        store.is_open.set(true);
        prepare(store, use_notebook_store());
        view()
    })
}

fn annotation(id: &str, quotation: &str, note: &str, colour: HighlightColour) -> Annotation {
    let passage = PassageSelector { exact: quotation.into(), block: "b1".into(), ..PassageSelector::default() };
    Annotation {
        id: id.into(),
        article: "khorgos".into(),
        title: "A port <without> water".into(),
        lang: "en".into(),
        created: "2026-12-01T10:00:00Z".into(),
        note: note.into(),
        colour,
        passage: Some(passage).filter(|_| !quotation.is_empty()),
        ..Annotation::default()
    }
}

fn notebook() -> Notebook {
    let article = |id: &str| ArticleReference { id: id.into(), title: format!("The {id} line") };
    Notebook {
        annotations: vec![
            annotation("1", "Sand & rails", "Ask about it.\n\n#rail", HighlightColour::Green),
            annotation("2", "The gauge", "", HighlightColour::Pink),
        ],
        saved: vec![article("north"), article("south")],
        lists: vec![ReadingList { id: "l".into(), name: "Later".into(), articles: vec![article("south")] }],
        read: vec![ReadMark { id: "north".into(), at: String::new() }],
    }
}

fn notebook_html(lang: &str, prepare: impl FnOnce(AnnotationStore, NotebookStore)) -> String {
    let fill = |store: AnnotationStore, notebook_store: NotebookStore| {
        store.notebook.set(notebook());
        prepare(store, notebook_store);
    };
    render(lang, fill, || view! { <main><h1>{"N"}</h1><NotebookContent/></main> })
}

#[test]
fn notebook_shows_entries_lists_and_saved_articles_in_every_language() {
    for lang in interface_languages() {
        let html = notebook_html(lang, |_, _| ());
        check_page(&html);
        for part in [
            "A port &lt;without&gt; water",
            "Sand &amp; rails",
            "<p dir=\"auto\">#rail</p>",
            "The north line",
            ">Later</h2>",
            "/room/article/khorgos/",
        ] {
            assert!(html.contains(part), "{lang}: {part} in {html}");
        }
        assert_eq!(html.matches("data-annotation=").count(), 2, "{html}");
    }
}

#[test]
fn notebook_is_narrowed_and_grouped() {
    let notes = notebook_html("en", |_, notebook| notebook.filter.update(|filter| filter.kind = EntryKind::Notes));
    assert!(notes.contains("Ask about it.") && !notes.contains("The gauge") && !notes.contains("The north line"), "{notes}");
    let tags = notebook_html("en", |_, notebook| notebook.filter.update(|filter| filter.grouping = Grouping::Tag));
    assert!(tags.contains("<h2>#rail</h2>") && tags.contains("<h2>Without a tag</h2>"), "{tags}");
    let anchor = "<a href=\"/room/article/khorgos/#b1\"";
    assert!(tags.contains(anchor), "an entry away from its article leads to the passage: {tags}");
    let nothing = notebook_html("en", |_, notebook| notebook.filter.update(|filter| filter.query = "zzz".into()));
    assert!(nothing.contains("Nothing in the notebook matches"), "{nothing}");
}

#[test]
fn empty_notebook_says_how_to_fill_it() {
    let empty = render("en", |_, _| (), || view! { <NotebookContent/> });
    assert!(empty.contains("<section class=\"empty\"><h2>Nothing here yet</h2>"), "{empty}");
}

#[test]
fn reading_lists_can_be_ordered() {
    let html = notebook_html("en", |_, _| ());
    for name in
        ["Move The north line down", "Move The south line up", "Remove The south line", "Delete list Later", "Add The north line to a list"]
    {
        assert!(html.contains(&format!("aria-label=\"{name}\"")) || html.contains(&format!(">{name}</button>")), "{name} in {html}");
    }
    assert!(!html.contains("Move The north line up"), "the first has no place above");
    assert!(html.contains("<span class=\"meta\">Read</span>") && html.contains("<span class=\"meta\">Unread</span>"), "{html}");
}

#[test]
fn export_offers_each_format() {
    let html = notebook_html("en", |_, notebook| notebook.is_export_open.set(true));
    for format in ["Markdown", "Markdown, one file per article", "JSON", "Web Annotation", "CSV"] {
        assert!(html.contains(&format!(">{format}</button>")), "{format} in {html}");
    }
    assert!(html.contains("aria-expanded=\"true\""), "{html}");
}

#[test]
fn storage_that_fails_is_said() {
    let of = |storage, is_temporary| {
        text(&render(
            "en",
            |store, _| {
                store.storage.set(storage);
                store.is_temporary.set(is_temporary);
            },
            || view! { <NotebookContent/> },
        ))
    };
    assert!(of(AnnotationStorage::Blocked, false).contains("Storage is blocked"));
    assert!(of(AnnotationStorage::Full, false).contains("Storage is full"));
    assert!(of(AnnotationStorage::Ready, true).contains("Export them from time to time"));
    assert!(!of(AnnotationStorage::Ready, false).contains("Export them"));
}

fn panel(lang: &str, prepare: impl FnOnce(AnnotationStore)) -> String {
    render(lang, |store, _| prepare(store), || view! { <AnnotationPanel/> })
}

#[test]
fn bar_names_its_actions_in_every_language() {
    for lang in interface_languages() {
        let messages = &messages::for_lang(lang).annotations;
        let html = panel(lang, |store| store.selected.set(Some(SelectedPassage::default())));
        let names = messages.highlight.iter().map(|name| format!("aria-label=\"{name}\""));
        let actions = [&messages.note, &messages.copy, &messages.cite, &messages.link].map(|name| format!(">{name}</button>"));
        for part in names.chain(actions) {
            assert!(html.contains(&part), "{part} in {html}");
        }
    }
    assert!(!panel("en", |_| ()).contains("<button"), "without a selection there is no bar");
}

#[test]
fn open_note_has_its_text_and_the_actions_of_what_is_stored() {
    let draft = |is_stored| NoteDraft {
        annotation: annotation("1", "Sand", "Ask", HighlightColour::Blue),
        is_stored,
        place: None,
        link: "https://a.example/#b1".into(),
    };
    let stored = panel("en", |store| store.draft.set(Some(draft(true))));
    for part in ["role=\"dialog\"", "<textarea", ">Save</button>", ">Delete</button>", ">Cite</button>", "value=\"blue\""] {
        assert!(stored.contains(part), "{part} in {stored}");
    }
    let new = panel("en", |store| store.draft.set(Some(draft(false))));
    assert!(new.contains(">Save</button>") && !new.contains(">Delete</button>"), "{new}");
}

#[test]
fn lost_passages_stand_on_a_shelf_with_their_quotation() {
    let html = panel("en", |store| {
        store.article.set(Some("khorgos".into()));
        store.notebook.set(Notebook {
            annotations: vec![
                annotation("1", "Sand & rails", "", HighlightColour::Yellow),
                annotation("2", "", "On all of it", HighlightColour::Yellow),
            ],
            ..Notebook::default()
        });
        store.unplaced.set(vec!["1".into()]);
    });
    assert!(
        html.contains("<h3>No longer in this article</h3>") && html.contains("Sand &amp; rails") && html.contains("On all of it"),
        "{html}"
    );
}

#[test]
fn citations_are_shown_in_every_format() {
    let cited = |passage| {
        let item = CslItem { title: "A <port>".into(), container_title: "Overland".into(), language: "en".into(), ..CslItem::default() };
        panel("en", |store| store.cited.set(Some(CitedPassage { item, passage })))
    };
    let article = cited(None);
    for part in [
        "Cite this article",
        "<dt>APA</dt>",
        "<dt>MLA</dt>",
        "<dt>Chicago</dt>",
        "<dt>BibTeX</dt>",
        "<dt>RIS</dt>",
        "<dt>CSL-JSON</dt>",
        "<em>A &lt;port&gt;",
        "Download RIS",
    ] {
        assert!(article.contains(part), "{part} in {article}");
    }
    let passage = cited(Some(("the words".into(), "https://a.example/#b1:~:text=the".into())));
    assert!(passage.contains("Cite this passage") && passage.contains("the words") && passage.contains("#b1:~:text=the"), "{passage}");
}

#[test]
fn page_of_the_notebook_says_that_it_needs_the_program() {
    for lang in interface_languages() {
        let html = html(lang, || view! { <NotebookPage/> });
        check_page(&html);
        assert!(html.contains("data-slot=\"notebook\"") && html.contains("class=\"alert unscripted\""), "{html}");
    }
}
