//! The article that is open: the words that it was opened for, and the place where one stopped.

use super::render_context::{RenderContext, use_render_context};
use crate::state::InPageMatches;
use crate::web::{clipboard, dom, highlight};
use leptos::prelude::*;
use std::sync::Arc;
use web_sys::Element;

/// The article that is open.
#[derive(Clone, Copy)]
pub struct ArticleStore {
    /// The words found in it.
    pub matches: RwSignal<InPageMatches>,
    /// The anchor of the block at which it was left before, while that is offered.
    pub resume_anchor: RwSignal<Option<String>>,
    /// The id of the article whose text stands in the page.
    pub drawn: RwSignal<Option<String>>,
    context: StoredValue<Arc<RenderContext>>,
}

/// Provides the store: no article is open.
pub fn provide_article_store() -> ArticleStore {
    let store = ArticleStore {
        matches: RwSignal::new(InPageMatches::default()),
        resume_anchor: RwSignal::new(None),
        drawn: RwSignal::new(None),
        context: StoredValue::new(use_render_context()),
    };
    provide_context(store);
    store
}

/// The store that was provided.
pub fn use_article_store() -> ArticleStore {
    expect_context()
}

impl ArticleStore {
    /// Goes so many matches on, or back, and says which one it is.
    pub fn step_match(&self, by: isize) {
        let marks = highlight::page_marks();
        let matches = InPageMatches { count: marks.len(), ..self.matches.get_untracked() };
        if let Some(at) = matches.step(by) {
            self.show_match(&marks, at);
            let context = self.context.get_value();
            dom::announce(&(context.messages.hit)(&context.number(at as u32 + 1), &context.number(marks.len() as u32)));
        }
    }

    /// Goes to a match.
    pub fn show_match(&self, marks: &[Element], at: usize) {
        for (number, mark) in marks.iter().enumerate() {
            _ = if number == at { mark.set_attribute("aria-current", "true") } else { mark.remove_attribute("aria-current") };
        }
        if let Some(mark) = marks.get(at) {
            dom::open_details_around(mark);
            dom::scroll_to_middle(mark);
        }
        self.matches.set(InPageMatches { count: marks.len(), current: Some(at) });
    }

    /// Continues where one stopped.
    pub fn resume(&self) {
        if let Some(block) = self.resume_anchor.get_untracked().and_then(|anchor| dom::by_id(&anchor)) {
            block.scroll_into_view();
            dom::focus_place(&block);
        }
        self.dismiss_resume();
    }

    /// Stays at the beginning.
    pub fn dismiss_resume(&self) {
        self.resume_anchor.set(None);
    }

    /// Copies words to the clipboard, and says whether that worked.
    pub fn copy(&self, words: String) {
        let messages = self.context.get_value().messages;
        clipboard::copy(words, move |copied| dom::announce(if copied { messages.said_copied } else { messages.said_not_copied }));
    }
}
