//! The app: the program in the page, and the template of the page that hosts it.
//!
//! - [`app_files`]: where it comes from; [`import_renamer`]: shortens its names of imports.
//! - [`template`]: the template; [`critical_css`]: the styles and scripts inlined for the first paint; [`policy`]: the content security
//!   policy; [`accent`]: the accent colour.

pub(crate) mod accent;
pub(crate) mod app_files;
pub(crate) mod critical_css;
pub(crate) mod import_renamer;
pub(crate) mod policy;
pub(crate) mod template;
