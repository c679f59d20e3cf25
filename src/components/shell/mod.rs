//! The frame of every page. The build renders it; the program finds its controls by id or class.

pub(crate) mod changes_since_visit;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod consent_notice;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod masthead;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod notices;
pub(crate) mod offline_notice;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod page_shell;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod site_footer;

#[cfg(test)]
mod tests;

pub(crate) use changes_since_visit::ChangesSinceVisit;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use consent_notice::ConsentNotice;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use masthead::Masthead;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use notices::Notices;
pub(crate) use offline_notice::OfflineNotice;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use page_shell::{Frame, PageShell};
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use site_footer::SiteFooter;
