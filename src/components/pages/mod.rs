//! Pages that are neither list nor article: missing, message, data.

#[cfg(not(target_arch = "wasm32"))]
pub mod data_page;
#[cfg(not(target_arch = "wasm32"))]
pub mod message_page;
pub mod missing_page;
#[cfg(not(target_arch = "wasm32"))]
pub mod unavailable_page;

#[cfg(test)]
mod tests;

#[cfg(not(target_arch = "wasm32"))]
pub use data_page::{DataOffer, DataPage, Download, DownloadKind};
#[cfg(not(target_arch = "wasm32"))]
pub use message_page::MessagePage;
pub use missing_page::MissingPage;
#[cfg(not(target_arch = "wasm32"))]
pub use unavailable_page::UnavailablePage;
