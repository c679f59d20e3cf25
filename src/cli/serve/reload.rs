//! Reloads open pages: the site version, which changes with each build, and a script that polls it.

use std::sync::atomic::{AtomicUsize, Ordering};

/// The reload script.
pub const SCRIPT: &str = include_str!("reload.js");

/// The path of the script, independent of the base path.
pub const SCRIPT_PATH: &str = "/.lectern/reload.js";

/// The path of the site version.
pub const EDITION_PATH: &str = "/.lectern/edition";

/// The version of a site that is rebuilt repeatedly.
#[derive(Debug)]
pub struct SiteVersion {
    run: u64,
    number: AtomicUsize,
}

impl SiteVersion {
    /// The first version in a run of the server. `run` is a number that no other run has, such as its start time: a page that
    /// outlives the server is reloaded by the next one.
    pub fn first(run: u64) -> SiteVersion {
        SiteVersion { run, number: AtomicUsize::new(1) }
    }

    /// Advances to the next version.
    pub fn next(&self) {
        self.number.fetch_add(1, Ordering::Relaxed);
    }

    /// The version in the form that pages compare: letters, digits and hyphens.
    pub fn text(&self) -> String {
        format!("{}-{}", self.run, self.number.load(Ordering::Relaxed))
    }
}

/// Inserts the script before the end of a page's body, with the site version of the page.
pub fn into(mut page: Vec<u8>, edition: &str) -> Vec<u8> {
    let end = b"</body>";
    let place = page.windows(end.len()).rposition(|window| window == end).unwrap_or(page.len());
    let script = format!("<script src=\"{SCRIPT_PATH}\" data-edition=\"{edition}\"></script>");
    page.splice(place..place, script.into_bytes());
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_told_its_edition_at_the_end_of_its_body() {
        let page = |text: &str| String::from_utf8(into(text.as_bytes().to_vec(), "7-1")).unwrap();
        let script = "<script src=\"/.lectern/reload.js\" data-edition=\"7-1\"></script>";
        assert_eq!(page("<pre>&lt;/body></pre></body></html>"), format!("<pre>&lt;/body></pre>{script}</body></html>"));
        assert_eq!(page("text"), format!("text{script}"));
    }

    #[test]
    fn each_build_and_each_run_is_an_edition_of_its_own() {
        let edition = SiteVersion::first(7);
        assert_eq!(edition.text(), "7-1");
        edition.next();
        assert_eq!(edition.text(), "7-2");
        assert_ne!(SiteVersion::first(8).text(), "7-1");
    }
}
