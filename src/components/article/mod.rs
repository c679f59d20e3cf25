//! An article in full, and the site's own pages.
//!
//! - [`open_article`]: the article of the current route, once it is loaded. [`article_page`]: the page of an article: toolbar,
//!   head, text, footer. [`site_page`]: a page of the site.
//! - [`article_toolbar`], [`back_link`], [`match_stepper`], [`resume_reading`]: the controls above the text.
//! - [`article_head`], [`byline`], [`contents_list`], [`article_about`]: the metadata around the text.
//! - [`related_articles`]: what to read after it. [`article_footer`], [`article_actions`], [`neighbours`]: the actions of an article, and
//!   the links to its neighbours in the list.
//! - [`block_renderer`]: the state while a body is rendered; [`body`], [`block`], [`figure`], [`table`], [`inline`]: its elements.
//!
//! Deliberately absent: raw HTML. Every block and inline is built as an element; one of an unknown kind is rendered as its text.

pub(crate) mod article_about;
pub(crate) mod article_actions;
pub(crate) mod article_footer;
pub(crate) mod article_head;
pub(crate) mod article_page;
pub(crate) mod article_toolbar;
pub(crate) mod back_link;
pub(crate) mod block;
pub(crate) mod block_renderer;
pub(crate) mod body;
pub(crate) mod byline;
pub(crate) mod contents_list;
pub(crate) mod figure;
pub(crate) mod inline;
pub(crate) mod match_stepper;
pub(crate) mod neighbours;
pub(crate) mod open_article;
pub(crate) mod related_articles;
pub(crate) mod resume_reading;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod site_page;
pub(crate) mod table;

#[cfg(test)]
mod tests;

pub(crate) use article_actions::ArticleActions;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use article_head::ArticleHead;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use article_page::ArticlePage;
pub(crate) use article_toolbar::ArticleToolbar;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use body::{body_by_block, standalone_body};
pub(crate) use neighbours::Neighbours;
pub(crate) use open_article::OpenArticle;
pub(crate) use resume_reading::ResumeReading;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use site_page::SitePage;
