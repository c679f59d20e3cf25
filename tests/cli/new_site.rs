//! A reading room to begin with.

use super::support::{CommandOutput, Scratch, fixture};
use std::collections::BTreeSet;

/// What `lectern new` writes.
const NEW_SITE_FILES: [&str; 6] = [
    ".github/workflows/site.yml",
    ".gitignore",
    "README.md",
    "corpus/articles/what-to-do-next.json",
    "corpus/pages/about.json",
    "corpus/site.json",
];

/// The command, in a folder inside the scratch.
fn run_in(scratch: &Scratch, folder: &str, arguments: &[&str]) -> CommandOutput {
    CommandOutput::from_output(scratch.command(arguments).current_dir(scratch.path(folder)).output().unwrap())
}

fn site_name(scratch: &Scratch, folder: &str) -> String {
    let site: serde_json::Value = serde_json::from_str(&scratch.read(&format!("{folder}/corpus/site.json"))).unwrap();
    site["name"].as_str().unwrap().to_owned()
}

#[test]
fn a_new_reading_room_can_be_checked_and_built_at_once() {
    let scratch = Scratch::new();
    let output = scratch.run(&["new", "rooms/Old Harbour", "--repository", "someone/lectern"]).assert_exit_code(0);
    assert_eq!(output.stdout, "");
    assert!(output.stderr.contains("created the reading room Old Harbour") && output.stderr.contains("lectern serve"), "{}", output.stderr);
    let files: BTreeSet<String> = scratch.files("rooms/Old Harbour").into_keys().collect();
    assert_eq!(files, NEW_SITE_FILES.map(str::to_owned).into());
    let report = run_in(&scratch, "rooms/Old Harbour", &["check"]).assert_exit_code(0);
    assert!(report.stderr.contains("1 article: 1 note"), "{}{}", report.stdout, report.stderr);
    let reader = fixture("reader");
    run_in(&scratch, "rooms/Old Harbour", &["build", "--reader", reader.to_str().unwrap(), "--out", "site"]).assert_exit_code(0);
    let page = scratch.read("rooms/Old Harbour/site/index.html");
    assert!(page.contains("Old Harbour") && page.contains("What to do next"), "{page}");
    for page in ["article/what-to-do-next", "about"] {
        assert!(scratch.read(&format!("rooms/Old Harbour/site/{page}/index.html")).contains("Old Harbour"), "{page}");
    }
}

#[test]
fn the_workflow_has_or_asks_for_the_repository() {
    let scratch = Scratch::new();
    scratch.run(&["new", "told", "--repository", "someone/lectern"]).assert_exit_code(0);
    assert!(scratch.read("told/.github/workflows/site.yml").contains("LECTERN_REPOSITORY: \"someone/lectern\"\n"));
    assert!(!scratch.read("told/README.md").contains("LECTERN_REPOSITORY"));
    let output = scratch.run(&["new", "asks"]).assert_exit_code(0);
    let workflow = scratch.read("asks/.github/workflows/site.yml");
    match option_env!("LECTERN_REPOSITORY").filter(|repository| !repository.is_empty()) {
        Some(repository) => assert!(workflow.contains(&format!("LECTERN_REPOSITORY: \"{repository}\"\n"))),
        None => {
            assert!(workflow.contains("LECTERN_REPOSITORY: \"\"\n") && output.stderr.contains("LECTERN_REPOSITORY"), "{}", output.stderr);
            assert!(scratch.read("asks/README.md").contains("Set `LECTERN_REPOSITORY`"));
        }
    }
    let refused = scratch.run(&["new", "wrong", "--repository", "https://github.com/a/b"]).assert_exit_code(2);
    assert!(refused.stderr.contains("OWNER/NAME") && !scratch.path("wrong").exists(), "{}", refused.stderr);
}

#[test]
fn no_placeholder_remains() {
    let scratch = Scratch::new();
    scratch.run(&["new", "room"]).assert_exit_code(0);
    for file in NEW_SITE_FILES {
        let text = scratch.read(&format!("room/{file}"));
        for word in ["%NAME%", "%DAY%", "%REPOSITORY%", "%SOURCE%"] {
            assert!(!text.contains(word), "{file}: {word}");
        }
    }
}

#[test]
fn a_non_empty_folder_is_refused_and_left_alone() {
    let scratch = Scratch::new();
    scratch.write("full/diary.txt", "mine");
    let before = scratch.files(".");
    for folder in ["full", "full/diary.txt", ".", "full/.."] {
        let output = scratch.run(&["new", folder]).assert_exit_code(2);
        assert!(output.stderr.contains(folder) && output.stderr.contains("nothing was changed"), "{folder}: {}", output.stderr);
    }
    assert_eq!(scratch.files("."), before);
}

#[test]
fn an_empty_folder_names_the_site() {
    let scratch = Scratch::new();
    std::fs::create_dir(scratch.path("Quay")).unwrap();
    run_in(&scratch, "Quay", &["new", "."]).assert_exit_code(0);
    assert_eq!(site_name(&scratch, "Quay"), "Quay");
}

#[test]
fn a_site_can_have_any_name() {
    let scratch = Scratch::new();
    let strange = ["丝路读书室", "it's", "$(true) %NAME%", "--- # a: [b]", "<b>&amp;"];
    // Windows has no files of these names.
    let quoted: &[&str] = if cfg!(windows) { &[] } else { &["say \"no\" \\ more", "a\nb"] };
    for name in strange.iter().chain(quoted).filter(|name| !cfg!(windows) || !name.contains(['<', ':'])) {
        scratch.run(&["new", "--", name]).assert_exit_code(0);
        assert_eq!(site_name(&scratch, name), name.replace('\n', " "));
        assert_eq!(scratch.read(&format!("{name}/README.md")).lines().next(), Some(format!("# {}", name.replace('\n', " ")).as_str()));
        run_in(&scratch, name, &["check"]).assert_exit_code(0);
    }
    for invalid_name in ["nowhere/..", " ", ""] {
        let output = scratch.run(&["new", invalid_name]);
        assert_eq!((output.code, output.stderr.is_empty()), (2, false), "{invalid_name:?}");
    }
}
