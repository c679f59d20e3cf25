//! The offline bundle: the pieces of the targets [`FolderTarget`](crate::cli::build::FolderTarget) and
//! [`SingleFileTarget`](crate::cli::build::SingleFileTarget), which open from a disk. Browsers cannot fetch files there, so the bundle contains
//! every file that the programs fetch.
//!
//! - [`packed`]: a file as the bundle stores it.
//! - [`programs`]: the worker's programs in one script that is not a module.
//! - [`template`]: the template of a page that begins with `bundle.js`, and its policy.
//!
//! `bundle.js` runs in the page and `worker_fetch.js` in the worker: the programs notice no difference.

pub(crate) mod packed;
pub(crate) mod programs;
pub(crate) mod template;
