//! The program of highlights, notes, the notebook and citations.

/// Starts the program in the browser. Natively there is no page to start it in.
fn main() {
    #[cfg(target_arch = "wasm32")]
    lectern::app::annotations::start();
}
