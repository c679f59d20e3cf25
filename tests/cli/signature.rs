//! A site that is signed, and copies of it: whole, changed, signed by somebody else.

use super::support::{CommandOutput, Scratch};
use std::fs;

/// Keys made for these tests with `openssl genpkey -algorithm ed25519`; nothing else was ever signed with them.
const TEST_KEY: &str =
    "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIGbQ5LWeDmsFYW4w8v7NZaFylhX+IMTjJbZbrX9PcBO3\n-----END PRIVATE KEY-----\n";
const TEST_PUBLIC: &str =
    "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAkVRGGdmv0a1meFbVJDid4EVnrLpSHQmvJiMf3iZgZKI=\n-----END PUBLIC KEY-----\n";
/// What `openssl pkey -pubin -in PUBLIC.pem -outform DER | openssl dgst -sha256` prints of it.
const TEST_FINGERPRINT: &str = "021a12e3112518af7bbb15caaadc3622fbb70315319cc9d8f51c59e220732cc7";
const OTHER_KEY: &str =
    "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEICDcBBA8XZFnXrAA8V9+aek4ba3iMpiv3tTc8jENWFZ9\n-----END PRIVATE KEY-----\n";
const OTHER_PUBLIC: &str =
    "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAwgmBH99X1Ng81pGk6aGIj1O2o7R9LIodyHbcBCLhsI8=\n-----END PUBLIC KEY-----\n";

/// A corpus with both keys beside it, and its site, signed.
fn signed_site() -> Scratch {
    let scratch = Scratch::new();
    for (file, pem) in [("key.pem", TEST_KEY), ("public.pem", TEST_PUBLIC), ("other.pem", OTHER_KEY), ("other-public.pem", OTHER_PUBLIC)] {
        scratch.write(file, pem);
    }
    scratch.build("site", &["--sign", "key.pem"]).assert_exit_code(0);
    scratch
}

fn verify(scratch: &Scratch) -> CommandOutput {
    scratch.run(&["verify", "--key", "public.pem", "site"])
}

#[test]
fn an_unchanged_copy_verifies_and_signing_is_reproducible() {
    let scratch = signed_site();
    let output = verify(&scratch).assert_exit_code(0);
    assert!(output.stdout.is_empty() && output.stderr.contains(TEST_FINGERPRINT), "{}{}", output.stdout, output.stderr);
    scratch.build("again", &["--sign", "key.pem"]).assert_exit_code(0);
    assert_eq!(scratch.files("site"), scratch.files("again"));
    fs::remove_file(scratch.path("site/.lectern-site")).unwrap();
    verify(&scratch).assert_exit_code(0);
    let list = scratch.read("site/lectern-signed.txt");
    let signed_count = list.lines().skip(1).count();
    assert_eq!(signed_count, scratch.files("site").len() - 2, "every file but the list and its signature");
    assert!(list.starts_with(&format!("lectern-signed 1 ed25519 {TEST_FINGERPRINT}\n")), "{list}");
}

#[test]
fn verify_names_changed_files() {
    let scratch = signed_site();
    let page = "site/article/slow-boats/index.html";
    let text = scratch.read(page);
    scratch.write(page, &text.replacen("slow", "show", 1));
    let output = verify(&scratch).assert_exit_code(1);
    assert!(
        output.stdout.starts_with("article/slow-boats/index.html: modified") && output.stdout.lines().count() == 1,
        "{}",
        output.stdout
    );
    scratch.write(page, &format!("{text} "));
    assert!(verify(&scratch).assert_exit_code(1).stdout.contains("bytes, but"));
    fs::remove_file(scratch.path(page)).unwrap();
    assert!(verify(&scratch).assert_exit_code(1).stdout.contains("article/slow-boats/index.html: missing"));
    scratch.write(page, &text);
    scratch.write("site/article/more.html", "x");
    scratch.write("site/new/folder/a.html", "x");
    scratch.write("site/new/folder/b.html", "x");
    let output = verify(&scratch).assert_exit_code(1);
    assert_eq!(output.stdout, "article/more.html: not signed\nnew/: not signed\n");
    assert!(output.stderr.contains("2 differences"), "{}", output.stderr);
}

#[test]
fn a_copy_signed_with_another_key_is_refused() {
    let scratch = signed_site();
    let output = scratch.run(&["verify", "--key", "other-public.pem", "site"]).assert_exit_code(1);
    assert!(output.stderr.contains("another key") && output.stderr.contains(TEST_FINGERPRINT), "{}", output.stderr);
    scratch.build("site", &["--sign", "other.pem"]).assert_exit_code(0);
    assert!(verify(&scratch).assert_exit_code(1).stderr.contains("another key"));
    // A list that claims the right key, and a signature that was not made for it.
    let list = scratch.read("site/lectern-signed.txt");
    scratch.build("site", &["--sign", "key.pem"]).assert_exit_code(0);
    let first = |list: &str| list.lines().next().unwrap_or_default().to_owned();
    let forged = list.replacen(&first(&list), &first(&scratch.read("site/lectern-signed.txt")), 1);
    scratch.write("site/lectern-signed.txt", &forged);
    assert!(verify(&scratch).assert_exit_code(1).stderr.contains("does not match"));
}

