//! The pages of the review: Leptos components, rendered natively.
//!
//! - [`article_review`]: what the page of an article is made of; [`document`]: the HTML document around a page.
//! - [`list_page`]: the articles that need a look.
//! - [`article_review_page`]: source and article side by side, from [`review_bar`], [`source_panel`], [`article_panel`], [`fields_form`],
//!   [`block_editor`], [`cut_list`] and [`key_help`].
//! - [`form_fields`]: what every form sends along.
//!
//! Every action is a form that works without scripts; `review.js` adds keys alone.

#![allow(unreachable_pub, reason = "what the macro of a component generates is public")]

mod article_panel;
pub(super) mod article_review;
mod article_review_page;
mod block_editor;
mod cut_list;
pub(super) mod document;
mod fields_form;
mod form_fields;
mod key_help;
mod list_page;
mod review_bar;
mod source_panel;

pub(super) use article_review::{ActionNotice, ArticleReview, SourceState, UndoTarget};
pub(super) use article_review_page::ArticleReviewPage;
pub(super) use list_page::{ListPage, ShownList};
