//! The saved articles.

pub(crate) mod open_saved;
pub(crate) mod saved_articles;
pub(crate) mod saved_page;

#[cfg(test)]
mod tests;

pub(crate) use open_saved::OpenSaved;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use saved_page::SavedPage;