#[test]
fn a_damaged_or_missing_list_fails_verification() {
    let scratch = signed_site();
    let list = scratch.read("site/lectern-signed.txt");
    for damaged in [list.replacen("index.html", "index.htm", 1), format!("{list}\n"), list.to_uppercase(), String::new()] {
        scratch.write("site/lectern-signed.txt", &damaged);
        verify(&scratch).assert_exit_code(1);
    }
    scratch.write("site/lectern-signed.txt", &list);
    verify(&scratch).assert_exit_code(0);
    scratch.write("site/lectern-signed.sig", "AAAA\n");
    assert!(verify(&scratch).assert_exit_code(1).stderr.contains("not a signature"));
    fs::remove_file(scratch.path("site/lectern-signed.sig")).unwrap();
    assert!(verify(&scratch).assert_exit_code(1).stderr.contains("not signed"));
}

#[cfg(unix)]
#[test]
fn symlinks_in_a_copy_are_reported() {
    let scratch = signed_site();
    let page = "site/article/slow-boats/index.html";
    fs::rename(scratch.path(page), scratch.path("elsewhere.html")).unwrap();
    std::os::unix::fs::symlink(scratch.path("elsewhere.html"), scratch.path(page)).unwrap();
    let output = verify(&scratch).assert_exit_code(1);
    assert!(output.stdout.contains("article/slow-boats/index.html: a link"), "{}", output.stdout);
}

#[test]
fn the_wrong_kind_of_key_is_a_usage_error() {
    let scratch = signed_site();
    let output = scratch.run(&["verify", "--key", "key.pem", "site"]).assert_exit_code(2);
    assert!(output.stderr.contains("key.pem: contains a private key"), "{}", output.stderr);
    assert!(scratch.build("new", &["--sign", "public.pem"]).assert_exit_code(2).stderr.contains("public key"));
    assert!(!scratch.path("new").exists(), "nothing is written");
    scratch.run(&["verify", "--key", "nowhere.pem", "site"]).assert_exit_code(2);
    scratch.run(&["verify", "--key", "public.pem", "nowhere"]).assert_exit_code(2);
    scratch.run(&["verify", "--key", "public.pem"]).assert_exit_code(2);
    scratch.write("site/key.pem", TEST_KEY);
    assert!(scratch.build("site", &["--sign", "site/key.pem"]).assert_exit_code(2).stderr.contains("would be published"));
}

#[test]
fn an_unsigned_build_removes_the_old_signature() {
    let scratch = signed_site();
    scratch.build("site", &[]).assert_exit_code(0);
    assert!(!scratch.path("site/lectern-signed.txt").exists() && !scratch.path("site/lectern-signed.sig").exists());
    assert!(!scratch.read("site/about/index.html").contains("lectern verify"));
}

#[test]
fn the_about_page_shows_the_key_fingerprint() {
    let scratch = signed_site();
    let about = |scratch: &Scratch| scratch.read("site/about/index.html");
    let page = about(&scratch);
    for part in [TEST_FINGERPRINT, "lectern verify --key PUBLIC.pem SITE", "Signed by its publisher", "Made for tests."] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let site = scratch.read("corpus/site.json");
    scratch.write("corpus/site.json", &site.replace("\"lang\": \"en\"", "\"lang\": \"ar\""));
    scratch.build("site", &["--sign", "key.pem"]).assert_exit_code(0);
    assert!(about(&scratch).contains("<h2>موقّع من ناشره"), "{}", about(&scratch));
    fs::remove_file(scratch.path("corpus/pages/about.json")).unwrap();
    scratch.build("site", &["--sign", "key.pem"]).assert_exit_code(0);
    assert!(about(&scratch).contains("عن هذا الموقع") && about(&scratch).contains(TEST_FINGERPRINT), "a site without the page gets one");
    verify(&scratch).assert_exit_code(0);
}

#[test]
fn a_folder_can_be_signed() {
    let scratch = signed_site();
    for out in ["room", "again"] {
        scratch.build(out, &["--folder", "--sign", "key.pem"]).assert_exit_code(0);
    }
    assert_eq!(scratch.files("room"), scratch.files("again"));
    let check = |scratch: &Scratch| scratch.run(&["verify", "--key", "public.pem", "room"]);
    assert!(check(&scratch).assert_exit_code(0).stderr.contains(TEST_FINGERPRINT));
    let signed_count = scratch.read("room/lectern-signed.txt").lines().skip(1).count();
    assert_eq!(signed_count, scratch.files("room").len() - 3, "every file but the list, its signature and the list of what was written");
    assert!(scratch.read("room/about/index.html").contains(TEST_FINGERPRINT));
    let pack = scratch.files("room").into_keys().find(|path| path.starts_with("corpus/articles-")).unwrap();
    let text = scratch.read(&format!("room/{pack}"));
    scratch.write(&format!("room/{pack}"), &text.replacen("lecternFile", "lecternfile", 1));
    assert_eq!(check(&scratch).assert_exit_code(1).stdout.split(':').next(), Some(pack.as_str()));
    scratch.build("room", &["--folder"]).assert_exit_code(0);
    assert!(!scratch.path("room/lectern-signed.txt").exists() && check(&scratch).assert_exit_code(1).stderr.contains("not signed"));
}

#[test]
fn a_single_file_cannot_be_signed() {
    let scratch = signed_site();
    let output = scratch.run(&["build", "--single-file", "room.html", "--sign", "key.pem"]).assert_exit_code(2);
    assert!(
        output.stderr.contains("--folder --out DIR --sign KEYFILE") && output.stderr.contains("openssl pkeyutl -sign"),
        "{}",
        output.stderr
    );
    assert!(!scratch.path("room.html").exists());
}
