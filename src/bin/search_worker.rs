//! The program of the search worker: the exports for `src/worker/worker.js`. Natively it does nothing.

fn main() {}

#[cfg(target_arch = "wasm32")]
#[allow(unreachable_pub, reason = "the worker calls them")]
mod exports {
    use lectern::worker::{self, Searcher, Stems};
    use std::cell::RefCell;
    use wasm_bindgen::prelude::*;

    thread_local! {
        static SEARCHER: RefCell<Option<Searcher>> = const { RefCell::new(None) };
    }

    #[wasm_bindgen]
    extern "C" {
        /// Returns the stem of a word from the program of all languages, which `worker.js` loads if needed.
        #[wasm_bindgen(js_namespace = globalThis, js_name = "lecternStem")]
        fn external_stem(language: &str, word: &str) -> String;
    }

    /// Calls a function with the open index; returns the type's default if none is open.
    fn with_searcher<T: Default>(call: impl FnOnce(&mut Searcher) -> T) -> T {
        SEARCHER.with_borrow_mut(|searcher| searcher.as_mut().map(call).unwrap_or_default())
    }

    /// Opens an index from its inflated header file; returns an error message.
    #[wasm_bindgen(js_name = "openIndex")]
    pub fn open_index(header: &[u8]) -> Option<String> {
        let opened = Searcher::open(header, Box::new(Stems { external_stem }));
        SEARCHER.with_borrow_mut(|searcher| match opened {
            Ok(opened) => {
                *searcher = Some(opened);
                None
            }
            Err(error) => Some(error),
        })
    }

    /// Checks the header of an index file; returns an error message, or nothing if its content may be inflated.
    #[wasm_bindgen(js_name = "checkHeader")]
    pub fn check_header(path: &str, bytes: &[u8]) -> Option<String> {
        worker::check_header(path, bytes).err()
    }

    /// Whether a language of the articles needs a stemmer that this program lacks.
    #[wasm_bindgen(js_name = "needsStemmer")]
    pub fn needs_stemmer() -> bool {
        with_searcher(|searcher| worker::needs_stemmer(searcher.languages()))
    }

    /// Adds the inflated content of a file; returns an error message.
    #[wasm_bindgen(js_name = "addFile")]
    pub fn add_file(path: &str, bytes: &[u8]) -> Option<String> {
        with_searcher(|searcher| searcher.add_file(path, bytes).err())
    }

    /// Answers a query; returns the paths of missing files, separated by spaces.
    #[wasm_bindgen(js_name = "answerQuery")]
    pub fn answer_query(query: &str) -> String {
        with_searcher(|searcher| searcher.answer_query(query).join(" "))
    }

    /// Returns the doc ids of the matches, best first; nothing if there is no answer.
    #[wasm_bindgen(js_name = "matches")]
    pub fn matches() -> Option<Vec<u32>> {
        with_searcher(|searcher| searcher.matches())
    }

    /// Returns the doc ids of the partial matches.
    #[wasm_bindgen(js_name = "partialMatches")]
    pub fn partial_matches() -> Vec<u32> {
        with_searcher(|searcher| searcher.partial_matches())
    }

    /// Returns the details of the answer.
    #[wasm_bindgen(js_name = "details")]
    pub fn details() -> String {
        with_searcher(|searcher| searcher.details())
    }

    /// Returns the excerpt of an article for the last query, as one line.
    #[wasm_bindgen(js_name = "excerpt")]
    pub fn excerpt(doc_id: u32, language: &str, parts: &str) -> String {
        with_searcher(|searcher| searcher.excerpt(doc_id, language, parts))
    }

    /// Returns the matches of the last query in pieces of a page: piece, start, end, in turn.
    #[wasm_bindgen(js_name = "inPageMatches")]
    pub fn in_page_matches(language: &str, parts: &str) -> Vec<u32> {
        with_searcher(|searcher| searcher.in_page_matches(language, parts))
    }
}
