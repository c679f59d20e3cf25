//! The program in the page.

/// Starts the program in the browser. Natively there is no page to start it in.
fn main() {
    #[cfg(target_arch = "wasm32")]
    lectern::app::start();
}
