//! Views: plain values in, markup out. The same functions run in the browser and on the machine that builds a site.
//!
//! - [`room`]: what every view is given: words, language, addresses, locale.
//! - [`wording`]: every word of the interface, by language.
//! - [`element`], [`markup`], [`patch`], [`adopt`]: one view type for all elements, as HTML, in the browser, and in a page
//!   that came as HTML.
//! - [`title`]: headlines, whose stored quotes are drawn as a language sets them.
//! - [`shell`]: masthead, foot, consent notice: the frame of every page.
//! - [`list`]: the list, its search box, filters and rows.
//! - [`article`]: an article in full, and the site's own pages.
//! - [`saved`], [`settings`], [`message`], [`missing`], [`data`]: the other pages.
//! - [`state`]: waiting, empty, failed; [`notice`]: what a page says when its program cannot run.
//!
//! Deliberately absent: signals, event handlers and the DOM. The reader listens at the root and goes by `data-do` (what
//! to do), `data-id` (with what) and the names of inputs; it runs a view again when something changed, and Leptos
//! patches what stands there.

pub mod adopt;
pub mod article;
pub mod data;
pub mod element;
pub mod list;
mod markup;
#[cfg(not(target_arch = "wasm32"))]
pub mod message;
pub mod missing;
#[cfg(not(target_arch = "wasm32"))]
pub mod notice;
pub mod patch;
pub mod room;
pub mod saved;
pub mod settings;
#[cfg(not(target_arch = "wasm32"))]
pub mod shell;
pub mod state;
#[cfg(test)]
mod tests;
pub mod title;
pub mod wording;

pub use element::{Child, Element, el};
pub use room::{Locale, Room};
pub use wording::{Missing, Wording};
