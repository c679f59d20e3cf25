//! The parts of an article's page.

use crate::cli::review::edit::{EditError, FieldValues};
use crate::cli::review::messages::ReviewMessages;
use crate::cli::review::workspace::OpenArticle;

/// An article on the shown: itself, its source, and what was just done.
pub(in crate::cli::review) struct ArticleReview {
    /// The messages.
    pub(in crate::cli::review) messages: &'static ReviewMessages,
    /// The token that every form sends.
    pub(in crate::cli::review) token: String,
    /// The article.
    pub(in crate::cli::review) open: OpenArticle,
    /// Its source.
    pub(in crate::cli::review) source: SourceState,
    /// The last action, or why it failed.
    pub(in crate::cli::review) notice: Option<ActionNotice>,
    /// The step that the button for undo undoes.
    pub(in crate::cli::review) undo: Option<UndoTarget>,
    /// Fields that were typed and not saved, and why.
    pub(in crate::cli::review) unsaved: Option<(FieldValues, EditError)>,
}

/// A message about the last action.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::cli::review) struct ActionNotice {
    /// The message.
    pub(in crate::cli::review) text: String,
    /// Whether the action failed.
    pub(in crate::cli::review) is_error: bool,
    /// The text that was typed and not saved.
    pub(in crate::cli::review) typed: Vec<String>,
}

/// The last step of an article: of the one on the shown, or of the one before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli::review) struct UndoTarget {
    /// The id of the article.
    pub(in crate::cli::review) id: String,
    /// The action, in words.
    pub(in crate::cli::review) done: String,
}

/// The source of an article, as far as it can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli::review) enum SourceState {
    /// The article has none.
    None,
    /// Its file is in none of the known folders.
    Gone,
    /// A page, shown in a frame.
    Page {
        /// Whether the file differs from what was imported.
        is_changed: bool,
    },
    /// A text.
    Plain {
        /// The text.
        text: String,
        /// Whether the file differs from what was imported.
        is_changed: bool,
    },
}

impl ArticleReview {
    /// The address that forms of this article are sent to.
    pub(super) fn address(&self) -> String {
        ["/article/", &self.open.id].concat()
    }

    /// The address of the source as a page.
    pub(super) fn source_address(&self) -> String {
        ["/source/", &self.open.id].concat()
    }

    /// The file or the address that the article was imported from.
    pub(super) fn source_name(&self) -> &str {
        self.open.article.capture.as_ref().map_or("", |capture| capture.from.as_str())
    }

    /// The passages that were cut.
    pub(super) fn cut(&self) -> &[String] {
        self.open.article.capture.as_ref().map_or(&[], |capture| capture.cut.as_slice())
    }
}
