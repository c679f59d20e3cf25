//! The stemmers of all languages, which the worker loads where a corpus has another than English that has one.

fn main() {}

#[cfg(target_arch = "wasm32")]
#[allow(unreachable_pub, reason = "the worker calls it")]
mod exports {
    use wasm_bindgen::prelude::*;

    /// The stem of a word in lower case; the word itself where the language has no stemmer.
    #[wasm_bindgen]
    pub fn stem(language: &str, word: &str) -> String {
        lectern::worker::stems::any(language, word)
    }
}
