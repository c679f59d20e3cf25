//! Pages that are neither list nor article: missing, message, data.

#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod data_page;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod message_page;
pub(crate) mod missing_page;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod unavailable_page;

#[cfg(test)]
mod tests;

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use data_page::{DataOffer, DataPage, Download, DownloadKind};
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use message_page::MessagePage;
pub(crate) use missing_page::MissingPage;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use unavailable_page::UnavailablePage;
