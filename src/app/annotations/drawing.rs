//! Finds the passages of annotations in the open article, and draws them. They are found again whenever the text is drawn anew, and
//! their marks are placed again whenever it changes its size.

use crate::annotation::{Annotation, HighlightColour, PassageSelector};
use crate::citation::citation_fields;
use crate::state::annotation_view::{PassageBox, PlacedAnnotation, avoid_overlaps};
use crate::stores::{AnnotationStore, new_effect};
use crate::web::debounce::Debounce;
use crate::web::shown_text::ShownText;
use crate::web::{dom, highlight_registry, js, selection};
use js_sys::Array;
use leptos::prelude::*;
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node};

/// Milliseconds after the last change of the page before its text is read again.
const REDRAW_DEBOUNCE_MS: i32 = 150;

/// Room that a bar needs above a passage, in CSS pixels.
const BAR_ROOM: f64 = 72.0;

/// The distance of marks from the text, their size, and the widths of cards, in CSS pixels.
const MARK_GAP: f64 = 8.0;
const MARK_WIDTH: f64 = 24.0;
const MARK_HEIGHT: f64 = 24.0;
const MIN_CARD_WIDTH: f64 = 168.0;
const MAX_CARD_WIDTH: f64 = 256.0;
const CARD_GAP: f64 = 40.0;

/// The height of a line of a card, its most lines, its padding, and the width of an average letter.
const CARD_LINE: f64 = 19.0;
const MAX_CARD_LINES: f64 = 6.0;
const CARD_PADDING: f64 = 10.0;
const LETTER_WIDTH: f64 = 6.8;

/// An annotation whose passage was found.
struct Located {
    annotation: Annotation,
    place: Range<usize>,
    is_stored: bool,
}

/// Draws now, and whenever annotations or the text change.
pub(super) fn watch(store: AnnotationStore) {
    let drawing = Rc::new(Drawing { store, observer: RefCell::new(JsValue::UNDEFINED), debounce: Debounce::default() });
    drawing.observe();
    new_effect(move || {
        store.notebook.track();
        store.article.track();
        store.draft.track();
        drawing.draw();
    });
}

struct Drawing {
    store: AnnotationStore,
    observer: RefCell<JsValue>,
    debounce: Debounce,
}

impl Drawing {
    /// Observes changes of the page, and of its size.
    fn observe(self: &Rc<Drawing>) {
        let drawing = self.clone();
        let on_mutation: Box<dyn FnMut(Array)> = Box::new(move |records| {
            if records.iter().any(|record| is_in_page(&js::get(&record, "target"))) {
                drawing.redraw_later();
            }
        });
        let observer = js::construct("MutationObserver", &[Closure::wrap(on_mutation).into_js_value()]).unwrap_or_default();
        self.observer.replace(observer);
        self.connect();
        let drawing = self.clone();
        let on_resize: Box<dyn FnMut()> = Box::new(move || drawing.redraw_later());
        let resize = js::construct("ResizeObserver", &[Closure::wrap(on_resize).into_js_value()]).unwrap_or_default();
        if let Some(shell) = dom::find(".shell") {
            _ = js::call(&resize, "observe", &[shell.into()]);
        }
    }

    fn connect(&self) {
        if let Some(shell) = dom::find(".shell") {
            let options = js::object(&[("childList", true.into()), ("subtree", true.into())]);
            _ = js::call(&self.observer.borrow(), "observe", &[shell.into(), options]);
        }
    }

    fn redraw_later(self: &Rc<Drawing>) {
        let drawing = self.clone();
        self.debounce.call(REDRAW_DEBOUNCE_MS, move || drawing.draw());
    }

    /// Draws the annotations of the open article.
    fn draw(&self) {
        // The marks of a browser without the registry are changes of the page too.
        _ = js::call(&self.observer.borrow(), "disconnect", &[]);
        if !highlight_registry::is_supported() {
            highlight_registry::clear_marks();
        }
        let store = self.store;
        let annotations = untrack(|| store.of_article());
        let text = if is_drawn(store) { ShownText::read() } else { None };
        match text {
            Some(text) => self.draw_in(&text, annotations),
            None => {
                HighlightColour::ALL.iter().for_each(|colour| highlight_registry::remove(&colour.class()));
                store.placed.set(Vec::new());
                store.unplaced.set(Vec::new());
            }
        }
        self.connect();
    }

