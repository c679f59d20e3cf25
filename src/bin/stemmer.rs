//! The stemmers of all languages but English, which the worker loads where a corpus has one of them.

fn main() {}

#[cfg(target_arch = "wasm32")]
#[allow(unreachable_pub, reason = "the worker calls them")]
mod exports {
    use wasm_bindgen::prelude::*;

    /// The stem of a word in lower case; the word itself where the language has no stemmer.
    #[wasm_bindgen]
    pub fn stem(_language: &str, word: &str) -> String {
        word.to_owned()
    }
}
