//! A site that is signed, and copies of it: whole, changed, signed by somebody else.

use super::support::{Said, Scratch};
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
fn signed() -> Scratch {
    let scratch = Scratch::new();
    for (file, pem) in [("key.pem", TEST_KEY), ("public.pem", TEST_PUBLIC), ("other.pem", OTHER_KEY), ("other-public.pem", OTHER_PUBLIC)] {
        scratch.write(file, pem);
    }
    scratch.build("site", &["--sign", "key.pem"]).exits(0);
    scratch
}

fn verify(scratch: &Scratch) -> Said {
    scratch.run(&["verify", "--key", "public.pem", "site"])
}

#[test]
fn a_good_copy_is_as_it_was_signed_and_every_build_signs_the_same() {
    let scratch = signed();
    let said = verify(&scratch).exits(0);
    assert!(said.out.is_empty() && said.err.contains(TEST_FINGERPRINT), "{}{}", said.out, said.err);
    scratch.build("again", &["--sign", "key.pem"]).exits(0);
    assert_eq!(scratch.files("site"), scratch.files("again"));
    fs::remove_file(scratch.path("site/.lectern-site")).unwrap();
    verify(&scratch).exits(0);
    let list = scratch.read("site/lectern-signed.txt");
    let named = list.lines().skip(1).count();
    assert_eq!(named, scratch.files("site").len() - 2, "every file but the list and its signature");
    assert!(list.starts_with(&format!("lectern-signed 1 ed25519 {TEST_FINGERPRINT}\n")), "{list}");
}

#[test]
fn a_change_is_named_by_its_file() {
    let scratch = signed();
    let page = "site/article/slow-boats/index.html";
    let text = scratch.read(page);
    scratch.write(page, &text.replacen("slow", "show", 1));
    let said = verify(&scratch).exits(1);
    assert!(said.out.starts_with("article/slow-boats/index.html: modified") && said.out.lines().count() == 1, "{}", said.out);
    scratch.write(page, &format!("{text} "));
    assert!(verify(&scratch).exits(1).out.contains("bytes, but"));
    fs::remove_file(scratch.path(page)).unwrap();
    assert!(verify(&scratch).exits(1).out.contains("article/slow-boats/index.html: missing"));
    scratch.write(page, &text);
    scratch.write("site/article/more.html", "x");
    scratch.write("site/new/folder/a.html", "x");
    scratch.write("site/new/folder/b.html", "x");
    let said = verify(&scratch).exits(1);
    assert_eq!(said.out, "article/more.html: not signed\nnew/: not signed\n");
    assert!(said.err.contains("2 differences"), "{}", said.err);
}

#[test]
fn a_copy_that_another_key_signed_is_refused() {
    let scratch = signed();
    let said = scratch.run(&["verify", "--key", "other-public.pem", "site"]).exits(1);
    assert!(said.err.contains("another key") && said.err.contains(TEST_FINGERPRINT), "{}", said.err);
    scratch.build("site", &["--sign", "other.pem"]).exits(0);
    assert!(verify(&scratch).exits(1).err.contains("another key"));
    // A list that claims the right key, and a signature that was not made for it.
    let list = scratch.read("site/lectern-signed.txt");
    scratch.build("site", &["--sign", "key.pem"]).exits(0);
    let first = |list: &str| list.lines().next().unwrap_or_default().to_owned();
    let forged = list.replacen(&first(&list), &first(&scratch.read("site/lectern-signed.txt")), 1);
    scratch.write("site/lectern-signed.txt", &forged);
    assert!(verify(&scratch).exits(1).err.contains("does not match"));
}

