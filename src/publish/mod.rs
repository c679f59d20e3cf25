//! The publisher's command: from sources to a corpus, from a corpus to a site.
//!
//! - [`command`]: the command line, its messages and exit codes.
//! - [`problem`]: what is said of a source or an article: where, what, what to do.
//! - [`failure`]: why a command could not do its work.
//! - [`folder`]: a corpus on disk: reading it, writing into it without ever losing a file.
//! - [`drafts`]: articles that are not to be published, and what leads to them.
//! - [`ordered`]: work shared by all cores, its results in order.
//! - [`catch_panic`]: a panic in one source, article or page, contained there.
//! - [`new`]: a reading room to begin with.
//! - [`import`]: sources of every kind to articles.
//! - [`check`]: the corpus doctor.
//! - [`build`]: the whole static site.
//! - [`signing`]: the site signed, and a copy of it verified.
//! - [`serve`]: the built site on this machine, and open pages that follow the corpus.
//! - [`export`]: the collection as data.
//! - [`host`]: hosts of links that are not what they look like.
//! - [`index`]: the index of the full-text search; [`knowledge`]: what it knows of languages; [`search`]: queries on this machine.
//! - [`locale`]: dates and numbers by ICU.
//! - [`parts`]: the parts of a body that build and check look at.
//! - [`weight`]: what bytes weigh on the line.
//!
//! The only home of files and network. Deliberately absent: the program in the page.

pub mod build;
pub mod catch_panic;
pub mod check;
pub mod command;
pub mod drafts;
pub mod export;
pub mod failure;
pub mod folder;
pub mod host;
pub mod import;
pub mod index;
pub mod knowledge;
pub mod locale;
pub mod new;
pub mod ordered;
pub mod parts;
pub mod problem;
pub mod search;
pub mod serve;
pub mod signing;
pub mod weight;
