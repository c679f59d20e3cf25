//! Check: the corpus doctor. It reports the problems that a reader of the site would meet, and changes nothing.
//!
//! - [`run`]: the corpus as a whole, and the report.
//! - [`article`]: the fields of an article or a page.
//! - [`body`]: its blocks: pictures, links, unknown nodes and fields.
//! - [`import_faults`]: what import may have got wrong.
//! - [`target`]: the valid addresses of the site.
//! - [`site`]: the settings, `site.json`.
//! - [`built`]: a built site, and content in it that is not meant for readers.
//! - [`boilerplate`]: a draft of `site.json` from the lines that import cut.
//!
//! Deliberately absent: the clock; the caller passes the date.

pub(crate) mod article;
pub(crate) mod body;
pub(crate) mod boilerplate;
pub(crate) mod built;
mod import_faults;
pub(crate) mod run;
pub(crate) mod site;
pub(crate) mod target;

pub(crate) use built::check_site;
pub(crate) use run::check_corpus;
