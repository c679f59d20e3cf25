//! A reading room without a server: a folder, or one file, that opens from a disk. Browsers fetch nothing there, so that
//! what the programs fetch stands on a shelf.
//!
//! - [`packed`]: a file as it stands on the shelf.
//! - [`programs`]: the programs of the worker in one script that is no module.
//! - [`template`]: the template of a page that begins with `shelf.js`, and its policy.
//! - [`single`]: everything in one file.
//!
//! `shelf.js` stands in the page and `aside.js` in the worker: to the programs nothing has changed.

pub mod packed;
pub mod programs;
pub mod single;
pub mod template;
