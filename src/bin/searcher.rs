//! The program of the search worker: the exports for `src/worker/worker.js`. Natively it does nothing.

fn main() {}

#[cfg(target_arch = "wasm32")]
#[allow(unreachable_pub, reason = "the worker calls them")]
mod exports {
    use lectern::worker::{Searcher, Stems, are_foreign, header_of};
    use std::cell::RefCell;
    use wasm_bindgen::prelude::*;

    thread_local! {
        static SEARCHER: RefCell<Option<Searcher>> = const { RefCell::new(None) };
    }

    #[wasm_bindgen]
    extern "C" {
        /// Returns the stem of a word from the program of all languages, which `worker.js` loads if needed.
        #[wasm_bindgen(js_namespace = globalThis)]
        fn stemmed(language: &str, word: &str) -> String;
    }

    /// Calls a function with the open index; returns the type's default if none is open.
    fn with<T: Default>(call: impl FnOnce(&mut Searcher) -> T) -> T {
        SEARCHER.with_borrow_mut(|searcher| searcher.as_mut().map(call).unwrap_or_default())
    }

    /// Opens an index from its inflated header file; returns an error message.
    #[wasm_bindgen]
    pub fn open(root: &[u8]) -> Option<String> {
        let opened = Searcher::open(root, Box::new(Stems { elsewhere: stemmed }));
        SEARCHER.with_borrow_mut(|searcher| match opened {
            Ok(opened) => {
                *searcher = Some(opened);
                None
            }
            Err(wrong) => Some(wrong),
        })
    }

    /// Checks the header of an index file; returns an error message, or nothing if its content may be inflated.
    #[wasm_bindgen]
    pub fn header(path: &str, bytes: &[u8]) -> Option<String> {
        header_of(path, bytes).err()
    }

    /// Whether a language of the articles needs a stemmer that this program lacks.
    #[wasm_bindgen]
    pub fn foreign() -> bool {
        with(|searcher| are_foreign(searcher.languages()))
    }

    /// Adds the inflated content of a file; returns an error message.
    #[wasm_bindgen]
    pub fn supply(path: &str, bytes: &[u8]) -> Option<String> {
        with(|searcher| searcher.supply(path, bytes).err())
    }

    /// Answers a query; returns the paths of missing files, separated by spaces.
    #[wasm_bindgen]
    pub fn ask(typed: &str) -> String {
        with(|searcher| searcher.ask(typed).join(" "))
    }

    /// Returns the doc ids of the matches, best first; nothing if there is no answer.
    #[wasm_bindgen]
    pub fn matches() -> Option<Vec<u32>> {
        with(|searcher| searcher.matches())
    }

    /// Returns the doc ids of the partial matches.
    #[wasm_bindgen]
    pub fn partly() -> Vec<u32> {
        with(|searcher| searcher.partly())
    }

    /// Returns the rest of the answer.
    #[wasm_bindgen]
    pub fn rest() -> String {
        with(|searcher| searcher.rest())
    }

    /// Returns the excerpt of an article for the last query, as one line.
    #[wasm_bindgen]
    pub fn excerpt(ordinal: u32, language: &str, parts: &str) -> String {
        with(|searcher| searcher.excerpt(ordinal, language, parts))
    }

    /// Returns the matches of the last query in pieces of a page: piece, start, end, in turn.
    #[wasm_bindgen]
    pub fn places(language: &str, parts: &str) -> Vec<u32> {
        with(|searcher| searcher.places(language, parts))
    }
}