    fn draw_in(&self, text: &ShownText, annotations: Vec<Annotation>) {
        let (located, lost) = self.locate(text, annotations);
        // All places are drawn last: without the registry each changes the nodes.
        self.place_marks(text, &located);
        if highlight_registry::is_supported() {
            draw_highlights(text, &located);
        } else {
            draw_marks(&located);
        }
        if self.store.unplaced.with_untracked(|unplaced| *unplaced != lost) {
            self.store.unplaced.set(lost);
        }
    }

    /// Finds the passages, in the order of the text; returns also the ids of those that are gone.
    fn locate(&self, text: &ShownText, annotations: Vec<Annotation>) -> (Vec<Located>, Vec<String>) {
        let (mut located, mut lost) = (Vec::new(), Vec::new());
        for annotation in annotations {
            let Some(passage) = annotation.passage.clone() else { continue };
            let found = text.text.locate(&passage);
            self.remember_place(text, &annotation, &passage, found.as_ref().map(|found| (&found.range, found.is_exact)));
            match found {
                Some(found) => located.push(Located { annotation, place: found.range, is_stored: true }),
                None => lost.push(annotation.id),
            }
        }
        located.extend(self.store.draft.get_untracked().filter(|draft| !draft.is_stored).and_then(|draft| {
            let place = text.text.locate(draft.annotation.passage.as_ref()?)?.range;
            Some(Located { annotation: draft.annotation, place, is_stored: false })
        }));
        located.sort_by_key(|located| located.place.start);
        (located, lost)
    }

    /// Stores where a passage stands now, if that has changed, so that it is found after further changes too.
    fn remember_place(&self, text: &ShownText, annotation: &Annotation, passage: &PassageSelector, found: Option<(&Range<usize>, bool)>) {
        let mut updated = annotation.clone();
        updated.set_lost(found.is_none());
        if let Some((range, true)) = found.filter(|_| passage.content_hash != text.text.content_hash()) {
            updated.passage =
                text.text.selector(range.clone()).map(|selector| PassageSelector { exact: passage.exact.clone(), ..selector });
        }
        if updated != *annotation {
            self.store.update_passage(updated);
        }
    }

    /// Places the marks beside the text.
    fn place_marks(&self, text: &ShownText, located: &[Located]) {
        let Some(margin) = Margin::measure() else { return };
        let mut placed: Vec<PlacedAnnotation> =
            located.iter().filter(|located| located.is_stored).filter_map(|located| self.mark(text, &margin, located)).collect();
        // Marks stand beside the text, cards behind them.
        margin.spread(&mut placed, false);
        margin.spread(&mut placed, true);
        if self.store.placed.with_untracked(|known| *known != placed) {
            self.store.placed.set(placed);
        }
    }

    fn mark(&self, text: &ShownText, margin: &Margin, located: &Located) -> Option<PlacedAnnotation> {
        let range = text.dom_range(&located.place)?;
        let line = selection::line_rects(&range).into_iter().next()?;
        let selector = located.annotation.passage.clone()?;
        Some(PlacedAnnotation {
            top: line.top() + dom::scroll_y(),
            left: margin.left(&located.annotation),
            width: margin.card_width,
            link: self.store.passage_link(text, &PassageSelector { start: located.place.start, end: located.place.end, ..selector }),
            place: passage_box(&range)?,
            range: located.place.clone(),
            annotation: located.annotation.clone(),
        })
    }
}

/// Whether the open article is the one that the page shows: after a navigation it may not be drawn yet.
fn is_drawn(store: AnnotationStore) -> bool {
    let shown = dom::find("[data-citation]").and_then(|element| element.get_attribute("data-citation"));
    let shown = shown.and_then(|fields| citation_fields::id(&fields));
    shown.is_some() && store.article.with_untracked(|article| *article == shown)
}

/// Whether a node is in the page that the main program draws.
fn is_in_page(node: &JsValue) -> bool {
    let main = dom::find("#main");
    main.is_some_and(|main| node.dyn_ref::<Node>().is_some_and(|node| main.contains(Some(node)) || node.contains(Some(&main))))
}

