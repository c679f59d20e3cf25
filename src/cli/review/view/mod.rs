//! The pages of the review: Leptos components, rendered natively.
//!
//! - [`desk`]: what the page of an article is made of; [`document`]: the HTML document around a page.
//! - [`list_page`]: the articles that need a look.
//! - [`desk_page`]: source and article side by side, from [`review_bar`], [`source_panel`], [`article_panel`], [`fields_form`],
//!   [`block_editor`], [`cut_list`] and [`key_help`].
//! - [`form_fields`]: what every form sends along.
//!
//! Every action is a form that works without scripts; `review.js` adds keys alone.

#![allow(unreachable_pub, reason = "what the macro of a component generates is public")]

mod article_panel;
mod block_editor;
mod cut_list;
pub(super) mod desk;
mod desk_page;
pub(super) mod document;
mod fields_form;
mod form_fields;
mod key_help;
mod list_page;
mod review_bar;
mod source_panel;

pub(super) use desk::{ActionNotice, Desk, SourceState, UndoTarget};
pub(super) use desk_page::DeskPage;
pub(super) use list_page::{ListPage, ShownList};
