//! Who may name whom, and documents that name what exists.

#![allow(clippy::unwrap_used, clippy::string_slice, reason = "a test fails where it stands")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What each module may name of the crate, besides itself.
const ALLOWED_DEPENDENCIES: &[(&str, &[&str])] = &[
    ("bin", &["app", "worker"]),
    ("main", &["cli"]),
    ("app", &["components", "stores", "web", "state", "messages", "search", "annotation", "citation", "corpus", "article"]),
    ("components", &["stores", "web", "state", "messages", "search", "annotation", "citation", "corpus", "article"]),
    ("stores", &["web", "state", "messages", "search", "annotation", "citation", "corpus", "article"]),
    ("worker", &["web", "search", "corpus", "article"]),
    // Of messages the browser knows the locale alone, which it fills by `Intl`.
    ("web", &["state", "messages", "annotation", "corpus", "article"]),
    ("cli", &["components", "stores", "state", "messages", "search", "citation", "corpus", "article"]),
    ("state", &["messages", "search", "annotation", "corpus", "article"]),
    ("messages", &["corpus", "article"]),
    ("search", &["corpus", "article"]),
    ("annotation", &["corpus", "article"]),
    ("citation", &["article"]),
    ("corpus", &["article"]),
    ("article", &[]),
];

/// The modules of the crate.
const MODULES: [&str; 13] =
    ["article", "corpus", "annotation", "citation", "search", "messages", "state", "web", "worker", "stores", "components", "app", "cli"];

/// The modules that know no clock, file, thread, DOM or network.
const PURE_MODULES: [&str; 7] = ["article", "corpus", "annotation", "citation", "search", "messages", "state"];

/// What pure modules may not name: no clock, file, thread, DOM or network.
const FORBIDDEN_IN_PURE_MODULES: [&str; 9] =
    ["std::fs", "std::io", "std::net", "std::thread", "std::time", "std::env", "std::process", "web_sys", "gloo_net"];

fn repository_root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file of the crate: its path inside `src`, and its text.
fn rust_sources() -> Vec<(PathBuf, String)> {
    let src = repository_root().join("src");
    let files = walkdir::WalkDir::new(&src).sort_by_file_name().into_iter().map(Result::unwrap);
    files
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"))
        .map(|entry| (entry.path().strip_prefix(&src).unwrap().to_owned(), fs::read_to_string(entry.path()).unwrap()))
        .collect()
}

/// The module at the top of the crate that a file belongs to; nothing for `lib.rs`, which names them all.
fn module_of(path: &Path) -> Option<String> {
    let first = path.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
    (first != "lib").then(|| first.to_owned())
}

/// The code of a file, without comments.
fn without_comments(text: &str) -> String {
    text.lines().map(|line| line.split_once("//").map_or(line, |(before, _)| before)).collect::<Vec<_>>().join("\n")
}

/// The modules of the crate that some code names, as `crate::x`, `lectern::x`, or in the braces of either.
fn named_modules(code: &str) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for prefix in ["crate::", "lectern::"] {
        for (at, _) in code.match_indices(prefix) {
            let rest = &code[at + prefix.len()..];
            match rest.strip_prefix('{') {
                Some(inside) => named.extend(first_words(&inside[..closing_brace(inside)])),
                None => named.extend(first_word(rest)),
            }
        }
    }
    named.retain(|word| MODULES.contains(&word.as_str()));
    named
}

fn first_word(text: &str) -> Option<String> {
    let word: String = text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!word.is_empty()).then_some(word)
}

