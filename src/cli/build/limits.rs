//! The limits of hosts: the number of files, the size of one file, the size of the site.
//!
//! A site above a limit is built anyway, since another host may accept it; a warning says what to change.

use crate::cli::diagnostic::{Diagnostic, Severity};
use std::collections::BTreeMap;

/// The number of files that Cloudflare Pages accepts; other hosts' limits are of this order.
const MAX_FILES: usize = 20_000;
/// The largest file that Cloudflare Pages accepts, in bytes.
const MAX_FILE_BYTES: u64 = 25 << 20;
/// The largest file that GitHub accepts in a repository, in bytes.
const MAX_COMMITTED_FILE_BYTES: u64 = 100 << 20;
/// The largest site that GitHub Pages publishes, in bytes.
const MAX_SITE_BYTES: u64 = 1 << 30;

/// Takes the place of a file name if the whole site is meant.
const WHOLE_SITE: &str = "the site";

/// Warns of each host limit that a site of these files exceeds, given the size of each in bytes: one warning per limit or file.
pub(crate) fn check(files: &BTreeMap<String, u64>) -> Vec<Diagnostic> {
    let whole = [too_many_files(files.len()), too_large_site(files)].into_iter().flatten().map(|text| warning(WHOLE_SITE, text));
    let single = files.iter().filter(|(_, size)| **size > MAX_FILE_BYTES).map(|(path, size)| warning(path, large_file(path, *size)));
    whole.chain(single).collect()
}

fn warning(file: &str, text: String) -> Diagnostic {
    Diagnostic::new(Severity::Warning, file, text)
}

fn too_many_files(count: usize) -> Option<String> {
    (count > MAX_FILES).then(|| {
        format!(
            "{count} files; Cloudflare Pages allows at most {MAX_FILES}, and other hosts have similar limits. Give fewer articles their own \
             page with --pages recent:N (the others open through 404.html), or split the corpus into several sites"
        )
    })
}

fn too_large_site(files: &BTreeMap<String, u64>) -> Option<String> {
    let total: u64 = files.values().sum();
    (total > MAX_SITE_BYTES).then(|| {
        let largest = files.iter().filter(|(path, _)| is_picture(path)).max_by_key(|(_, size)| **size);
        let change = match largest {
            Some((path, size)) => format!("Reduce the size of the pictures (the largest is {path}, {})", format_mebibytes(*size)),
            None => "Give fewer articles their own page with --pages recent:N".to_owned(),
        };
        let (total, most) = (format_mebibytes(total), format_mebibytes(MAX_SITE_BYTES));
        format!("{total}; GitHub Pages publishes at most {most}. {change}, or split the corpus into several sites")
    })
}

/// The message about a file that is larger than a host accepts.
fn large_file(path: &str, size: u64) -> String {
    let hosts = if size > MAX_COMMITTED_FILE_BYTES {
        format!(
            "Cloudflare Pages accepts files up to {}, and GitHub repositories up to {}",
            format_mebibytes(MAX_FILE_BYTES),
            format_mebibytes(MAX_COMMITTED_FILE_BYTES)
        )
    } else {
        format!("Cloudflare Pages accepts files up to {}", format_mebibytes(MAX_FILE_BYTES))
    };
    let change = if is_picture(path) {
        "Reduce the size of the picture"
    } else {
        "Split its longest articles, or split the corpus into several sites"
    };
    format!("{}; {hosts}. {change}", format_mebibytes(size))
}

fn is_picture(path: &str) -> bool {
    path.starts_with("images/")
}

/// Formats a size in MiB to one decimal place, rounded up, so that a size above a limit never reads as the limit itself.
fn format_mebibytes(size: u64) -> String {
    let tenths = (size * 10).div_ceil(1 << 20);
    match tenths % 10 {
        0 => format!("{} MiB", tenths / 10),
        tenth => format!("{}.{tenth} MiB", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(files: &[(&str, u64)]) -> Vec<String> {
        let files = files.iter().map(|(path, size)| ((*path).to_owned(), *size)).collect();
        check(&files).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_site_within_all_limits_has_no_warnings() {
        let mut files: BTreeMap<String, u64> = (0..MAX_FILES - 1).map(|n| (format!("{n}.html"), 10_000)).collect();
        files.insert("images/map.png".to_owned(), MAX_FILE_BYTES);
        assert_eq!(check(&files), []);
        assert_eq!(check(&BTreeMap::new()), []);
    }

    #[test]
    fn too_many_files_are_reported_with_the_option() {
        let files: BTreeMap<String, u64> = (0..=MAX_FILES).map(|n| (format!("{n}.html"), 10)).collect();
        let [problem] = &check(&files)[..] else { panic!("one problem") };
        assert_eq!(problem.severity, Severity::Warning);
        let text = problem.to_string();
        assert!(text.starts_with("the site: warning: 20001 files; Cloudflare Pages allows at most 20000"), "{text}");
        assert!(text.contains("--pages recent:N"), "{text}");
    }

    #[test]
    fn large_files_are_reported_with_the_hosts_that_reject_them() {
        assert_eq!(
            messages(&[("images/a.jpg", MAX_FILE_BYTES + 1), ("index.html", 5)]),
            ["images/a.jpg: warning: 25.1 MiB; Cloudflare Pages accepts files up to 25 MiB. Reduce the size of the picture"]
        );
        let [text] = &messages(&[("corpus/places.bin", MAX_COMMITTED_FILE_BYTES + 1)])[..] else { panic!("one problem") };
        assert!(text.contains("GitHub repositories up to 100 MiB. Split its longest articles"), "{text}");
    }

    #[test]
    fn a_site_that_is_too_large_is_reported_with_its_largest_picture() {
        let pictures: Vec<String> = (0..60).map(|n| format!("images/{n}.jpg")).collect();
        let mut files: Vec<(&str, u64)> = pictures.iter().map(|path| (path.as_str(), 18 << 20)).collect();
        files[7].1 = 20 << 20;
        let [text] = &messages(&files)[..] else { panic!("one problem") };
        assert!(text.starts_with("the site: warning: 1082 MiB; GitHub Pages publishes at most 1024 MiB. Reduce the size"), "{text}");
        assert!(text.contains("the largest is images/7.jpg, 20 MiB"), "{text}");
    }
}
