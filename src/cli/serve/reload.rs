//! Reloads open pages: the site version, which changes with each build, and a script that polls it.

use std::sync::atomic::{AtomicUsize, Ordering};

/// The reload script.
pub const SCRIPT: &str = include_str!("reload.js");

/// The path of the script, independent of the base path.
pub const SCRIPT_PATH: &str = "/.lectern/reload.js";

/// The path of the site version.
pub const VERSION_PATH: &str = "/.lectern/edition";

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
    pub fn advance(&self) {
        self.number.fetch_add(1, Ordering::Relaxed);
    }

    /// The version in the form that pages compare: letters, digits and hyphens.
    pub fn to_text(&self) -> String {
        format!("{}-{}", self.run, self.number.load(Ordering::Relaxed))
    }
}

/// Inserts the script before the end of a page's body, with the site version of the page.
pub fn insert_script(mut page: Vec<u8>, version: &str) -> Vec<u8> {
    let end = b"</body>";
    let place = page.windows(end.len()).rposition(|window| window == end).unwrap_or(page.len());
    let script = format!("<script src=\"{SCRIPT_PATH}\" data-version=\"{version}\"></script>");
    page.splice(place..place, script.into_bytes());
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reload_script_is_inserted_at_the_end_of_the_body() {
        let page = |text: &str| String::from_utf8(insert_script(text.as_bytes().to_vec(), "7-1")).unwrap();
        let script = "<script src=\"/.lectern/reload.js\" data-version=\"7-1\"></script>";
        assert_eq!(page("<pre>&lt;/body></pre></body></html>"), format!("<pre>&lt;/body></pre>{script}</body></html>"));
        assert_eq!(page("text"), format!("text{script}"));
    }

    #[test]
    fn each_build_and_each_run_has_its_own_version() {
        let version = SiteVersion::first(7);
        assert_eq!(version.to_text(), "7-1");
        version.advance();
        assert_eq!(version.to_text(), "7-2");
        assert_ne!(SiteVersion::first(8).to_text(), "7-1");
    }
}