#[test]
fn a_damaged_list_or_none_is_no_proof() {
    let scratch = signed();
    let list = scratch.read("site/lectern-signed.txt");
    for damaged in [list.replacen("index.html", "index.htm", 1), format!("{list}\n"), list.to_uppercase(), String::new()] {
        scratch.write("site/lectern-signed.txt", &damaged);
        verify(&scratch).exits(1);
    }
    scratch.write("site/lectern-signed.txt", &list);
    verify(&scratch).exits(0);
    scratch.write("site/lectern-signed.sig", "AAAA\n");
    assert!(verify(&scratch).exits(1).err.contains("not a signature"));
    fs::remove_file(scratch.path("site/lectern-signed.sig")).unwrap();
    assert!(verify(&scratch).exits(1).err.contains("not signed"));
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_a_copy() {
    let scratch = signed();
    let page = "site/article/slow-boats/index.html";
    fs::rename(scratch.path(page), scratch.path("elsewhere.html")).unwrap();
    std::os::unix::fs::symlink(scratch.path("elsewhere.html"), scratch.path(page)).unwrap();
    let said = verify(&scratch).exits(1);
    assert!(said.out.contains("article/slow-boats/index.html: a link"), "{}", said.out);
}

#[test]
fn a_key_of_the_wrong_kind_is_wrong_usage_and_says_what_it_is() {
    let scratch = signed();
    let said = scratch.run(&["verify", "--key", "key.pem", "site"]).exits(2);
    assert!(said.err.contains("key.pem: contains a private key"), "{}", said.err);
    assert!(scratch.build("new", &["--sign", "public.pem"]).exits(2).err.contains("public key"));
    assert!(!scratch.path("new").exists(), "nothing is written");
    scratch.run(&["verify", "--key", "nowhere.pem", "site"]).exits(2);
    scratch.run(&["verify", "--key", "public.pem", "nowhere"]).exits(2);
    scratch.run(&["verify", "--key", "public.pem"]).exits(2);
    scratch.write("site/key.pem", TEST_KEY);
    assert!(scratch.build("site", &["--sign", "site/key.pem"]).exits(2).err.contains("would be published"));
}

#[test]
fn a_build_that_is_not_signed_leaves_no_list_of_the_last_one() {
    let scratch = signed();
    scratch.build("site", &[]).exits(0);
    assert!(!scratch.path("site/lectern-signed.txt").exists() && !scratch.path("site/lectern-signed.sig").exists());
    assert!(!scratch.read("site/about/index.html").contains("lectern verify"));
}

#[test]
fn the_about_page_says_whose_key_it_is_in_the_sites_language() {
    let scratch = signed();
    let about = |scratch: &Scratch| scratch.read("site/about/index.html");
    let page = about(&scratch);
    for part in [TEST_FINGERPRINT, "lectern verify --key PUBLIC.pem SITE", "Signed by its publisher", "Made for tests."] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let site = scratch.read("corpus/site.json");
    scratch.write("corpus/site.json", &site.replace("\"lang\": \"en\"", "\"lang\": \"ar\""));
    scratch.build("site", &["--sign", "key.pem"]).exits(0);
    assert!(about(&scratch).contains("<h2>موقّع من ناشره"), "{}", about(&scratch));
    fs::remove_file(scratch.path("corpus/pages/about.json")).unwrap();
    scratch.build("site", &["--sign", "key.pem"]).exits(0);
    assert!(about(&scratch).contains("عن هذا الموقع") && about(&scratch).contains(TEST_FINGERPRINT), "a site without the page gets one");
    verify(&scratch).exits(0);
}

#[test]
fn a_folder_for_a_disk_is_signed_as_a_site_is() {
    let scratch = signed();
    for out in ["room", "again"] {
        scratch.build(out, &["--folder", "--sign", "key.pem"]).exits(0);
    }
    assert_eq!(scratch.files("room"), scratch.files("again"));
    let check = |scratch: &Scratch| scratch.run(&["verify", "--key", "public.pem", "room"]);
    assert!(check(&scratch).exits(0).err.contains(TEST_FINGERPRINT));
    let named = scratch.read("room/lectern-signed.txt").lines().skip(1).count();
    assert_eq!(named, scratch.files("room").len() - 3, "every file but the list, its signature and the list of what was written");
    assert!(scratch.read("room/about/index.html").contains(TEST_FINGERPRINT));
    let pack = scratch.files("room").into_keys().find(|path| path.starts_with("corpus/articles-")).unwrap();
    let text = scratch.read(&format!("room/{pack}"));
    scratch.write(&format!("room/{pack}"), &text.replacen("lecternPut", "lecternput", 1));
    assert_eq!(check(&scratch).exits(1).out.split(':').next(), Some(pack.as_str()));
    scratch.build("room", &["--folder"]).exits(0);
    assert!(!scratch.path("room/lectern-signed.txt").exists() && check(&scratch).exits(1).err.contains("not signed"));
}

#[test]
fn a_single_file_is_not_signed_and_the_message_says_what_to_do() {
    let scratch = signed();
    let said = scratch.run(&["build", "--single-file", "room.html", "--sign", "key.pem"]).exits(2);
    assert!(said.err.contains("--folder --out DIR --sign KEYFILE") && said.err.contains("openssl pkeyutl -sign"), "{}", said.err);
    assert!(!scratch.path("room.html").exists());
}