/// The first word of each item between braces; what stands in inner braces belongs to its item.
fn first_words(inside: &str) -> Vec<String> {
    let mut depth = 0;
    let items = inside.split(|c: char| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    items.filter_map(first_word).collect()
}

fn closing_brace(inside: &str) -> usize {
    let mut depth = 1;
    let end = inside.char_indices().find(|(_, c)| {
        depth += i32::from(*c == '{') - i32::from(*c == '}');
        depth == 0
    });
    end.map_or(inside.len(), |(at, _)| at)
}

#[test]
fn modules_use_only_allowed_modules() {
    let mut violations = Vec::new();
    for (path, text) in rust_sources() {
        let Some(module) = module_of(&path) else { continue };
        let Some((_, allowed)) = ALLOWED_DEPENDENCIES.iter().find(|(name, _)| *name == module) else {
            violations.push(format!("{}: the module {module} stands in no table of this test", path.display()));
            continue;
        };
        for other in
            named_modules(&without_comments(&text)).into_iter().filter(|other| *other != module && !allowed.contains(&other.as_str()))
        {
            violations.push(format!("{}: {module} names {other}", path.display()));
        }
    }
    assert!(violations.is_empty(), "{}", violations.join("\n"));
}

#[test]
fn only_the_build_and_the_review_use_components() {
    let is_build = |path: &Path| path.starts_with("cli/build") || path.starts_with("cli/review/view");
    let cli_sources = rust_sources().into_iter().filter(|(path, _)| path.starts_with("cli") && !is_build(path));
    let violations: Vec<String> = cli_sources
        .filter(|(_, text)| named_modules(&without_comments(text)).contains("components"))
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert!(violations.is_empty(), "{}", violations.join("\n"));
}

#[test]
fn only_build_targets_tell_forms_apart() {
    let elsewhere = rust_sources().into_iter().filter(|(path, _)| path.starts_with("cli") && !path.starts_with("cli/build/target"));
    let violations: Vec<String> = elsewhere
        .filter(|(_, text)| without_comments(text).contains("Form::"))
        .map(|(path, _)| format!("{}: ask the BuildTarget", path.display()))
        .collect();
    assert!(violations.is_empty(), "{}", violations.join("\n"));
}

#[test]
fn pure_modules_know_no_clock_file_thread_or_network() {
    let pure = rust_sources().into_iter().filter(|(path, _)| PURE_MODULES.iter().any(|module| path.starts_with(module)));
    let mut violations = Vec::new();
    for (path, text) in pure {
        let code = without_comments(&text);
        violations.extend(
            FORBIDDEN_IN_PURE_MODULES.iter().filter(|word| code.contains(**word)).map(|word| format!("{}: {word}", path.display())),
        );
    }
    assert!(violations.is_empty(), "{}", violations.join("\n"));
}

#[test]
fn nothing_parses_strings_as_markup_or_code() {
    let mut violations = Vec::new();
    let scripts = ["app/start.js", "app/theme.js"]
        .map(|name| (PathBuf::from(name), fs::read_to_string(repository_root().join("src").join(name)).unwrap_or_default()));
    for (path, text) in rust_sources().into_iter().chain(scripts) {
        let code = without_comments(&text);
        for word in
            ["inner_html", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "js_sys::eval", "new Function"]
        {
            if code.contains(word) {
                violations.push(format!("{}: {word}", path.display()));
            }
        }
    }
    assert!(violations.is_empty(), "{}", violations.join("\n"));
}

/// Paths between backticks that begin with a folder of the checkout.
fn paths_in(text: &str) -> Vec<String> {
    let folders = ["src/", "corpus/", "tests/", "style/", "benches/", ".setup/", ".ci/", ".github/"];
    let quoted = text.split('`').skip(1).step_by(2);
    // A path with a placeholder, as ID.json, or with words beside it, is an example.
    let plain = |path: &str| path.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
    let placeholder = |path: &str| path.split(['/', '.', '-']).any(|part| part.len() > 1 && part.chars().all(|c| c.is_ascii_uppercase()));
    quoted
        .filter(|path| folders.iter().any(|folder| path.starts_with(folder)) && plain(path) && !placeholder(path))
        .map(str::to_owned)
        .collect()
}

#[test]
fn documents_name_existing_paths() {
    // Built, or made by a publisher; they stand in no checkout.
    let made = ["corpus/manifest.json", "corpus/images/", "corpus/review", "corpus/.lectern"];
    let mut missing = Vec::new();
    let mut texts: Vec<(String, String)> = rust_sources()
        .into_iter()
        .map(|(path, text)| {
            (format!("src/{}", path.display()), text.lines().filter(|line| line.starts_with("//!")).collect::<Vec<_>>().join("\n"))
        })
        .collect();
    for name in ["README.md", "ARCHITECTURE.md", "BENCHMARKS.md"] {
        let document = fs::read_to_string(repository_root().join(name)).unwrap();
        // A block of code is an example, not a map.
        let prose: Vec<&str> = document.split("```").step_by(2).collect();
        texts.push((name.to_owned(), prose.join("\n")));
    }
    for (file, text) in texts {
        for path in paths_in(&text).into_iter().filter(|path| !made.iter().any(|made| path.starts_with(made))) {
            if !repository_root().join(&path).exists() {
                missing.push(format!("{file} names {path}, which does not exist"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// A global or an event of the page that a script names is named in Rust, too, or in another script, and the other way round.
#[test]
fn names_between_rust_and_scripts_agree() {
    let src = repository_root().join("src");
    let files = walkdir::WalkDir::new(&src).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let mut users: BTreeMap<String, BTreeSet<PathBuf>> = BTreeMap::new();
    for entry in files {
        let text = fs::read_to_string(entry.path()).unwrap_or_default();
        let words = text.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'));
        let is_shared = |word: &&str| ["lectern-search", "lectern-page"].contains(word) || is_global(word);
        for word in words.filter(is_shared) {
            users.entry(word.to_owned()).or_default().insert(entry.path().strip_prefix(&src).unwrap().to_owned());
        }
    }
    assert!(users.len() >= 8, "{users:?}");
    // `lecternMatches` is set and called by Rust alone, in two programs.
    let one_sided: Vec<&String> =
        users.iter().filter(|(name, files)| files.len() < 2 && *name != "lecternMatches").map(|(name, _)| name).collect();
    assert!(one_sided.is_empty(), "named on one side alone: {one_sided:?}");
}

/// Whether a word is a global of the page: `lecternSearch`.
fn is_global(word: &str) -> bool {
    word.strip_prefix("lectern").is_some_and(|rest| rest.chars().next().is_some_and(char::is_uppercase))
}

/// Every message is read by the code of some component, store or command.
#[test]
fn every_message_is_read() {
    let sources = rust_sources();
    let (tables, readers): (Vec<_>, Vec<_>) = sources.iter().partition(|(path, _)| path.starts_with("messages"));
    let code: String = readers.iter().map(|(_, text)| without_comments(text)).collect();
    let read: BTreeSet<&str> =
        code.split('.').skip(1).filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()).collect();
    let mut unread = Vec::new();
    for name in ["table", "build", "data", "offline", "annotations"] {
        let (_, table) = tables.iter().find(|(path, _)| *path == Path::new("messages").join(name).with_extension("rs")).unwrap();
        let is_name = |field: &&str| field.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        let declared = table.lines().filter_map(|line| Some(line.trim().strip_prefix("pub(crate) ")?.split_once(": ")?.0));
        let fields: Vec<&str> = declared.filter(is_name).collect();
        assert!(!fields.is_empty(), "{name}.rs has no fields");
        unread.extend(fields.into_iter().filter(|field| !read.contains(field)).map(|field| format!("{name}.rs: {field}")));
    }
    assert!(unread.is_empty(), "{}", unread.join("\n"));
}

/// `ARCHITECTURE.md` has a recipe for each kind of extension, and each recipe names files.
#[test]
fn each_recipe_names_its_files() {
    let document = fs::read_to_string(repository_root().join("ARCHITECTURE.md")).unwrap();
    for wanted in ["an import format", "a facet", "an interface language", "a ranking weight", "a kind of block"] {
        let recipe = document.split("\n## ").find(|section| section.starts_with(&format!("Recipe: {wanted}\n")));
        let recipe = recipe.unwrap_or_else(|| panic!("no recipe for {wanted}"));
        assert!(paths_in(recipe).len() >= 2, "the recipe for {wanted} names no files");
    }
}

/// What a component that other modules use begins with.
const COMPONENT: &str = "#[component]\npub(crate) fn ";

/// The components that `ARCHITECTURE.md` shows are those that there are, each in a file of its name.
#[test]
fn the_component_tree_is_up_to_date() {
    let document = fs::read_to_string(repository_root().join("ARCHITECTURE.md")).unwrap();
    let tree = document.split("```").nth(1).unwrap();
    let components: Vec<_> =
        rust_sources().into_iter().filter(|(path, text)| path.starts_with("components") && text.contains(COMPONENT)).collect();
    assert!(components.len() > 40, "{}", components.len());
    let mut missing = Vec::new();
    for (path, text) in components {
        let name = first_word(text.split(COMPONENT).nth(1).unwrap()).unwrap();
        let of_ui = path.starts_with("components/ui");
        if !of_ui && !tree.contains(&name) {
            missing.push(format!("{name} of {}", path.display()));
        }
        let file: String = name
            .chars()
            .enumerate()
            .flat_map(|(at, c)| (at > 0 && c.is_uppercase()).then_some('_').into_iter().chain(c.to_lowercase()))
            .collect();
        if path.file_stem().unwrap() != file.as_str() {
            missing.push(format!("{name} stands in {}", path.display()));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn helpers_find_modules_and_paths() {
    let words = |code: &str| named_modules(code).into_iter().collect::<Vec<_>>();
    assert_eq!(words("use crate::stores::RouteStore;"), ["stores"]);
    assert_eq!(words("use crate::{article::{Block, search}, corpus};"), ["article", "corpus"]);
    assert_eq!(words("fn main() { lectern::app::start() }"), ["app"]);
    assert!(words(&without_comments("// crate::publish is not named")).is_empty());
    assert_eq!(paths_in("see `src/lib.rs`, `corpus/articles/ID.json`, `lectern build`"), ["src/lib.rs"]);
}
