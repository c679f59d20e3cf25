//! The frame of every page. The build renders it; the program finds its controls by id or class.

pub mod changes_since_visit;
#[cfg(not(target_arch = "wasm32"))]
pub mod consent_notice;
#[cfg(not(target_arch = "wasm32"))]
pub mod masthead;
#[cfg(not(target_arch = "wasm32"))]
pub mod notices;
pub mod offline_notice;
#[cfg(not(target_arch = "wasm32"))]
pub mod page_shell;
#[cfg(not(target_arch = "wasm32"))]
pub mod site_footer;

#[cfg(test)]
mod tests;

pub use changes_since_visit::ChangesSinceVisit;
#[cfg(not(target_arch = "wasm32"))]
pub use consent_notice::ConsentNotice;
#[cfg(not(target_arch = "wasm32"))]
pub use masthead::Masthead;
#[cfg(not(target_arch = "wasm32"))]
pub use notices::Notices;
pub use offline_notice::OfflineNotice;
#[cfg(not(target_arch = "wasm32"))]
pub use page_shell::{Frame, PageShell};
#[cfg(not(target_arch = "wasm32"))]
pub use site_footer::SiteFooter;
