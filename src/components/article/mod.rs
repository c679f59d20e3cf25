//! An article in full, and the site's own pages.
//!
//! - [`open_article`]: the article of the current route, once it is loaded. [`article_page`]: the page of an article: toolbar,
//!   head, text, footer. [`site_page`]: a page of the site.
//! - [`article_toolbar`], [`back_link`], [`match_stepper`], [`resume_reading`]: the controls above the text.
//! - [`article_head`], [`byline`], [`contents_list`], [`article_about`]: the metadata around the text.
//! - [`article_footer`], [`article_actions`], [`neighbours`]: the actions of an article, and the links onward.
//! - [`block_renderer`]: the state while a body is rendered; [`body`], [`block`], [`figure`], [`table`], [`inline`]: its elements.
//!
//! Deliberately absent: raw HTML. Every block and inline is built as an element; one of an unknown kind is rendered as its text.

pub mod article_about;
pub mod article_actions;
pub mod article_footer;
pub mod article_head;
pub mod article_page;
pub mod article_toolbar;
pub mod back_link;
pub mod block;
pub mod block_renderer;
pub mod body;
pub mod byline;
pub mod contents_list;
pub mod figure;
pub mod inline;
pub mod match_stepper;
pub mod neighbours;
pub mod open_article;
pub mod resume_reading;
pub mod site_page;
pub mod table;

#[cfg(test)]
mod tests;

pub use article_actions::ArticleActions;
pub use article_page::ArticlePage;
pub use article_toolbar::ArticleToolbar;
#[cfg(not(target_arch = "wasm32"))]
pub use body::standalone_body;
pub use neighbours::Neighbours;
pub use open_article::OpenArticle;
pub use resume_reading::ResumeReading;
pub use site_page::SitePage;
