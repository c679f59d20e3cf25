//! Joins the programs of the worker into one script. From a disk no browser accepts a module as a worker, and Chromium loads no
//! further files for a worker.

/// Joins the start script and glue of the search program with the glue of the stemmers; `prelude` runs before them.
pub(crate) fn worker_script(prelude: &str, searcher: &str, stemmer: Option<&str>) -> String {
    let mut script = prelude.to_owned();
    if let Some(stemmer) = stemmer {
        // src/worker/worker.js reads these two from the global.
        script.push_str(&format!("globalThis.lecternStemmer={};\n", wrap_in_function(stemmer, "return{default:__wbg_init,stem};")));
    }
    script.push_str(&wrap_in_function(searcher, ""));
    script.push_str(";\n");
    script
}

/// Wraps a module in a function that is called at once: its names stay local.
fn wrap_in_function(module: &str, end: &str) -> String {
    format!("(()=>{{\"use strict\";{}\n{end}}})()", strip_module_syntax(module))
}

/// Removes the syntax that only modules allow.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn strip_module_syntax(module: &str) -> String {
    let mut script = module.to_owned();
    for kind in ["function ", "async function ", "class ", "const "] {
        script = script.replace(&format!("export {kind}"), kind);
    }
    // A minifier leaves out the space.
    while let Some(start) = ["export {", "export{"].iter().find_map(|export| script.find(export)) {
        let end = script[start..].find(';').map_or(script.len(), |end| start + end + 1);
        script.replace_range(start..end, "");
    }
    // Used only if no program is named, and src/worker/worker.js always names one.
    script.replace("import.meta.url", "\"\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn module_syntax_is_removed() {
        let searcher = "export function ask(){}\nfunction __wbg_init(){new URL('a.wasm',import.meta.url);}\nexport{initSync,__wbg_init as default};onmessage=ask;";
        let script = worker_script("", searcher, Some("export function stem(){}export{__wbg_init as default};"));
        assert!(!script.contains("export") && !script.contains("import"), "{script}");
        let spaced = worker_script("const x = 1;\n", "function ask() {}\nexport { ask };\n", None);
        assert_eq!(spaced, "const x = 1;\n(()=>{\"use strict\";function ask() {}\n\n\n})();\n");
        assert!(script.contains("lecternStemmer=(()=>{\"use strict\";function stem(){}\nreturn{default:__wbg_init,stem};})();"));
        assert!(script.ends_with("onmessage=ask;\n})();\n"), "{script}");
    }
}
