//! The reader's own: highlights and notes in an article, the notebook, citations. A program of its own draws these, see
//! `app::annotations`.
//!
//! - [`annotation_panel`]: everything of it that stands in an article: [`selection_bar`], [`note_editor`], [`margin_notes`],
//!   [`article_annotations`] and [`cite_dialog`].
//! - [`notebook_page`]: the page of the notebook as the build writes it. [`notebook_content`]: its content: [`notebook_filters`],
//!   [`annotation_entry`], [`reading_list_section`] and [`notebook_transfer`].
//! - [`colour_choice`], [`storage_notice`]: parts of several of these.

pub(crate) mod annotation_entry;
pub(crate) mod annotation_panel;
pub(crate) mod article_annotations;
pub(crate) mod cite_dialog;
pub(crate) mod colour_choice;
pub(crate) mod margin_notes;
pub(crate) mod note_editor;
pub(crate) mod notebook_content;
pub(crate) mod notebook_filters;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod notebook_page;
pub(crate) mod notebook_transfer;
pub(crate) mod reading_list_section;
pub(crate) mod selection_bar;
pub(crate) mod storage_notice;

#[cfg(test)]
mod tests;

pub(crate) use annotation_panel::AnnotationPanel;
pub(crate) use notebook_content::NotebookContent;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use notebook_page::NotebookPage;
