//! The terms of texts in many languages, as `terms.txt` has them: the same in every program that analyses.
//!
//! `LECTERN_UPDATE=1` writes the file anew, to be read in review; `tests/wasm.rs` asks the same of the programs in the page.

use crate::term_listing::list_terms;
use std::path::Path;

#[test]
fn terms_match_the_golden_file() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/analysis/terms.txt");
    let before = std::fs::read_to_string(&path).unwrap();
    let now = list_terms(&before);
    if std::env::var_os("LECTERN_UPDATE").is_some() {
        std::fs::write(&path, now.trim_end().to_owned() + "\n").unwrap();
    } else {
        assert_eq!(now.trim_end(), before.trim_end());
    }
}
