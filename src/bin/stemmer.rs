//! The stemmers of all languages, which the worker loads if a corpus needs one besides English.

fn main() {}

#[cfg(target_arch = "wasm32")]
#[allow(unreachable_pub, reason = "the worker calls it")]
mod exports {
    use wasm_bindgen::prelude::*;

    /// Returns the stem of a lower-case word; the word itself if the language has no stemmer.
    #[wasm_bindgen]
    pub fn stem(language: &str, word: &str) -> String {
        lectern::worker::stems::stem_any_language(language, word)
    }
}
