//! Import: sources of every kind to articles.
//!
//! - [`reading`]: what every reader of a kind of source gives: an article, its pictures, and problems.
//! - [`capture`]: plain-text captures of news pages.
//!
//! A reader of a kind is a pure function from text to a [`reading::Reading`]; files are opened and written around it.

pub mod capture;
pub mod reading;
