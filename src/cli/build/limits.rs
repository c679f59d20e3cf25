//! The limits of hosts: the number of files, the size of one file, the size of the site.
//!
//! A site above a limit is built anyway, since another host may accept it; a warning says what to change.

use crate::cli::diagnostic::{Diagnostic, Severity};
use std::collections::BTreeMap;

/// The number of files that Cloudflare Pages accepts; other hosts' limits are of this order.
const FILES: usize = 20_000;
/// The largest file that Cloudflare Pages accepts, in bytes.
const FILE: u64 = 25 << 20;
/// The largest file that GitHub accepts in a repository, in bytes.
const COMMITTED: u64 = 100 << 20;
/// The largest site that GitHub Pages publishes, in bytes.
const SITE: u64 = 1 << 30;

/// Takes the place of a file name if the whole site is meant.
const WHOLE: &str = "the site";

/// Warns of each host limit that a site of these files exceeds, given the size of each in bytes: one warning per limit or file.
pub fn passed(files: &BTreeMap<String, u64>) -> Vec<Diagnostic> {
    let whole = [many(files.len()), heavy(files)].into_iter().flatten().map(|text| warning(WHOLE, text));
    let single = files.iter().filter(|(_, size)| **size > FILE).map(|(path, size)| warning(path, large(path, *size)));
    whole.chain(single).collect()
}

fn warning(file: &str, text: String) -> Diagnostic {
    Diagnostic::new(Severity::Warning, file, text)
}

fn many(count: usize) -> Option<String> {
    (count > FILES).then(|| {
        format!(
            "{count} files; Cloudflare Pages allows at most {FILES}, and other hosts have similar limits. Give fewer articles their own \
             page with --pages recent:N (the others open through 404.html), or split the corpus into several sites"
        )
    })
}

fn heavy(files: &BTreeMap<String, u64>) -> Option<String> {
    let total: u64 = files.values().sum();
    (total > SITE).then(|| {
        let largest = files.iter().filter(|(path, _)| is_picture(path)).max_by_key(|(_, size)| **size);
        let change = match largest {
            Some((path, size)) => format!("Reduce the size of the pictures (the largest is {path}, {})", mebibytes(*size)),
            None => "Give fewer articles their own page with --pages recent:N".to_owned(),
        };
        let (total, most) = (mebibytes(total), mebibytes(SITE));
        format!("{total}; GitHub Pages publishes at most {most}. {change}, or split the corpus into several sites")
    })
}

/// The message about a file that is larger than a host accepts.
fn large(path: &str, size: u64) -> String {
    let hosts = if size > COMMITTED {
        format!("Cloudflare Pages accepts files up to {}, and GitHub repositories up to {}", mebibytes(FILE), mebibytes(COMMITTED))
    } else {
        format!("Cloudflare Pages accepts files up to {}", mebibytes(FILE))
    };
    let change = if is_picture(path) {
        "Reduce the size of the picture"
    } else {
        "Split its longest articles, or split the corpus into several sites"
    };
    format!("{}; {hosts}. {change}", mebibytes(size))
}

fn is_picture(path: &str) -> bool {
    path.starts_with("images/")
}

/// Formats a size in MiB to one decimal place, rounded up, so that a size above a limit never reads as the limit itself.
fn mebibytes(size: u64) -> String {
    let tenths = (size * 10).div_ceil(1 << 20);
    match tenths % 10 {
        0 => format!("{} MiB", tenths / 10),
        tenth => format!("{}.{tenth} MiB", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(files: &[(&str, u64)]) -> Vec<String> {
        let files = files.iter().map(|(path, size)| ((*path).to_owned(), *size)).collect();
        passed(&files).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_site_within_all_limits_is_told_nothing() {
        let mut files: BTreeMap<String, u64> = (0..FILES - 1).map(|n| (format!("{n}.html"), 10_000)).collect();
        files.insert("images/map.png".to_owned(), FILE);
        assert_eq!(passed(&files), []);
        assert_eq!(passed(&BTreeMap::new()), []);
    }

    #[test]
    fn too_many_files_are_counted_and_the_option_named() {
        let files: BTreeMap<String, u64> = (0..=FILES).map(|n| (format!("{n}.html"), 10)).collect();
        let [problem] = &passed(&files)[..] else { panic!("one problem") };
        assert_eq!(problem.severity, Severity::Warning);
        let text = problem.to_string();
        assert!(text.starts_with("the site: warning: 20001 files; Cloudflare Pages allows at most 20000"), "{text}");
        assert!(text.contains("--pages recent:N"), "{text}");
    }

    #[test]
    fn a_large_file_is_named_with_the_hosts_that_refuse_it() {
        assert_eq!(
            said(&[("images/a.jpg", FILE + 1), ("index.html", 5)]),
            ["images/a.jpg: warning: 25.1 MiB; Cloudflare Pages accepts files up to 25 MiB. Reduce the size of the picture"]
        );
        let [text] = &said(&[("corpus/places.bin", COMMITTED + 1)])[..] else { panic!("one problem") };
        assert!(text.contains("GitHub repositories up to 100 MiB. Split its longest articles"), "{text}");
    }

    #[test]
    fn a_site_that_is_too_large_names_its_largest_picture() {
        let pictures: Vec<String> = (0..60).map(|n| format!("images/{n}.jpg")).collect();
        let mut files: Vec<(&str, u64)> = pictures.iter().map(|path| (path.as_str(), 18 << 20)).collect();
        files[7].1 = 20 << 20;
        let [text] = &said(&files)[..] else { panic!("one problem") };
        assert!(text.starts_with("the site: warning: 1082 MiB; GitHub Pages publishes at most 1024 MiB. Reduce the size"), "{text}");
        assert!(text.contains("the largest is images/7.jpg, 20 MiB"), "{text}");
    }
}
