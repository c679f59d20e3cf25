//! The programs of the worker in one script. From a disk no browser takes a module for a worker, and Chromium nothing that a
//! worker loads besides.

use crate::publish::build::smaller;

/// What stands in the worker before its programs.
const ASIDE: &str = include_str!("aside.js");

/// The glue of the program that searches, with what starts it, and the glue of the stemmers, as one script.
pub fn worker(searcher: &str, stemmer: Option<&str>) -> String {
    let mut script = smaller::module(ASIDE);
    if let Some(stemmer) = stemmer {
        // src/worker/worker.js takes these two from it.
        script.push_str(&format!("globalThis.lecternStemmer={};\n", closed(stemmer, "return{default:__wbg_init,stem};")));
    }
    script.push_str(&closed(searcher, ""));
    script.push_str(";\n");
    script
}

/// A module as a function that is called at once: its names are its own.
fn closed(module: &str, end: &str) -> String {
    format!("(()=>{{\"use strict\";{}\n{end}}})()", plain(module))
}

/// A module without what only modules may say.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn plain(module: &str) -> String {
    let mut script = module.to_owned();
    for kind in ["function ", "async function ", "class ", "const "] {
        script = script.replace(&format!("export {kind}"), kind);
    }
    while let Some(start) = script.find("export{") {
        let end = script[start..].find(';').map_or(script.len(), |end| start + end + 1);
        script.replace_range(start..end, "");
    }
    // Only asked for where no program is named, which src/worker/worker.js always does.
    script.replace("import.meta.url", "\"\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_module_is_left() {
        let searcher = "export function ask(){}\nfunction __wbg_init(){new URL('a.wasm',import.meta.url);}\nexport{initSync,__wbg_init as default};onmessage=ask;";
        let script = worker(searcher, Some("export function stem(){}export{__wbg_init as default};"));
        assert!(!script.contains("export") && !script.contains("import"), "{script}");
        assert!(script.contains("lecternStemmer=(()=>{\"use strict\";function stem(){}\nreturn{default:__wbg_init,stem};})();"));
        assert!(script.ends_with("onmessage=ask;\n})();\n"), "{script}");
    }
}
