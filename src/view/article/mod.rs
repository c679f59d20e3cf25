//! An article in full.
//!
//! - [`page`]: head, text and end of an article, and the slots that the reader fills; a page of the site.
//! - [`head`], [`contents`], [`about`]: what stands around the text.
//! - [`pen`]: what is known while a body is drawn; [`body`], [`block`], [`figure`], [`table`], [`inline`]: how it is drawn.
//! - [`bar`], [`end`]: what the reader draws into slots.
//!
//! Deliberately absent: raw HTML. Every block and inline is built as an element, one of an unknown kind as its words.

pub mod about;
pub mod bar;
pub mod block;
pub mod body;
pub mod contents;
pub mod end;
pub mod figure;
pub mod head;
pub mod inline;
pub mod page;
pub mod pen;
pub mod table;

pub use bar::{Found, bar, place};
pub use end::{Neighbour, end, neighbours};
pub use page::{Slots, page, site_page};
pub use pen::Marked;
