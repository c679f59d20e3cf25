//! The app: the program in the page, and the template of the page that hosts it.
//!
//! - [`app_files`]: where it comes from; [`import_renamer`]: shortens its names of imports.
//! - [`template`]: the template; [`critical_css`]: the styles and scripts inlined for the first paint; [`policy`]: the content security
//!   policy; [`accent`]: the accent colour.

pub mod accent;
pub mod app_files;
pub mod critical_css;
pub mod import_renamer;
pub mod policy;
pub mod template;
