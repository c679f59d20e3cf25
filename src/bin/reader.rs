//! The program in the page.

/// Starts the reader in the browser. On the machine there is no page to start in.
fn main() {
    #[cfg(target_arch = "wasm32")]
    lectern::reader::start();
}
