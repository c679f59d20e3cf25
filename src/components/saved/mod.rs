//! The saved articles.

pub mod open_saved;
pub mod saved_articles;
pub mod saved_page;

#[cfg(test)]
mod tests;

pub use open_saved::OpenSaved;
pub use saved_page::SavedPage;
