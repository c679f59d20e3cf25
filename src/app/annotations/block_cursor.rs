//! Selecting text with the arrow keys: up and down choose a block, left and right a sentence in it, with Shift they extend the
//! selection; Enter moves to the bar of actions.

use crate::app::reading::READING_LINE_OFFSET;
use crate::stores::AnnotationStore;
use crate::web::shown_text::{ShownText, article_lang};
use crate::web::{dom, events, segmenter, selection};
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;
use web_sys::Event;

/// The chosen units.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Choice {
    /// The first and the last chosen unit.
    units: Range<usize>,
    /// Whether units are sentences; else they are blocks.
    are_sentences: bool,
}

/// Selects with the arrow keys while it is active.
pub(super) struct BlockCursor {
    store: AnnotationStore,
    choice: RefCell<Option<Choice>>,
}

impl BlockCursor {
    /// Creates an inactive one.
    pub(super) fn new(store: AnnotationStore) -> BlockCursor {
        BlockCursor { store, choice: RefCell::new(None) }
    }

    /// Begins with the block at the upper edge of the window.
    pub(super) fn begin(&self) {
        let Some(text) = ShownText::read() else { return };
        let blocks = text.block_places();
        let is_below = |place: &Range<usize>| {
            let rect = text.dom_range(place).and_then(|range| selection::bounding_rect(&range));
            rect.is_some_and(|rect| rect.bottom() > READING_LINE_OFFSET)
        };
        let Some(first) = blocks.iter().position(is_below) else { return };
        dom::announce(&self.store.messages().keyboard_help);
        self.choose(&text, &blocks, Choice { units: first..first + 1, are_sentences: false });
    }

    /// Listens to the keys.
    pub(super) fn listen(self: &Rc<BlockCursor>) {
        let Some(document) = dom::document() else { return };
        let cursor = self.clone();
        events::add_listener(&document, "keydown", move |event| cursor.on_keydown(&event));
        let cursor = self.clone();
        events::add_passive_listener(&document, "pointerdown", move |_| cursor.end());
    }

    fn end(&self) {
        self.choice.replace(None);
    }

    fn on_keydown(&self, event: &Event) {
        let Some(choice) = self.choice.borrow().clone() else { return };
        let is_in_page = dom::focused_element().is_none_or(|focused| focused.closest("main, [data-request]").ok().flatten().is_some());
        let key = events::property(event, "key").as_string().unwrap_or_default();
        if !is_in_page {
            return;
        }
        let extends = events::property(event, "shiftKey").is_truthy();
        match key.as_str() {
            "ArrowDown" => self.move_by(&choice, false, 1, extends),
            "ArrowUp" => self.move_by(&choice, false, -1, extends),
            "ArrowRight" | "ArrowLeft" => self.move_by(&choice, true, if (key == "ArrowRight") == is_ltr() { 1 } else { -1 }, extends),
            "Enter" => _ = dom::find(".selection-bar button").map(|button| dom::focus(&button)),
            "Escape" | "Tab" => return self.end(),
            _ => return,
        }
        event.prevent_default();
    }

    /// Moves the choice, or extends it, by one unit.
    fn move_by(&self, choice: &Choice, are_sentences: bool, by: isize, extends: bool) {
        let Some(text) = ShownText::read() else { return };
        let units = units(&text, are_sentences);
        let current = if choice.are_sentences == are_sentences { choice.units.clone() } else { converted(&text, choice, &units) };
        let edge = if by > 0 { current.end - 1 } else { current.start };
        // From a block the first sentence in it is chosen first.
        let is_entering = choice.are_sentences != are_sentences && are_sentences && !extends;
        let to = if is_entering { current.start } else { edge.saturating_add_signed(by).min(units.len().saturating_sub(1)) };
        let chosen = if extends { current.start.min(to)..current.end.max(to + 1) } else { to..to + 1 };
        self.choose(&text, &units, Choice { units: chosen, are_sentences });
    }

    /// Selects what is chosen of all units, and scrolls to it.
    fn choose(&self, text: &ShownText, units: &[Range<usize>], choice: Choice) {
        let place = place_of(units, &choice.units);
        if let Some(range) = place.and_then(|place| text.dom_range(&place)) {
            selection::select(&range);
            if let Some(rect) = selection::bounding_rect(&range) {
                let (top, height) = (rect.top(), dom::window_height());
                if top < READING_LINE_OFFSET || rect.bottom() > height - READING_LINE_OFFSET {
                    dom::scroll_to((dom::scroll_y() + top - READING_LINE_OFFSET).max(0.0));
                }
            }
            self.choice.replace(Some(choice));
        }
    }
}

/// The units of the other kind that a choice covers.
fn converted(text: &ShownText, choice: &Choice, to: &[Range<usize>]) -> Range<usize> {
    let from = units(text, choice.are_sentences);
    let place = place_of(&from, &choice.units).unwrap_or_default();
    let first = to.iter().position(|unit| unit.end > place.start).unwrap_or(0);
    let last = to.iter().rposition(|unit| unit.start < place.end).unwrap_or(first);
    first..last.max(first) + 1
}

/// The place from the first to the last of some units.
fn place_of(all: &[Range<usize>], units: &Range<usize>) -> Option<Range<usize>> {
    Some(all.get(units.start)?.start..all.get(units.end.checked_sub(1)?)?.end)
}

/// The blocks of a text, or its sentences.
fn units(text: &ShownText, are_sentences: bool) -> Vec<Range<usize>> {
    let blocks = text.block_places();
    if !are_sentences {
        return blocks;
    }
    let lang = article_lang();
    let sentences = blocks.iter().flat_map(|block| {
        let words = text.text.words(block.clone());
        segmenter::sentences(&words, &lang).into_iter().map(|sentence| block.start + sentence.start..block.start + sentence.end)
    });
    sentences.filter(|sentence| text.text.trim(sentence.clone()).is_some()).collect()
}

fn is_ltr() -> bool {
    dom::find("main article").and_then(|article| article.get_attribute("dir")).as_deref() != Some("rtl")
}
