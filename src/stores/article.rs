//! The open article: its in-page matches and its reading position.

use super::render_context::{RenderContext, use_render_context};
use crate::state::InPageMatches;
use crate::web::{dom, highlight};
use leptos::prelude::*;
use std::sync::Arc;
use web_sys::Element;

/// The open article.
#[derive(Clone, Copy)]
pub(crate) struct ArticleStore {
    /// Its in-page matches.
    pub matches: RwSignal<InPageMatches>,
    /// The anchor of the stored reading position, while resuming is offered.
    pub resume_anchor: RwSignal<Option<String>>,
    /// The id of the article whose text is mounted.
    pub mounted_id: RwSignal<Option<String>>,
    context: StoredValue<Arc<RenderContext>>,
}

/// Provides the store, without an open article.
pub(crate) fn provide_article_store() -> ArticleStore {
    let store = ArticleStore {
        matches: RwSignal::new(InPageMatches::default()),
        resume_anchor: RwSignal::new(None),
        mounted_id: RwSignal::new(None),
        context: StoredValue::new(use_render_context()),
    };
    provide_context(store);
    store
}

/// Returns the store from context.
pub(crate) fn use_article_store() -> ArticleStore {
    expect_context()
}

impl ArticleStore {
    /// Steps by `by` matches, and announces the new one.
    pub(crate) fn step_match(&self, by: isize) {
        let marks = highlight::page_marks();
        let matches = InPageMatches { count: marks.len(), ..self.matches.get_untracked() };
        if let Some(at) = matches.step(by) {
            self.show_match(&marks, at);
            let context = self.context.get_value();
            dom::announce(&context.messages.current_match.fill([&context.number(at as u32 + 1), &context.number(marks.len() as u32)]));
        }
    }

    /// Scrolls to a match and marks it as current.
    pub(crate) fn show_match(&self, marks: &[Element], at: usize) {
        for (number, mark) in marks.iter().enumerate() {
            _ = if number == at { mark.set_attribute("aria-current", "true") } else { mark.remove_attribute("aria-current") };
        }
        if let Some(mark) = marks.get(at) {
            dom::open_details_around(mark);
            dom::scroll_to_center(mark);
        }
        self.matches.set(InPageMatches { count: marks.len(), current: Some(at) });
    }

    /// Resumes at the stored reading position.
    pub(crate) fn resume(&self) {
        if let Some(block) = self.resume_anchor.get_untracked().and_then(|anchor| dom::by_id(&anchor)) {
            block.scroll_into_view();
            dom::focus_with_tabindex(&block);
        }
        self.dismiss_resume();
    }

    /// Dismisses the offer to resume.
    pub(crate) fn dismiss_resume(&self) {
        self.resume_anchor.set(None);
    }

    /// Copies text to the clipboard, and announces whether that worked.
    pub(crate) fn copy(&self, text: String) {
        self.context.with_value(|context| context.copy(text));
    }
}