/// Draws the highlights of each colour at once.
fn draw_highlights(text: &ShownText, located: &[Located]) {
    for colour in HighlightColour::ALL {
        let of_colour = located.iter().filter(|located| located.annotation.colour == colour);
        let places: Vec<Range<usize>> = of_colour.map(|located| located.place.clone()).collect();
        highlight_registry::draw(&colour.class(), text, &places);
    }
}

/// Draws marks, each in the text as the one before has left it.
fn draw_marks(located: &[Located]) {
    for located in located {
        if let Some(text) = ShownText::read() {
            highlight_registry::draw(&located.annotation.colour.class(), &text, std::slice::from_ref(&located.place));
        }
    }
}

/// Where a range stands in the document.
pub(super) fn passage_box(range: &JsValue) -> Option<PassageBox> {
    let rect = selection::bounding_rect(range)?;
    let y = dom::scroll_y();
    Some(PassageBox { left: rect.left(), top: rect.top() + y, bottom: rect.bottom() + y, has_room_above: rect.top() > BAR_ROOM })
}

/// The margin beside the text.
struct Margin {
    /// The edges of the text.
    text: (f64, f64),
    is_rtl: bool,
    /// The width of cards, if there is room for them.
    card_width: Option<f64>,
    /// The upper and lower edges of notes that stand there already.
    obstacles: Vec<(f64, f64)>,
}

impl Margin {
    fn measure() -> Option<Margin> {
        let article = dom::find("main article")?;
        let block = dom::find("main article .text > :not(.note, figure, hr)")?;
        let is_rtl = article.get_attribute("dir").as_deref() == Some("rtl");
        let (frame, block) = (article.get_bounding_client_rect(), block.get_bounding_client_rect());
        let room = if is_rtl { block.left() - frame.left() } else { frame.right() - block.right() } - CARD_GAP;
        let card_width = (room >= MIN_CARD_WIDTH).then_some(room.min(MAX_CARD_WIDTH));
        let notes = card_width.map(|_| dom::find_all(&article, ".text > .note")).unwrap_or_default();
        let edges = |note: &Element| {
            let rect = note.get_bounding_client_rect();
            (rect.top() + dom::scroll_y(), rect.bottom() + dom::scroll_y())
        };
        Some(Margin { text: (block.left(), block.right()), is_rtl, card_width, obstacles: notes.iter().map(edges).collect() })
    }

    /// Whether an annotation has a card.
    fn card(&self, annotation: &Annotation) -> Option<f64> {
        self.card_width.filter(|_| !annotation.note.trim().is_empty())
    }

    fn left(&self, annotation: &Annotation) -> f64 {
        let (left, right) = self.text;
        let (gap, width) = self.card(annotation).map_or((MARK_GAP, MARK_WIDTH), |width| (CARD_GAP, width));
        let wanted = if self.is_rtl { left - gap - width } else { right + gap };
        wanted.clamp(0.0, (dom::page_width() - width).max(0.0))
    }

    /// Moves the marks, or the cards, that would overlap.
    fn spread(&self, placed: &mut [PlacedAnnotation], are_cards: bool) {
        let is_in_column = |placed: &&mut PlacedAnnotation| self.card(&placed.annotation).is_some() == are_cards;
        let mut column: Vec<&mut PlacedAnnotation> = placed.iter_mut().filter(is_in_column).collect();
        let mut tops: Vec<(f64, f64)> = column.iter().map(|placed| (placed.top, self.height(&placed.annotation))).collect();
        avoid_overlaps(&mut tops, if are_cards { &self.obstacles } else { &[] });
        for (placed, (top, _)) in column.iter_mut().zip(tops) {
            placed.top = top;
        }
    }

    fn height(&self, annotation: &Annotation) -> f64 {
        let Some(width) = self.card(annotation) else { return MARK_HEIGHT };
        let letters = (width - 2.0 * CARD_PADDING) / LETTER_WIDTH;
        let lines: f64 = annotation.note.trim().lines().map(|line| (line.chars().count() as f64 / letters).ceil().max(1.0)).sum();
        lines.min(MAX_CARD_LINES) * CARD_LINE + 2.0 * CARD_PADDING
    }
}
