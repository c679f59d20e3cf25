//! What analysis gives in wasm: term for term what it gives natively (`tests/analysis/golden_terms.rs`).
//!
//! Run by `make test` under Node.js, for the target of the programs in the page; natively there is nothing to run here.

#![allow(clippy::unwrap_used, clippy::string_slice, reason = "a test fails where it stands")]

fn main() {}

#[cfg(target_arch = "wasm32")]
#[path = "analysis/term_listing.rs"]
mod term_listing;

#[cfg(target_arch = "wasm32")]
mod tests {
    use super::term_listing::list_terms;
    use lectern::search::analysis::{English, Languages, Stem};
    use wasm_bindgen_test::wasm_bindgen_test;

    const TERMS: &str = include_str!("analysis/terms.txt");

    #[wasm_bindgen_test]
    fn terms_match_the_native_ones() {
        assert_eq!(list_terms(TERMS).trim_end(), TERMS.trim_end());
    }

    #[wasm_bindgen_test]
    fn english_has_the_same_stems_with_and_without_the_other_languages() {
        for word in TERMS.split_whitespace() {
            assert_eq!(English.stem("en", word), Languages.stem("en", word), "{word}");
        }
    }
}
