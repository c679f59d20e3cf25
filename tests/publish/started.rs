//! A reading room to begin with.

use super::support::{Said, Scratch, fixture};
use std::collections::BTreeSet;

/// What `lectern new` writes.
const FILES: [&str; 6] = [
    ".github/workflows/site.yml",
    ".gitignore",
    "README.md",
    "corpus/articles/what-to-do-next.json",
    "corpus/pages/about.json",
    "corpus/site.json",
];

/// The command, in a folder inside the scratch.
fn run_in(scratch: &Scratch, folder: &str, arguments: &[&str]) -> Said {
    Said::of(scratch.command(arguments).current_dir(scratch.path(folder)).output().unwrap())
}

fn name_in(scratch: &Scratch, folder: &str) -> String {
    let site: serde_json::Value = serde_json::from_str(&scratch.read(&format!("{folder}/corpus/site.json"))).unwrap();
    site["name"].as_str().unwrap().to_owned()
}

#[test]
fn a_new_reading_room_can_be_checked_and_built_at_once() {
    let scratch = Scratch::new();
    let said = scratch.run(&["new", "rooms/Old Harbour", "--repository", "someone/lectern"]).exits(0);
    assert_eq!(said.out, "");
    assert!(said.err.contains("created the reading room Old Harbour") && said.err.contains("lectern serve"), "{}", said.err);
    let files: BTreeSet<String> = scratch.files("rooms/Old Harbour").into_keys().collect();
    assert_eq!(files, FILES.map(str::to_owned).into());
    let report = run_in(&scratch, "rooms/Old Harbour", &["check"]).exits(0);
    assert!(report.err.contains("1 article: 1 note"), "{}{}", report.out, report.err);
    let reader = fixture("reader");
    run_in(&scratch, "rooms/Old Harbour", &["build", "--reader", reader.to_str().unwrap(), "--out", "site"]).exits(0);
    let page = scratch.read("rooms/Old Harbour/site/index.html");
    assert!(page.contains("Old Harbour") && page.contains("What to do next"), "{page}");
    for page in ["article/what-to-do-next", "about"] {
        assert!(scratch.read(&format!("rooms/Old Harbour/site/{page}/index.html")).contains("Old Harbour"), "{page}");
    }
}

#[test]
fn the_workflow_knows_where_lectern_comes_from_or_asks() {
    let scratch = Scratch::new();
    scratch.run(&["new", "told", "--repository", "someone/lectern"]).exits(0);
    assert!(scratch.read("told/.github/workflows/site.yml").contains("LECTERN_REPOSITORY: \"someone/lectern\"\n"));
    assert!(!scratch.read("told/README.md").contains("LECTERN_REPOSITORY"));
    let said = scratch.run(&["new", "asks"]).exits(0);
    let workflow = scratch.read("asks/.github/workflows/site.yml");
    match option_env!("LECTERN_REPOSITORY").filter(|repository| !repository.is_empty()) {
        Some(repository) => assert!(workflow.contains(&format!("LECTERN_REPOSITORY: \"{repository}\"\n"))),
        None => {
            assert!(workflow.contains("LECTERN_REPOSITORY: \"\"\n") && said.err.contains("LECTERN_REPOSITORY"), "{}", said.err);
            assert!(scratch.read("asks/README.md").contains("Set `LECTERN_REPOSITORY`"));
        }
    }
    let refused = scratch.run(&["new", "wrong", "--repository", "https://github.com/a/b"]).exits(2);
    assert!(refused.err.contains("OWNER/NAME") && !scratch.path("wrong").exists(), "{}", refused.err);
}

#[test]
fn no_placeholder_is_left() {
    let scratch = Scratch::new();
    scratch.run(&["new", "room"]).exits(0);
    for file in FILES {
        let text = scratch.read(&format!("room/{file}"));
        for word in ["%NAME%", "%DAY%", "%REPOSITORY%", "%SOURCE%"] {
            assert!(!text.contains(word), "{file}: {word}");
        }
    }
}

#[test]
fn a_folder_with_something_in_it_is_refused_and_left_alone() {
    let scratch = Scratch::new();
    scratch.write("full/diary.txt", "mine");
    let before = scratch.files(".");
    for folder in ["full", "full/diary.txt", ".", "full/.."] {
        let said = scratch.run(&["new", folder]).exits(2);
        assert!(said.err.contains(folder) && said.err.contains("nothing was changed"), "{folder}: {}", said.err);
    }
    assert_eq!(scratch.files("."), before);
}

#[test]
fn an_empty_folder_is_taken_by_its_own_name() {
    let scratch = Scratch::new();
    std::fs::create_dir(scratch.path("Quay")).unwrap();
    run_in(&scratch, "Quay", &["new", "."]).exits(0);
    assert_eq!(name_in(&scratch, "Quay"), "Quay");
}

#[test]
fn any_name_is_the_name_of_a_site() {
    let scratch = Scratch::new();
    let strange = ["丝路读书室", "it's", "$(true) %NAME%", "--- # a: [b]", "<b>&amp;"];
    // Windows has no files of these names.
    let quoted: &[&str] = if cfg!(windows) { &[] } else { &["say \"no\" \\ more", "a\nb"] };
    for name in strange.iter().chain(quoted).filter(|name| !cfg!(windows) || !name.contains(['<', ':'])) {
        scratch.run(&["new", "--", name]).exits(0);
        assert_eq!(name_in(&scratch, name), name.replace('\n', " "));
        assert_eq!(scratch.read(&format!("{name}/README.md")).lines().next(), Some(format!("# {}", name.replace('\n', " ")).as_str()));
        run_in(&scratch, name, &["check"]).exits(0);
    }
    for nameless in ["nowhere/..", " ", ""] {
        let said = scratch.run(&["new", nameless]);
        assert_eq!((said.code, said.err.is_empty()), (2, false), "{nameless:?}");
    }
}
