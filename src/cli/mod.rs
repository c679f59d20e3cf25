//! The publisher's command: from sources to a corpus, from a corpus to a site.
//!
//! - [`arguments`]: the arguments of the command line; [`command`]: runs a command, its messages and exit codes.
//! - [`diagnostic`]: messages about a source or an article: the place, the problem, the remedy.
//! - [`command_error`]: the reasons why a command fails.
//! - [`folder`]: a corpus on disk: reads it, and writes into it without ever losing a file.
//! - [`drafts`]: articles that are not to be published, and the links to them.
//! - [`parallel_map_ordered`]: work spread over all cores, with results in order.
//! - [`catch_panic`]: contains a panic in one source, article or page.
//! - [`new`]: a new reading room.
//! - [`import`]: converts sources of every kind to articles.
//! - [`review`]: corrects imported articles in a browser, with the source beside them.
//! - [`check`]: the corpus doctor.
//! - [`build`]: the whole static site.
//! - [`signing`]: signs the site, and verifies a copy of it.
//! - [`serve`]: serves the built site on this machine; open pages follow the corpus.
//! - [`export`]: the collection as data.
//! - [`host`]: disguised hosts in links. [`labels`]: one spelling for names and tags. [`part_numbers`]: parts of a series.
//! - [`index`]: the full-text search index; [`language_data`]: its language data; [`search`]: queries on this machine.
//! - [`locale`]: dates and numbers formatted by ICU.
//! - [`deflate`]: compresses what a site stores. [`weight`]: the transfer size of bytes. [`whitespace`]: text on one line.
//!
//! Only this module touches files and the network. Deliberately absent: the program in the page.

pub(crate) mod arguments;
pub(crate) mod build;
pub(crate) mod catch_panic;
pub(crate) mod check;
pub mod command;
pub(crate) mod command_error;
pub(crate) mod deflate;
pub(crate) mod diagnostic;
pub(crate) mod drafts;
pub(crate) mod export;
pub mod folder;
pub(crate) mod host;
pub mod import;
pub(crate) mod index;
pub(crate) mod labels;
pub mod language_data;
pub(crate) mod locale;
pub(crate) mod new;
pub(crate) mod parallel_map_ordered;
pub(crate) mod part_numbers;
pub(crate) mod review;
pub(crate) mod search;
pub mod serve;
pub(crate) mod signing;
pub mod weight;
pub(crate) mod whitespace;
