//! The program in the worker: what `src/worker/worker.js` calls. On the machine there is no worker to start in.

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
        /// The stem of a word by the program that knows all languages, which `worker.js` has loaded where one is needed.
        #[wasm_bindgen(js_namespace = globalThis)]
        fn stemmed(language: &str, word: &str) -> String;
    }

    /// Calls something with the open index; the usual value of its type where none is open.
    fn with<T: Default>(call: impl FnOnce(&mut Searcher) -> T) -> T {
        SEARCHER.with_borrow_mut(|searcher| searcher.as_mut().map(call).unwrap_or_default())
    }

    /// Opens an index by its root file, inflated; gives what is wrong with it.
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

    /// What is wrong with the first bytes of a file of the index; nothing where its content may be inflated.
    #[wasm_bindgen]
    pub fn header(path: &str, bytes: &[u8]) -> Option<String> {
        header_of(path, bytes).err()
    }

    /// Whether an article is in a language whose stemmer is not in this program.
    #[wasm_bindgen]
    pub fn foreign() -> bool {
        with(|searcher| are_foreign(searcher.languages()))
    }

    /// Takes a file, inflated; gives what is wrong with it.
    #[wasm_bindgen]
    pub fn supply(path: &str, bytes: &[u8]) -> Option<String> {
        with(|searcher| searcher.supply(path, bytes).err())
    }

    /// Answers what was typed; gives the paths of what is still wanted, with a space between.
    #[wasm_bindgen]
    pub fn ask(typed: &str) -> String {
        with(|searcher| searcher.ask(typed).join(" "))
    }

    /// The ordinals of what matches, best first; nothing where there is no answer.
    #[wasm_bindgen]
    pub fn matches() -> Option<Vec<u32>> {
        with(|searcher| searcher.matches())
    }

    /// The ordinals of what matches in part.
    #[wasm_bindgen]
    pub fn partly() -> Vec<u32> {
        with(|searcher| searcher.partly())
    }

    /// The rest of the answer.
    #[wasm_bindgen]
    pub fn rest() -> String {
        with(|searcher| searcher.rest())
    }

    /// Where an article holds what was asked last, a line.
    #[wasm_bindgen]
    pub fn excerpt(ordinal: u32, language: &str, parts: &str) -> String {
        with(|searcher| searcher.excerpt(ordinal, language, parts))
    }

    /// Where pieces of a page hold what was asked last: piece, start, end, in turn.
    #[wasm_bindgen]
    pub fn places(language: &str, parts: &str) -> Vec<u32> {
        with(|searcher| searcher.places(language, parts))
    }
}
